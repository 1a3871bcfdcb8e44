using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Tasks;

/// <summary>
/// What the law stops is refused at its step over HTTP: 422 with the article and what can be done, the step stays with the officer, and the
/// attempt is on the case's history.
/// </summary>
public sealed class StoppedStepTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Account = "6222020200112230004";

    /// <summary>Claims the step and tries to complete it; the problem that it is stopped with, and the task after it.</summary>
    private static async Task<JsonElement> StoppedAsync(
        Dispute dispute,
        string officer,
        string step,
        string outcome,
        string data,
        string? field = null
    )
    {
        var task =
            (await dispute.TaskAsync(officer, step)) is { } open && open.GetProperty("status").GetString() == "claimed"
                ? open
                : await dispute.ClaimAsync(officer, step);
        var id = task.GetProperty("id").GetString();
        var problem = await HostFixture.ReadAsync(
            await Dispute.SendAsync(await dispute.OfficerAsync(officer), $"/api/tasks/{id}/complete", task, outcome, data),
            HttpStatusCode.UnprocessableEntity
        );
        problem.GetProperty("code").GetString().ShouldBe("step.stopped");
        if (field is not null)
            problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        var after = await dispute.TaskAsync(officer, step);
        after.GetProperty("id").GetString().ShouldBe(id, "the same task, still in hand");
        after.GetProperty("assignee").GetProperty("userName").GetString().ShouldBe(officer);
        return problem.GetProperty("messages");
    }

    private static async Task<JsonElement> AgainAsync(Dispute dispute, string officer, string step, string outcome, string data)
    {
        var task = await dispute.TaskAsync(officer, step);
        return await HostFixture.ReadAsync(
            await Dispute.SendAsync(
                await dispute.OfficerAsync(officer),
                $"/api/tasks/{task.GetProperty("id").GetString()}/complete",
                task,
                outcome,
                data
            ),
            HttpStatusCode.OK
        );
    }

    private async Task<Dispute> AtTheRegistrarAsync(Action<JsonObject> spoil)
    {
        var application = Application.Sound();
        spoil(application);
        var dispute = await Dispute.FileAsync(host, application);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await dispute.CompleteAsync("mediator", "mediate", "fail", """{"reason":"双方分歧过大"}""");
        await dispute.ApplyAsync();
        return dispute;
    }

    [Fact]
    public async Task A_late_claim_a_second_application_and_a_tribunal_that_may_not_sit_are_stopped()
    {
        using var late = await AtTheRegistrarAsync(application =>
        {
            application["claims"]![0]!["cause"] = "severance";
            application["rightInfringedOn"] = "2024-12-01";
            application["employment"]!["endedOn"] = "2024-12-01";
        });
        var told = await StoppedAsync(late, "registrar", "registrar-review", "accept", Dispute.Accept, "data.limitationGround");
        told.GetProperty("zh").GetString()!.ShouldContain("《劳动争议调解仲裁法》第27条");
        told.GetProperty("zh").GetString()!.ShouldContain("不予受理并告知可以向人民法院起诉");
        told.GetProperty("en").GetString()!.ShouldContain("tell the applicant of the court");
        told.ToString().ShouldNotContain("limitationGround");
        (await late.CaseAsync("registrar", "/history"))
            .EnumerateArray()
            .ShouldContain(entry => entry.GetProperty("action").GetString() == "condition.failed");
        await AgainAsync(
            late,
            "registrar",
            "registrar-review",
            "accept",
            """{"labourDispute":true,"inTerritory":true,"limitationGround":"2025年6月向监察大队投诉，时效中断"}"""
        );

        using var second = await AtTheRegistrarAsync(application => application["claims"]![0]!["cause"] = "severance");
        var again = (await StoppedAsync(second, "registrar", "registrar-review", "accept", Dispute.Accept, "data.distinctFrom"))
            .GetProperty("zh")
            .GetString()!;
        again.ShouldContain(late.Number);
        again.ShouldContain("《劳动人事争议仲裁办案规则》第32条");
        again.ShouldContain("相同的不予受理或者并入原案");

        await late.CompleteAsync(
            "registrar",
            "track-decision",
            "fast",
            """{"ground":"clear","publicInterest":false,"majorImpact":false,"respondentMissing":false,"unsuitable":false}"""
        );
        (
            await StoppedAsync(
                late,
                "director",
                "fta-appoint",
                "appoint",
                """{"soleArbitrator":"mediator","secretary":"tribunal-secretary","noConflict":true}"""
            )
        )
            .GetProperty("zh")
            .GetString()!
            .ShouldContain("《劳动争议调解仲裁法》第20条");
        await AgainAsync(late, "director", "fta-appoint", "appoint", """{"noConflict":true}""");

        // An award item needs its article: the form itself says so.
        await late.CompleteAsync(
            "tribunal-secretary",
            "fta-serve",
            "served",
            """{"respondentMethod":"direct","respondentReceivedOn":"2026-03-05"}"""
        );
        await late.CompleteAsync("tribunal-secretary", "fta-answer", "waive", """{"consents":true}""");
        await late.CompleteAsync("tribunal-secretary", "fta-elements", "filled", """{"undisputed":"入职日期","disputed":"解除原因"}""");
        await late.CompleteAsync(
            "tribunal-secretary",
            "fta-schedule",
            "set",
            """{"heldOn":"2026-03-05","startsAt":"09:30","place":"第一庭"}"""
        );
        await late.CompleteAsync(
            "tribunal-secretary",
            "fta-serve-hearing",
            "served",
            """{"applicantMethod":"direct","applicantReceivedOn":"2026-03-05","respondentMethod":"direct","respondentReceivedOn":"2026-03-05"}"""
        );
        await late.CompleteAsync(
            "arbitrator",
            "fta-hearing",
            "held",
            """{"applicantPresent":true,"respondentPresent":true,"record":"双方陈述"}"""
        );
        var decide = await late.ClaimAsync("arbitrator", "fta-decide");
        var problem = await HostFixture.ReadAsync(
            await Dispute.SendAsync(
                await late.OfficerAsync("arbitrator"),
                $"/api/tasks/{decide.GetProperty("id").GetString()}/complete",
                decide,
                "award",
                """{"reasons":"查明","items":[{"claim":1,"result":"support","amount":13000}]}"""
            ),
            HttpStatusCode.BadRequest
        );
        var bare = problem.GetProperty("errors")[0];
        bare.GetProperty("field").GetString().ShouldBe("data.items[0].legalBasis");
        bare.GetProperty("code").GetString().ShouldBe("required");
        bare.GetProperty("zh").GetString().ShouldBe("请填写法律依据（《劳动争议调解仲裁法》第46条）。");
        bare.GetProperty("en").GetString()!.ShouldContain("第46条");
    }

    [Fact]
    public async Task An_excluded_applicant_a_wrong_account_a_total_that_differs_and_a_worker_who_was_paid_are_stopped()
    {
        using var owed = await AppliedAsync();
        var excluded = await StoppedAsync(
            owed,
            "fund-officer",
            "wgf-eligibility",
            "eligible",
            """{"trigger":"absconded","triggerEvidence":"公安机关证明","employerInScope":true,"consent":true,"excludedAs":"representative"}""",
            "data.excludedAs"
        );
        excluded.GetProperty("zh").GetString()!.ShouldContain("欠薪保障条例");
        excluded.GetProperty("zh").GetString()!.ShouldContain("选择不予垫付，送达决定书");
        excluded.GetProperty("en").GetString()!.ShouldContain("excluded from advances");
        await AgainAsync(
            owed,
            "fund-officer",
            "wgf-eligibility",
            "eligible",
            """{"trigger":"absconded","triggerEvidence":"公安机关证明","employerInScope":true,"consent":true}"""
        );
        await owed.CompleteAsync("inspector", "wgf-verify", "verified", """{"payroll":true,"findings":"应发未付属实"}""");
        await owed.CompleteAsync("fund-officer", "wgf-employer", "no-objection", "{}");
        (
            await StoppedAsync(
                owed,
                "fund-officer",
                "wgf-calculate",
                "calculated",
                Calculation("6222020200112230005"),
                "data.workers[0].account"
            )
        )
            .GetProperty("zh")
            .GetString()!
            .ShouldContain("银行账号校验不通过，请核对本人账号");
        await AgainAsync(owed, "fund-officer", "wgf-calculate", "calculated", Calculation(Account));
        await owed.CompleteAsync("fund-reviewer", "wgf-review", "reviewed", Second);
        await PostedAsync(owed);
        await owed.CompleteAsync("head", "wgf-decide", "grant", """{"opinion":"同意"}""");
        await owed.CompleteAsync(
            "fund-officer",
            "wgf-serve",
            "served",
            """{"applicantMethod":"direct","applicantReceivedOn":"2026-03-05","respondentMethod":"leave","respondentReceivedOn":"2026-03-05"}"""
        );
        (await StoppedAsync(owed, "head", "wgf-approve-1", "approve", """{"total":4999.99}""", "data.total"))
            .GetProperty("zh")
            .GetString()!
            .ShouldContain("批次金额5000.00元，明细合计5000.00元，审批填写4999.99元");
        await AgainAsync(owed, "head", "wgf-approve-1", "approve", """{"total":5000}""");
        await owed.CompleteAsync("director", "wgf-approve-2", "approve", """{"total":5000}""");
        await owed.CompleteAsync("finance", "wgf-pay", "settled", """{"paidOn":"2026-03-05"}""");

        using var twice = await AppliedAsync();
        (
            await StoppedAsync(
                twice,
                "fund-officer",
                "wgf-eligibility",
                "eligible",
                """{"trigger":"absconded","triggerEvidence":"公安机关证明","employerInScope":true,"consent":true}""",
                "data.fundGround"
            )
        )
            .GetProperty("zh")
            .GetString()!
            .ShouldContain("不得重复申请");
    }

    private Task<Dispute> AppliedAsync()
    {
        var application = Application.Sound();
        application["procedure"] = "WGF";
        application["applicant"]!["idNumber"] = "440301199001010012";
        application["applicant"]!["gender"] = "male";
        return Dispute.FileAsync(host, application);
    }

    /// <summary>The posting is over: its last day is put before today, since the clock is the other tests' as well.</summary>
    private async Task PostedAsync(Dispute owed)
    {
        await owed.CompleteAsync("fund-officer", "wgf-post", "posted", """{"from":"2026-03-05","to":"2026-03-10","place":"社区公告栏"}""");
        await owed.TaskAsync("fund-officer", "wgf-objections");
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            var found = await database.Set<LaborFlow.Cases.Case>().SingleAsync(c => c.CaseNumber == owed.Number);
            await database
                .Set<CaseDeadline>()
                .Where(d => d.CaseId == found.Id && d.ParameterId == "wgf-decision-statutory")
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.DueOn, new DateOnly(2026, 3, 4)));
            await database
                .Set<BookmarkRow>()
                .Where(row => row.InstanceId == found.WorkflowInstanceId && row.Name == DeadlineWait.Name)
                .ExecuteUpdateAsync(set => set.SetProperty(row => EF.Property<DateTimeOffset?>(row, "DueAt"), host.Clock.GetUtcNow()));
        }
        host.Clock.Advance(TimeSpan.FromSeconds(20));
    }

    private static string Calculation(string account) =>
        $$"""
            {"averageMonthlyWage":12000,"averageSource":"市统计公报",
             "workers":[{"worker":1,"bank":"工商银行","account":"{{account}}","averageWageBefore":6000,"months":[{"month":"2026-02","owed":5000}]}]}
            """;

    private const string Second =
        """{"averageMonthlyWage":12000,"averageSource":"市统计公报","workers":[{"worker":1,"averageWageBefore":6000,"months":[{"month":"2026-02","owed":5000}]}]}""";
}
