using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Definitions;

namespace LaborFlow.Engine.Flow;

/// <summary>Which steps of a drawing come before which: where a run may be sent back to without losing a branch on the way.</summary>
public static class FlowOrder
{
    /// <summary>
    /// Whether an activity leads to another, so that doing it again comes back to the other and leaves nothing out. One of a branch beside it
    /// does not, though a loop around both would come by; nor does one of a later part of the drawing that a former round went through.
    /// </summary>
    /// <param name="workflow">The drawing.</param>
    /// <param name="earlier">The id of the activity that would come before.</param>
    /// <param name="later">The id of the other.</param>
    /// <returns>False, too, when the drawing has no such activity.</returns>
    public static bool Leads(CompiledWorkflow workflow, string earlier, string later)
    {
        if (workflow.Find(earlier) is not { } from || workflow.Find(later) is not { } to)
            return false;
        var (parent, one, other) = Fork(workflow, from, to);
        if (ReferenceEquals(one, other))
            return true;
        return parent switch
        {
            Flowchart flowchart => Leads(flowchart, one, other),
            Sequence sequence => sequence.Activities.IndexOf(one) < sequence.Activities.IndexOf(other),
            Parallel => false,
            // The parts of what is left follow each other: a condition and what it decides, the rounds of a loop.
            _ => true,
        };
    }

    /// <summary>The innermost activity that holds both, and which of its children holds which.</summary>
    private static (IActivity Parent, IActivity One, IActivity Other) Fork(CompiledWorkflow workflow, IActivity from, IActivity to)
    {
        var (left, right) = (from.NodeId.Split(':'), to.NodeId.Split(':'));
        var shared = 0;
        while (shared < Math.Min(left.Length, right.Length) - 1 && left[shared] == right[shared])
            shared++;
        return (Node(left, shared), Node(left, shared + 1), Node(right, shared + 1));

        IActivity Node(string[] path, int length) => workflow.ByNodeId[string.Join(':', path.Take(Math.Max(length, 1)))];
    }

    private static bool Leads(Flowchart flowchart, IActivity from, IActivity to)
    {
        if (flowchart.StartOf(null) is not { } start)
            return false;
        var graph = flowchart.GraphFrom(start);
        var (beforeOne, beforeOther) = (graph.Ancestors(from), graph.Ancestors(to));
        if (beforeOther.Contains(from))
            return true;
        // What the drawing does after the other came from a former round, and going there would pass the other by, unless a loop leads from
        // it to the other at once.
        if (beforeOne.Contains(to))
            return Reaches(graph, from, to, beforeOne);
        return Reaches(graph, from, to, []) && !Beside(graph, from, beforeOne, to, beforeOther);
    }

    private static bool Reaches(FlowGraph graph, IActivity from, IActivity to, HashSet<IActivity> barred)
    {
        var seen = new HashSet<IActivity>(ReferenceEqualityComparer.Instance) { from };
        var left = new Stack<IActivity>([from]);
        while (left.TryPop(out var next))
        {
            foreach (var connection in graph.Outbound(next))
            {
                if (ReferenceEquals(connection.Target, to))
                    return true;
                if (!barred.Contains(connection.Target) && seen.Add(connection.Target))
                    left.Push(connection.Target);
            }
        }

        return false;
    }

    /// <summary>Whether the two stand in branches that something before both starts together.</summary>
    private static bool Beside(
        FlowGraph graph,
        IActivity one,
        HashSet<IActivity> beforeOne,
        IActivity other,
        HashSet<IActivity> beforeOther
    )
    {
        bool Toward(Connection connection, IActivity end, HashSet<IActivity> before) =>
            ReferenceEquals(connection.Target, end) || before.Contains(connection.Target);
        foreach (var fork in beforeOne.Where(beforeOther.Contains))
        {
            var ahead = graph.Outbound(fork).Where(connection => !graph.IsBack(connection)).ToList();
            var toOne = ahead.FindAll(connection => Toward(connection, one, beforeOne) && !Toward(connection, other, beforeOther));
            var toOther = ahead.FindAll(connection => Toward(connection, other, beforeOther) && !Toward(connection, one, beforeOne));
            if (toOne.Exists(left => toOther.Exists(right => fork is FlowFork || left.Port == right.Port)))
                return true;
        }

        return false;
    }
}
