using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>A full session of Elsa Studio: every call that it was seen to make is answered in Elsa's shape and with Elsa's status.</summary>
public sealed class ContractTests(CounterHost host) : IClassFixture<CounterHost>
{
    private readonly HashSet<string> _made = [];
    private HttpClient _client = null!;

    [Fact]
    public async Task Every_call_of_a_studio_session_is_answered_in_Elsas_shape()
    {
        using var client = _client = await host.BearAsync("administrator");
        await DescribeAsync();
        var (definition, version) = await EditAsync();
        await WatchAsync(definition, version);
        await CleanUpAsync(definition);
        Contract.Calls.Where(call => !_made.Contains(call)).ShouldBeEmpty("every recorded call was made");
    }

    private async Task DescribeAsync()
    {
        await CallAsync("GET /elsa/api/descriptors/activities", query: "Refresh=True");
        foreach (
            var list in new[]
            {
                "descriptors/expression-descriptors",
                "descriptors/workflow-activation-strategies",
                "features/installed",
                "descriptors/log-persistence-strategies",
                "descriptors/incident-strategies",
                "descriptors/commit-strategies/workflows",
                "descriptors/storage-drivers",
                "descriptors/variables",
            }
        )
            await CallAsync("GET /elsa/api/" + list);
        var unique = await CallAsync("GET /elsa/api/workflow-definitions/validation/is-name-unique", query: "name=Workflow%201");
        unique!["isUnique"]!.GetValue<bool>().ShouldBeTrue();
    }

    private async Task<(string Definition, string Version)> EditAsync()
    {
        const string id = "studio-session";
        var saved = await CallAsync("POST /elsa/api/workflow-definitions", body: Save(id, publish: false));
        saved!["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(1);
        await CallAsync(
            "POST /elsa/api/scripting/javascript/type-definitions/{id}",
            id,
            body: new JsonObject { ["activityTypeName"] = "" }
        );
        await CallAsync("POST /elsa/api/workflow-definitions", body: Save("studio-broken", publish: false, Trigger()));
        await CallAsync("POST /elsa/api/workflow-definitions", body: Save("studio-broken", publish: true, Trigger()), status: 400);
        await CallAsync("POST /elsa/api/workflow-definitions/{id}/publish", "studio-broken", body: [], status: 400);
        await CallAsync("POST /elsa/api/workflow-definitions/{id}/retract", "studio-broken", body: [], status: 400);
        var published = await CallAsync("POST /elsa/api/workflow-definitions/{id}/publish", id, body: []);
        published!["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();

        var draft = await CallAsync("POST /elsa/api/workflow-definitions", body: Save(id, publish: false));
        draft!["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(2, "the first save after a publication makes a version");
        await CallAsync("POST /elsa/api/workflow-definitions", body: Save(id, publish: true));
        var latest = await CallAsync("GET /elsa/api/workflow-definitions/by-definition-id/{id}", id, query: "versionOptions=Latest");
        latest!["version"]!.GetValue<int>().ShouldBe(2);
        latest["root"]!["nodeId"]!.ToString().ShouldBe("Workflow1:Flowchart1");
        await CallAsync("GET /elsa/api/workflow-definitions/by-id/{id}", latest["id"]!.ToString());
        await CallAsync("GET /elsa/api/workflow-definitions/{id}/export", id, query: "versionOptions=2");

        var all = await CallAsync(
            "GET /elsa/api/workflow-definitions",
            query: $"versionOptions=AllVersions&Page=0&PageSize=1&DefinitionIds={id}&OrderBy=Version&OrderDirection=Ascending"
        );
        all!["totalCount"]!.GetValue<int>().ShouldBe(2, "the total is that of the filter, not of the page");
        all["items"]!.AsArray().Count.ShouldBe(1);
        all["items"]![0]!["version"]!.GetValue<int>().ShouldBe(1);
        var second = await CallAsync(
            "GET /elsa/api/workflow-definitions",
            query: $"versionOptions=AllVersions&Page=1&PageSize=1&DefinitionIds={id}&OrderBy=Version&OrderDirection=Ascending"
        );
        second!["items"]![0]!["version"]!.GetValue<int>().ShouldBe(2);
        var searched = await CallAsync(
            "GET /elsa/api/workflow-definitions",
            query: "versionOptions=Latest&SearchTerm=STUDIO-sess&IsSystem=False"
        );
        searched!["totalCount"]!.GetValue<int>().ShouldBe(1);

        await CallAsync("POST /elsa/api/workflow-definitions/{id}/revert/{version}", id, body: [], status: 201, extra: "1");
        var reverted = await CallAsync("GET /elsa/api/workflow-definitions/by-definition-id/{id}", id, query: "versionOptions=Latest");
        await CallAsync("DELETE /elsa/api/workflow-definition-versions/{id}", reverted!["id"]!.ToString(), status: 204);
        await CallAsync("POST /elsa/api/workflow-definitions/{id}/retract", id, body: []);
        await CallAsync("POST /elsa/api/workflow-definitions/{id}/publish", id, body: []);
        await CallAsync("POST /elsa/api/workflow-definitions/import", body: Model("studio-imported"));
        await CallAsync("POST /elsa/api/bulk-actions/export/workflow-definitions", body: Ids(latest["id"]!.ToString()));
        return (id, latest["id"]!.ToString());
    }

    private async Task WatchAsync(string definition, string version)
    {
        var run = new JsonObject { ["versionOptions"] = "Latest", ["correlationId"] = "studio-case" };
        var started = await CallAsync("POST /elsa/api/workflow-definitions/{id}/execute", definition, body: run);
        var instance = started!["workflowState"]!["id"]!.ToString();
        await CallAsync("POST /elsa/api/workflow-definitions/{id}/execute", definition, body: run.DeepClone().AsObject());

        var list = await CallAsync("POST /elsa/api/workflow-instances", body: Filter(definition, "Descending"));
        list!["totalCount"]!.GetValue<int>().ShouldBe(2);
        list["items"]![1]!["id"]!.ToString().ShouldBe(instance, "the newest comes first");
        var rising = await CallAsync("POST /elsa/api/workflow-instances", body: Filter(definition, "Ascending"));
        rising!["items"]![0]!["id"]!.ToString().ShouldBe(instance);
        var none = Filter(definition, "Ascending");
        none["statuses"] = new JsonArray("Finished");
        (await CallAsync("POST /elsa/api/workflow-instances", body: none))!["totalCount"]!.GetValue<int>().ShouldBe(0);

        var read = await CallAsync("GET /elsa/api/workflow-instances/{id}", instance);
        read!["definitionVersionId"]!.ToString().ShouldBe(version);
        await CallAsync("GET /elsa/api/workflow-instances/{id}/variables", instance);
        var filtered = new JsonObject
        {
            ["filter"] = new JsonObject { ["excludedActivityTypes"] = new JsonArray("Elsa.Workflow", "Elsa.Flowchart") },
        };
        var journal = await CallAsync("POST /elsa/api/workflow-instances/{id}/journal", instance, query: "skip=0&take=110", body: filtered);
        var records = journal!["items"]!.AsArray();
        records.Select(record => record!["sequence"]!.GetValue<int>()).ShouldBeInOrder();
        var node = Uri.EscapeDataString("Workflow1:Flowchart1:Event1");
        var filter = $"WorkflowInstanceId={instance}&ActivityNodeId={node}";
        await CallAsync("GET /elsa/api/activity-executions/list", query: $"WorkflowInstanceId={instance}&ActivityNodeId=Workflow1");
        var summaries = await CallAsync("GET /elsa/api/activity-execution-summaries/list", query: filter);
        var execution = summaries!["items"]![0]!["id"]!.ToString();
        await CallAsync("GET /elsa/api/activity-executions/by-id", query: "id=" + execution);
        await CallAsync("GET /elsa/api/activity-executions/{id}/call-stack", execution, query: "includeCrossWorkflowChain=True");
        await CallAsync("GET /elsa/api/resilience/retries/{id}", execution, query: "Page=0&PageSize=100");
        var report = new JsonObject
        {
            ["workflowInstanceId"] = instance,
            ["activityNodeIds"] = new JsonArray("Workflow1:Flowchart1", "Workflow1:Flowchart1:Event1"),
        };
        var stats = await CallAsync("POST /elsa/api/activity-executions/report", body: report);
        stats!["stats"]!.AsArray().Single(stat => stat!["activityId"]!.ToString() == "Event1")!["isBlocked"]!
            .GetValue<bool>()
            .ShouldBeTrue();
        using var negotiation = await _client.PostAsync("/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1", null);
        await CheckAsync("POST /elsa/hubs/workflow-instance/negotiate", 200, negotiation);

        await CallAsync("POST /elsa/api/cancel/workflow-instances/{id}", instance, body: []);
        (await CallAsync("GET /elsa/api/workflow-instances/{id}", instance))!["subStatus"]!.ToString().ShouldBe("Cancelled");
        await CallAsync("DELETE /elsa/api/workflow-instances/{id}", instance, status: 204);
        var rest = (await CallAsync("POST /elsa/api/workflow-instances", body: Filter(definition, "Descending")))!["items"]![0]![
            "id"
        ]!.ToString();
        await CallAsync("POST /elsa/api/bulk-actions/cancel/workflow-instances", body: Ids(rest));
        await CallAsync("POST /elsa/api/bulk-actions/delete/workflow-instances/by-id", body: Ids(rest));
    }

    private async Task CleanUpAsync(string definition)
    {
        var many = new JsonObject { ["definitionIds"] = new JsonArray(definition, "studio-broken") };
        await CallAsync("POST /elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", body: many);
        await CallAsync("DELETE /elsa/api/workflow-definitions/{id}", definition, status: 204);
        var left = new JsonObject { ["definitionIds"] = new JsonArray("studio-broken", "studio-imported") };
        var deleted = await CallAsync("POST /elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", body: left);
        deleted!["deleted"]!.GetValue<int>().ShouldBe(2);
    }

    private async Task<JsonNode?> CallAsync(
        string call,
        string? id = null,
        string? query = null,
        JsonObject? body = null,
        int status = 200,
        string? extra = null
    )
    {
        var (method, path) = (call.Split(' ')[0], call.Split(' ')[1]);
        path = path.Replace("{id}", id, StringComparison.Ordinal).Replace("{version}", extra, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), path + (query is null ? "" : "?" + query));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await _client.SendAsync(request);
        return await CheckAsync(call, status, response);
    }

    private async Task<JsonNode?> CheckAsync(string call, int status, HttpResponseMessage response)
    {
        _made.Add(call);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(status, $"{call}: {text}");
        Contract.Differences(call, status, text).ShouldBeEmpty();
        return text.StartsWith('{') ? JsonNode.Parse(text) : null;
    }

    private static JsonObject Filter(string definition, string direction) =>
        new()
        {
            ["page"] = 0,
            ["pageSize"] = 10,
            ["searchTerm"] = "",
            ["definitionId"] = null,
            ["definitionIds"] = new JsonArray(definition),
            ["isSystem"] = false,
            ["statuses"] = new JsonArray(),
            ["subStatuses"] = new JsonArray(),
            ["orderBy"] = null,
            ["orderDirection"] = direction,
            ["timestampFilters"] = new JsonArray(),
        };

    private static JsonObject Ids(string id) => new() { ["ids"] = new JsonArray(id) };

    private static JsonObject Save(string id, bool publish, JsonObject? activity = null) =>
        new() { ["model"] = Model(id, activity), ["publish"] = publish };

    private static JsonObject Trigger() =>
        new()
        {
            ["id"] = "Event1",
            ["type"] = "Elsa.Event",
            ["version"] = 1,
            ["customProperties"] = new JsonObject { ["canStartWorkflow"] = true },
        };

    private static JsonObject Model(string id, JsonObject? activity = null) =>
        JsonNode
            .Parse(
                """
                {
                  "name": "NAME", "description": "seed",
                  "variables": [{ "id": "v1", "name": "Amount", "typeName": "Int64", "isArray": false, "value": "1", "storageDriverTypeName": "WorkflowInstanceStorageDriver" }],
                  "inputs": [{ "uiHint": "singleline", "type": "String", "name": "Requester", "displayName": "Requester", "description": "", "category": "Primitives" }],
                  "outputs": [], "outcomes": [], "customProperties": {}, "isReadonly": false,
                  "options": { "autoUpdateConsumingWorkflows": false },
                  "root": {
                    "id": "Flowchart1", "nodeId": "Workflow1:Flowchart1", "name": "Flowchart1", "type": "Elsa.Flowchart", "version": 1,
                    "customProperties": { "notFoundConnections": [] }, "metadata": {}, "activities": [], "variables": [], "connections": []
                  }
                }
                """.Replace("NAME", id, StringComparison.Ordinal)
            )!
            .AsObject()
            .With("definitionId", id)
            .WithActivity(
                activity
                    ?? new JsonObject
                    {
                        ["id"] = "Event1",
                        ["nodeId"] = "Workflow1:Flowchart1:Event1",
                        ["name"] = "Event1",
                        ["type"] = "Elsa.Event",
                        ["version"] = 1,
                        ["eventName"] = new JsonObject
                        {
                            ["typeName"] = "String",
                            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "go" },
                        },
                        ["customProperties"] = new JsonObject { ["canStartWorkflow"] = false },
                        ["metadata"] = new JsonObject(),
                    }
            );
}

internal static class ModelExtensions
{
    public static JsonObject With(this JsonObject model, string name, JsonNode value)
    {
        model[name] = value;
        return model;
    }

    public static JsonObject WithActivity(this JsonObject model, JsonObject activity)
    {
        model["root"]!["activities"]!.AsArray().Add((JsonNode)activity);
        return model;
    }
}
