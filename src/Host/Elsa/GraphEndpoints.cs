using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Problems;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Parts of a drawing: Studio opens the inside of a step, in the editor and in the viewer, by the node id (the path of ids) of the step.
/// </summary>
internal static class GraphEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-definitions/subgraph/{id}", SubgraphAsync);
        api.MapGet("/workflow-definitions/subgraph/segments/{id}", SegmentsAsync);
    }

    /// <summary>The activity of a node with all that it contains; without a node, or with one that is unknown, the whole definition's.</summary>
    private static async Task<IResult> SubgraphAsync(
        string id,
        string? parentNodeId,
        HttpContext context,
        IDefinitionStore store,
        ReachedInstances instances,
        CancellationToken stop
    )
    {
        var root = await RootAsync(id, context, store, instances, stop);
        return Results.Json(Node(PathTo(root, null, parentNodeId) is [.., var found] ? found : new Step(root, null)));
    }

    /// <summary>The way from the drawing down to a node, for the path above the canvas, and the container that the node lies in.</summary>
    private static async Task<IResult> SegmentsAsync(
        string id,
        string? childNodeId,
        HttpContext context,
        IDefinitionStore store,
        ReachedInstances instances,
        CancellationToken stop
    )
    {
        var root = await RootAsync(id, context, store, instances, stop);
        var path = PathTo(root, null, childNodeId);
        if (path.Count == 0)
            throw ProblemException.Field("childNodeId", "unknown", "流程图中没有该节点。", "There is no such node on the drawing.");

        // Flowcharts are the drawings themselves; a segment is a step whose inside is another drawing.
        var segments = path.Zip(path.Skip(1))
            .Where(pair => pair.First.Activity["type"]?.ToString() != "Elsa.Flowchart")
            .Select(pair =>
                (JsonNode)
                    new JsonObject
                    {
                        ["activityNodeId"] = pair.First.Activity["nodeId"]?.DeepClone(),
                        ["activityId"] = pair.First.Activity["id"]?.DeepClone(),
                        ["activityType"] = pair.First.Activity["type"]?.DeepClone(),
                        ["portName"] = pair.Second.Port ?? "",
                        ["activityName"] = pair.First.Activity["name"]?.DeepClone() ?? pair.First.Activity["type"]?.DeepClone(),
                    }
            )
            .ToArray();
        var holder = segments is [.., var last] ? last["activityId"]!.ToString() : null;
        var container = path.FirstOrDefault(step => step.Activity["id"]?.ToString() == holder) ?? path[0];
        return Results.Json(
            new JsonObject
            {
                ["childNode"] = Node(path[^1]),
                ["container"] = Node(container),
                ["pathSegments"] = new JsonArray(segments),
            }
        );
    }

    private static async Task<JsonObject> RootAsync(
        string id,
        HttpContext context,
        IDefinitionStore store,
        ReachedInstances instances,
        CancellationToken stop
    )
    {
        if (await store.FindAsync(id, stop) is not { } row || !await context.SeesAsync(row, instances, stop))
            throw new ProblemException(KnownProblems.NotFound);
        return DefinitionJson.Full(row)["root"] as JsonObject ?? throw new ProblemException(KnownProblems.NotFound);
    }

    // The wrapper around the root has no activity of its own here: its id stands for the root.
    private static List<Step> PathTo(JsonObject activity, string? port, string? nodeId)
    {
        if (string.IsNullOrEmpty(nodeId))
            return [];
        if (activity["nodeId"]?.ToString() is not { } own || !(nodeId == own || nodeId.StartsWith(own + ":", StringComparison.Ordinal)))
            return [];
        if (nodeId == own)
            return [new Step(activity, port)];
        foreach (var (child, childPort) in NodeIds.ChildrenWithPorts(activity))
        {
            if (PathTo(child, childPort, nodeId) is { Count: > 0 } rest)
                return [new Step(activity, port), .. rest];
        }
        return [];
    }

    private static JsonObject Node(Step step) =>
        new()
        {
            ["nodeId"] = step.Activity["nodeId"]?.DeepClone(),
            ["port"] = step.Port,
            ["activity"] = step.Activity.DeepClone(),
        };

    private sealed record Step(JsonObject Activity, string? Port);
}
