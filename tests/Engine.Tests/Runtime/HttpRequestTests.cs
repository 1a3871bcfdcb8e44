using System.Text.Json.Nodes;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>Requests leave after the commit, only to hosts on the list, and their answers choose the way.</summary>
public sealed class HttpRequestTests
{
    [Fact]
    public async Task The_answer_runs_the_activity_of_its_status_and_sets_outputs()
    {
        using var server = new SmallServer(path => path == "/wages" ? SmallServer.Ok("""{"owed":1200}""") : SmallServer.Status(404));
        var environment = Environment(server.Authority);
        (await RunAsync(environment, $"http://{server.Authority}/wages")).ShouldBe("found:1200");
        (await RunAsync(environment, $"http://{server.Authority}/other")).ShouldBe("unmatched:404");
        server.Requests[0].ShouldContain("Authorization: Bearer s3cret");
        server.Requests[0].ShouldContain("Idempotency-Key: ");
    }

    [Fact]
    public async Task The_journal_keeps_neither_the_authorization_nor_the_headers()
    {
        using var server = new SmallServer(_ => SmallServer.Ok("{}"));
        var environment = Environment(server.Authority);
        await RunAsync(environment, $"http://{server.Authority}/wages");
        var journal = await environment.Instances.ReadJournalAsync(_last, 0, 100);
        journal.Items.ShouldContain(row => row.StateJson != null && row.StateJson.Contains("\"Authorization\":\"***\""));
        journal.Items.ShouldNotContain(row => row.StateJson != null && row.StateJson.Contains("s3cret"));
    }

    [Theory]
    [InlineData("http://elsewhere.example/x")]
    [InlineData("http://127.0.0.1:{port}/x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("localhost")]
    public async Task A_host_that_is_not_on_the_list_is_an_incident_and_nothing_is_sent(string url)
    {
        using var server = new SmallServer(_ => SmallServer.Ok("{}"));
        var environment = Environment(server.Authority);
        url = url.Replace("{port}", $"{server.Port}", StringComparison.Ordinal);
        (await RunAsync(environment, url)).ShouldBe("Faulted");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_is_not_on_the_list_is_not_followed()
    {
        using var hidden = new SmallServer(_ => SmallServer.Ok("{}"));
        using var server = new SmallServer(_ => SmallServer.Status(302, $"Location: http://{hidden.Authority}/secret\r\n"));
        var environment = Environment(server.Authority);
        (await RunAsync(environment, $"http://{server.Authority}/wages")).ShouldBe("Faulted");
        hidden.Requests.ShouldBeEmpty();
        InstanceState
            .ReadIncidents((await environment.RowAsync(_last)).StateJson)
            .ShouldHaveSingleItem()
            .Message.ShouldContain("not on the list");
    }

    [Fact]
    public async Task A_redirect_on_the_same_host_is_followed_and_an_endless_one_is_given_up()
    {
        using var server = new SmallServer(path =>
            path == "/wages" ? SmallServer.Status(307, "Location: /moved\r\n")
            : path == "/moved" ? SmallServer.Ok("""{"owed":7}""")
            : SmallServer.Status(302, "Location: /round\r\n")
        );
        var environment = Environment(server.Authority);
        (await RunAsync(environment, $"http://{server.Authority}/wages")).ShouldBe("found:7");
        (await RunAsync(environment, $"http://{server.Authority}/round")).ShouldBe("Faulted");
    }

    [Fact]
    public async Task A_host_that_is_down_runs_its_port_after_the_attempts_are_used_up()
    {
        var gone = new SmallServer(_ => "");
        var authority = gone.Authority;
        gone.Dispose();
        var environment = Environment(authority);
        (await RunAsync(environment, $"http://{authority}/wages")).ShouldBe("down");
        (await environment.JournalAsync(_last))
            .Count(entry => entry == "call:Resumed")
            .ShouldBe(5, "four more attempts, with waits between them");
    }

    [Fact]
    public async Task A_request_of_a_cancelled_instance_is_not_sent()
    {
        using var server = new SmallServer(_ => SmallServer.Ok("{}"));
        var environment = Environment(server.Authority);
        await environment.PublishAsync(Definition($"http://{server.Authority}/wages"));
        var run = await environment.Runtime.StartAsync(new StartRequest { DefinitionId = "http" });
        await environment.Runtime.CancelAsync(new CancelRequest { InstanceId = run.InstanceId });
        await environment.SettleAsync();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flowchart_follows_the_port_of_the_status()
    {
        using var server = new SmallServer(_ => SmallServer.Status(404));
        var environment = Environment(server.Authority);
        await environment.PublishAsync(
            Define.Workflow(
                "flow",
                Define.Flowchart(
                    "f",
                    [
                        Define.Activity(
                            "FlowSendHttpRequest",
                            "call",
                            ("url", $"http://{server.Authority}/wages"),
                            ("expectedStatusCodes", Value("""[200,404]"""))
                        ),
                        Define.Write("found"),
                        Define.Write("missing"),
                    ],
                    "call:200>found",
                    "call:404>missing"
                )
            )
        );
        var run = await environment.StartAsync("flow");
        (await environment.JournalAsync(run.InstanceId)).ShouldContain("missing:Completed");
        (await environment.JournalAsync(run.InstanceId)).ShouldNotContain("found:Completed");
    }

    private string _last = "";

    private static WorkflowTestEnvironment Environment(string host) =>
        new(options: new EngineOptions { AllowedHosts = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { host } });

    private async Task<string?> RunAsync(WorkflowTestEnvironment environment, string url)
    {
        await environment.PublishAsync(Definition(url));
        _last = (await environment.StartAsync("http")).InstanceId;
        await environment.AdvanceAsync(TimeSpan.FromMinutes(30));
        return await environment.StatusAsync(_last) is "Finished" and not "Faulted" ? (await environment.RowAsync(_last)).Name : "Faulted";
    }

    private static string Definition(string url) =>
        Define.Workflow(
            "http",
            Define.Activity(
                "SendHttpRequest",
                "call",
                ("url", url),
                ("authorization", "Bearer s3cret"),
                ("enableResiliency", true),
                ("requestHeaders", Value("""{"X-Key":"s3cret"}""")),
                (
                    "expectedStatusCodes",
                    new JsonArray(
                        new JsonObject
                        {
                            ["statusCode"] = 200,
                            ["activity"] = Define.Activity(
                                "SetName",
                                "found",
                                ("value", "=`found:${getOutputFrom('call','ParsedContent').owed}`")
                            ),
                        }
                    )
                ),
                (
                    "unmatchedStatusCode",
                    Define.Activity("SetName", "unmatched", ("value", "=`unmatched:${getOutputFrom('call','StatusCode')}`"))
                ),
                ("failedToConnect", Define.Activity("SetName", "failed", ("value", "down")))
            )
        );

    private static JsonObject Value(string json) =>
        new()
        {
            ["typeName"] = "Object",
            ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = json },
        };
}
