using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Host.Users;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Tasks;

/// <summary>转办、委派、加签、减签、催办、抄送、退回、撤回, over HTTP, with a second mediator.</summary>
public sealed class OfficerActsTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_task_is_transferred_to_another_candidate_and_to_nobody_else()
    {
        using var dispute = await InMediationAsync();
        var task = await dispute.ClaimAsync("mediator", "mediate");
        Commands(task).ShouldContain("transfer");

        (
            await ActAsync(
                dispute,
                "mediator",
                task,
                "transfer",
                new { to = "registrar", reason = "回避" },
                HttpStatusCode.UnprocessableEntity
            )
        )
            .GetProperty("code")
            .GetString()
            .ShouldBe("task.not-candidate");
        (await ActAsync(dispute, "mediator", task, "transfer", new { to = "nobody", reason = "回避" }, HttpStatusCode.BadRequest))
            .GetProperty("errors")[0]
            .GetProperty("field")
            .GetString()
            .ShouldBe("to");
        await ActAsync(dispute, "mediator", task, "transfer", new { to = "mediator2" }, HttpStatusCode.BadRequest);
        var officers = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("mediator")).GetAsync($"/api/tasks/{Id(task)}/officers"),
            HttpStatusCode.OK
        );
        var names = officers.GetProperty("items").EnumerateArray().Select(person => person.GetProperty("userName").GetString()).ToList();
        names.ShouldContain("mediator2");
        names.ShouldNotContain("mediator");
        officers.GetProperty("total").GetInt32().ShouldBe(names.Count);
        var given = await ActAsync(
            dispute,
            "mediator",
            task,
            "transfer",
            new { to = "mediator2", reason = "本人需回避" },
            HttpStatusCode.OK
        );
        given.GetProperty("assignee").GetProperty("userName").GetString().ShouldBe("mediator2");
        Commands(given).ShouldNotContain("complete");

        await CompleteAsync(
            dispute,
            "mediator2",
            await dispute.TaskAsync("mediator2", "mediate"),
            "session",
            Dispute.Session,
            HttpStatusCode.OK
        );
        (await dispute.CaseAsync("mediator", "/history")).ToString().ShouldContain("转办给mediator2（本人需回避）");
    }

    [Fact]
    public async Task A_delegated_task_comes_back_with_its_draft_and_only_its_owner_completes_it()
    {
        using var dispute = await InMediationAsync();
        var task = await dispute.ClaimAsync("mediator", "mediate");
        task = await ActAsync(
            dispute,
            "mediator",
            task,
            "delegate",
            new { to = "mediator2", reason = "请代为联系双方" },
            HttpStatusCode.OK
        );
        Commands(task).ShouldContain("return");

        var delegated = await dispute.TaskAsync("mediator2", "mediate");
        Commands(delegated).ShouldBe(["draft", "return"]);
        (await CompleteAsync(dispute, "mediator2", delegated, "session", Dispute.Session, HttpStatusCode.UnprocessableEntity))
            .GetProperty("code")
            .GetString()
            .ShouldBe("task.not-allowed");
        await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("mediator2")).PutAsJsonAsync(
                $"/api/tasks/{Id(task)}/draft",
                new { data = JsonDocument.Parse(Dispute.Session).RootElement }
            ),
            HttpStatusCode.OK
        );
        await ActAsync(dispute, "mediator2", delegated, "return", new { reason = "已联系" }, HttpStatusCode.OK);
        var back = await dispute.TaskAsync("mediator", "mediate");
        var page = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("mediator")).GetAsync($"/api/tasks/{Id(back)}"),
            HttpStatusCode.OK
        );
        page.GetProperty("draft").GetProperty("summary").GetString().ShouldBe("双方到场，各自陈述意见");
        await CompleteAsync(dispute, "mediator", back, "session", Dispute.Session, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_task_waits_for_its_co_signers_unless_they_are_let_off()
    {
        using var dispute = await InMediationAsync();
        var task = await dispute.ClaimAsync("mediator", "mediate");
        task = await ActAsync(dispute, "mediator", task, "co-sign", new { to = "mediator2", reason = "请会签" }, HttpStatusCode.OK);
        task = await ActAsync(dispute, "mediator", task, "co-sign", new { to = "director", reason = "请审阅" }, HttpStatusCode.OK);
        Commands(task).ShouldNotContain("complete");
        (await CompleteAsync(dispute, "mediator", task, "fail", """{"reason":"分歧较大"}""", HttpStatusCode.UnprocessableEntity))
            .GetProperty("code")
            .GetString()
            .ShouldBe("task.co-sign-awaited");

        var toSign = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("mediator2")).GetAsync("/api/tasks?view=co-sign"),
            HttpStatusCode.OK
        );
        var mine = toSign.GetProperty("items").EnumerateArray().Single(item => Id(item) == Id(task));
        Commands(mine).ShouldContain("sign");
        await ActAsync(dispute, "mediator2", mine, "sign", new { agree = false }, HttpStatusCode.BadRequest);
        task = await ActAsync(dispute, "mediator2", mine, "sign", new { agree = true, comment = "同意终结" }, HttpStatusCode.OK);
        task = await ActAsync(dispute, "mediator", task, "remove-co-signer", new { to = "director", reason = "出差" }, HttpStatusCode.OK);
        task.GetProperty("coSigners")[0].GetProperty("agrees").GetBoolean().ShouldBeTrue();
        await CompleteAsync(dispute, "mediator", task, "fail", """{"reason":"分歧较大"}""", HttpStatusCode.OK);
    }

    [Fact]
    public async Task Urging_and_copying_are_recorded_and_a_copy_lets_its_reader_see_the_task()
    {
        using var dispute = await InMediationAsync();
        var task = await dispute.ClaimAsync("mediator", "mediate");
        var urged = await ActAsync(dispute, "supervisor", task, "urge", new { reason = "临近期限" }, HttpStatusCode.OK);
        urged.GetProperty("urgedCount").GetInt32().ShouldBe(1);
        (await ActAsync(dispute, "mediator", urged, "urge", new { reason = "催自己" }, HttpStatusCode.UnprocessableEntity))
            .GetProperty("code")
            .GetString()
            .ShouldBe("task.not-allowed");

        var fund = await dispute.OfficerAsync("fund-officer");
        (await fund.GetAsync($"/api/tasks/{Id(task)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await ActAsync(dispute, "mediator", urged, "copy", new { to = "fund-officer", reason = "供参考" }, HttpStatusCode.OK);
        var copied = await HostFixture.ReadAsync(await fund.GetAsync("/api/tasks?view=copied"), HttpStatusCode.OK);
        copied.GetProperty("items").EnumerateArray().Select(Id).ShouldContain(Id(task));
        var page = await HostFixture.ReadAsync(await fund.GetAsync($"/api/tasks/{Id(task)}"), HttpStatusCode.OK);
        page.GetProperty("copiedTo")[0].GetString().ShouldBe("fund-officer");
    }

    [Fact]
    public async Task A_case_is_sent_back_to_who_did_the_earlier_step_and_comes_forward_again()
    {
        using var dispute = await InMediationAsync();
        var task = await dispute.ClaimAsync("mediator", "mediate");
        Commands(task).ShouldContain("send-back");
        var page = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync("mediator")).GetAsync($"/api/tasks/{Id(task)}"),
            HttpStatusCode.OK
        );
        page.GetProperty("sendBackTo")[0].GetProperty("step").GetString().ShouldBe("clerk-review");
        await ActAsync(dispute, "mediator", task, "send-back", new { step = "registrar-review", reason = "错" }, HttpStatusCode.BadRequest);
        var operationId = Dispute.NewOperation();
        var act = new
        {
            step = "clerk-review",
            reason = "申请人主体有误，请重新审查",
            operationId,
        };
        var sent = await ActAsync(dispute, "mediator", task, "send-back", act, HttpStatusCode.OK);
        sent.GetProperty("status").GetString().ShouldBe("cancelled");
        sent.GetProperty("returnedTo").GetString().ShouldBe("clerk-review");
        var rows = await host.CountRowsAsync();
        await ActAsync(dispute, "mediator", task, "send-back", act, HttpStatusCode.OK);
        (await host.CountRowsAsync())["case_tasks"].ShouldBe(rows["case_tasks"]);

        (await dispute.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldBe("received");
        var again = await dispute.TaskAsync("window-clerk", "clerk-review");
        again.GetProperty("assignee").GetProperty("userName").GetString().ShouldBe("window-clerk");
        await CompleteAsync(dispute, "window-clerk", again, "accept", Dispute.AcceptMediation, HttpStatusCode.OK);
        await dispute.CompleteAsync("mediator", "mediate", "session", Dispute.Session);
        await dispute.CompleteAsync("mediator", "mediate", "fail", """{"reason":"分歧较大"}""");
        await dispute.TaskAsync("registrar", "arb-apply");
        (await dispute.CaseAsync("mediator", "/history")).ToString().ShouldContain("申请人主体有误，请重新审查");
    }

    [Fact]
    public async Task A_step_is_taken_back_until_somebody_acts_on_the_next()
    {
        using var dispute = await InMediationAsync();
        var done = await DoneAsync(dispute, "window-clerk", "clerk-review");
        Commands(done).ShouldContain("take-back");
        await ActAsync(dispute, "window-clerk", done, "take-back", new { reason = "误点受理" }, HttpStatusCode.OK);
        var again = await dispute.TaskAsync("window-clerk", "clerk-review");
        again.GetProperty("assignee").GetProperty("userName").GetString().ShouldBe("window-clerk");
        (await dispute.FollowAsync()).GetProperty("stage").GetProperty("code").GetString().ShouldBe("received");
        host.Clock.Advance(TimeSpan.FromSeconds(20));
        done = await CompleteAsync(dispute, "window-clerk", again, "accept", Dispute.AcceptMediation, HttpStatusCode.OK);
        await dispute.ClaimAsync("mediator", "mediate");

        var refused = await ActAsync(dispute, "window-clerk", done, "take-back", new { reason = "再次撤回" }, HttpStatusCode.Conflict);
        refused.GetProperty("completedBy").GetString().ShouldBe("mediator");
        Commands(await DoneAsync(dispute, "window-clerk", "clerk-review")).ShouldNotContain("take-back");
    }

    [Fact]
    public async Task Many_tasks_are_claimed_at_once_and_each_is_answered_for_itself()
    {
        using var first = await Dispute.FileAsync(host);
        using var second = await Dispute.FileAsync(host);
        using var third = await Dispute.FileAsync(host);
        var tasks = new List<JsonElement>();
        foreach (var dispute in new[] { first, second, third })
            tasks.Add(await dispute.TaskAsync("window-clerk", "clerk-review"));
        await third.CompleteAsync("window-clerk", "clerk-review", "refuse", """{"redirectTo":"人民法院","reason":"不属于劳动争议"}""");
        var clerk = await first.OfficerAsync("window-clerk");
        var request = new
        {
            command = "claim",
            items = tasks.Select(task => new { id = Id(task), expectedRevision = 1 }),
            operationId = Dispute.NewOperation(),
        };

        var answer = await HostFixture.ReadAsync(await clerk.PostAsJsonAsync("/api/tasks/bulk", request), HttpStatusCode.OK);
        answer.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("status").GetInt32()).ShouldBe([200, 200, 409]);
        answer.GetProperty("items")[2].GetProperty("problem").GetProperty("code").GetString().ShouldBe("task.changed");
        var again = await HostFixture.ReadAsync(await clerk.PostAsJsonAsync("/api/tasks/bulk", request), HttpStatusCode.OK);
        again.GetProperty("done").GetInt32().ShouldBe(2);
        await HostFixture.ReadAsync(
            await clerk.PostAsJsonAsync("/api/tasks/bulk", new { command = "sign", items = request.items }),
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task Every_act_on_one_task_is_an_act_on_many_and_sending_back_without_a_step_means_the_last_one()
    {
        using var first = await InMediationAsync();
        using var second = await InMediationAsync();
        await first.ClaimAsync("mediator", "mediate");
        await second.ClaimAsync("mediator", "mediate");

        var lacking = await AllAsync("supervisor", "mediate", "urge", null, null);
        lacking.GetProperty("items")[0].GetProperty("problem").GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("reason");
        await AllDoneAsync("supervisor", "mediate", "urge", "临近期限");
        await AllDoneAsync("mediator", "mediate", "delegate", "请代为准备", "mediator2");
        await AllDoneAsync("mediator", "mediate", "return", null);
        await AllDoneAsync("mediator", "mediate", "send-back", "请重新审查主体");
        var accepted = await AllAsync("window-clerk", "clerk-review", "complete", null, null, "accept", Dispute.AcceptMediation);
        accepted.GetProperty("done").GetInt32().ShouldBe(2);
        var undone = await AllAsync("window-clerk", "clerk-review", "take-back", "误点受理", null, view: "done");
        undone.GetProperty("done").GetInt32().ShouldBe(2);
        await AllDoneAsync("window-clerk", "clerk-review", "co-sign", "请审阅", "director");

        async Task AllDoneAsync(string userName, string step, string command, string? reason, string? to = null) =>
            (await AllAsync(userName, step, command, reason, to)).GetProperty("done").GetInt32().ShouldBe(2, command);

        async Task<JsonElement> AllAsync(
            string userName,
            string step,
            string command,
            string? reason,
            string? to,
            string? outcome = null,
            string? data = null,
            string view = "all"
        )
        {
            host.Clock.Advance(TimeSpan.FromSeconds(20));
            var items = new List<object>();
            foreach (var dispute in new[] { first, second })
            {
                var task = view == "done" ? await DoneAsync(dispute, userName, step) : await dispute.TaskAsync(userName, step);
                items.Add(new { id = Id(task), expectedRevision = task.GetProperty("revision").GetInt64() });
            }

            var body = new
            {
                command,
                items,
                to,
                reason,
                outcome,
                data = data is null ? null : JsonNode.Parse(data),
                operationId = Dispute.NewOperation(),
            };
            var officer = await first.OfficerAsync(userName);
            return await HostFixture.ReadAsync(await officer.PostAsJsonAsync("/api/tasks/bulk", body), HttpStatusCode.OK);
        }
    }

    private async Task<Dispute> InMediationAsync()
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Persistence.Identity.AppUser>>();
            if (await users.FindByNameAsync("mediator2") is null)
                await scope
                    .ServiceProvider.GetRequiredService<AddUser>()
                    .HandleAsync(new NewUser("mediator2", HostFixture.Password, "mediator", "调解员二", Jurisdiction: "440309"));
        }
        var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        return dispute;
    }

    private static async Task<JsonElement> ActAsync(
        Dispute dispute,
        string userName,
        JsonElement task,
        string command,
        object act,
        HttpStatusCode expected
    )
    {
        var body = JsonSerializer.SerializeToNode(act)!.AsObject();
        body["expectedRevision"] = task.GetProperty("revision").GetInt64();
        return await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync(userName)).PostAsJsonAsync($"/api/tasks/{Id(task)}/{command}", body),
            expected
        );
    }

    private static async Task<JsonElement> CompleteAsync(
        Dispute dispute,
        string userName,
        JsonElement task,
        string outcome,
        string data,
        HttpStatusCode expected
    ) =>
        await HostFixture.ReadAsync(
            await Dispute.SendAsync(await dispute.OfficerAsync(userName), $"/api/tasks/{Id(task)}/complete", task, outcome, data),
            expected
        );

    private static async Task<JsonElement> DoneAsync(Dispute dispute, string userName, string step)
    {
        var list = await HostFixture.ReadAsync(
            await (await dispute.OfficerAsync(userName)).GetAsync(
                $"/api/tasks?view=done&step={step}&sort=-completed&q={Uri.EscapeDataString(dispute.Number)}"
            ),
            HttpStatusCode.OK
        );
        return list.GetProperty("items")[0];
    }

    private static string Id(JsonElement task) => task.GetProperty("id").GetString()!;

    private static IReadOnlyList<string?> Commands(JsonElement task) =>
        [.. task.GetProperty("commands").EnumerateArray().Select(command => command.GetString())];
}
