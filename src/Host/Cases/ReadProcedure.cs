using System.Security.Claims;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Cases;

/// <summary>流程图: the drawing that carries a case, and how far the case has come on it.</summary>
internal static class ReadProcedure
{
    /// <summary>One procedure of the case; a case that was handed over has several.</summary>
    public sealed record Run(string InstanceId, string DefinitionId, int Version, string Status, DateTimeOffset StartedAt);

    public sealed record Node(string Id, string Name, string Type, double X, double Y, string State);

    /// <param name="Zh">The outcome in the words of its step; null when the activity simply was done.</param>
    public sealed record Edge(string From, string To, string Outcome, string? Zh, string? En, bool Taken);

    public sealed record Answer(
        string InstanceId,
        string DefinitionId,
        string? Name,
        int Version,
        IReadOnlyList<Node> Nodes,
        IReadOnlyList<Edge> Edges,
        IReadOnlyList<Run> Instances
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases.MapGet("/{id:guid}/procedure", HandleAsync).RequireAuthorization(Policies.CaseReaders).WithName("case-procedure");

    /// <param name="id">The case.</param>
    /// <param name="instance">An earlier procedure of the case; the one that carries it now when not given.</param>
    private static async Task<Answer> HandleAsync(
        Guid id,
        string? instance,
        ClaimsPrincipal user,
        CaseReader reader,
        IDefinitionStore definitions,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var found = await reader.DemandAsync(id, user, cancellationToken);
        var correlation = id.ToString("N");
        var runs = await database
            .Set<InstanceRow>()
            .AsNoTracking()
            .Where(row => row.CorrelationId == correlation)
            .OrderBy(row => row.CreatedAt)
            .ThenBy(row => row.Id)
            .ToListAsync(cancellationToken);
        var shown = instance is null
            ? runs.Find(row => row.Id == found.WorkflowInstanceId) ?? runs.LastOrDefault()
            : runs.Find(row => row.Id == instance);
        var definition = shown is null ? null : await definitions.FindAsync(shown.DefinitionVersionId, cancellationToken);
        if (shown is null || definition is null)
            throw new ProblemException(KnownProblems.NotFound);

        var journal = await database
            .Set<JournalRow>()
            .AsNoTracking()
            .Where(row => row.InstanceId == shown.Id)
            .OrderBy(row => row.Sequence)
            .Select(row => new Step(row.ActivityId, row.EventName, row.EventName == "Completed" ? row.PayloadJson : null))
            .ToListAsync(cancellationToken);
        var (nodes, edges) = Draw(JsonNode.Parse(definition.Json)!, journal, shown.Status == "Finished");
        return new Answer(
            shown.Id,
            shown.DefinitionId,
            definition.Name,
            shown.Version,
            nodes,
            edges,
            [.. runs.Select(row => new Run(row.Id, row.DefinitionId, row.Version, row.SubStatus, row.CreatedAt))]
        );
    }

    private sealed record Step(string ActivityId, string EventName, string? PayloadJson);

    private static (List<Node> Nodes, List<Edge> Edges) Draw(JsonNode model, List<Step> journal, bool finished)
    {
        // The last event of an activity says where it stands: in a loop it may have been done before and be current again.
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        var left = new HashSet<(string, string)>();
        foreach (var step in journal)
        {
            last[step.ActivityId] = step.EventName;
            if (step.EventName == "Completed")
                left.UnionWith(Outcomes(step.PayloadJson).Select(outcome => (step.ActivityId, outcome)));
        }

        var activities = (model["root"]?["activities"]?.AsArray() ?? []).OfType<JsonObject>().ToList();
        var names = activities.ToDictionary(activity => (string?)activity["id"] ?? "", OutcomeNames.Of, StringComparer.Ordinal);
        var nodes = activities
            .Select(activity =>
            {
                var id = (string?)activity["id"] ?? "";
                var position = activity["metadata"]?["designer"]?["position"];
                return new Node(
                    id,
                    (string?)activity["metadata"]?["displayText"] ?? (string?)activity["name"] ?? id,
                    (string?)activity["type"] ?? "",
                    (double?)position?["x"] ?? 0,
                    (double?)position?["y"] ?? 0,
                    State(last.GetValueOrDefault(id), finished)
                );
            })
            .ToList();
        var edges = (model["root"]?["connections"]?.AsArray() ?? [])
            .OfType<JsonObject>()
            .Select(connection =>
            {
                var from = (string?)connection["source"]?["activity"] ?? "";
                var port = (string?)connection["source"]?["port"] ?? "Done";
                var to = (string?)connection["target"]?["activity"] ?? "";
                var (zh, en) = OutcomeNames.Of(port, names.GetValueOrDefault(from));
                return new Edge(from, to, port, zh, en, left.Contains((from, port)) && last.ContainsKey(to));
            })
            .ToList();
        return (nodes, edges);
    }

    private static string State(string? lastEvent, bool finished) =>
        lastEvent switch
        {
            "Completed" => "done",
            null => finished ? "skipped" : "pending",
            "Canceled" => "skipped",
            _ => finished ? "skipped" : "current",
        };

    private static IEnumerable<string> Outcomes(string? payloadJson) =>
        (payloadJson is null ? null : JsonNode.Parse(payloadJson)?["Outcomes"]) is JsonArray { Count: > 0 } outcomes
            ? outcomes.Select(outcome => (string?)outcome ?? "")
            : ["Done"];
}
