using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>欠薪保障垫付.</summary>
public sealed class WageFundStories : FundStory
{
    protected override bool ListensToLog => true;

    [Fact]
    public async Task Seven_months_of_nine_thousand_are_advanced_for_six_months_at_the_cap_and_recovered_in_full()
    {
        await GrantedAsync((1, 9_000m, 7));

        var advance = (await RecordsAsync<FundAdvance>()).Single();
        advance.Amount.ShouldBe(43_200m);
        advance.Months.Count(m => m.Advanced == 7_200m).ShouldBe(6);
        advance.Months.Single(m => m.Month == "2026-04").Advanced.ShouldBe(0m);
        (advance.CalculatedBy, advance.ConfirmedBy).ShouldBe(("经办员甲", "复核员乙"));
        (await DeadlineAsync("wgf-decision-2wd")).State.ShouldBe(DeadlineState.Met);
        (await DeadlineAsync("rev-reconsider-60d")).DueOn.ShouldBe(new DateOnly(2027, 1, 4));

        await ApprovedAsync("wgf", 43_200m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        (await CaseAsync()).Stage.ShouldBe(Stages.FundRecovery);
        (await LastEntryAsync("party.notified")).ShouldContain("已支付");
        await DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount = 20_000m,
                source = "破产管理人",
            }
        );
        (await LastEntryAsync("fund.recovered")).ShouldBe("累计追回20000.00元，垫付43200.00元");
        await DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount = 23_200m,
                source = "破产管理人",
            }
        );
        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("fund-recovered");
        // A day of filing, deciding and paying: what stands in the database and the log tells nobody's numbers.
        var worker = closed.Applicants.First();
        await DemandUnreadableAsync(Account, worker.IdNumber.ShouldNotBeNull(), worker.Phone.ShouldNotBeNull());
    }

    [Fact]
    public async Task The_second_calculation_is_another_persons_and_a_difference_of_one_fen_goes_back()
    {
        await AcceptedAsync(Applying(2));
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 2), (2, 6_000m, 2)), by: "经办员甲");
        var self = await Should.ThrowAsync<NotAllowedException>(() =>
            DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 2), (2, 6_000m, 2)), by: "经办员甲")
        );
        self.Code.ShouldBe("task.two-persons");

        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 2), (2, 6_000.01m, 2)), by: "复核员乙");
        (await LastEntryAsync("fund.review-differs")).ShouldContain("工友2初算12000.00元，复核12000.02元");
        (await OpenStepsAsync()).ShouldBe(["wgf-calculate"]);
    }

    [Fact]
    public async Task A_principal_a_large_holder_whoever_earned_three_times_the_average_or_claims_a_year_too_late_get_nothing_but_the_article()
    {
        await AcceptedAsync(Applying(4));
        object Workers(bool accounts) =>
            new
            {
                averageMonthlyWage = 12_000m,
                averageSource = "市统计公报",
                workers = new[]
                {
                    Claiming(1, "principal", true),
                    Claiming(2, "shareHeld", 200_000m),
                    Claiming(3, "averageWageBefore", 36_000.01m),
                    Claiming(4, month: "2025-10"),
                }.Select(worker => worker.Where(field => accounts || field.Key is not ("bank" or "account")).ToDictionary()),
            };
        var unsaid = Claiming(1);
        unsaid.Remove("averageWageBefore");
        var wrong = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync(
                "wgf-calculate",
                "calculated",
                new
                {
                    averageMonthlyWage = 12_000m,
                    averageSource = "市统计公报",
                    workers = new[] { unsaid },
                },
                by: "经办员甲"
            )
        );
        wrong.Errors.Select(e => e.Field).ShouldBe(["data.workers[0].averageWageBefore"]);
        await DoAsync("wgf-calculate", "calculated", Workers(accounts: true), by: "经办员甲");

        var advances = await RecordsAsync<FundAdvance>();
        advances.Count.ShouldBe(4);
        advances.ShouldAllBe(a => a.State == AdvanceState.Refused && a.Amount == 0 && a.Refusal!.Contains("欠薪保障条例"));

        // Nothing comes out for anybody: no batch of nothing goes to the bank.
        await DoAsync("wgf-review", "reviewed", Workers(accounts: false), by: "复核员乙");
        await PostedAsync();
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        (await LastEntryAsync("condition.failed")).ShouldContain("核算的全部人员均不予垫付");
        await DoAsync("wgf-decide", "refuse", new { reason = "均不符合垫付条件" }, by: "局长丙");
        (await OpenStepsAsync()).ShouldBe(["wgf-serve-refusal"]);
    }

    private static Dictionary<string, object> Claiming(int worker, string? about = null, object? value = null, string month = "2026-10")
    {
        var row = new Dictionary<string, object>
        {
            ["worker"] = worker,
            ["bank"] = "工商银行",
            ["account"] = AccountOf(worker),
            ["months"] = new[] { new { month, owed = 9_000m } },
        };
        // Whoever leads the employer gets nothing whatever the wage was.
        if (about != "principal")
            row["averageWageBefore"] = 6_000m;
        if (about is not null)
            row[about] = value!;
        return row;
    }

    [Fact]
    public async Task An_applicant_whom_the_regulation_excludes_is_not_accepted_and_the_officer_can_only_refuse()
    {
        await FileAsync("WGF", Applying());
        await DoAsync(
            "wgf-eligibility",
            "eligible",
            new
            {
                trigger = "absconded",
                triggerEvidence = "公安机关证明",
                employerInScope = true,
                consent = true,
                excludedAs = "representative",
                fundGround = "另一单位欠薪",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"], "no ground excuses it");
        var told = await LastEntryAsync("condition.failed");
        told.ShouldContain("法定代表人、主要负责人");
        told.ShouldContain("欠薪保障条例");
        told.ShouldContain("选择不予垫付");
        await DoAsync("wgf-eligibility", "refuse", new { excludedAs = "representative", reason = "申请人是法定代表人" });
        await DoAsync("wgf-refuse", "approve", by: "局长丙");
        (await OpenStepsAsync()).ShouldBe(["wgf-serve-refusal"]);
    }

    [Fact]
    public async Task A_month_of_unknown_amount_counts_as_the_minimum_wage()
    {
        await AcceptedAsync();
        await DoAsync("wgf-calculate", "calculated", Calculation((1, null, 2)));
        (await RecordsAsync<FundAdvance>()).Single().Amount.ShouldBe(5_040m);
    }

    [Fact]
    public async Task A_wrong_account_and_a_worker_left_out_come_back_to_the_officer()
    {
        await AcceptedAsync(Applying(2));
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1)));
        (await LastEntryAsync("fund.form-refused")).ShouldContain("缺少第2名员工");
        await DoAsync(
            "wgf-calculate",
            "calculated",
            new
            {
                averageMonthlyWage = 12_000m,
                averageSource = "市统计公报",
                workers = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "工商银行",
                        account = Account,
                        averageWageBefore = 6_000m,
                        months = new[] { new { month = "2026-10", owed = 5_000m } },
                    },
                    new
                    {
                        worker = 2,
                        bank = "工商银行",
                        account = "6222020200112230005",
                        averageWageBefore = 6_000m,
                        months = new[] { new { month = "2026-10", owed = 5_000m } },
                    },
                },
            }
        );
        (await LastEntryAsync("fund.form-refused")).ShouldContain("工友2的银行账号校验不通过");
        (await RecordsAsync<FundAdvance>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_whose_total_differs_is_not_approved_and_nobody_approves_twice()
    {
        await GrantedAsync((1, 5_000m, 2));
        await DoAsync("wgf-approve-1", "approve", new { total = 9_999.99m }, by: "科长丁");
        (await LastEntryAsync("fund.total-differs")).ShouldContain("10000.00元");
        await DoAsync("wgf-approve-1", "approve", new { total = 10_000m }, by: "科长丁");
        (
            await Should.ThrowAsync<NotAllowedException>(() => DoAsync("wgf-approve-2", "approve", new { total = 10_000m }, by: "科长丁"))
        ).Code.ShouldBe("task.two-persons");
        await DoAsync("wgf-approve-2", "approve", new { total = 10_000m }, by: "财务戊");
        var batch = (await RecordsAsync<PaymentBatch>()).Single();
        (batch.FirstApprovedBy, batch.SecondApprovedBy).ShouldBe(("科长丁", "财务戊"));
    }

    [Fact]
    public async Task A_payment_that_the_bank_returns_is_paid_in_a_second_batch_after_the_account_is_corrected()
    {
        // The two have one name: they are told apart by their numbers, and where it is read by the end of their documents.
        var application = Applying(2);
        var first = application.Applicant!.Name!;
        await AcceptedAsync(application with { CoApplicants = [application.CoApplicants![0]! with { Name = first }] });
        var calculated = new[] { (1, (decimal?)5_000m, 1), (2, 6_000m, 1) };
        await DoAsync("wgf-calculate", "calculated", Calculation(calculated), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second((1, 6_000m, 1), (2, 5_000m, 1)), by: "复核员乙");
        var differs = await LastEntryAsync("fund.review-differs");
        differs.ShouldContain($"{first}（第1名，证件尾号{application.Applicant.IdNumber![^4..]}）初算5000.00元，复核6000.00元");
        differs.ShouldContain($"{first}（第2名，证件尾号{Applications.ResidentNumber(2)[^4..]}）初算6000.00元，复核5000.00元");
        await DoAsync("wgf-calculate", "calculated", Calculation(calculated), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second(calculated), by: "复核员乙");
        await PostedAsync();
        (await PaperAsync("WGF/posting")).ShouldContain($"{first}（第2名，证件尾号{Applications.ResidentNumber(2)[^4..]}）");
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        await ServedAsync();
        await ApprovedAsync("wgf", 11_000m);
        await PassAsync(1);
        await AnsweredByBankAsync("wgf-pay", Today.AddDays(-1), (2, "户名不符"));
        (await LastEntryAsync("fund.bank-return")).ShouldStartWith("导入银行回盘：成功1笔，失败1笔");
        (await RecordsAsync<FundAdvance>())
            .Where(a => !a.Superseded)
            .OrderBy(a => a.WorkerNumber)
            .Select(a => (a.PaidOn, a.Failure))
            .ShouldBe([(Today.AddDays(-1), null), (null, "户名不符")]);
        await DoAsync(
            "wgf-fix-account",
            "corrected",
            new
            {
                accounts = new[]
                {
                    new
                    {
                        worker = 2,
                        bank = "工商银行",
                        account = "1234567890123456",
                    },
                },
            }
        );
        (await OpenStepsAsync()).ShouldBe(["wgf-fix-account"]);
        await DoAsync(
            "wgf-fix-account",
            "corrected",
            new
            {
                accounts = new[]
                {
                    new
                    {
                        worker = 2,
                        bank = "建设银行",
                        account = AccountOf(3),
                    },
                },
            }
        );
        await ApprovedAsync("wgf", 6_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();

        (await RecordsAsync<FundAdvance>()).Where(a => !a.Superseded).ShouldAllBe(a => a.State == AdvanceState.Paid);
        (await RecordsAsync<PaymentBatch>()).Select(b => b.Total).ShouldBe([11_000m, 6_000m]);
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);
    }

    [Fact]
    public async Task Whoever_the_fund_paid_before_is_not_paid_again()
    {
        await GrantedAsync((1, 5_000m, 1));
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();

        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"], "an applicant who was paid is stopped where the law stops it");
        (await LastEntryAsync("condition.failed")).ShouldContain("不得重复申请");
        await DoAsync(
            "wgf-eligibility",
            "eligible",
            new
            {
                trigger = "absconded",
                triggerEvidence = "公安机关证明",
                employerInScope = true,
                consent = true,
                fundGround = "申请人称系另一笔欠薪，待核算时确认",
            }
        );
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "应发未付属实" }, by: "监察员甲");
        await DoAsync("wgf-employer", "no-objection");
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1)), by: "经办员甲");
        (await RecordsAsync<FundAdvance>()).Single().Refusal!.ShouldContain("不得重复申请");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 1)), by: "复核员乙");
        await PostedAsync();
        // Every worker of the calculation is refused: the law stops the grant at the decision, not at the payment.
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        var stopped = await LastEntryAsync("condition.failed");
        stopped.ShouldContain("核算的全部人员均不予垫付");
        stopped.ShouldContain("选择不予垫付并送达决定书");
        (await OpenStepsAsync()).ShouldBe(["wgf-decide"]);
        await DoAsync("wgf-decide", "refuse", new { reason = "已垫付过" }, by: "局长丙");
        await DoAsync(
            "wgf-serve-refusal",
            "served",
            new
            {
                applicantMethod = "mail",
                applicantReceivedOn = Day(0),
                reason = "已由基金垫付",
            }
        );
        (await PaperAsync("WGF/refusal-decision")).ShouldContain("已由基金垫付");
        (await DeadlineAsync("rev-sue-6m")).State.ShouldBe(DeadlineState.Running);
        await DoAsync("wgf-remedy-watch", "accepted");
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
    }

    [Fact]
    public async Task An_employer_who_pays_before_the_payment_stops_the_advance()
    {
        await GrantedAsync((1, 5_000m, 1));
        await DoAsync("wgf-approve-1", "employer-paid", new { reason = "单位已转账付清" });
        (await CaseAsync()).ClosedAs.ShouldBe("employer-paid");
    }

    [Fact]
    public async Task A_fund_short_of_money_queues_the_batch_and_raises_an_alert()
    {
        await GrantedAsync((1, 5_000m, 1));
        await DoAsync("wgf-approve-1", "approve", new { total = 5_000m }, by: "科长丁");
        await DoAsync("wgf-approve-2", "queue", new { reason = "余额不足" }, by: "财务戊");
        (await LastEntryAsync("office.notified")).ShouldContain("余额不足");
        (await OpenStepsAsync()).ShouldBe(["wgf-approve-2"]);
    }

    [Fact]
    public async Task A_disputed_labour_relation_goes_to_arbitration_first()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "arbitration-first", new { reason = "单位否认劳动关系" });
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-first");
    }

    [Fact]
    public async Task A_false_roster_ends_the_matter()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "false", new { reason = "名册中有未在职人员" });
        (await CaseAsync()).ClosedAs.ShouldBe("terminated");
    }

    [Fact]
    public async Task Missing_papers_are_asked_for_once_and_come_back()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "correct", new { reason = "请补交用工证明" });
        await DoAsync("wgf-party-corrects", "submit", new { note = "已补交" });
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"]);
    }

    [Fact]
    public async Task An_individual_household_business_goes_to_the_districts_emergency_fund_which_pays_and_recovers()
    {
        await FileAsync("WGF", Applying(2));
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        (await CaseAsync()).Stage.ShouldBe(Stages.EmergencyFund);
        var request = Emergency((5_000m, 4_000m), (5_000m, 3_000m));
        await DoAsync("emf-request", "request", request, by: "街道甲");
        await DoAsync("emf-review", "agree", new { total = 7_500m }, by: "人社乙");
        (await LastEntryAsync("fund.form-refused")).ShouldContain("不一致");
        await DoAsync("emf-request", "request", request, by: "街道甲");
        await DoAsync("emf-review", "agree", new { total = 7_000m }, by: "人社乙");
        (await LastEntryAsync("fund.limits")).ShouldContain("由区领导批准");
        await DoAsync("emf-leader", "approve", new { opinion = "同意" }, by: "区领导丙");
        await ApprovedAsync("emf", 7_000m);
        await DoAsync("emf-pay", "settled", new { paidOn = Day(0) });
        (await PaperAsync("EMF/request-form")).ShouldContain("工友2");
        await DoAsync("emf-recovery", "claim", new { measureOn = Day(0), authority = "某某清算组" });
        (await PaperAsync("EMF/creditor-claim")).ShouldContain("某某清算组");
        await DoAsync(
            "emf-recovery",
            "sue",
            new
            {
                measureOn = Day(0),
                authority = "深圳市龙华区人民法院",
                facts = "催告后仍不偿还",
            }
        );
        (await PaperAsync("EMF/recovery-suit")).ShouldContain("催告后仍不偿还");
        await DoAsync(
            "emf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount = 7_000m,
                source = "业主归还",
            }
        );
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
    }

    [Fact]
    public async Task The_district_may_refuse_the_emergency_fund()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        await DoAsync("emf-request", "request", Emergency((5_000m, 4_000m)), by: "街道甲");
        await DoAsync("emf-review", "refuse", new { reason = "无群体性风险" }, by: "人社乙");
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
        (await PaperAsync("EMF/refusal-decision")).ShouldContain("无群体性风险");

        // Whoever decides says why, and that is what the workers read.
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        await DoAsync("emf-request", "request", Emergency((2_000m, 1_500m)), by: "街道甲");
        await DoAsync("emf-review", "agree", new { total = 1_500m }, by: "人社乙");
        await DoAsync("emf-head", "refuse", new { reason = "单位已承诺本月发放" }, by: "局长丙");
        (await PaperAsync("EMF/refusal-decision")).ShouldContain("单位已承诺本月发放");
    }
}
