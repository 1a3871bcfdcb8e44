using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Testing;

/// <summary>
/// Runs a history again on today's engine: steps take the outcomes that the history tells, in the order in which it tells them, and the engine
/// must find the same way through the same version.
/// </summary>
public static class HistoryReplayer
{
    /// <summary>Replays a history.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="definitionJson">The version on which it happened.</param>
    /// <param name="time">The clock.</param>
    /// <param name="used">Definitions that the version uses as activities.</param>
    public static async ValueTask<Replay> ReplayAsync(History history, string definitionJson, TimeProvider time, params string[] used)
    {
        var script = new Recorded(history.Entries);
        var stage = new HistoryStage(time, script);
        await stage.StartAsync(definitionJson, used, history.StartedBy);
        foreach (var activity in history.Entries.Where(entry => entry.EndsWith(":Resumed", StringComparison.Ordinal)).Select(IdOf))
        {
            var bookmark = (await stage.WaitingAsync()).FirstOrDefault(waiting => waiting.ActivityId == activity);
            if (bookmark is null)
            {
                break;
            }

            await stage.ResumeAsync(bookmark);
        }

        var entries = await stage.EntriesAsync();
        var endsAs = (await stage.RowAsync()).SubStatus;
        return new Replay(entries, endsAs, DifferenceOf(history, entries, endsAs));
    }

    private static string? DifferenceOf(History history, IReadOnlyList<string> entries, string endsAs)
    {
        for (var i = 0; i < Math.Max(entries.Count, history.Entries.Count); i++)
        {
            var (was, now) = (history.Entries.ElementAtOrDefault(i) ?? "nothing", entries.ElementAtOrDefault(i) ?? "nothing");
            if (was != now)
            {
                return $"Entry {i + 1} was '{was}' and is '{now}'.";
            }
        }

        return endsAs == history.EndsAs ? null : $"The instance ended as {history.EndsAs} and ends as {endsAs}.";
    }

    private static string IdOf(string entry) => entry[..entry.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Reads each activity's executions out of the entries.</summary>
    private sealed class Recorded(IReadOnlyList<string> entries) : IStandInScript
    {
        private readonly Dictionary<string, int> _executions = [];

        public StandInCourse NextCourse(ActivityExecutionContext context)
        {
            var id = context.Activity.Id;
            var execution = _executions.GetValueOrDefault(id);
            _executions[id] = execution + 1;
            var own = entries.Where(entry => IdOf(entry) == id).Select(entry => entry[(id.Length + 1)..].Split(':')).ToList();

            // Executions of one activity that run side by side end in the order in which they began.
            var ends = own.Where(entry => entry[0] is "Completed" or "Faulted" or "Canceled").ToList();
            var waits = own.Any(entry => entry[0] == "Suspended") ? 1 : 0;
            return ends.ElementAtOrDefault(execution) switch
            {
                null or ["Canceled", ..] => new StandInCourse(1, null),
                ["Faulted", ..] => new StandInCourse(waits, null, Fails: true),
                ["Completed", var outcomes, ..] => new StandInCourse(waits, outcomes.Split('|')),
                _ => new StandInCourse(waits, null),
            };
        }
    }
}
