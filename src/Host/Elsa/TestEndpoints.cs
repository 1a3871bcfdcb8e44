using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Studio's Test tab: runs one activity of a draft alone. It runs in memory and leaves nothing behind: no instance, no message, no change of a
/// case. What needs a case says so.
/// </summary>
internal static class TestEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/tests/activities", RunAsync);

    private static async Task<IResult> RunAsync(
        TestRequest request,
        HttpContext context,
        WorkflowEngine engine,
        DefinitionLibrary library,
        IDefinitionStore store,
        CancellationToken stop
    )
    {
        var handle = request.WorkflowDefinitionHandle;
        var row =
            handle?.DefinitionVersionId is { Length: > 0 } versionId ? await store.FindAsync(versionId, stop)
            : handle?.DefinitionId is { Length: > 0 } definitionId
                ? await context.FindAsync(definitionId, handle.VersionOptions, library, stop)
            : null;
        if (row is null || !context.Sees(row))
            throw new ProblemException(KnownProblems.NotFound);

        var definition = DefinitionJson.Full(row);
        var activity =
            Find((JsonObject)definition["root"]!, request.ActivityHandle)
            ?? throw ProblemException.Field("activityHandle", "unknown", "流程图中没有该活动。", "There is no such activity.");
        var type = activity["type"]?.ToString() ?? "";
        if (type.StartsWith("LaborFlow.", StringComparison.Ordinal))
            return Answer("Faulted", null, "该活动办理的是案件，不能单独测试；请发布后以案件运行。", "LaborFlow.NeedsCase");

        var instances = new MemoryInstanceStore();
        var definitions = new DefinitionLibrary(engine, new MemoryDefinitionStore(), new CompiledDefinitions());
        var runtime = new WorkflowRuntime(engine, instances, definitions, Nothing.Instance);
        var alone = new JsonObject
        {
            ["definitionId"] = "test",
            ["name"] = "test",
            ["variables"] = definition["variables"]?.DeepClone(),
            ["inputs"] = definition["inputs"]?.DeepClone(),
            ["root"] = activity.DeepClone(),
        };
        var saved = await definitions.SaveAsync(new WorkflowDefinition(alone), cancellationToken: stop);
        var started = await runtime.StartAsync(
            new StartRequest { DefinitionVersionId = saved.Id, Actor = InstanceEndpoints.Actor(context) },
            stop
        );
        var journal = (await instances.ReadJournalAsync(started.InstanceId, 0, int.MaxValue, stop)).Items;
        var records = ExecutionRecord.From(journal.Where(entry => entry.ActivityId == activity["id"]!.ToString()));
        if (records is [var record, ..])
            return Answer(record.Status, record.Full(), null, null);
        var ended = await instances.FindAsync(started.InstanceId, stop);
        var incident = ended is not null && InstanceState.ReadIncidents(ended.StateJson) is [var first, ..] ? first : null;
        return Answer("Faulted", null, incident?.Message ?? "活动未能运行。", "LaborFlow.NotRun");
    }

    private static IResult Answer(string status, JsonObject? record, string? message, string? type)
    {
        var json = new JsonObject { ["activityState"] = record?["activityState"]?.DeepClone() ?? new JsonObject(), ["status"] = status };
        foreach (var member in new[] { "outputs", "payload", "exception" })
        {
            if (record?[member] is { } value)
                json[member] = value.DeepClone();
        }
        if (message is not null)
            json["exception"] = new JsonObject { ["type"] = type, ["message"] = message };
        return Results.Json(json);
    }

    private static JsonObject? Find(JsonObject activity, ActivityHandle? handle)
    {
        if (handle is null)
            return null;
        if (
            (handle.ActivityNodeId is { Length: > 0 } node && activity["nodeId"]?.ToString() == node)
            || (handle.ActivityId is { Length: > 0 } id && activity["id"]?.ToString() == id)
        )
            return activity;
        return NodeIds.ChildrenOf(activity).Select(child => Find(child, handle)).FirstOrDefault(found => found is not null);
    }

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record TestRequest(DefinitionHandle? WorkflowDefinitionHandle, ActivityHandle? ActivityHandle);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record DefinitionHandle(string? DefinitionId, string? DefinitionVersionId, string? VersionOptions);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record ActivityHandle(string? ActivityId, string? ActivityNodeId);

    // An activity under test finds no service: neither the database nor a case.
    private sealed class Nothing : IServiceProvider
    {
        public static Nothing Instance { get; } = new();

        public object? GetService(Type serviceType) => null;
    }
}
