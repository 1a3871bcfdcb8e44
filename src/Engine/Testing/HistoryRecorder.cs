using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Flow;

namespace LaborFlow.Engine.Testing;

/// <summary>
/// Walks through a version until every connection of its flowcharts was followed (or nothing new is found), and tells each walk as a
/// <see cref="History"/>. Steps take the outcome that was taken least so far, so the walks are the same each time.
/// </summary>
public static class HistoryRecorder
{
    private const int WalksAtMost = 30;
    private const int StepsAtMost = 200;

    /// <summary>Records walks; at least one.</summary>
    /// <param name="definitionJson">The version.</param>
    /// <param name="version">Its number.</param>
    /// <param name="time">The clock.</param>
    /// <param name="used">Definitions that the version uses as activities.</param>
    /// <exception cref="JsonException">The text is no definition.</exception>
    public static async ValueTask<IReadOnlyList<History>> RecordAsync(
        string definitionJson,
        int version,
        TimeProvider time,
        params string[] used
    )
    {
        var walks = await RecordFromAsync(definitionJson, version, time, used, null);
        // A definition that several triggers may start has a course of each; the first one is how it starts anyhow.
        foreach (var trigger in TriggersOf(definitionJson).Skip(1))
        {
            walks.AddRange(await RecordFromAsync(definitionJson, version, time, used, trigger));
        }

        return walks;
    }

    /// <summary>The activities that may start the definition, in the order of the drawing.</summary>
    public static IReadOnlyList<string> TriggersOf(string definitionJson) =>
        [
            .. (JsonNode.Parse(definitionJson)?["root"]?["activities"] as JsonArray ?? [])
                .Where(activity => (bool?)activity?["customProperties"]?["canStartWorkflow"] == true)
                .Select(activity => (string)activity!["id"]!),
        ];

    private static async ValueTask<List<History>> RecordFromAsync(
        string definitionJson,
        int version,
        TimeProvider time,
        string[] used,
        string? trigger
    )
    {
        var guide = new Guide();
        var walks = new List<History>();
        for (var fruitless = 0; walks.Count < WalksAtMost && fruitless < 3; )
        {
            var known = guide.Taken;
            var walk = await WalkAsync(definitionJson, version, time, used, guide, trigger);
            if (guide.Taken == known && walks.Count > 0)
            {
                fruitless++;
                continue;
            }

            fruitless = 0;
            walks.Add(walk);
        }

        return walks;
    }

    private static async ValueTask<History> WalkAsync(
        string definitionJson,
        int version,
        TimeProvider time,
        string[] used,
        Guide guide,
        string? trigger
    )
    {
        var stage = new HistoryStage(time, guide);
        var row = await stage.StartAsync(definitionJson, used, trigger);
        for (var step = 0; step < StepsAtMost && row.Status != "Finished"; step++)
        {
            var waiting = await stage.WaitingAsync();
            if (waiting.Count == 0)
            {
                break;
            }

            await stage.ResumeAsync(guide.Choose(waiting, bookmark => "resume " + bookmark.ActivityId));
            row = await stage.RowAsync();
        }

        return new History
        {
            DefinitionId = row.DefinitionId,
            Version = version,
            StartedBy = trigger,
            EndsAs = row.SubStatus,
            Entries = await stage.EntriesAsync(),
        };
    }

    /// <summary>Chooses what was chosen least.</summary>
    private sealed class Guide : IStandInScript
    {
        private readonly Dictionary<string, int> _chosen = [];

        /// <summary>How many different choices were made so far.</summary>
        public int Taken => _chosen.Count;

        public StandInCourse NextCourse(ActivityExecutionContext context)
        {
            var activity = context.Activity;
            var ports = context.ParentActivityExecutionContext?.Activity is Flowchart flowchart
                ? flowchart
                    .Connections.Where(c => ReferenceEquals(c.Source, activity))
                    .Select(c => c.Port)
                    .Distinct(StringComparer.Ordinal)
                    .ToList()
                : [];
            // Waits of the engine's own activities, human tasks, and whatever somebody must choose between.
            var waits =
                activity.Type.StartsWith("Elsa.", StringComparison.Ordinal)
                || activity.Type.EndsWith("Task", StringComparison.Ordinal)
                || ports.Count > 1
                    ? 1
                    : 0;
            if (ports.Count == 0)
            {
                return new StandInCourse(waits, null);
            }

            var port = Choose(ports, candidate => $"{activity.NodeId}:{candidate}");
            return new StandInCourse(waits, [port]);
        }

        public T Choose<T>(IReadOnlyList<T> candidates, Func<T, string> name)
        {
            var chosen = candidates.MinBy(candidate => _chosen.GetValueOrDefault(name(candidate)))!;
            _chosen[name(chosen)] = _chosen.GetValueOrDefault(name(chosen)) + 1;
            return chosen;
        }
    }
}
