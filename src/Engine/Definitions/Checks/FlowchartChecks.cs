using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Connections of a flowchart: ends that don't exist, ports that are never followed, activities that nothing leads to, cycles.</summary>
internal static class FlowchartChecks
{
    public static void Check(WorkflowEngine engine, Flowchart flowchart, ProblemList problems)
    {
        foreach (var dangling in flowchart.DanglingConnections)
        {
            problems.Warning(
                flowchart.Id,
                "dangling",
                $"流程图“{flowchart.Id}”的连线 {dangling} 指向不存在的环节。",
                $"Connection {dangling} of flowchart '{flowchart.Id}' names an activity that does not exist."
            );
        }

        foreach (var connection in flowchart.Connections.Where(connection => !MayFollow(engine, connection)))
        {
            problems.Warning(
                connection.Source.Id,
                "port-missing",
                $"环节“{connection.Source.Id}”没有出口“{connection.Port}”，通往“{connection.Target.Id}”的连线不会走到。",
                $"Activity '{connection.Source.Id}' has no outcome '{connection.Port}': its connection to '{connection.Target.Id}' is never followed."
            );
        }

        if (flowchart.StartOf(null) is not { } start)
        {
            return;
        }

        var graph = flowchart.GraphFrom(start);
        CheckReach(flowchart, graph, problems);
        // Tokens go round such a loop; counted visits cannot.
        foreach (var back in flowchart.Connections.Where(back => !engine.Options.UseTokenFlow && graph.IsInvalidBack(back)))
        {
            problems.Error(
                back.Source.Id,
                "loop-two-entries",
                $"“{back.Source.Id}”回到“{back.Target.Id}”的循环有两个入口，无法执行。",
                $"The loop from '{back.Source.Id}' back to '{back.Target.Id}' has two entries and cannot run."
            );
        }

        CheckCycles(engine, flowchart, graph, problems);
    }

    private static void CheckReach(Flowchart flowchart, FlowGraph graph, ProblemList problems)
    {
        var triggers = flowchart.Activities.Where(other => other.CanStartWorkflow).Select(flowchart.GraphFrom).ToList();
        foreach (var activity in flowchart.Activities)
        {
            if (!graph.Contains(activity) && !activity.CanStartWorkflow && !triggers.Exists(trigger => trigger.Contains(activity)))
            {
                problems.Warning(
                    activity.Id,
                    "unreachable",
                    $"从起点到不了环节“{activity.Id}”。",
                    $"Activity '{activity.Id}' cannot be reached from the start."
                );
            }
        }
    }

    /// <summary>
    /// Cycles without an activity that waits: an error when nothing leads out of them either, since they could only run until the burst is
    /// stopped; else a warning.
    /// </summary>
    private static void CheckCycles(WorkflowEngine engine, Flowchart flowchart, FlowGraph graph, ProblemList problems)
    {
        foreach (var cycle in Cycles.Of(flowchart, graph).Where(cycle => !cycle.Any(Waiting.May)))
        {
            var members = new HashSet<IActivity>(cycle, ReferenceEqualityComparer.Instance);
            var names = string.Join(" → ", cycle.Select(activity => activity.Id));
            if (cycle.Any(activity => Leaves(engine, flowchart, members, activity)))
            {
                problems.Warning(
                    cycle[0].Id,
                    "cycle-without-wait",
                    $"循环 {names} 中没有等待环节；条件一直不变时会被强制停止。",
                    $"The cycle {names} has no activity that waits; if its condition never changes, it is stopped as an incident."
                );
            }
            else
            {
                problems.Error(
                    cycle[0].Id,
                    "cycle-endless",
                    $"循环 {names} 中没有等待环节，也没有出口，永远不会结束。",
                    $"The cycle {names} has neither an activity that waits nor a way out: it never ends."
                );
            }
        }
    }

    /// <summary>Whether an execution of the activity may leave the cycle: by an outcome that leads elsewhere or nowhere, or by ending.</summary>
    private static bool Leaves(WorkflowEngine engine, Flowchart flowchart, HashSet<IActivity> cycle, IActivity activity)
    {
        if (activity is ITerminalNode or Finish or Fault or Complete)
        {
            return true;
        }

        var inside = flowchart
            .Connections.Where(c => ReferenceEquals(c.Source, activity) && cycle.Contains(c.Target))
            .Select(c => c.Port)
            .ToHashSet(StringComparer.Ordinal);
        return OutcomesOf(engine, activity) is not { } outcomes || outcomes.Any(outcome => !inside.Contains(outcome));
    }

    private static bool MayFollow(WorkflowEngine engine, Connection connection) =>
        OutcomesOf(engine, connection.Source) is not { } outcomes || outcomes.Contains(connection.Port);

    /// <summary>The outcomes that an activity can complete with; null when only its run tells.</summary>
    private static IReadOnlyList<string>? OutcomesOf(WorkflowEngine engine, IActivity activity)
    {
        switch (activity)
        {
            case FlowSwitch { Cases: var cases }:
                return [.. cases.Select(c => c.Label), "Default"];
            case FlowDecision:
                return ["True", "False"];
            case WriteLine or Log or SetVariable or SetName or SetOutput or Correlate or Start or FlowJoin or PublishEvent:
                return ["Done"];
            case FlowFork fork when InputChecks.LiteralOf(fork.Branches) is { } branches:
                return Values.ValueConverter.Convert<List<string>>(branches);
        }

        // Activities of other rooms declare their outcomes; a definition used as an activity, a script or a container may have any.
        var descriptor = engine.Registry.Find(activity.Type);
        var declared = descriptor?.Ports.Where(port => port.Type == "Flow").Select(port => port.Name).ToList() ?? [];
        return declared.Count > 0 && descriptor!.ClrType.Assembly != typeof(FlowchartChecks).Assembly ? declared : null;
    }
}
