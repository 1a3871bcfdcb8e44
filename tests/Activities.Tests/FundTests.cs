using LaborFlow.Activities.Fund;
using LaborFlow.Activities.Inspection;
using LaborFlow.Activities.Stages;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Fund;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Activities.Tests;

/// <summary>Money that is advanced and got back, amounts that the law gives, and what an employer's record gets.</summary>
public sealed class FundTests
{
    private static async Task<Bench> WithAdvanceAsync(decimal amount = 12_000m, StatuteRegister? register = null)
    {
        var bench = await Bench.OpenAsync(register: register);
        bench.Stores.Records.Add(
            new FundAdvance
            {
                Id = Guid.CreateVersion7(bench.Time.GetUtcNow()),
                CaseId = bench.Case.Id,
                WorkerNumber = 1,
                WorkerName = "陈晓明",
                Bank = "工商银行",
                Account = "6222020200112230004",
                Amount = amount,
                WorkingsJson = "[]",
                CalculatedBy = "officer",
                State = AdvanceState.Confirmed,
            }
        );
        return bench;
    }

    [Fact]
    [Of(typeof(PreparePayment))]
    public async Task A_batch_holds_what_was_confirmed_and_there_is_none_of_nothing()
    {
        var bench = await WithAdvanceAsync();
        (await bench.RunAsync<PreparePayment>()).ShouldBe("prepared");
        bench.Records<PaymentBatch>().Single().Total.ShouldBe(12_000m);
        (await (await Bench.OpenAsync()).RunAsync<PreparePayment>()).ShouldBe("nothing");
    }

    [Fact]
    [Of(typeof(PreparePayment)), Of(typeof(ApprovePayment))]
    public async Task Whom_the_fund_pays_for_the_same_months_in_another_case_is_left_out_of_the_batch_and_an_earlier_batch_pays()
    {
        var bench = await WithAdvanceAsync();
        var worker = bench.Case.Applicants.First().IdNumber!;
        var elsewhere = new TakenAdvance(worker, "深龙华欠薪垫付〔2026〕1号", Guid.Empty, Paid: false, SameEmployer: true, []);
        bench.Ledger.Taken.Add(elsewhere with { SameEmployer = false });
        (await bench.RunAsync<PreparePayment>()).ShouldBe("prepared");
        bench.Ledger.Taken.Add(elsewhere);
        bench.Done("first", new { total = 12_000m }, "finance-1");
        (await bench.RunAsync<ApprovePayment>(("fromStep", "first"))).ShouldBe("mismatch");
        bench.Entry("fund.repeated").ShouldContain("请选择退回，重新编制支付批次");
        (await bench.RunAsync<PreparePayment>()).ShouldBe("nothing");
        var left = bench.Records<FundAdvance>().Single();
        left.State.ShouldBe(AdvanceState.Refused);
        left.Refusal!.ShouldContain("深龙华欠薪垫付〔2026〕1号");
    }

    [Fact]
    [Of(typeof(PreparePayment)), Of(typeof(CorrectAccounts))]
    public async Task No_batch_is_made_while_an_account_is_another_persons_until_it_is_corrected_or_proved()
    {
        var bench = await WithAdvanceAsync();
        bench.Ledger.Holders.Add(new AccountHolder("6222020200112230004", "深龙华欠薪垫付〔2025〕9号", "周强", "440301199001010018"));
        (await bench.RunAsync<PreparePayment>()).ShouldBe("prepared");

        (await bench.RunAsync<PreparePayment>(("verifyAccounts", true))).ShouldBe("verify");
        var stopped = bench.Records<FundAdvance>().Single();
        (stopped.State, stopped.Failure!.Contains("深龙华欠薪垫付〔2025〕9号", StringComparison.Ordinal)).ShouldBe(
            (AdvanceState.Failed, true)
        );
        object Account(string? proof) =>
            new
            {
                accounts = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "工商银行",
                        account = "6222020200112230004",
                        accountProof = proof,
                    },
                },
            };
        bench.Done("fix", Account(null), "officer");
        (await bench.RunAsync<CorrectAccounts>(("fromStep", "fix"))).ShouldBe("invalid");
        bench.Done("fix", Account("开户行回函，户名为本人"), "officer");
        (await bench.RunAsync<CorrectAccounts>(("fromStep", "fix"))).ShouldBe("corrected");
        (await bench.RunAsync<PreparePayment>(("verifyAccounts", true))).ShouldBe("prepared");
    }

    [Fact]
    [Of(typeof(CheckEmergencyLimits))]
    public async Task The_districts_rules_say_who_approves_and_stop_what_is_above_them()
    {
        var rules = EmergencyRules.All.Select(id =>
            StatuteRegister.Installed.RowsOf(id)[0] with
            {
                Value = id switch
                {
                    EmergencyRules.ArrearsShare => 80,
                    EmergencyRules.HeadLimit => 5_000,
                    EmergencyRules.EventCap => 20_000,
                    _ => 15_000,
                },
                EffectiveFrom = new DateOnly(2026, 1, 1),
            }
        );
        var bench = await WithAdvanceAsync(register: new StatuteRegister([.. StatuteRegister.Installed.Rows, .. rules]));
        object Owed(decimal arrears) => new { workers = new[] { new { worker = 1, arrears } } };
        bench.Done("request", Owed(15_000m), "street");
        (await bench.RunAsync<CheckEmergencyLimits>(("fromStep", "request"))).ShouldBe("leader");
        bench.Entry("fund.limits").ShouldContain("受欠薪比例限制");
        bench.Done("request", Owed(14_999m), "street");
        (await bench.RunAsync<CheckEmergencyLimits>(("fromStep", "request"))).ShouldBe("refused");
        bench.Done("request", Owed(15_000m), "street");
        bench.Ledger.EventTotal = 8_001m;
        (await bench.RunAsync<CheckEmergencyLimits>(("fromStep", "request"))).ShouldBe("refused");
        bench.Entry("fund.form-refused").ShouldContain("emf-event-cap");
    }

    [Fact]
    [Of(typeof(ApprovePayment))]
    public async Task Two_people_approve_the_total_that_they_saw()
    {
        var bench = await WithAdvanceAsync();
        await bench.RunAsync<PreparePayment>();
        bench.Done("first", new { total = 12_001m }, "finance-1");
        (await bench.RunAsync<ApprovePayment>(("fromStep", "first"))).ShouldBe("mismatch");
        bench.Entry("fund.total-differs").ShouldContain("不一致");
        bench.Done("first", new { total = 12_000m }, "finance-1");
        (await bench.RunAsync<ApprovePayment>(("fromStep", "first"))).ShouldBe("approved");
        (await bench.RunAsync<ApprovePayment>(("fromStep", "first"))).ShouldBe("mismatch");
        bench.Entry("fund.approved-before").ShouldContain("同一人不得审批两次");
        bench.Done("second", new { total = 12_000m }, "finance-2");
        (await bench.RunAsync<ApprovePayment>(("fromStep", "second"))).ShouldBe("approved");
        var batch = bench.Records<PaymentBatch>().Single();
        (batch.FirstApprovedBy, batch.SecondApprovedBy).ShouldBe(("finance-1", "finance-2"));
    }

    [Fact]
    [Of(typeof(StopPayment)), Of(typeof(DeductPayment))]
    public async Task What_the_employer_paid_comes_off_and_where_it_paid_all_the_rest_is_stopped()
    {
        var bench = await WithAdvanceAsync();
        bench
            .Records<FundAdvance>()
            .Single()
            .Months.Add(
                new FundMonth
                {
                    Id = Guid.CreateVersion7(bench.Time.GetUtcNow()),
                    AdvanceId = Guid.Empty,
                    Month = "2026-10",
                    Owed = 15_000m,
                    Advanced = 12_000m,
                }
            );
        await bench.RunAsync<PreparePayment>();
        var paid = new
        {
            worker = 1,
            month = "2026-10",
            amount = 5_000m,
        };
        bench.Done("first", new { paidByEmployer = new[] { paid } }, "head-1");
        await bench.RunAsync<DeductPayment>(("fromStep", "first"));
        var left = bench.Records<FundAdvance>().Single(a => !a.Superseded);
        (left.Amount, left.State, left.Months.Single().Owed).ShouldBe((10_000m, AdvanceState.Confirmed, 10_000m));
        left.WorkingsJson.ShouldContain("扣减后垫付10000.00元");

        await bench.RunAsync<PreparePayment>();
        bench.Done("first", new { reason = "单位已付清" }, "head-1");
        (await bench.RunAsync<StopPayment>(("fromStep", "first"))).ShouldBe("nothing-paid");
        bench.Entry("fund.stopped").ShouldContain("合计10000.00元");
        left.State.ShouldBe(AdvanceState.Refused);
        bench.Records<FundAdvance>()[0].State = AdvanceState.Paid;
        bench.Records<FundAdvance>()[0].Superseded = false;
        (await bench.RunAsync<StopPayment>(("fromStep", "first"))).ShouldBe("paid-before");
    }

    [Fact]
    [Of(typeof(RecordRecovery))]
    public async Task Recovery_is_partial_until_everything_came_back()
    {
        var bench = await WithAdvanceAsync();
        bench.Records<FundAdvance>().Single().State = AdvanceState.Paid;
        bench.Done("recover", Recovery(5_000m));
        (await bench.RunAsync<RecordRecovery>(("fromStep", "recover"))).ShouldBe("partial");
        bench.Done("recover", Recovery(7_000m));
        (await bench.RunAsync<RecordRecovery>(("fromStep", "recover"))).ShouldBe("full");
    }

    private static object Recovery(decimal amount) =>
        new
        {
            amount,
            receivedOn = "2026-11-02",
            source = "破产分配",
        };

    [Fact]
    [Of(typeof(Calculate))]
    public async Task An_amount_is_worked_out_step_by_step_with_its_articles_or_refused()
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "work-out",
            new
            {
                calculation = new
                {
                    jurisdiction = "440300",
                    startedOn = "2024-03-01",
                    endedOn = "2026-09-30",
                    monthlyWages = Enumerable.Repeat(6_500m, 12),
                    localAverageMonthlyWage = 14_000m,
                },
            }
        );
        (await bench.RunAsync<Calculate>(("calculator", "severance"), ("fromStep", "work-out"))).ShouldBe("calculated");
        bench.Entry("amount.calculated").ShouldContain("《劳动合同法》第47条");
        (await bench.FailAsync<Calculate>(("calculator", "luck"), ("fromStep", "work-out"))).ShouldContain("未知计算规则");
    }

    [Fact]
    [Of(typeof(CheckEligibility))]
    public async Task A_condition_that_fails_names_its_article_and_a_ground_excuses_it()
    {
        var application = Cases.Tests.Support.Applications.UnpaidWages();
        var bench = await Bench.OpenAsync(
            application with
            {
                Employment = application.Employment! with { EndedOn = new DateOnly(2025, 6, 30) },
            }
        );
        bench.Done("review", new { }, "registrar");
        (await bench.RunAsync<CheckEligibility>(("condition", "limitation"), ("fromStep", "review"))).ShouldBe("ineligible");
        bench.Entry("condition.failed").ShouldContain("第27条");
        bench.Entry("condition.failed").ShouldContain("可以：");
        bench.Done("review", new { limitationGround = "2026年3月曾向监察投诉，时效中断" }, "registrar");
        (await bench.RunAsync<CheckEligibility>(("condition", "limitation"), ("fromStep", "review"))).ShouldBe("eligible");
    }

    [Fact]
    [Of(typeof(ProposeListing)), Of(typeof(RegisterConsequence))]
    public async Task Listing_is_proposed_only_where_the_step_asks_and_consequences_are_entered()
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "consequence",
            new
            {
                creditGrade = "C",
                publish = true,
                blacklist = false,
            }
        );
        await bench.RunAsync<RegisterConsequence>(("fromStep", "consequence"));
        await bench.RunAsync<ProposeListing>(("list", "blacklist"), ("fromStep", "consequence"));
        bench.Records<RegisterEntry>().ShouldNotContain(e => e.Kind == "listing");
        await bench.RunAsync<ProposeListing>(("list", "publication"), ("fromStep", "consequence"));
        bench.Records<RegisterEntry>().Single(e => e.Kind == "listing").Text.ShouldContain("重大劳动保障违法行为社会公布");
    }
}
