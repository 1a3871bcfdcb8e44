using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>
/// Every call that the four elements of Studio 3.8 can make, taken from the interfaces of Elsa's client library: each has an answer, in JSON or
/// as a file, and none of them is a missing route or a crash.
/// </summary>
public sealed class StudioCallsTests(CounterHost host) : IClassFixture<CounterHost>
{
    private const string Definition = "studio-calls";

    /// <summary>Method, path, expected status, body. {d} definition, {v} version, {i} instance, {n} node of a step, {e} its execution.</summary>
    public static TheoryData<string, string, int, string?> Calls { get; } =
        new()
        {
            // Reading
            { "GET", "descriptors/activities?Refresh=True", 200, null },
            { "GET", "descriptors/expression-descriptors", 200, null },
            { "GET", "descriptors/workflow-activation-strategies", 200, null },
            { "GET", "descriptors/log-persistence-strategies", 200, null },
            { "GET", "descriptors/incident-strategies", 200, null },
            { "GET", "descriptors/commit-strategies/workflows", 200, null },
            { "GET", "descriptors/commit-strategies/activities", 200, null },
            { "GET", "descriptors/output-converters?typeName=String", 200, null },
            { "GET", "descriptors/storage-drivers", 200, null },
            { "GET", "descriptors/variables", 200, null },
            { "POST", "descriptors/activities/LaborFlow.HumanTask/options/Form", 200, "{\"context\":null}" },
            { "POST", "descriptors/activities/Elsa.FlowJoin/options/Mode", 200, "{}" },
            { "POST", "descriptors/activities/Elsa.WriteLine/options/None", 404, "{}" },
            { "GET", "resilience/strategies?category=Http", 200, null },
            { "GET", "resilience/retries/{e}?Page=0&PageSize=10", 200, null },
            { "GET", "features/installed", 200, null },
            { "GET", "features/installed/Elsa.Workflows", 200, null },
            { "GET", "features/installed/None", 404, null },
            { "GET", "package/version", 200, null },
            { "GET", "workflow-contexts/provider-descriptors", 200, null },
            {
                "POST",
                "scripting/javascript/type-definitions/{d}",
                200,
                "{\"activityTypeName\":\"Elsa.WriteLine\",\"propertyName\":\"Text\"}"
            },
            {
                "GET",
                "workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=&OrderBy=Name&OrderDirection=Ascending",
                200,
                null
            },
            { "GET", "workflow-definitions?versionOptions=&Ids={v}", 200, null },
            { "GET", "workflow-definitions/by-definition-id/{d}?versionOptions=LatestOrPublished", 200, null },
            { "GET", "workflow-definitions/by-definition-id/none?versionOptions=Latest", 404, null },
            { "GET", "workflow-definitions/by-id/{v}", 200, null },
            { "GET", "workflow-definitions/by-id/none", 404, null },
            { "GET", "workflow-definitions/many-by-id?Ids={v}", 200, null },
            { "GET", "workflow-definitions/subgraph/{v}", 200, null },
            { "GET", "workflow-definitions/subgraph/{v}?parentNodeId={n}", 200, null },
            { "GET", "workflow-definitions/subgraph/segments/{v}?childNodeId={n}", 200, null },
            { "GET", "workflow-definitions/subgraph/segments/{v}?childNodeId=none", 400, null },
            { "GET", "workflow-definitions/subgraph/none", 404, null },
            { "GET", "workflow-definitions/query/count", 200, null },
            { "GET", "workflow-definitions/{d}/versions", 200, null },
            { "GET", "workflow-definitions/{d}/consumers", 200, null },
            { "GET", "workflow-definitions/validation/is-name-unique?name=x&definitionId={d}", 200, null },
            { "GET", "workflow-definitions/{d}/export?versionOptions=Latest&includeConsumingWorkflows=True", 200, null },
            { "POST", "bulk-actions/export/workflow-definitions", 200, "{\"ids\":[\"{v}\"],\"includeConsumingWorkflows\":false}" },
            { "POST", "bulk-actions/export/workflow-definitions", 404, "{\"ids\":[\"none\"]}" },
            {
                "POST",
                "workflow-instances",
                200,
                "{\"page\":0,\"pageSize\":10,\"definitionIds\":[\"{d}\"],\"hasIncidents\":false,\"orderBy\":\"UpdatedAt\",\"orderDirection\":\"Ascending\"}"
            },
            { "POST", "workflow-instances", 200, "{}" },
            { "GET", "workflow-instances/{i}", 200, null },
            { "GET", "workflow-instances/none", 404, null },
            { "GET", "workflow-instances/{i}/journal?skip=0&take=5", 200, null },
            {
                "POST",
                "workflow-instances/{i}/journal?skip=0&take=5",
                200,
                "{\"filter\":{\"activityIds\":[\"wait\"],\"eventNames\":[\"Started\"]}}"
            },
            { "GET", "workflow-instances/{i}/execution-state", 200, null },
            { "GET", "workflow-instances/{i}/variables", 200, null },
            { "GET", "workflow-instances/{i}/export", 200, null },
            { "POST", "bulk-actions/export/workflow-instances", 200, "{\"ids\":[\"{i}\"]}" },
            { "POST", "bulk-actions/export/workflow-instances", 404, "{\"ids\":[]}" },
            { "GET", "activity-executions/list?WorkflowInstanceId={i}&ActivityNodeId={n}", 200, null },
            { "GET", "activity-execution-summaries/list?WorkflowInstanceId={i}&ActivityNodeId={n}", 200, null },
            { "GET", "activity-executions/by-id?id={e}", 200, null },
            { "GET", "activity-executions/by-id?id=none", 404, null },
            { "GET", "activity-executions/{e}/call-stack?includeCrossWorkflowChain=True", 200, null },
            { "POST", "activity-executions/report", 200, "{\"workflowInstanceId\":\"{i}\",\"activityNodeIds\":[\"{n}\"]}" },
            // Changing
            {
                "POST",
                "tests/activities",
                200,
                "{\"workflowDefinitionHandle\":{\"definitionVersionId\":\"{v}\"},\"activityHandle\":{\"activityId\":\"line\"}}"
            },
            {
                "POST",
                "tests/activities",
                200,
                "{\"workflowDefinitionHandle\":{\"definitionId\":\"{d}\",\"versionOptions\":\"Latest\"},\"activityHandle\":{\"activityNodeId\":\"{n}\"}}"
            },
            {
                "POST",
                "tests/activities",
                404,
                "{\"workflowDefinitionHandle\":{\"definitionVersionId\":\"none\"},\"activityHandle\":{\"activityId\":\"line\"}}"
            },
            {
                "POST",
                "tests/activities",
                400,
                "{\"workflowDefinitionHandle\":{\"definitionVersionId\":\"{v}\"},\"activityHandle\":{\"activityId\":\"none\"}}"
            },
            { "POST", "workflow-definitions/{d}/update-references", 200, "{}" },
            { "POST", "workflow-definitions/{d}/dispatch", 200, "{\"versionOptions\":\"Latest\"}" },
            { "POST", "workflow-definitions/{d}/bulk-dispatch", 200, "{\"versionOptions\":\"Latest\",\"count\":2}" },
            { "POST", "workflow-definitions/{d}/bulk-dispatch", 400, "{\"count\":100000}" },
            { "POST", "workflow-definitions/none/execute", 404, "{}" },
            { "POST", "bulk-actions/import/workflow-instances", 403, "{}" },
            { "POST", "alterations/dry-run", 200, "{\"workflowInstanceIds\":[\"{i}\"]}" },
            { "POST", "alterations/workflows/retry", 200, "{\"workflowInstanceIds\":[]}" },
            { "POST", "bulk-actions/publish/workflow-definitions/by-definition-ids", 200, "{\"definitionIds\":[\"none\"]}" },
            { "POST", "bulk-actions/delete/workflow-definitions/by-id", 200, "{\"ids\":[\"none\"]}" },
            { "DELETE", "workflow-definitions/none", 404, null },
            { "DELETE", "workflow-instances/none", 404, null },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_of_Studio_has_an_answer(string method, string path, int status, string? body)
    {
        using var client = await host.BearAsync("administrator");
        var seed = await SeedAsync(client);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/elsa/api/" + seed.Fill(path, escape: true));
        if (body is not null)
            request.Content = new StringContent(seed.Fill(body, escape: false), System.Text.Encoding.UTF8, "application/json");

        using var response = await client.SendAsync(request);

        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, text);
        if (status >= 400)
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.Contains("X-Content-Type-Options").ShouldBeTrue();
    }

    [Fact]
    public async Task The_inside_of_a_step_is_found_by_its_node_with_the_way_to_it()
    {
        using var client = await host.BearAsync("administrator");
        var seed = await SeedAsync(client);

        var inside = await GetAsync(client, seed.Fill("workflow-definitions/subgraph/{v}?parentNodeId={n}", escape: true));
        inside["activity"]!["type"]!.ToString().ShouldBe("Elsa.ForEach");
        inside["activity"]!["body"]!["id"]!.ToString().ShouldBe("inner");

        var way = await GetAsync(
            client,
            seed.Fill("workflow-definitions/subgraph/segments/{v}?childNodeId=", escape: true) + Uri.EscapeDataString(seed.Node + ":inner")
        );
        way["childNode"]!["activity"]!["id"]!.ToString().ShouldBe("inner");
        var segment = way["pathSegments"]!.AsArray().ShouldHaveSingleItem()!;
        segment["activityId"]!.ToString().ShouldBe("each");
        segment["portName"]!.ToString().ShouldBe("Body");
        way["container"]!["activity"]!["id"]!.ToString().ShouldBe("each");
    }

    [Fact]
    public async Task A_tested_activity_runs_alone_and_leaves_nothing_behind()
    {
        using var client = await host.BearAsync("administrator");
        var seed = await SeedAsync(client);
        var before = await host.CountRowsAsync();

        var ran = await TestAsync(client, seed, "line");
        ran["status"]!.ToString().ShouldBe("Completed", ran.ToJsonString());
        var task = await TestAsync(client, seed, "task");
        task["status"]!.ToString().ShouldBe("Faulted");
        task["exception"]!["message"]!.ToString().ShouldContain("案件");

        (await host.CountRowsAsync()).ShouldBe(before);
    }

    private static async Task<JsonNode> TestAsync(HttpClient client, Seed seed, string activity)
    {
        var handle = new
        {
            workflowDefinitionHandle = new { definitionVersionId = seed.Version },
            activityHandle = new { activityId = activity },
        };
        var response = await client.PostAsJsonAsync("/elsa/api/tests/activities", handle);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) =>
        JsonNode.Parse(await client.GetStringAsync("/elsa/api/" + path))!;

    private async Task<Seed> SeedAsync(HttpClient client)
    {
        var found = await client.GetAsync("/elsa/api/workflow-definitions/by-definition-id/" + Definition + "?versionOptions=Latest");
        JsonNode definition;
        if (found.StatusCode == HttpStatusCode.OK)
        {
            definition = JsonNode.Parse(await found.Content.ReadAsStringAsync())!;
        }
        else
        {
            var saved = await client.PostAsJsonAsync("/elsa/api/workflow-definitions/import", JsonNode.Parse(Model));
            saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync());
            definition = JsonNode.Parse(await saved.Content.ReadAsStringAsync())!;
        }

        var list = await client.PostAsJsonAsync(
            "/elsa/api/workflow-instances",
            new { definitionIds = new[] { Definition }, correlationId = "calls" }
        );
        var rows = JsonNode.Parse(await list.Content.ReadAsStringAsync())!["items"]!.AsArray();
        var instance = rows.LastOrDefault()?["id"]?.ToString();
        if (instance is null)
        {
            var run = await client.PostAsJsonAsync(
                $"/elsa/api/workflow-definitions/{Definition}/execute",
                new { versionOptions = "Latest", correlationId = "calls" }
            );
            instance = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        }

        var node = definition["root"]!["nodeId"] + ":each";
        var wait = Uri.EscapeDataString(definition["root"]!["nodeId"] + ":line");
        var executions = await GetAsync(client, $"activity-executions/list?WorkflowInstanceId={instance}&ActivityNodeId={wait}");
        return new Seed(definition["id"]!.ToString(), instance, node, executions["items"]![0]!["id"]!.ToString());
    }

    private const string Model = """
        {
          "definitionId": "studio-calls", "name": "全部调用",
          "variables": [{ "id": "v", "name": "Amount", "typeName": "Int64", "value": "1" }],
          "root": {
            "id": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
            "activities": [
              { "id": "line", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "`${getVariable('Amount')}`" } } },
              { "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "studio-calls" } } },
              { "id": "each", "type": "Elsa.ForEach", "version": 1, "items": { "typeName": "Object", "expression": { "type": "Json", "value": "[1]" } },
                "body": { "id": "inner", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "x" } } } },
              { "id": "task", "type": "LaborFlow.HumanTask", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "line", "port": "Done" }, "target": { "activity": "wait", "port": "In" } },
              { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "each", "port": "In" } }
            ]
          }
        }
        """;

    private sealed record Seed(string Version, string Instance, string Node, string Execution)
    {
        public string Fill(string text, bool escape) =>
            text.Replace("{d}", Definition, StringComparison.Ordinal)
                .Replace("{v}", Version, StringComparison.Ordinal)
                .Replace("{i}", Instance, StringComparison.Ordinal)
                .Replace("{n}", escape ? Uri.EscapeDataString(Node) : Node, StringComparison.Ordinal)
                .Replace("{e}", Execution, StringComparison.Ordinal);
    }
}
