using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>不得重复支付: every way back behind a payment is closed, and says who decides instead.</summary>
public sealed class PaymentHoldStories : FundStory
{
    [Fact]
    public async Task Nothing_leads_back_behind_an_approval_or_a_payment_nor_away_from_it()
    {
        await GrantedAsync((1, 5_000m, 1), (2, 6_000m, 1));
        (await RefusedAsync(() => RaiseAsync("withdrawal", "不再申请", party: "applicant"))).ShouldBe("fund.in-payment");
        (await RefusedAsync(WithdrawAsync)).ShouldBe("fund.in-payment");
        await DoAsync("wgf-approve-1", "approve", new { total = 11_000m }, by: "科长丁");
        (await RefusedAsync(() => TakeBackAsync("wgf-approve-1", "科长丁"))).ShouldBe("fund.approved");
        await DoAsync("wgf-approve-2", "approve", new { total = 11_000m }, by: "财务戊");
        (await RefusedAsync(() => SendBackAsync("wgf-pay", "wgf-calculate", "finance"))).ShouldBe("fund.paid");
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) }, by: "finance");
        (await RefusedAsync(() => TakeBackAsync("wgf-pay", "finance"))).ShouldBe("fund.paid");
        (await RefusedAsync(() => SendBackAsync("wgf-consequence", "wgf-calculate", "fund-officer"))).ShouldBe("fund.paid");
        await DoAsync("wgf-consequence", "registered", by: "fund-officer");
        (await RefusedAsync(() => SendBackAsync("wgf-recovery", "wgf-eligibility", "fund-officer"))).ShouldBe("fund.paid");

        (await RefusedAsync(() => RaiseAsync("withdrawal", "单位已付", party: "applicant"))).ShouldBe("fund.in-payment");
        (await RefusedAsync(WithdrawAsync)).ShouldBe("fund.in-payment");
        (await RefusedAsync(() => RaiseAsync("transfer", "应由南山区办理", new { authority = "南山区" }))).ShouldBe("fund.in-payment");
        (
            await RefusedAsync(() => RaiseAsync("member-exit", "和解", new { member = "工友2", leaves = "settle" }, party: "applicant"))
        ).ShouldBe("fund.in-payment");
        (await RecordsAsync<FundAdvance>()).ShouldAllBe(a => a.HasReached && !a.Superseded && a.WorkerId != null);

        var early = await Should.ThrowAsync<InvalidInputException>(() => RecoveredAsync(11_000m, Day(-1)));
        early.Errors.Single().Field.ShouldBe("data.receivedOn");
        await RecoveredAsync(11_000m, Day(0));
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");

        // Taken up again it is not calculated or paid anew: it goes on with the recovery, and in no other procedure.
        await RaiseAsync("reopening", "审计发现一人冒领", new { procedure = "WGF" });
        var begun = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("exc-reopening", "approve", new { procedure = "INS", reason = "审计发现一人冒领" }, by: "局长丙")
        );
        begun.Errors.Single().Field.ShouldBe("data.procedure");
        await DoAsync("exc-reopening", "approve", new { procedure = "WGF", reason = "审计发现一人冒领" }, by: "局长丙");
        var again = await CaseAsync();
        (again.ClosedAt, again.Stage).ShouldBe((null, Stages.FundRecovery));
        (await OpenStepsAsync()).ShouldBe(["wgf-recovery"]);
        (await RecordsAsync<FundAdvance>()).Count(a => a.HasReached).ShouldBe(2);
    }

    [Fact]
    public async Task An_exception_that_was_raised_before_the_payment_is_not_granted_after_it()
    {
        await GrantedToDecideAsync();
        await RaiseAsync("transfer", "应由南山区办理", new { authority = "南山区" });
        await DoAsync("wgf-decide", "grant", new { opinion = "同意" }, by: "局长丙");
        var ahead = await Should.ThrowAsync<InvalidInputException>(() => ServedAsync(on: 1));
        ahead.Errors.Single().Field.ShouldBe("data.applicantReceivedOn");
        await ServedAsync();
        (await RefusedAsync(() => DoAsync("exc-transfer", "approve", new { authority = "南山区" }))).ShouldBe("fund.in-payment");
    }

    [Fact]
    public async Task Who_leaves_the_group_before_the_payment_is_not_paid_and_nobodys_number_changes()
    {
        await AcceptedAsync(Applying(3));
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1), (2, 6_000m, 1), (3, 7_000m, 1)), by: "经办员甲");
        await RaiseAsync("member-exit", "单独和解", new { member = "工友2", leaves = "settle" }, party: "applicant");
        await DoAsync(
            "exc-member",
            "approve",
            new
            {
                member = "工友2",
                leaves = "settle",
                memberSigned = true,
                terms = "一次性支付6000元",
                amount = 6_000m,
            }
        );
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 1), (3, 7_000m, 1)), by: "复核员乙");
        var advances = await RecordsAsync<FundAdvance>();
        advances.Single(a => a.WorkerName == "工友2").State.ShouldBe(AdvanceState.Refused);
        advances.Single(a => a.WorkerNumber == 3).WorkerName.ShouldBe("工友3");
        advances.Where(a => a.State == AdvanceState.Confirmed).Sum(a => a.Amount).ShouldBe(12_000m);
    }

    [Fact]
    public async Task Whom_the_employer_paid_between_two_batches_stands_in_none_and_the_rest_is_recovered_in_full()
    {
        await GrantedAsync((1, 5_000m, 1), (2, 6_000m, 1));
        await ApprovedAsync("wgf", 11_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0), failed = new[] { new { worker = 2, reason = "户名不符" } } });
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
        await DoAsync("wgf-approve-1", "employer-paid", new { reason = "单位已转账付清工友2" }, by: "科长丁");
        (await LastEntryAsync("fund.stopped")).ShouldBe("单位已支付，停止垫付工友2，合计6000.00元");
        var stopped = (await RecordsAsync<FundAdvance>()).Single(a => a.WorkerNumber == 2);
        (stopped.State, stopped.Refusal, stopped.BatchId).ShouldBe((AdvanceState.Refused, "单位已支付", null));
        await ConsequencesAsync();
        await RecoveredAsync(5_000m, Day(0));
        (await CaseAsync()).ClosedAs.ShouldBe("fund-recovered");
    }

    [Fact]
    public async Task What_the_employer_paid_in_part_comes_off_and_the_rest_is_approved_by_people_who_had_no_part_in_it()
    {
        await GrantedAsync((1, 5_000m, 1), (2, 9_000m, 2));
        object Part(string month, decimal amount, int worker = 2) =>
            new
            {
                reason = "单位支付了工友2的部分工资",
                paidByEmployer = new[]
                {
                    new
                    {
                        worker,
                        month,
                        amount,
                        proof = "转账回单",
                    },
                },
            };
        async Task WrongAsync(string field, object form)
        {
            var wrong = await Should.ThrowAsync<InvalidInputException>(() =>
                DoAsync("wgf-approve-1", "employer-paid-part", form, by: "科长丁")
            );
            wrong.Errors.Single().Field.ShouldBe($"data.paidByEmployer[0].{field}");
        }
        await WrongAsync("worker", Part("2026-10", 1_000m, worker: 3));
        await WrongAsync("month", Part("2026-08", 1_000m));
        await WrongAsync("amount", Part("2026-10", 9_000.01m));
        // The month's cap of 7,200 stays below what is owed still: 9,000 less 1,000; of the other month 9,000 less 4,000 are left.
        await DoAsync("wgf-approve-1", "employer-paid-part", Part("2026-10", 1_000m), by: "科长丁");
        (await LastEntryAsync("fund.deducted")).ShouldContain("工友2单位已支付1000.00元，垫付14400.00元改为14400.00元");
        await DoAsync("wgf-approve-1", "approve", new { total = 19_400m }, by: "科长丁");
        await DoAsync("wgf-approve-2", "employer-paid-part", Part("2026-09", 4_000m), by: "财务戊");
        (await LastEntryAsync("fund.deducted")).ShouldContain("垫付14400.00元改为12200.00元");
        (await LastEntryAsync("party.notified")).ShouldContain("垫付金额已相应扣减，其余照常垫付");
        (await RefusedAsync(() => DoAsync("wgf-approve-1", "approve", new { total = 17_200m }, by: "经办员甲"))).ShouldBe(
            "task.two-persons"
        );
        await DoAsync("wgf-approve-1", "approve", new { total = 17_200m }, by: "科长丁");

        var second = await OpenTaskAsync("wgf-approve-2");
        second.PermittedActs.ShouldBe("transfer,co-sign,urge,copy");
        second.ExcludedUsers!.Split('\n').ShouldBe(["科长丁", "fund-officer", "经办员甲", "复核员乙"], ignoreOrder: true);
        await DoAsync("wgf-approve-2", "approve", new { total = 17_200m }, by: "财务戊");
        (await RefusedAsync(() => DoAsync("wgf-pay", "settled", new { paidOn = Day(0) }, by: "财务戊"))).ShouldBe("task.two-persons");
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) }, by: "财务己");
        (await RecordsAsync<FundAdvance>()).Where(a => a.HasReached).Select(a => a.Amount).Order().ShouldBe([5_000m, 12_200m]);
    }

    [Fact]
    public async Task A_file_of_the_emergency_fund_goes_on_as_one_in_the_district_that_it_is_sent_to()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        await RaiseAsync("transfer", "用工在南山区", new { authority = "南山区" });
        await DoAsync("exc-transfer", "approve", new { authority = "南山区" });
        (await OpenStepsAsync()).ShouldBe(["emf-request"]);
        (await CaseAsync()).District.ShouldBe("440305");
    }

    private async Task GrantedToDecideAsync()
    {
        await AcceptedAsync();
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1)), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 1)), by: "复核员乙");
        await PostedAsync();
    }

    private Task RecoveredAsync(decimal amount, string on) =>
        DoAsync(
            "wgf-recovery",
            "record",
            new
            {
                receivedOn = on,
                amount,
                source = "单位归还",
            }
        );

    private static async Task<string> RefusedAsync(Func<Task> act) => (await Should.ThrowAsync<NotAllowedException>(act)).Code;

    private Task WithdrawAsync() =>
        InScopeAsync(async scope =>
        {
            var found = (await scope.GetRequiredService<ICaseStore>().FindAsync((await CaseAsync()).Id, forUpdate: false))!;
            await scope.GetRequiredService<WithdrawApplication>().HandleAsync(found, new WithdrawRequest("单位已付"), "applicant");
            return 0;
        });

    private async Task SendBackAsync(string step, string to, string by)
    {
        var task = await OpenTaskAsync(step);
        var actor = new Actor(by, [.. task.Candidates.Select(c => c.Role)]);
        await InScopeAsync(async scope =>
        {
            await using var transaction = await scope.GetRequiredService<LaborFlowDbContext>().Database.BeginTransactionAsync();
            var claimed = await scope.GetRequiredService<ClaimTask>().HandleAsync(task.Id, new TaskCommand(task.Revision), actor);
            var back = scope.GetRequiredService<StepsBack>();
            var act = new SendBackAct(to, "金额有误", claimed.Revision);
            await back.SendBackAsync(task.Id, await back.PlanSendBackAsync(task.Id, act), act, actor);
            return 0;
        });
    }

    private Task TakeBackAsync(string step, string by) =>
        InScopeAsync(async scope =>
        {
            await using var transaction = await scope.GetRequiredService<LaborFlowDbContext>().Database.BeginTransactionAsync();
            var done = (await scope.GetRequiredService<ITaskStore>().ListOfCaseAsync((await CaseAsync()).Id)).Last(t =>
                t.Step == step && t.Status == CaseTaskStatus.Completed
            );
            var back = scope.GetRequiredService<StepsBack>();
            var act = new ReasonedAct("填错了", done.Revision);
            var actor = new Actor(by, [.. done.Candidates.Select(c => c.Role)]);
            await back.TakeBackAsync(done.Id, await back.PlanTakeBackAsync(done.Id, act), act, actor);
            return 0;
        });
}
