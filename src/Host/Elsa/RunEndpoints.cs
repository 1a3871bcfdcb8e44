using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>Starting instances and bringing them events, as Elsa's API does.</summary>
internal static class RunEndpoints
{
    private const int MostAtOnce = 100;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync);
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", DispatchAsync);
        api.MapPost("/workflow-definitions/{definitionId}/bulk-dispatch", DispatchManyAsync);
        api.MapPost("/events/{eventName}/trigger", TriggerAsync);
        api.MapPost("/tasks/{taskId}/complete", CompleteTaskAsync);
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId,
        RunRequest? request,
        HttpContext context,
        WorkflowRuntime runtime,
        ReachedInstances store,
        CancellationToken stop
    )
    {
        var result = await runtime.StartAsync(ToStart(definitionId, request, context), stop);
        context.Response.Headers["x-elsa-response"] = "true";
        context.Response.Headers["x-elsa-workflow-instance-id"] = result.InstanceId;
        context.Response.Headers["x-elsa-workflow-cannot-start"] = result.CannotStart ? "True" : "False";
        if (result.CannotStart)
            return Results.Ok();
        var row = await store.FindAsync(result.InstanceId, stop) ?? throw new ProblemException(KnownProblems.NotFound);
        var state = WorkflowStateJson.Of(row, await store.FindBookmarksAsync(new BookmarkQuery { InstanceId = row.Id }, stop));
        // Elsa answers a run that faults at once with 500; its clients tell by it.
        return Results.Json(new JsonObject { ["workflowState"] = state }, statusCode: result.SubStatus == "Faulted" ? 500 : 200);
    }

    private static async Task<IResult> DispatchAsync(
        string definitionId,
        RunRequest? request,
        HttpContext context,
        WorkflowRuntime runtime,
        CancellationToken stop
    )
    {
        var result = await runtime.StartAsync(ToStart(definitionId, request, context), stop);
        return Results.Json(new JsonObject { ["workflowInstanceId"] = result.InstanceId });
    }

    private static async Task<IResult> DispatchManyAsync(
        string definitionId,
        RunRequest? request,
        HttpContext context,
        WorkflowRuntime runtime,
        CancellationToken stop
    )
    {
        var count = request?.Count ?? 1;
        if (count is < 1 or > MostAtOnce)
            throw ProblemException.Field(
                "count",
                "out-of-range",
                $"一次可启动 1 至 {MostAtOnce} 个实例。",
                $"From 1 to {MostAtOnce} instances."
            );
        var ids = new JsonArray();
        for (var n = 0; n < count; n++)
            ids.Add((JsonNode)(await runtime.StartAsync(ToStart(definitionId, request, context), stop)).InstanceId!);
        return Results.Json(new JsonObject { ["workflowInstanceIds"] = ids });
    }

    private static async Task<IResult> TriggerAsync(
        string eventName,
        EventRequest? request,
        HttpContext context,
        WorkflowRuntime runtime,
        CancellationToken stop
    )
    {
        await runtime.StimulateAsync(
            new StimulusRequest
            {
                Name = "Elsa.Event",
                Stimulus = Event.Stimulus(eventName),
                CorrelationId = request?.CorrelationId,
                InstanceId = request?.WorkflowInstanceId,
                ActivityInstanceId = request?.ActivityInstanceId,
                Input = Event.InputOf(JsonValues.FromNode(request?.Input)),
                Actor = InstanceEndpoints.Actor(context),
            },
            stop
        );
        return Results.Ok();
    }

    private static async Task<IResult> CompleteTaskAsync(
        string taskId,
        TaskResult? request,
        HttpContext context,
        WorkflowRuntime runtime,
        ReachedInstances store,
        CancellationToken stop
    )
    {
        var waiting = await store.FindBookmarksAsync(new BookmarkQuery { Name = "Elsa.RunTask" }, stop);
        var bookmark = waiting.FirstOrDefault(row => row.PayloadJson is { } json && JsonNode.Parse(json)?["taskId"]?.ToString() == taskId);
        // As with an event, an answer that nobody waits for has no effect: a worker that repeats itself is not in error.
        if (bookmark is null)
            return Results.Ok();

        await runtime.ResumeAsync(
            new ResumeRequest
            {
                BookmarkId = bookmark.Id,
                InstanceId = bookmark.InstanceId,
                Input = RunTask.InputOf(JsonValues.FromNode(request?.Result)),
                Actor = InstanceEndpoints.Actor(context),
            },
            stop
        );
        return Results.Ok();
    }

    private static StartRequest ToStart(string definitionId, RunRequest? request, HttpContext context) =>
        new()
        {
            DefinitionId = definitionId,
            VersionOptions = string.IsNullOrEmpty(request?.VersionOptions) ? "Published" : request.VersionOptions,
            CorrelationId = request?.CorrelationId,
            Name = request?.Name,
            TriggerActivityId = request?.TriggerActivityId,
            Input = Map(request?.Input),
            Variables = Map(request?.Variables),
            Actor = InstanceEndpoints.Actor(context),
        };

    private static Dictionary<string, object?>? Map(JsonObject? json) =>
        json?.ToDictionary(pair => pair.Key, pair => JsonValues.FromNode(pair.Value), StringComparer.OrdinalIgnoreCase);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record RunRequest(
        string? CorrelationId,
        string? Name,
        string? TriggerActivityId,
        string? VersionOptions,
        JsonObject? Input,
        JsonObject? Variables,
        int? Count = null
    );

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record EventRequest(
        string? CorrelationId,
        string? WorkflowInstanceId,
        string? ActivityInstanceId,
        string? WorkflowExecutionMode,
        JsonNode? Input
    );

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
    internal sealed record TaskResult(JsonNode? Result);
}
