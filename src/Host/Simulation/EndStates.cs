using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using LaborFlow.Workflows;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// What a year reached of all that the procedures draw: every way in which a case may end, with how often it did; and the steps that no case
/// came to and the ways out of steps that nobody took, by which a dead branch is seen.
/// </summary>
internal static class EndStates
{
    private const string TaskType = "LaborFlow.HumanTask";
    private const string CloseType = "LaborFlow.CloseCase";

    /// <summary>A step of a drawing.</summary>
    private sealed record DrawnStep(string Procedure, string Step, string Name, IReadOnlyList<string> Ways);

    /// <summary>Tells it, line by line.</summary>
    public static async Task<IReadOnlyList<string>> TellAsync(LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var drawings = ProcedureFiles.ReadAll().Select(p => (p.DefinitionId, Root: JsonNode.Parse(p.Json)!["root"]!)).ToList();
        var lines = new List<string> { "办结方式 end states:" };
        var ended = await database
            .Set<Case>()
            .Where(c => c.ClosedAs != null)
            .GroupBy(c => new { c.ClosedAs, c.ProcedureCode })
            .Select(g => new
            {
                g.Key.ClosedAs,
                g.Key.ProcedureCode,
                Count = g.Count(),
            })
            .ToListAsync(cancellationToken);
        var drawn = drawings
            .SelectMany(d => Of(d.Root, CloseType).Select(close => (d.DefinitionId, As: Literal(close, "as"))))
            .Where(end => end.As is not null)
            .ToLookup(end => end.As!, end => end.DefinitionId, StringComparer.Ordinal);
        foreach (var end in drawn.Select(g => g.Key).Union(ended.Select(e => e.ClosedAs!)).Order(StringComparer.Ordinal))
        {
            var reached = ended.Where(e => e.ClosedAs == end).OrderBy(e => e.ProcedureCode, StringComparer.Ordinal).ToList();
            var where = string.Join("/", drawn[end].Distinct());
            lines.Add(
                $"  {(reached.Count == 0 ? "–" : reached.Sum(e => e.Count))}\t{OutcomeNames.OfEnding(end)?.Zh ?? end} {end}"
                    + (where.Length == 0 ? "" : $"（{where}）")
                    + (reached.Count == 0 ? "" : $"：{string.Join("，", reached.Select(e => $"{e.ProcedureCode} {e.Count}"))}")
            );
        }
        lines.AddRange(await UntakenAsync(database, [.. drawings.SelectMany(d => Steps(d.DefinitionId, d.Root))], cancellationToken));
        return lines;
    }

    private static async Task<List<string>> UntakenAsync(
        LaborFlowDbContext database,
        List<DrawnStep> drawn,
        CancellationToken cancellationToken
    )
    {
        // A case keeps the code under which it was filed, whatever procedure it is in: the drawing is told by the step.
        var taken = (
            await database
                .Set<CaseTask>()
                .GroupBy(t => new { t.Step, t.Outcome })
                .Select(g => new { g.Key.Step, g.Key.Outcome })
                .ToListAsync(cancellationToken)
        ).ToLookup(t => t.Step, t => t.Outcome, StringComparer.Ordinal);
        var (unseen, untaken) = (new List<string>(), new List<string>());
        foreach (var step in drawn)
        {
            if (!taken.Contains(step.Step))
                unseen.Add($"  {step.Procedure} {step.Step} {step.Name}");
            else if (step.Ways.Except(taken[step.Step]).ToList() is { Count: > 0 } left)
                untaken.Add($"  {step.Procedure} {step.Step} {step.Name}：{string.Join("、", left)}");
        }
        return
        [
            $"没有案件到过的步骤 steps that no case came to: {unseen.Count} / {drawn.Count}",
            .. unseen,
            $"没有人走过的出口 ways out that nobody took, of {drawn.Sum(s => s.Ways.Count)}:",
            .. untaken,
        ];
    }

    private static IEnumerable<DrawnStep> Steps(string procedure, JsonNode root) =>
        Of(root, TaskType)
            .Select(task =>
                (
                    Step: Literal(task, "step")!,
                    Name: (string?)task["name"] ?? "",
                    Ways: Literal(task, "outcomes") is { } ways ? JsonNode.Parse(ways)!.AsArray().Select(way => (string)way!) : []
                )
            )
            .GroupBy(task => task.Step, StringComparer.Ordinal)
            // A period that passes is nobody's choice.
            .Select(g => new DrawnStep(
                procedure,
                g.Key,
                g.First().Name,
                [.. g.SelectMany(t => t.Ways).Distinct().Where(w => w != "timeout")]
            ));

    private static IEnumerable<JsonObject> Of(JsonNode root, string type) =>
        root["activities"]!.AsArray().OfType<JsonObject>().Where(activity => (string?)activity["type"] == type);

    private static string? Literal(JsonObject activity, string input) => (string?)activity[input]?["expression"]?["value"];
}
