using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Host.Tests.Filing;

namespace LaborFlow.Host.Tests.Walk;

/// <summary>A dispute from its filing to each of its ends, over HTTP, on the installed procedures and a real database.</summary>
public sealed class WalkTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Accepted_mediated_agreed_and_confirmed_by_both_sides_the_case_closes_with_an_effective_agreement()
    {
        using var dispute = await Dispute.FileAsync(host, Application.WithEverybody());
        var review = await dispute.TaskAsync("window-clerk", "clerk-review");
        review.GetProperty("dueOn").GetString().ShouldNotBeNull();
        review.GetProperty("candidateRoles")[0].GetString().ShouldBe("window-clerk");
        review.GetProperty("commands")[0].GetString().ShouldBe("claim");

        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await dispute.EventuallyStageAsync("mediation");
        await dispute.CompleteAsync("mediator", "mediate", "session", Dispute.Session);
        var first = (await dispute.CaseAsync()).GetProperty("applicants")[0].GetProperty("name").GetString();
        await dispute.CompleteAsync(
            "mediator",
            "mediate",
            "agreement",
            $$"""{"terms":"公司于十日内支付一万三千元","amount":13000,"performBy":"2026-03-20","shares":[{"name":"{{first}}","amount":8000},{"name":"李娜","amount":5000}]}"""
        );
        var respondent = await dispute.RespondentAsync();
        var waits = await dispute.FollowAsync(respondent);
        waits.GetProperty("tasks").GetArrayLength().ShouldBe(0);
        var asked = await dispute.FollowAsync();
        asked.GetProperty("mayWithdraw").GetBoolean().ShouldBeTrue();
        asked.GetProperty("tasks")[0].GetProperty("remainingDays").GetInt32().ShouldBeGreaterThan(0);
        // The last day that the page names is the one of what this side has to do.
        asked
            .GetProperty("nextStep")
            .GetProperty("by")
            .GetString()
            .ShouldBe(asked.GetProperty("tasks")[0].GetProperty("dueOn").GetString());
        // Who has nothing to do is told by when the other side does.
        waits
            .GetProperty("nextStep")
            .GetProperty("by")
            .GetString()
            .ShouldBe(asked.GetProperty("tasks")[0].GetProperty("dueOn").GetString());
        // Of two workers, and of an agency and the firm that uses them, each signs before the mediator: no code does it for both.
        const string signed = """{"read":true,"signedOnPaper":true,"signedOn":"2026-03-10","memberConsents":true}""";
        await dispute.CompleteAsync("mediator", "applicant-confirms", "confirm", signed);
        await dispute.CompleteAsync("mediator", "respondent-confirms", "confirm", signed);
        var closed = await dispute.FollowAsync(respondent);

        closed.GetProperty("stage").GetProperty("code").GetString().ShouldBe("closed");
        var page = await dispute.CaseAsync();
        page.GetProperty("closedAs").GetProperty("code").GetString().ShouldBe("agreement");
        page.GetProperty("sessions").GetArrayLength().ShouldBe(1);
        closed.GetProperty("mayWithdraw").GetBoolean().ShouldBeFalse();
        page.GetProperty("applicants").GetArrayLength().ShouldBe(2);
        page.GetProperty("respondents")
            .EnumerateArray()
            .Select(unit => unit.GetProperty("role").GetString())
            .ShouldBe(["dispatch-agency", "user-firm"]);
        page.GetProperty("respondents")[0].GetProperty("legalRepresentative").GetString().ShouldBe("陈立军");
        page.GetProperty("respondents")[0].GetProperty("registeredAddress").GetString().ShouldBe("深圳市福田区深南大道1001号");
        page.GetProperty("intake").GetProperty("priorProcedures")[0].GetProperty("authority").GetString().ShouldBe("观澜街道调解委员会");
        page.GetProperty("agreements")[0].GetProperty("respondentConfirmedAt").GetString().ShouldNotBeNull();
        page.GetProperty("deadlines")[0].GetProperty("state").GetString().ShouldBe("met");
        var drawing = await dispute.CaseAsync(page: "/procedure");
        State(drawing, "closeAgreement").ShouldBe("done");
        State(drawing, "handOver").ShouldBe("skipped");
        Taken(drawing, "mediate", "agreement").ShouldBeTrue();
        Taken(drawing, "mediate", "fail").ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_tells_it_to_the_applicant()
    {
        using var dispute = await Dispute.FileAsync(host);
        var task = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var address = $"/api/tasks/{task.GetProperty("id").GetString()}/complete";
        var clerk = await dispute.OfficerAsync("window-clerk");

        var before = await host.CountRowsAsync();
        var refused = await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "refuse", """{"redirectTo":"人民法院"}"""),
            HttpStatusCode.BadRequest
        );
        refused.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("data.reason");
        (await host.CountRowsAsync()).ShouldBe(before);

        await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "refuse", """{"redirectTo":"人民法院","reason":"不属于劳动争议"}"""),
            HttpStatusCode.OK
        );
        var followed = await dispute.FollowAsync();
        followed.GetProperty("stage").GetProperty("code").GetString().ShouldBe("closed");
        followed.GetProperty("timeline").ToString().ShouldContain("不属于劳动争议");
    }

    [Fact]
    public async Task Corrections_go_to_the_applicant_and_come_back_to_the_clerk()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "correct", """{"reason":"请补充送达地址"}""");
        (await dispute.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldBe("correction");

        var after = await dispute.PartyCompletesAsync(
            dispute.Applicant,
            "submit",
            """{"serviceAddress":"深圳市龙华区观澜街道2号","note":"已补充送达地址"}"""
        );

        after.GetProperty("stage").GetProperty("code").GetString().ShouldBe("received");
        var page = await dispute.CaseAsync();
        page.GetProperty("applicants")[0].GetProperty("serviceAddress").GetString().ShouldBe("深圳市龙华区观澜街道2号");
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        (await dispute.TaskAsync("mediator", "mediate")).GetProperty("status").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task After_a_failed_mediation_the_applicant_applies_and_the_file_is_on_the_registrars_desk()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await dispute.CompleteAsync("mediator", "mediate", "fail", """{"reason":"双方分歧较大"}""");
        var offered = (await dispute.EventuallyStageAsync("arbitration-application")).GetProperty("tasks").EnumerateArray().Single();
        offered.GetProperty("formData").GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(0, "nothing is typed twice");
        offered
            .GetProperty("outcomes")
            .EnumerateArray()
            .Select(outcome => outcome.GetProperty("zh").GetString())
            .ShouldBe(["申请仲裁", "不申请仲裁"]);
        await dispute.ApplyAsync();

        await dispute.CompleteAsync("registrar", "registrar-review", "accept", Dispute.Accept);

        (await dispute.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldBe("arbitration-accepted");
        var drawing = await dispute.CaseAsync("registrar", "/procedure");
        drawing.GetProperty("definitionId").GetString().ShouldBe("ARB-INTAKE");
        drawing.GetProperty("instances").GetArrayLength().ShouldBe(2);
        var first = drawing.GetProperty("instances")[0];
        first.GetProperty("definitionId").GetString().ShouldBe("MED");
        var mediation = await dispute.CaseAsync("registrar", "/procedure?instance=" + first.GetProperty("instanceId").GetString());
        Taken(mediation, "mediate", "fail").ShouldBeTrue();
    }

    [Fact]
    public async Task When_the_period_of_mediation_passes_the_applicant_may_apply_and_the_mediators_task_is_gone()
    {
        // A host of its own: its clock runs away from the other tests'.
        var later = new HostFixture();
        await later.InitializeAsync();
        await using var _ = new Closing(later);
        using var dispute = await Dispute.FileAsync(later);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var claimed = await dispute.ClaimAsync("mediator", "mediate");

        // Sessions last for hours, not weeks: everybody signs in again.
        later.Clock.Advance(TimeSpan.FromDays(17));
        using var late = Dispute.Again(later, dispute);
        await late.TaskAsync("registrar", "arb-apply");

        var answer = await Dispute.SendAsync(
            await late.OfficerAsync("mediator"),
            $"/api/tasks/{claimed.GetProperty("id").GetString()}/complete",
            claimed,
            "fail",
            """{"reason":"太晚"}"""
        );
        var problem = await HostFixture.ReadAsync(answer, HttpStatusCode.Conflict);
        problem.GetProperty("code").GetString().ShouldBe("task.changed");
        problem.GetProperty("completedBy").GetString().ShouldBe("clock");
        (await late.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldBe("arbitration-application");
    }

    [Fact]
    public async Task The_applicant_withdraws_once_and_nobody_else_can()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var respondent = await dispute.RespondentAsync();
        var operationId = Dispute.NewOperation();
        var body = new { reason = "双方已自行和解", operationId };

        (
            await HostFixture.ReadAsync(
                await respondent.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", body),
                HttpStatusCode.UnprocessableEntity
            )
        )
            .GetProperty("code")
            .GetString()
            .ShouldBe("case.not-allowed");
        await HostFixture.ReadAsync(await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", body), HttpStatusCode.OK);
        var rows = await host.CountRowsAsync();
        var again = await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", body),
            HttpStatusCode.OK
        );
        again.GetProperty("stage").GetProperty("code").GetString().ShouldBe("closed");
        var other = await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", new { reason = "再次撤回" });
        (await HostFixture.ReadAsync(other, HttpStatusCode.UnprocessableEntity)).GetProperty("code").GetString().ShouldBe("case.closed");
        // Notices are carried meanwhile, and write of it into the history.
        var after = await host.CountRowsAsync();
        foreach (var table in new[] { "cases", "case_tasks", "workflow_journal", "workflow_operations", "outbox_messages" })
            after[table].ShouldBeLessThanOrEqualTo(rows[table], table);

        var page = await dispute.CaseAsync("mediator");
        page.GetProperty("closedAs").GetProperty("code").GetString().ShouldBe("withdrawn");
        page.GetProperty("tasks")[0].GetProperty("status").GetString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("refuse", "overtime")]
    [InlineData("approve", "annual-leave")]
    public async Task An_accepted_case_is_withdrawn_only_when_an_officer_grants_it(string decision, string cause)
    {
        // Two sides have one case on one cause: the commission would not take another.
        var application = Filing.Application.Sound();
        application["claims"]![0]!["cause"] = cause;
        using var dispute = await Dispute.FileAsync(host, application);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        await dispute.CompleteAsync("mediator", "mediate", "fail", """{"reason":"双方分歧较大"}""");
        await dispute.ApplyAsync();
        await dispute.CompleteAsync("registrar", "registrar-review", "accept", Dispute.Accept);
        await dispute.TaskAsync("registrar", "track-decision");
        var operationId = Dispute.NewOperation();
        var body = new { reason = "双方已自行和解", operationId };

        var asked = await HostFixture.ReadAsync(
            await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", body),
            HttpStatusCode.OK
        );
        asked.GetProperty("stage").GetProperty("code").GetString().ShouldNotBe("closed", "the commission has not decided yet");
        await HostFixture.ReadAsync(await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", body), HttpStatusCode.OK);
        var twice = await dispute.Applicant.PostAsJsonAsync(dispute.PublicAddress + "/withdraw", new { reason = "再次撤回" });
        (await HostFixture.ReadAsync(twice, HttpStatusCode.UnprocessableEntity)).GetProperty("code").GetString().ShouldBe("exception.open");

        await dispute.CompleteAsync(
            "registrar",
            "exc-withdrawal",
            decision,
            decision == "approve" ? """{"voluntary":true,"noHarm":true}""" : """{"reason":"系受胁迫撤回"}"""
        );
        if (decision == "approve")
        {
            await dispute.EventuallyStageAsync("closed");
            (await dispute.CaseAsync("registrar")).GetProperty("closedAs").GetProperty("code").GetString().ShouldBe("withdrawn");
            return;
        }

        var page = await dispute.CaseAsync("registrar");
        page.GetProperty("closedAs").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await dispute.TaskAsync("registrar", "track-decision");
        var told = (await dispute.FollowAsync()).GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("zh").GetString());
        told.ShouldContain(zh => zh!.Contains("“撤回申请”不成立"));
    }

    [Fact]
    public async Task A_step_is_taken_once_and_a_repeated_command_gets_its_first_answer()
    {
        using var dispute = await Dispute.FileAsync(host);
        var task = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var clerk = await dispute.OfficerAsync("window-clerk");
        var address = $"/api/tasks/{task.GetProperty("id").GetString()}/complete";
        var operationId = Dispute.NewOperation();

        // The other officers of the case see no task of the window, and a mediator may not complete it.
        (await (await dispute.OfficerAsync("mediator")).PostAsJsonAsync(address, new { expectedRevision = 1 })).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        var first = await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "accept", Dispute.AcceptMediation, operationId),
            HttpStatusCode.OK
        );
        var rows = await host.CountRowsAsync();
        var second = await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "accept", Dispute.AcceptMediation, operationId),
            HttpStatusCode.OK
        );
        second.GetProperty("completedAt").GetString().ShouldBe(first.GetProperty("completedAt").GetString());

        var lost = await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "refuse", """{"reason":"不受理"}"""),
            HttpStatusCode.Conflict
        );
        lost.GetProperty("code").GetString().ShouldBe("task.changed");
        lost.GetProperty("completedBy").GetString().ShouldBe("window-clerk");
        lost.GetProperty("completedAt").GetDateTimeOffset().ShouldBe(host.Clock.GetUtcNow(), TimeSpan.FromDays(1));
        (await host.CountRowsAsync())["workflow_journal"].ShouldBe(rows["workflow_journal"]);
    }

    [Fact]
    public async Task An_application_repeated_with_its_key_files_nothing_twice()
    {
        using var client = host.Anonymous();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "repeat-1");
        var application = Filing.Application.Sound();
        var first = await HostFixture.ReadAsync(await client.PostAsJsonAsync("/api/public/disputes", application), HttpStatusCode.Created);
        var rows = await host.CountRowsAsync();
        var second = await HostFixture.ReadAsync(await client.PostAsJsonAsync("/api/public/disputes", application), HttpStatusCode.Created);

        second.GetProperty("caseNumber").GetString().ShouldBe(first.GetProperty("caseNumber").GetString());
        (await host.CountRowsAsync())["cases"].ShouldBe(rows["cases"]);
        client.DefaultRequestHeaders.Add("X-Query-Code", second.GetProperty("queryCode").GetString());
        await HostFixture.ReadAsync(
            await client.GetAsync("/api/public/cases/" + Uri.EscapeDataString(second.GetProperty("caseNumber").GetString()!)),
            HttpStatusCode.OK
        );
        application["facts"] = "另一份申请的事实与理由。";
        (await HostFixture.ReadAsync(await client.PostAsJsonAsync("/api/public/disputes", application), HttpStatusCode.UnprocessableEntity))
            .GetProperty("code")
            .GetString()
            .ShouldBe("operation.other");
    }

    [Fact]
    public async Task A_bad_form_is_refused_with_its_field_and_the_database_stays_as_it_was()
    {
        using var dispute = await Dispute.FileAsync(host);
        var task = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var clerk = await dispute.OfficerAsync("window-clerk");
        var address = $"/api/tasks/{task.GetProperty("id").GetString()}/complete";
        var revision = task.GetProperty("revision").GetInt64();
        var before = await host.CountRowsAsync();
        foreach (
            var (body, field) in new[]
            {
                ($$"""{"outcome":"approve","data":{},"expectedRevision":{{revision}}}""", "outcome"),
                ($$"""{"outcome":"accept","data":[],"expectedRevision":{{revision}}}""", "data"),
                (
                    $$"""{"outcome":"accept","data":{"labourDispute":"yes","inTerritory":true},"expectedRevision":{{revision}}}""",
                    "data.labourDispute"
                ),
                ($$"""{"outcome":"accept","data":{"labourDispute":true},"expectedRevision":{{revision}}}""", "data.inTerritory"),
                (
                    $$"""{"outcome":"refuse","data":{"reason":"{{new string('长', 2001)}}"},"expectedRevision":{{revision}}}""",
                    "data.reason"
                ),
                ($$"""{"outcome":"accept","data":{"colour":"red"},"expectedRevision":{{revision}}}""", "data.colour"),
                ($$"""{"outcome":"accept","data":{},"expectedRevision":"one"}""", "expectedRevision"),
                ($$"""{"outcome":"accept","data":{"labourDis""", ""),
            }
        )
        {
            using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            var problem = await HostFixture.ReadAsync(await clerk.PostAsync(address, content), HttpStatusCode.BadRequest);
            var named = problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!);
            named.ShouldContain(name => name.StartsWith(field, StringComparison.Ordinal), body);
        }
        (await host.CountRowsAsync()).ShouldBe(before);
        (await dispute.TaskAsync("window-clerk", "clerk-review")).GetProperty("revision").GetInt64().ShouldBe(revision);
    }

    private static string State(JsonElement drawing, string node) =>
        drawing
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(n => n.GetProperty("id").GetString() == node)
            .GetProperty("state")
            .GetString()!;

    private static bool Taken(JsonElement drawing, string from, string outcome) =>
        drawing
            .GetProperty("edges")
            .EnumerateArray()
            .Single(edge => edge.GetProperty("from").GetString() == from && edge.GetProperty("outcome").GetString() == outcome)
            .GetProperty("taken")
            .GetBoolean();
}
