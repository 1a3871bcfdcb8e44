using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>What happens beside the straight way of an advance: fraud, a late payment by the employer, a batch sent back, recovery by law, construction.</summary>
public sealed class FundBranchStories : FundStory
{
    [Fact]
    public async Task A_false_roster_is_referred_to_the_police_before_anything_is_paid()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "false", new { reason = "名册中有未在职人员二十名" }, by: "监察员甲");

        var paper = await PaperAsync("WGF/fraud-referral");
        paper.ShouldContain("深圳市公安局");
        paper.ShouldContain("名册中有未在职人员二十名");
        paper.ShouldContain("尚未支付垫付款");
        (await LastEntryAsync("office.notified")).ShouldContain("移送公安机关");
        (await CaseAsync()).ClosedAs.ShouldBe("terminated");
    }

    [Fact]
    public async Task What_was_verified_month_by_month_is_what_is_reckoned_with()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        var wrong = await Should.ThrowAsync<InvalidInputException>(() => VerifiedAsync(unpaid: 4_000m));
        wrong.Errors.Single().Field.ShouldBe("data.rows[0].unpaid");
        wrong.Errors.Single().Zh.ShouldContain("未付应为4500.00元");
        await VerifiedAsync(unpaid: 4_500m);
        (await PaperAsync("WGF/verification")).ShouldContain("4,500.00");
        await DoAsync("wgf-employer", "no-objection");

        var other = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-calculate", "calculated", Calculation((1, 4_600m, 1)), by: "经办员甲")
        );
        other.Errors.Single().Field.ShouldBe("data.workers[0].months[0].owed");
        other.Errors.Single().Zh.ShouldContain("核实表载明该月未付4500.00元");
        // Nor is a month that was verified left out.
        var left = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-calculate", "calculated", WithMonth("2026-09"), by: "经办员甲")
        );
        left.Errors.Single().Field.ShouldBe("data.workers[0].months");
        left.Errors.Single().Zh.ShouldContain("2026-10未付4500.00元");
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 4_500m, 1)), by: "经办员甲");
        (await RecordsAsync<FundAdvance>()).Single().Amount.ShouldBe(4_500m);
    }

    private static object WithMonth(string month) =>
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
                    months = new[] { new { month, owed = 4_000m } },
                },
            },
        };

    private Task VerifiedAsync(decimal unpaid) =>
        DoAsync(
            "wgf-verify",
            "verified",
            new
            {
                payroll = true,
                findings = "十月应发五千元，已付五百元",
                rows = new[]
                {
                    new
                    {
                        worker = 1,
                        month = "2026-10",
                        due = 5_000m,
                        paid = 500m,
                        unpaid,
                        proof = "工资表、银行流水",
                        confirmedBy = "co-worker",
                    },
                },
            },
            by: "监察员甲"
        );

    [Fact]
    public async Task Bankruptcy_needs_its_case_number_and_an_individual_household_business_is_not_accepted()
    {
        await FileAsync("WGF", Applying());
        var without = await Should.ThrowAsync<InvalidInputException>(() => BankruptAsync("enterprise", null));
        without.Errors.Select(e => e.Field).ShouldContain("data.bankruptcyCase");
        var household = await Should.ThrowAsync<InvalidInputException>(() => BankruptAsync("household", "（2026）粤03破12号"));
        household.Errors.Single().Field.ShouldBe("data.employerType");
        await BankruptAsync("enterprise", "（2026）粤03破12号");
        (await OpenStepsAsync()).ShouldBe(["wgf-verify"]);
    }

    private Task BankruptAsync(string employerType, string? bankruptcyCase)
    {
        var data = new Dictionary<string, object>
        {
            ["trigger"] = "bankruptcy",
            ["triggerEvidence"] = "法院受理破产申请裁定",
            ["bankruptcyAcceptedOn"] = Day(-10),
            ["employerInScope"] = true,
            ["employerType"] = employerType,
            ["consent"] = true,
        };
        if (bankruptcyCase is not null)
            data["bankruptcyCase"] = bankruptcyCase;
        return DoAsync("wgf-eligibility", "eligible", data);
    }

    [Fact]
    public async Task A_batch_that_an_approver_sends_back_is_put_together_again_and_approved_by_two_anew()
    {
        await GrantedAsync((1, 5_000m, 1));
        await DoAsync("wgf-approve-1", "approve", new { total = 5_000m }, by: "科长丁");
        await DoAsync("wgf-approve-2", "return", new { reason = "请核对开户银行" }, by: "财务戊");
        (await OpenStepsAsync()).ShouldBe(["wgf-approve-1"]);
        (await RecordsAsync<PaymentBatch>()).Select(b => b.Number).ShouldBe([1, 2]);
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        var batches = await RecordsAsync<PaymentBatch>();
        (batches[0].SettledAt, batches[1].SettledAt is null).ShouldBe((null, false));
        (await RecordsAsync<FundAdvance>()).Single().BatchId.ShouldBe(batches[1].Id);
    }

    [Fact]
    public async Task A_case_on_the_version_without_a_way_back_is_moved_and_its_repeated_batch_is_put_together_again()
    {
        await InstallVersionAsync("WGF", 4);
        await GrantedAsync((1, 5_000m, 1), (2, 6_000m, 1));
        var waiting = (await CaseAsync()).Id;
        // At the same moment another case paid the first worker's wages of the month.
        await FileAsync("WGF", Applying());
        await PaidElsewhereAsync((await CaseAsync()).Id);
        await InstallVersionAsync("WGF", 6);

        Follow(waiting);
        await DoAsync("wgf-approve-1", "approve", new { total = 11_000m }, by: "科长丁");
        (await LastEntryAsync("fund.repeated")).ShouldContain("先由管理员迁移到新版本");
        TaskOutcomes.Read((await OpenTaskAsync("wgf-approve-1")).OutcomesJson).ShouldNotContain(o => o.Code == "return");

        await MoveAsync("WGF");
        await DoAsync("wgf-approve-1", "approve", new { total = 11_000m }, by: "科长丁");
        await DoAsync("wgf-approve-1", "return", new { reason = "一人已在其他案件垫付" }, by: "科长丁");
        (await RecordsAsync<PaymentBatch>()).Select(b => b.Total).ShouldBe([11_000m, 6_000m]);
        await ApprovedAsync("wgf", 6_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        (await CaseAsync()).Stage.ShouldBe(Stages.FundRecovery);
    }

    private Task<int> PaidElsewhereAsync(Guid caseId) =>
        InScopeAsync(async scope =>
        {
            var database = scope.GetRequiredService<LaborFlowDbContext>();
            var at = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);
            var (advance, batch) = (Guid.CreateVersion7(at), Guid.CreateVersion7(at));
            database.Add(
                new PaymentBatch
                {
                    Id = batch,
                    CaseId = caseId,
                    Number = 1,
                    Total = 5_000m,
                    Workers = 1,
                    PreparedAt = at,
                }
            );
            database.Add(
                new FundAdvance
                {
                    Id = advance,
                    CaseId = caseId,
                    WorkerNumber = 1,
                    WorkerName = "同一员工",
                    Bank = "工商银行",
                    Account = Account,
                    Amount = 5_000m,
                    WorkingsJson = "[]",
                    CalculatedBy = "经办员己",
                    State = AdvanceState.Paid,
                    BatchId = batch,
                    Months =
                    {
                        new FundMonth
                        {
                            Id = Guid.CreateVersion7(at),
                            AdvanceId = advance,
                            Month = "2026-10",
                            Owed = 5_000m,
                            Advanced = 5_000m,
                        },
                    },
                }
            );
            return await database.SaveChangesAsync();
        });

    [Theory]
    [InlineData("wgf-decide", "局长丙")]
    [InlineData("wgf-approve-2", "财务戊")]
    public async Task An_employer_who_pays_at_the_last_moment_still_stops_the_advance(string step, string by)
    {
        await AcceptedAsync();
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1)), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 1)), by: "复核员乙");
        await PostedAsync();
        if (step != "wgf-decide")
        {
            await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
            await ServedAsync();
            await DoAsync("wgf-approve-1", "approve", new { total = 5_000m }, by: "科长丁");
        }
        await DoAsync(step, "employer-paid", new { reason = "单位已转账付清，附回单" }, by: by);
        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("employer-paid");
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("附回单"));
    }

    [Fact]
    public async Task The_advance_is_claimed_in_bankruptcy_sued_for_and_demanded_again_until_it_is_back()
    {
        await GrantedAsync((1, 9_000m, 7));
        await ApprovedAsync("wgf", 43_200m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        (await PapersAsync("WGF/creditor-claim")).ShouldBe(0, "nobody is bankrupt yet");
        await DoAsync("wgf-recovery", "demand", new { measureOn = Day(0) });
        (await PapersAsync("WGF/recovery-letter")).ShouldBe(2);
        await DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = Day(0),
                amount = 3_200m,
                source = "单位归还",
            }
        );
        await DoAsync(
            "wgf-recovery",
            "sue",
            new
            {
                measureOn = Day(0),
                authority = "深圳市龙华区人民法院",
                facts = "经两次催告仍未偿还。",
            }
        );
        var suit = await PaperAsync("WGF/recovery-suit");
        suit.ShouldContain("40,000.00");
        suit.ShouldContain("深圳市龙华区人民法院");
        suit.ShouldContain("经两次催告仍未偿还");
        await DoAsync("wgf-recovery", "claim", new { measureOn = Day(0), authority = "深圳市新味餐饮有限公司管理人" });
        (await PaperAsync("WGF/creditor-claim")).ShouldContain("深圳市新味餐饮有限公司管理人");
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);
    }

    [Fact]
    public async Task Money_that_was_got_by_fraud_is_ordered_back_and_referred()
    {
        await GrantedAsync((1, 5_000m, 1));
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        object Found(int worker, decimal amount) =>
            new
            {
                authority = "深圳市公安局",
                workers = new[] { new { worker, amount } },
                returnBy = Day(15),
                reason = "申请人并未在该单位工作",
            };
        var other = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-recovery", "fraud", Found(2, 5_000m)));
        other.Errors.Single().Field.ShouldBe("data.workers[0].worker");
        var more = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-recovery", "fraud", Found(1, 5_000.01m)));
        more.Errors.Single().Field.ShouldBe("data.workers[0].amount");
        await DoAsync("wgf-recovery", "fraud", Found(1, 5_000m));
        var order = await PaperAsync("WGF/return-order");
        order.ShouldContain("申请人并未在该单位工作");
        order.ShouldContain("5,000.00");
        (await PaperAsync("WGF/fraud-referral")).ShouldContain("5,000.00");
        (await LastEntryAsync("office.notified")).ShouldContain("冒领");
        (await LastEntryAsync("party.notified")).ShouldContain("退回基金");
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);
        (await OpenTaskAsync("wgf-recovery")).DueOn.ShouldBe(Today.AddDays(15));

        // Two thousand come back in time, the rest after another order; with it everything is back.
        await ReturnedAsync(2_000m);
        await DoAsync("wgf-recovery", "order-again", Found(1, 3_000m));
        (await PapersAsync("WGF/return-order")).ShouldBe(2);
        await ReturnedAsync(3_000m);
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
        (await RecordsAsync<FundRecovery>()).Select(r => r.Amount).ShouldBe([2_000m, 3_000m]);
    }

    private Task ReturnedAsync(decimal amount) =>
        DoAsync(
            "wgf-recovery",
            "returned",
            new
            {
                receivedOn = Day(0),
                amount,
                source = "冒领人",
            }
        );

    [Fact]
    public async Task Fraud_that_an_approver_finds_stops_the_payment_and_goes_to_the_police()
    {
        await GrantedAsync((1, 5_000m, 1));
        await DoAsync("wgf-approve-1", "approve", new { total = 5_000m }, by: "科长丁");
        await DoAsync("wgf-approve-2", "fraud", new { fraudFacts = "银行户名与花名册不符，系他人冒名" }, by: "财务戊");
        (await LastEntryAsync("fund.stopped")).ShouldContain("虚报、冒领，停止支付");
        (await RecordsAsync<FundAdvance>()).Single().State.ShouldBe(AdvanceState.Refused);
        var referral = await PaperAsync("WGF/fraud-stopped");
        referral.ShouldContain("系他人冒名");
        referral.ShouldContain("垫付款尚未支付");
        (await CaseAsync()).ClosedAs.ShouldBe("terminated");
    }

    [Fact]
    public async Task In_construction_the_deposit_and_the_main_contractor_come_before_the_revolving_fund()
    {
        await AtTheDistrictAsync();
        var early = await Should.ThrowAsync<InvalidInputException>(() => RequestedAsync("revolving"));
        early.Errors.Single().Field.ShouldBe("data.construction");
        early.Errors.Single().Zh.ShouldContain("《保障农民工工资支付条例》第32条");

        await DepositAsync();
        (await PaperAsync("EMF/deposit-order")).ShouldContain("五个工作日内");
        var bank = await DeadlineAsync("dep-bank-5wd");
        bank.State.ShouldBe(DeadlineState.Running);
        (await OpenTaskAsync("emf-deposit")).DueOn.ShouldBe(bank.DueOn);
        await DoAsync("emf-deposit", "short", new { reason = "保证金账户余额不足" }, by: "街道甲");
        (await DeadlineAsync("dep-bank-5wd")).State.ShouldBe(DeadlineState.Met);
        (await PaperAsync("EMF/contractor-order")).ShouldContain("先行清偿");
        await DoAsync("emf-contractor", "unpaid", new { reason = "总承包单位已停业" }, by: "街道甲");

        var fund = await Should.ThrowAsync<InvalidInputException>(() => RequestedAsync("emergency"));
        fund.Errors.Single().Field.ShouldBe("data.source");
        await RequestedAsync("revolving");
        await DoAsync("emf-review", "agree", new { total = 4_000m }, by: "人社乙");
        await DoAsync("emf-leader", "approve", new { opinion = "同意" }, by: "区领导丙");
        await ApprovedAsync("emf", 4_000m);
        await DoAsync("emf-pay", "settled", new { paidOn = Day(0) });
        (await CaseAsync()).Stage.ShouldBe(Stages.FundRecovery);
    }

    [Fact]
    public async Task What_the_deposit_and_the_main_contractor_paid_in_part_comes_off_what_the_revolving_fund_is_asked_for()
    {
        await AtTheDistrictAsync();
        await DepositAsync();
        object Part(decimal amount, decimal row) =>
            new
            {
                paidOn = Day(0),
                amount,
                proof = "银行回单",
                workers = new[] { new { worker = 1, amount = row } },
            };
        var differs = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("emf-deposit", "part", Part(1_500m, 1_000m), by: "街道甲")
        );
        differs.Errors.Single().Field.ShouldBe("data.amount");
        await DoAsync("emf-deposit", "part", Part(1_000m, 1_000m), by: "街道甲");
        (await DeadlineAsync("dep-bank-5wd")).State.ShouldBe(DeadlineState.Met);
        (await LastEntryAsync("party.notified")).ShouldContain("支付了部分欠薪");
        await DoAsync("emf-contractor", "part", Part(500m, 500m), by: "街道甲");

        // 5,000 less 1,500 are 3,500, of which the district advances 80 %: 2,800.
        var tooMuch = await Should.ThrowAsync<InvalidInputException>(() => RequestedAsync("revolving", 2_800.01m));
        tooMuch.Errors.Single().Field.ShouldBe("data.workers[0].amount");
        tooMuch.Errors.Single().Zh.ShouldContain("已付1500.00元");
        await RequestedAsync("revolving", 2_800m);
        await DoAsync("emf-review", "agree", new { total = 2_800m }, by: "人社乙");
        (await LastEntryAsync("fund.limits")).ShouldContain("欠薪3500.00元");
    }

    [Theory]
    [InlineData("emf-deposit")]
    [InlineData("emf-contractor")]
    public async Task Whoever_answers_for_the_site_may_pay_first_and_the_fund_pays_nothing(string payer)
    {
        await AtTheDistrictAsync();
        await DepositAsync();
        if (payer == "emf-contractor")
            await DoAsync("emf-deposit", "short", new { reason = "余额不足" }, by: "街道甲");
        await DoAsync(payer, "paid", new { paidOn = Day(0), amount = 4_000m }, by: "街道甲");
        (await CaseAsync()).ClosedAs.ShouldBe("employer-paid");
        (await RecordsAsync<FundAdvance>()).ShouldBeEmpty();
    }

    private async Task AtTheDistrictAsync()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体包工队，工地欠薪" });
    }

    private Task DepositAsync() =>
        DoAsync(
            "emf-request",
            "deposit",
            new
            {
                construction = true,
                depositAccount = "建设银行龙华支行",
                contractor = "深圳市建工总承包有限公司",
                depositAmount = 4_000m,
            },
            by: "街道甲"
        );

    private Task RequestedAsync(string source, decimal amount = 4_000m) =>
        DoAsync(
            "emf-request",
            "request",
            new
            {
                risk = "四十余人聚集讨薪",
                massRisk = true,
                situation = "construction",
                construction = true,
                source,
                workers = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "工商银行",
                        account = Account,
                        arrears = 5_000m,
                        amount,
                    },
                },
            },
            by: "街道甲"
        );
}
