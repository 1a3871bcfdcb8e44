using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>What the instance viewer shows of each activity's executions.</summary>
internal static class ExecutionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet(
            "/activity-executions/list",
            (string workflowInstanceId, string? activityNodeId, ReachedInstances store, CancellationToken stop) =>
                ListAsync(workflowInstanceId, activityNodeId, record => record.Full(), store, stop)
        );
        api.MapGet(
            "/activity-execution-summaries/list",
            (string workflowInstanceId, string? activityNodeId, ReachedInstances store, CancellationToken stop) =>
                ListAsync(workflowInstanceId, activityNodeId, record => record.Summary(), store, stop)
        );
        api.MapGet(
            "/activity-executions/by-id",
            async (string id, ReachedInstances store, CancellationToken stop) => Results.Json((await FindAsync(id, store, stop)).Full())
        );
        api.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
        api.MapPost("/activity-executions/report", ReportAsync);
        // Retries of an activity are journal records of its execution; there is no list of them apart.
        api.MapGet(
            "/resilience/retries/{id}",
            () =>
                Results.Json(
                    new JsonObject
                    {
                        ["items"] = new JsonArray(),
                        ["totalCount"] = 0,
                        ["links"] = new JsonArray(),
                    }
                )
        );
    }

    private static async Task<IResult> ListAsync(
        string instanceId,
        string? nodeId,
        Func<ExecutionRecord, JsonObject> shape,
        ReachedInstances store,
        CancellationToken stop
    )
    {
        var records = await RecordsAsync(instanceId, store, stop);
        var items = records
            .Where(record => nodeId is null || record.Started.NodeId == nodeId)
            .Select(record => (JsonNode)shape(record))
            .ToArray();
        return Results.Json(new JsonObject { ["items"] = new JsonArray(items), ["count"] = items.Length });
    }

    private static async Task<IResult> CallStackAsync(string id, ReachedInstances store, CancellationToken stop)
    {
        var found = await FindAsync(id, store, stop);
        var byId = (await RecordsAsync(found.Started.InstanceId, store, stop)).ToDictionary(
            record => record.Started.ActivityInstanceId,
            StringComparer.Ordinal
        );
        var stack = new Stack<JsonNode>();
        for (
            var record = found;
            record is not null;
            record = record.Started.ParentActivityInstanceId is { } parent ? byId.GetValueOrDefault(parent) : null
        )
        {
            // The workflow itself scheduled all and was scheduled by nothing: Studio does not list it.
            if (record == found || record.Started.ParentActivityInstanceId is not null)
                stack.Push(record.Full());
        }
        return Results.Json(
            new JsonObject
            {
                ["activityExecutionId"] = id,
                ["items"] = new JsonArray([.. stack]),
                ["totalCount"] = stack.Count,
            }
        );
    }

    private static async Task<IResult> ReportAsync(ReportRequest request, ReachedInstances store, CancellationToken stop)
    {
        var records = await RecordsAsync(request.WorkflowInstanceId, store, stop);
        var nodeIds = request.ActivityNodeIds.ToHashSet(StringComparer.Ordinal);
        return Results.Json(new JsonObject { ["stats"] = ExecutionCounts.Of(records, nodeIds) });
    }

    internal static async Task<IReadOnlyList<ExecutionRecord>> RecordsAsync(
        string instanceId,
        IInstanceStore store,
        CancellationToken stop
    ) => ExecutionRecord.From((await store.ReadJournalAsync(instanceId, 0, int.MaxValue, stop)).Items);

    private static async Task<ExecutionRecord> FindAsync(string id, ReachedInstances store, CancellationToken stop)
    {
        var rows = await store.ReadExecutionAsync(id, stop);
        return rows.Count == 0 ? throw new ProblemException(KnownProblems.NotFound) : ExecutionRecord.From(rows)[0];
    }

    /// <summary>Which activities of which instance the viewer draws.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record ReportRequest(string WorkflowInstanceId, IReadOnlyList<string> ActivityNodeIds);
}
