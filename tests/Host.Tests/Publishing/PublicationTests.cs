using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Publishing;

/// <summary>Publishing waits for a second administrator, who approves what was proposed or nothing.</summary>
public sealed class PublicationTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly object _wording = new { note = "增加一个环节", legalBasis = "劳动争议调解仲裁法第十条" };

    [Fact]
    public async Task The_designers_publish_button_saves_the_draft_and_proposes_it()
    {
        using var first = await host.BearAsync("administrator");

        var answer = await SaveAsync(first, "pub-studio", "one", publish: true);

        answer.GetProperty("workflowDefinition").GetProperty("isPublished").GetBoolean().ShouldBeFalse();
        var id = answer.GetProperty("publication").GetProperty("id").GetString();
        var proposal = await GetAsync(first, "/api/procedures/publications/" + id);
        proposal.GetProperty("state").GetString().ShouldBe("incomplete");
        Commands(proposal).ShouldBe(["edit", "withdraw"]);
        (await StartAsync(first, "pub-studio")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "nothing is published yet");

        using var second = await host.BearAsync("administrator2");
        await RefusedAsync(await ApproveAsync(second, id), HttpStatusCode.UnprocessableEntity, "proposal.incomplete");
        await RefusedAsync(await PutAsync(second, id, _wording), HttpStatusCode.Forbidden, "proposal.not-yours");
        await RefusedAsync(await PutAsync(first, id, new { note = "", legalBasis = " " }), HttpStatusCode.BadRequest, "input.invalid");
        await HostFixture.ReadAsync(await PutAsync(first, id, _wording), HttpStatusCode.OK);
        await RefusedAsync(await ApproveAsync(first, id), HttpStatusCode.Forbidden, "proposal.same-person");

        var approved = await HostFixture.ReadAsync(await ApproveAsync(second, id), HttpStatusCode.OK);

        approved.GetProperty("state").GetString().ShouldBe("approved");
        approved.GetProperty("decidedBy").GetString().ShouldBe("administrator2");

        // What two people brought into force does not vanish by the hand of one.
        var published = await GetAsync(first, "/elsa/api/workflow-definitions/by-definition-id/pub-studio?versionOptions=Published");
        foreach (
            var path in new[]
            {
                "workflow-definitions/pub-studio",
                "workflow-definition-versions/" + published.GetProperty("id").GetString(),
            }
        )
            await RefusedAsync(await first.DeleteAsync("/elsa/api/" + path), HttpStatusCode.Conflict, "definition.published");
        (await StartAsync(first, "pub-studio")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await RefusedAsync(await ApproveAsync(second, id), HttpStatusCode.Conflict, "proposal.decided");
    }

    [Fact]
    public async Task A_draft_that_was_saved_after_it_was_proposed_is_not_published_by_the_approval()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await SaveAsync(first, "pub-stale", "one");
        var id = await ProposeAsync(first, "pub-stale");

        await SaveAsync(first, "pub-stale", "two");

        (await GetAsync(second, "/api/procedures/publications/" + id)).GetProperty("stale").GetBoolean().ShouldBeTrue();
        await RefusedAsync(await ApproveAsync(second, id), HttpStatusCode.Conflict, "publication.draft-changed");
        (await StartAsync(second, "pub-stale")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var again = await ProposeAsync(first, "pub-stale");
        (await GetAsync(second, "/api/procedures/publications/" + id)).GetProperty("state").GetString().ShouldBe("superseded");
        await HostFixture.ReadAsync(await ApproveAsync(second, again), HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_wrote_in_the_draft_cannot_approve_it_though_another_one_proposed_it()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await SaveAsync(second, "pub-author", "one");
        await SaveAsync(first, "pub-author", "two");
        var id = await ProposeAsync(first, "pub-author");

        await RefusedAsync(await ApproveAsync(second, id), HttpStatusCode.Forbidden, "publication.author");
        await RefusedAsync(await ApproveAsync(first, id), HttpStatusCode.Forbidden, "proposal.same-person");
        (await StartAsync(first, "pub-author")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // Saving, with what it was before and what it became, stands in the chain by its digest; so does deleting.
        (await first.DeleteAsync("/elsa/api/workflow-definitions/pub-author")).EnsureSuccessStatusCode();
        using var auditor = await host.SignInAsync("auditor");
        var told = await GetAsync(auditor, "/api/audit/entries?action=definition.saved&actor=administrator2");
        told.ToString().ShouldContain("pub-author@1");
        told.ToString().ShouldContain("sha256");
        (await GetAsync(auditor, "/api/audit/entries?action=definition.deleted")).ToString().ShouldContain("pub-author");
    }

    [Fact]
    public async Task Rejecting_needs_a_reason_and_withdrawing_is_the_proposers()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await SaveAsync(first, "pub-reject", "one");
        var rejected = await ProposeAsync(first, "pub-reject");
        await RefusedAsync(await EndAsync(second, rejected, "reject", ""), HttpStatusCode.BadRequest, "input.invalid");
        await RefusedAsync(await EndAsync(first, rejected, "reject", "不同意"), HttpStatusCode.Forbidden, "proposal.same-person");
        var answer = await HostFixture.ReadAsync(await EndAsync(second, rejected, "reject", "依据不足"), HttpStatusCode.OK);
        answer.GetProperty("decision").GetString().ShouldBe("依据不足");

        var withdrawn = await ProposeAsync(first, "pub-reject");
        await RefusedAsync(await EndAsync(second, withdrawn, "withdraw", ""), HttpStatusCode.Forbidden, "proposal.not-yours");
        await HostFixture.ReadAsync(await EndAsync(first, withdrawn, "withdraw", ""), HttpStatusCode.OK);
        (await StartAsync(second, "pub-reject")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Two_deciders_at_once_decide_once()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await SaveAsync(first, "pub-race", "one");
        var id = await ProposeAsync(first, "pub-race");

        var answers = await Task.WhenAll(ApproveAsync(second, id), EndAsync(second, id, "reject", "不同意"), ApproveAsync(second, id));

        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        answers.Where(answer => !answer.IsSuccessStatusCode).ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task What_the_checks_refuse_is_not_proposed_and_the_answer_names_the_activity()
    {
        using var client = await host.BearAsync("administrator");
        var model = Model("pub-wrong", "one");
        model["root"]!["activities"]!
            .AsArray()
            .Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["id"] = "Lost",
                        ["type"] = "No.SuchActivity",
                        ["version"] = 1,
                    }
            );
        var draft = new JsonObject { ["model"] = model.DeepClone() };
        await HostFixture.ReadAsync(await client.PostAsJsonAsync("/elsa/api/workflow-definitions", draft), HttpStatusCode.OK);

        var refused = await client.PostAsJsonAsync(
            "/elsa/api/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );

        var body = await HostFixture.ReadAsync(refused, HttpStatusCode.BadRequest);
        body.GetProperty("errors").GetProperty("generalErrors")[0].GetString()!.ShouldContain("No.SuchActivity");
        body.GetProperty("problems")[0].GetProperty("activityId").GetString().ShouldBe("Lost");
        var checks = await GetAsync(client, "/api/procedures/pub-wrong/checks");
        checks.GetProperty("canPublish").GetBoolean().ShouldBeFalse();
        var listed = await GetAsync(client, "/api/procedures/publications?definitionId=pub-wrong");
        listed.GetProperty("total").GetInt32().ShouldBe(0);
        await RefusedAsync(
            await client.PostAsJsonAsync(
                "/api/procedures/publications",
                new
                {
                    definitionId = "pub-wrong",
                    note = "x",
                    legalBasis = "y",
                }
            ),
            HttpStatusCode.UnprocessableEntity,
            "publication.checks-failed"
        );
    }

    [Theory]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("mediator", HttpStatusCode.Forbidden)]
    public async Task Auditors_read_proposals_and_officers_see_none(string user, HttpStatusCode reading)
    {
        using var first = await host.BearAsync("administrator");
        await SaveAsync(first, "pub-read-" + user, "one");
        var id = await ProposeAsync(first, "pub-read-" + user);
        using var client = await host.BearAsync(user);

        (await client.GetAsync("/api/procedures/publications")).StatusCode.ShouldBe(reading);
        (await client.GetAsync($"/api/procedures/pub-read-{user}/difference")).StatusCode.ShouldBe(reading);
        (await ApproveAsync(client, id)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await client.PostAsync($"/elsa/api/workflow-definitions/pub-read-{user}/publish", null)).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task The_difference_of_two_versions_comes_as_data_and_as_sentences()
    {
        using var first = await host.BearAsync("administrator");
        using var second = await host.BearAsync("administrator2");
        await SaveAsync(first, "pub-diff", "one");
        await HostFixture.ReadAsync(await ApproveAsync(second, await ProposeAsync(first, "pub-diff")), HttpStatusCode.OK);
        var model = Model("pub-diff", "two");
        model["root"]!["activities"]!.AsArray().Add((JsonNode)Line("B", "new"));
        model["root"]!["connections"] = new JsonArray(
            new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = "A", ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = "B", ["port"] = "In" },
            }
        );
        model["variables"] = new JsonArray(
            new JsonObject
            {
                ["id"] = "v",
                ["name"] = "金额",
                ["typeName"] = "Decimal",
            }
        );
        await HostFixture.ReadAsync(
            await first.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model }),
            HttpStatusCode.OK
        );

        var answer = await GetAsync(second, "/api/procedures/pub-diff/difference");

        answer.GetProperty("from").GetProperty("version").GetInt32().ShouldBe(1);
        answer.GetProperty("to").GetProperty("version").GetInt32().ShouldBe(2);
        var difference = answer.GetProperty("difference");
        difference.GetProperty("added")[0].GetProperty("id").GetString().ShouldBe("B");
        difference.GetProperty("changed")[0].GetProperty("changes")[0].GetProperty("after").GetString().ShouldBe("two");
        difference.GetProperty("addedConnections")[0].GetProperty("target").GetString().ShouldBe("B");
        difference.GetProperty("properties")[0].GetProperty("name").GetString().ShouldBe("variables.金额");
        var sentences = answer.GetProperty("zh").EnumerateArray().Select(line => line.GetString()!).ToList();
        sentences.ShouldContain(line => line.StartsWith("新增环节：“B”", StringComparison.Ordinal));
        sentences.ShouldContain("新增连线：A（完成）→ B。");
        sentences.ShouldContain(line => line.Contains("由“one”改为“two”", StringComparison.Ordinal));
        answer.GetProperty("en").GetArrayLength().ShouldBe(sentences.Count);
    }

    private static JsonObject Model(string id, string text) =>
        new()
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = new JsonObject
            {
                ["id"] = "Flowchart1",
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["activities"] = new JsonArray(Line("A", text)),
                ["connections"] = new JsonArray(),
            },
        };

    private static JsonObject Line(string id, string text) =>
        new()
        {
            ["id"] = id,
            ["type"] = "Elsa.WriteLine",
            ["version"] = 1,
            ["text"] = new JsonObject
            {
                ["typeName"] = "String",
                ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text },
            },
        };

    private static async Task<JsonElement> SaveAsync(HttpClient client, string id, string text, bool publish = false) =>
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync(
                "/elsa/api/workflow-definitions",
                new JsonObject { ["model"] = Model(id, text), ["publish"] = publish }
            ),
            HttpStatusCode.OK
        );

    private static async Task<string?> ProposeAsync(HttpClient client, string definitionId)
    {
        var request = new
        {
            definitionId,
            note = "修改",
            legalBasis = "办法第一条",
        };
        var answer = await client.PostAsJsonAsync("/api/procedures/publications", request);
        return (await HostFixture.ReadAsync(answer, HttpStatusCode.Created)).GetProperty("id").GetString();
    }

    private static Task<HttpResponseMessage> ApproveAsync(HttpClient client, string? id) =>
        client.PostAsJsonAsync($"/api/procedures/publications/{id}/approve", new { });

    private static Task<HttpResponseMessage> EndAsync(HttpClient client, string? id, string how, string reason) =>
        client.PostAsJsonAsync($"/api/procedures/publications/{id}/{how}", new { reason });

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string? id, object body) =>
        client.PutAsJsonAsync("/api/procedures/publications/" + id, body);

    private static Task<HttpResponseMessage> StartAsync(HttpClient client, string definitionId) =>
        client.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", new { });

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        await HostFixture.ReadAsync(await client.GetAsync(path), HttpStatusCode.OK);

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string code) =>
        (await HostFixture.ReadAsync(answer, status)).GetProperty("code").GetString().ShouldBe(code);

    private static IEnumerable<string?> Commands(JsonElement proposal) =>
        proposal.GetProperty("commands").EnumerateArray().Select(command => command.GetString());
}
