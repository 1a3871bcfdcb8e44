using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>
/// Joins that wait for all branches although two of them exclude each other: one needs the True of a decision, the other its False. What
/// follows such a join never runs.
/// </summary>
internal static class JoinChecks
{
    public static void Check(WorkflowEngine engine, Flowchart flowchart, ProblemList problems)
    {
        if (flowchart.StartOf(null) is not { } start)
        {
            return;
        }

        var graph = flowchart.GraphFrom(start);
        var choices = flowchart.Activities.Where(activity => graph.Contains(activity) && IsChoice(activity)).ToList();
        foreach (var join in flowchart.Activities.Where(activity => graph.Contains(activity) && WaitsForAll(engine, activity)))
        {
            if (choices.FirstOrDefault(choice => Excludes(graph, start, choice, join)) is { } choice)
            {
                problems.Error(
                    join.Id,
                    "join-never",
                    $"汇合环节“{join.Id}”要等齐所有分支，但“{choice.Id}”每次只走其中一条，永远等不齐。",
                    $"Join '{join.Id}' waits for all branches, but '{choice.Id}' only ever takes one of them: it can never be satisfied."
                );
            }
        }
    }

    /// <summary>Whether the activity follows exactly one of its outcomes.</summary>
    private static bool IsChoice(IActivity activity) =>
        activity is FlowDecision
        || (activity is FlowSwitch choice && (choice.Mode.Expression is null || InputChecks.TextOf(choice.Mode) is "MatchFirst" or "0"));

    /// <summary>Merge modes are a matter of tokens; where visits are counted, only a join waits for all.</summary>
    private static bool WaitsForAll(WorkflowEngine engine, IActivity activity) =>
        activity is FlowJoin join
            ? InputChecks.TextOf(join.Mode) is "WaitAll"
            : engine.Options.UseTokenFlow && activity.CustomProperties["mergeMode"]?.ToString() is "Converge";

    private static bool Excludes(FlowGraph graph, IActivity start, IActivity choice, IActivity join)
    {
        var inbound = graph.ForwardInbound(join);
        var needed = new Dictionary<Connection, HashSet<string>>(ReferenceEqualityComparer.Instance);
        foreach (var port in graph.Outbound(choice).Select(c => c.Port).Distinct(StringComparer.Ordinal))
        {
            var reached = ReachedWithout(graph, start, choice, port);
            foreach (var connection in inbound)
            {
                var ownPort = ReferenceEquals(connection.Source, choice) && connection.Port == port;
                if (ownPort || !reached.Contains(connection.Source))
                {
                    (needed.TryGetValue(connection, out var ports) ? ports : needed[connection] = []).Add(port);
                }
            }
        }

        // A branch that needs every port lies before the choice or is not reached at all; it tells nothing.
        var exclusive = needed.Values.Where(ports => ports.Count == 1).Select(ports => ports.First()).Distinct(StringComparer.Ordinal);
        return exclusive.Skip(1).Any();
    }

    private static HashSet<IActivity> ReachedWithout(FlowGraph graph, IActivity start, IActivity choice, string port)
    {
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { start };
        var left = new Stack<IActivity>([start]);
        while (left.TryPop(out var next))
        {
            foreach (var connection in graph.Outbound(next).Where(c => !graph.IsBack(c)))
            {
                var barred = ReferenceEquals(next, choice) && connection.Port == port;
                if (!barred && seen.Add(connection.Target))
                {
                    left.Push(connection.Target);
                }
            }
        }

        return seen;
    }
}
