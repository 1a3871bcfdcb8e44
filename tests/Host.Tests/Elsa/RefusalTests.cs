using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LaborFlow.Host.Elsa;
using Npgsql;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>What a hand-made call may not do: it is refused, and nothing changes.</summary>
public sealed class RefusalTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Markup = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";

    public static TheoryData<string, string> Changes() =>
        new()
        {
            { "POST", "workflow-definitions" },
            { "POST", "workflow-definitions/refuse-x/publish" },
            { "POST", "workflow-definitions/refuse-x/retract" },
            { "POST", "workflow-definitions/refuse-x/revert/1" },
            { "POST", "workflow-definitions/refuse-x/execute" },
            { "POST", "workflow-definitions/refuse-x/dispatch" },
            { "POST", "workflow-definitions/import" },
            { "POST", "workflow-definitions/import-files" },
            { "DELETE", "workflow-definitions/refuse-x" },
            { "DELETE", "workflow-definition-versions/x" },
            { "POST", "bulk-actions/publish/workflow-definitions/by-definition-ids" },
            { "POST", "bulk-actions/retract/workflow-definitions/by-definition-ids" },
            { "POST", "bulk-actions/delete/workflow-definitions/by-definition-id" },
            { "POST", "bulk-actions/delete/workflow-definitions/by-id" },
            { "POST", "bulk-actions/cancel/workflow-instances" },
            { "POST", "bulk-actions/delete/workflow-instances/by-id" },
            { "POST", "cancel/workflow-instances/x" },
            { "DELETE", "workflow-instances/x" },
            { "POST", "workflow-instances/x/variables" },
            { "POST", "events/x/trigger" },
            { "POST", "tasks/x/complete" },
            { "POST", "alterations/run" },
            { "POST", "alterations/workflows/retry" },
            { "POST", "tests/activities" },
            { "POST", "workflow-definitions/x/bulk-dispatch" },
            { "POST", "bulk-actions/import/workflow-instances" },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Auditors_and_officers_change_nothing(string method, string path)
    {
        foreach (var user in new[] { "auditor", "mediator", "supervisor" })
        {
            using var client = await host.BearAsync(user);
            using var request = new HttpRequestMessage(new HttpMethod(method), "/elsa/api/" + path)
            {
                Content = JsonContent.Create(new { }),
            };
            (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{user}: {path}");
        }
        using var stranger = host.Anonymous();
        using var unsigned = new HttpRequestMessage(new HttpMethod(method), "/elsa/api/" + path) { Content = JsonContent.Create(new { }) };
        (await stranger.SendAsync(unsigned)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
    }

    [Fact]
    public async Task Auditors_read_what_is_published_but_no_draft_and_officers_read_nothing()
    {
        using var administrator = await host.BearAsync("administrator");
        var published = await SaveAsync(administrator, "refuse-read", "one");
        await PublishAsync(administrator, "refuse-read");
        var draft = await SaveAsync(administrator, "refuse-read", "two");
        await SaveAsync(administrator, "refuse-draft", "one");
        using var auditor = await host.BearAsync("auditor");
        using var officer = await host.BearAsync("mediator");

        (await auditor.GetAsync("/elsa/api/workflow-definitions/by-id/" + published)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await auditor.GetAsync("/elsa/api/workflow-definitions/by-id/" + draft)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var latest = await HostFixture.ReadAsync(
            await auditor.GetAsync("/elsa/api/workflow-definitions/by-definition-id/refuse-read?versionOptions=Latest"),
            HttpStatusCode.OK
        );
        latest.GetProperty("version").GetInt32().ShouldBe(1, "the draft is not theirs to read");
        foreach (
            var path in new[] { "by-definition-id/refuse-draft", "refuse-draft/export", "refuse-draft/versions", "many-by-id?Ids=" + draft }
        )
            (await auditor.GetAsync("/elsa/api/workflow-definitions/" + path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        var list = await auditor.GetStringAsync("/elsa/api/workflow-definitions?versionOptions=Latest&PageSize=200");
        list.ShouldContain("refuse-read");
        list.ShouldNotContain("refuse-draft");

        // Once it was run, whoever may watch the instance sees the drawing that it runs on, and no more of it.
        var run = await SaveAsync(administrator, "refuse-run", "one");
        (await auditor.GetAsync("/elsa/api/workflow-definitions/by-id/" + run)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await HostFixture.ReadAsync(
            await administrator.PostAsJsonAsync(
                "/elsa/api/workflow-definitions/refuse-run/execute",
                new JsonObject { ["versionOptions"] = "Latest" }
            ),
            HttpStatusCode.OK
        );
        foreach (var path in new[] { "by-id/" + run, "many-by-id?Ids=" + run, "subgraph/" + run })
            (await auditor.GetStringAsync("/elsa/api/workflow-definitions/" + path)).ShouldContain("one", Case.Sensitive, path);
        (await auditor.GetAsync("/elsa/api/workflow-definitions/refuse-run/export")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        foreach (var path in new[] { "workflow-definitions", "descriptors/activities", "workflow-instances/x", "features/installed" })
            (await officer.GetAsync("/elsa/api/" + path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Fact]
    public async Task A_published_version_cannot_be_changed_by_a_call_or_in_the_database()
    {
        using var client = await host.BearAsync("administrator");
        var published = await SaveAsync(client, "refuse-change", "one");
        await PublishAsync(client, "refuse-change");

        var model = Model("refuse-change", "changed");
        (model["id"], model["version"], model["isPublished"]) = (published, 1, true);
        var draft = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model }),
            HttpStatusCode.OK
        );

        // Nor by retracting it first: the cases that run on it would be led another way without a second administrator.
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions/refuse-change/retract", new { }),
            HttpStatusCode.OK
        );
        var draftId = draft.GetProperty("workflowDefinition").GetProperty("id").GetString();
        (await client.DeleteAsync("/elsa/api/workflow-definition-versions/" + draftId)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", model.DeepClone()),
            HttpStatusCode.OK
        );

        var text = await client.GetStringAsync("/elsa/api/workflow-definitions/by-id/" + published);
        text.ShouldContain("one");
        text.ShouldNotContain("changed");
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var update = new NpgsqlCommand("UPDATE workflow_definitions SET name = 'x' WHERE id = @id", connection);
        update.Parameters.AddWithValue("id", published);
        await Should.ThrowAsync<PostgresException>(update.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task A_file_of_fifty_megabytes_is_refused_and_nothing_is_stored()
    {
        using var client = await host.BearAsync("administrator");
        var before = await DefinitionsAsync();
        using var large = new ByteArrayContent(new byte[50 * 1024 * 1024]);
        large.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        HttpStatusCode status;
        try
        {
            status = (await client.PostAsync("/elsa/api/workflow-definitions/import", large)).StatusCode;
        }
        catch (HttpRequestException)
        {
            // The host closed the connection before all was sent; its answer was lost on the way.
            status = HttpStatusCode.RequestEntityTooLarge;
        }

        status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await DefinitionsAsync()).ShouldBe(before);
        (await RefusalsAsync("administrator")).ShouldContain(refused => refused.Contains("import（413）", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"name\":1,\"name\":2}")]
    [InlineData("{\"definitionId\":\"refuse-bad\",\"root\":\"none\"}")]
    [InlineData("{\"definitionId\":\"refuse-bad\"}")]
    public async Task What_is_no_definition_is_refused_and_nothing_is_stored(string text)
    {
        using var client = await host.BearAsync("administrator");
        var before = await host.CountRowsAsync();

        var answer = await client.PostAsync(
            "/elsa/api/workflow-definitions/import",
            new StringContent(text, Encoding.UTF8, "application/json")
        );

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Markup_in_texts_stays_text_and_is_never_sent_as_a_page()
    {
        using var client = await host.BearAsync("administrator");
        var model = Model("refuse-markup", Markup);
        model["description"] = Markup;
        await HostFixture.ReadAsync(await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", model), HttpStatusCode.OK);

        foreach (var path in new[] { "by-definition-id/refuse-markup", "?versionOptions=Latest" })
        {
            var answer = await client.GetAsync("/elsa/api/workflow-definitions/" + path);
            answer.Content.Headers.ContentType!.MediaType.ShouldNotBe("text/html");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain("<script>", Case.Insensitive, "JSON escapes what a page could run");
        }
        var file = await client.GetAsync("/elsa/api/workflow-definitions/refuse-markup/export");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream", "a file to keep, never a page");
        file.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
    }

    [Theory]
    [InlineData("definitionId")]
    [InlineData("name")]
    [InlineData("root.name")]
    [InlineData("root.id")]
    [InlineData("variables.0.name")]
    public async Task A_name_with_a_script_is_refused_recorded_and_nothing_is_stored(string member)
    {
        using var client = await host.BearAsync("administrator");
        var model = Model("refuse-script", "x");
        model["variables"] = new JsonArray(
            new JsonObject
            {
                ["id"] = "v",
                ["name"] = "v",
                ["typeName"] = "String",
            }
        );
        var path = member.Split('.');
        var owner = path.SkipLast(1).Aggregate((JsonNode)model, (at, key) => key == "0" ? at[0]! : at[key]!);
        owner[path[^1]] = Markup;
        using var file = new MultipartFormDataContent { { new StringContent(model.ToJsonString()), "files", "good.json" } };
        var (before, recorded) = (await DefinitionsAsync(), (await RefusalsAsync("administrator")).Count);

        var answers = new[]
        {
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", model),
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model.DeepClone() }),
            await client.PostAsync("/elsa/api/workflow-definitions/import-files", file),
        };

        foreach (var answer in answers)
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            answer.Dispose();
        }
        (await DefinitionsAsync()).ShouldBe(before);
        (await RefusalsAsync("administrator")).Count.ShouldBe(recorded + answers.Length);
    }

    [Theory]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("&#60;img src=x onerror=alert(1)&#62;")]
    [InlineData("JavaScript&colon;alert(1)")]
    [InlineData("x\" onmouseover=\"alert(1)")]
    [InlineData("data:text/html;base64,PHNjcmlwdD4=")]
    public void A_script_is_known_however_it_is_written(string name) =>
        Should.Throw<ScriptInNameException>(() => NamesInDefinitions.DemandPlainFileName(name));

    [Theory]
    [InlineData("工资 < 3000 & 期限 > 5 日")]
    [InlineData("审查（data: 三日内）")]
    [InlineData("A&B 用工单位 \"甲\" on = 开")]
    public void A_name_with_signs_is_none(string name) => Should.NotThrow(() => NamesInDefinitions.DemandPlainFileName(name));

    [Fact]
    public async Task A_file_whose_own_name_is_a_script_is_refused()
    {
        using var client = await host.BearAsync("administrator");
        using var file = new MultipartFormDataContent
        {
            { new StringContent(Model("refuse-file", "x").ToJsonString()), "files", "<script>alert(1)</script>.json" },
        };

        using var answer = await client.PostAsync("/elsa/api/workflow-definitions/import-files", file);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await DefinitionsAsync()).ShouldNotContain(row => row.Contains("refuse-file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_made_by_hand_without_permission_is_refused_recorded_and_changes_nothing()
    {
        using var administrator = await host.BearAsync("administrator");
        await SaveAsync(administrator, "refuse-hand", "one");
        using var auditor = await host.BearAsync("auditor");
        var before = await DefinitionsAsync();

        var publish = await auditor.PostAsJsonAsync(
            "/elsa/api/workflow-definitions",
            new JsonObject { ["model"] = Model("refuse-hand", "mine"), ["publish"] = true }
        );
        var read = await auditor.GetAsync("/elsa/api/workflow-definitions/refuse-hand/export");

        (publish.StatusCode, read.StatusCode).ShouldBe((HttpStatusCode.Forbidden, HttpStatusCode.NotFound));
        foreach (var answer in new[] { publish, read })
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await DefinitionsAsync()).ShouldBe(before);
        var refusals = await RefusalsAsync("auditor");
        refusals.ShouldContain(refused => refused.Contains("POST /elsa/api/workflow-definitions（403）", StringComparison.Ordinal));
        refusals.ShouldContain(refused => refused.Contains("refuse-hand/export（404）", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Exports_publications_and_deletions_stand_in_the_audit_chain()
    {
        using var client = await host.BearAsync("administrator");
        await SaveAsync(client, "refuse-chain", "one");
        await PublishAsync(client, "refuse-chain");
        await SaveAsync(client, "refuse-chain", "two");
        await SaveAsync(client, "refuse-chain", "three");
        (await client.GetAsync("/elsa/api/workflow-definitions/refuse-chain/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", Model("refuse-chain", "four"))).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await client.PostAsJsonAsync("/elsa/api/workflow-definitions/refuse-chain/revert/1", new { })).StatusCode.ShouldBe(
            HttpStatusCode.Created
        );
        (await client.PostAsJsonAsync("/elsa/api/workflow-definitions/refuse-chain/retract", new { })).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        (await client.DeleteAsync("/elsa/api/workflow-definitions/refuse-chain")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (
            await ReadColumnAsync(
                "SELECT action_code FROM audit_entries WHERE zh LIKE '%refuse-chain%' AND action_code NOT LIKE 'definition.%' ORDER BY sequence"
            )
        ).ShouldBe([
            "proposal.made",
            "proposal.approved",
            "procedure.exported",
            "procedure.imported",
            "procedure.reverted",
            "procedure.retracted",
        ]);
    }

    private Task<IReadOnlyList<string>> DefinitionsAsync() =>
        ReadColumnAsync("SELECT id || ' ' || revision || ' ' || is_published FROM workflow_definitions ORDER BY id");

    private Task<IReadOnlyList<string>> RefusalsAsync(string user) =>
        ReadColumnAsync($"SELECT zh FROM audit_entries WHERE action_code = 'procedure.call-refused' AND actor = '{user}'");

    private async Task<IReadOnlyList<string>> ReadColumnAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(host.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetString(0));
        return values;
    }

    [Fact]
    public async Task The_hub_tells_a_viewer_when_the_instance_that_he_observes_advances()
    {
        using var client = await host.BearAsync("administrator");
        var started = await StartWaitingAsync(client);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", client.DefaultRequestHeaders.Authorization!.ToString());
        var address = new UriBuilder(host.Address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(address, patience.Token);
        await SayAsync(socket, """{"protocol":"json","version":1}""", patience.Token);
        await SayAsync(
            socket,
            $$"""{"type":1,"invocationId":"1","target":"ObserveInstanceAsync","arguments":["{{started}}"]}""",
            patience.Token
        );
        await HearAsync(socket, "\"invocationId\":\"1\"", patience.Token);

        (await client.PostAsJsonAsync("/elsa/api/events/refuse-hub/trigger", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var hearing = HearAsync(socket, "WorkflowInstanceUpdatedAsync", patience.Token);
        while (!hearing.IsCompleted)
        {
            // The host looks for changes by its own clock, which stands still unless it is moved.
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
        (await hearing).ShouldContain(started);
    }

    private static async Task SayAsync(ClientWebSocket socket, string message, CancellationToken stop) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, stop);

    private static async Task<string> HearAsync(ClientWebSocket socket, string until, CancellationToken stop)
    {
        var heard = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!heard.ToString().Contains(until, StringComparison.Ordinal))
        {
            var received = await socket.ReceiveAsync(buffer, stop);
            heard.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
        }
        return heard.ToString();
    }

    private async Task<string> StartWaitingAsync(HttpClient client)
    {
        var model = Model("refuse-hub", "x");
        model["root"] = new JsonObject
        {
            ["id"] = "E",
            ["type"] = "Elsa.Event",
            ["version"] = 1,
            ["eventName"] = Literal("refuse-hub"),
        };
        await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = model });
        var run = await client.PostAsJsonAsync("/elsa/api/workflow-definitions/refuse-hub/execute", new { versionOptions = "Latest" });
        run.StatusCode.ShouldBe(HttpStatusCode.OK);
        return run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
    }

    private async Task PublishAsync(HttpClient first, string id)
    {
        var request = new
        {
            definitionId = id,
            note = "修改",
            legalBasis = "办法第一条",
        };
        var proposal = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync("/api/procedures/publications", request),
            HttpStatusCode.Created
        );
        using var second = await host.BearAsync("administrator2");
        var approve = $"/api/procedures/publications/{proposal.GetProperty("id").GetString()}/approve";
        await HostFixture.ReadAsync(await second.PostAsJsonAsync(approve, new { }), HttpStatusCode.OK);
    }

    private static async Task<string> SaveAsync(HttpClient client, string id, string text)
    {
        var answer = await HostFixture.ReadAsync(
            await client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = Model(id, text) }),
            HttpStatusCode.OK
        );
        return answer.GetProperty("workflowDefinition").GetProperty("id").GetString()!;
    }

    private static JsonObject Model(string id, string text) =>
        new()
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["root"] = new JsonObject
            {
                ["id"] = "A",
                ["type"] = "Elsa.WriteLine",
                ["version"] = 1,
                ["text"] = Literal(text),
            },
        };

    private static JsonObject Literal(string text) =>
        new()
        {
            ["typeName"] = "String",
            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = text },
        };
}
