using System.Runtime.InteropServices;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Flow;

/// <summary>
/// Elsa's default way through a flowchart: count how often activities and connections were passed. A join knows that it may go on when all
/// its inbound connections were passed more often than itself; a branch that is not taken passes its connections as dead.
/// </summary>
internal static class CounterFlow
{
    /// <summary>Kept with an execution that a connection back began: it is no visit of its own, or the counts of a loop would part.</summary>
    private const string Back = "back";

    /// <summary>Passes the connections of an activity that completed, or of one that was cancelled (no outcome). True: something was scheduled.</summary>
    public static async ValueTask<bool> FollowAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        ActivityExecutionContext ended,
        Outcomes outcomes
    )
    {
        var graph = flowchart.GraphOf(context);
        if (!graph.Contains(ended.Activity))
        {
            return false;
        }

        var scope = context.GetProperty<FlowScope>(FlowScope.Key) ?? new FlowScope();
        context.SetProperty(FlowScope.Key, scope);
        if (ended.Tag is not Back || outcomes.Names.Length == 0)
        {
            scope.Visit(ended.Activity.Id);
        }

        // Depth first: what a dead branch sets free comes before the next connection. A stack of our own bears branches of any length.
        var scheduled = false;
        var left = new Stack<(IActivity Activity, Outcomes Outcomes, int Next)>([(ended.Activity, outcomes, 0)]);
        while (left.TryPop(out var top))
        {
            var outbound = graph.Outbound(top.Activity);
            if (top.Next == outbound.Count)
            {
                continue;
            }

            left.Push(top with { Next = top.Next + 1 });
            var connection = outbound[top.Next];
            var followed = top.Outcomes.Names.Contains(connection.Port);
            scope.Pass(connection.Key, followed);
            switch (await PassAsync(flowchart, context, graph, scope, connection, followed))
            {
                case Passage.Taken:
                    scheduled = true;
                    break;
                case Passage.Dead:
                    scope.Visit(connection.Target.Id);
                    left.Push((connection.Target, Outcomes.Empty, 0));
                    break;
            }
        }

        return scheduled;
    }

    private static async ValueTask<Passage> PassAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        FlowScope scope,
        Connection connection,
        bool followed
    )
    {
        var target = connection.Target;
        if (graph.IsBack(connection))
        {
            if (!followed)
            {
                return Passage.Waits;
            }

            if (graph.IsInvalidBack(connection))
            {
                throw new WorkflowException(
                    $"Invalid backward connection: Every path from the source ('{connection.Source.Id}') must go through the target ('{target.Id}') when tracing back to the start."
                );
            }

            await flowchart.ScheduleAsync(context, target, Back);
            return Passage.Taken;
        }

        var mode = target is FlowJoin join ? await context.EvaluateAsync(join.Mode) : FlowJoinMode.WaitAllActive;
        var inbound = graph.ForwardInbound(target);
        if (mode == FlowJoinMode.WaitAny)
        {
            return await PassToAnyAsync(flowchart, context, scope, connection, inbound);
        }

        if (!scope.AllPassed(target, inbound))
        {
            return Passage.Waits;
        }

        if (mode == FlowJoinMode.WaitAll ? !scope.AllFollowed(target, inbound) : !scope.AnyFollowed(target, inbound))
        {
            return Passage.Dead;
        }

        await flowchart.ScheduleAsync(context, target);
        return Passage.Taken;
    }

    private static async ValueTask<Passage> PassToAnyAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowScope scope,
        Connection connection,
        IReadOnlyList<Connection> inbound
    )
    {
        var target = connection.Target;
        if (scope.Passes(connection.Key) <= scope.Visits(target.Id) || context.WorkflowExecutionContext.IsQueued(context, target))
        {
            return Passage.Waits;
        }

        if (scope.AnyFollowed(target, inbound))
        {
            await flowchart.ScheduleAsync(context, target);
            await flowchart.CancelUpstreamAsync(context, target);
            return Passage.Taken;
        }

        return scope.AllPassed(target, inbound) ? Passage.Dead : Passage.Waits;
    }

    private enum Passage
    {
        /// <summary>The target waits for others, or has gone on before.</summary>
        Waits,

        /// <summary>The target was scheduled.</summary>
        Taken,

        /// <summary>The target will not run this time: its own connections are dead.</summary>
        Dead,
    }
}

/// <summary>How often activities and connections of one flowchart execution were passed.</summary>
internal sealed record FlowScope
{
    public const string Key = "FlowScope";

    public Dictionary<string, int> ActivitiesVisitCount { get; init; } = [];

    public Dictionary<string, int> ConnectionVisitCount { get; init; } = [];

    public HashSet<string> ConnectionsFollowed { get; init; } = [];

    public void Visit(string activityId) => CollectionsMarshal.GetValueRefOrAddDefault(ActivitiesVisitCount, activityId, out _)++;

    public int Visits(string activityId) => ActivitiesVisitCount.GetValueOrDefault(activityId);

    public int Passes(string connection) => ConnectionVisitCount.GetValueOrDefault(connection);

    /// <summary>Every connection was passed since the activity was last visited.</summary>
    public bool AllPassed(IActivity activity, IReadOnlyList<Connection> inbound)
    {
        var visits = Visits(activity.Id);
        for (var n = 0; n < inbound.Count; n++)
        {
            if (Passes(inbound[n].Key) <= visits)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One of the connections that were passed most often was followed, since the activity was last visited.</summary>
    public bool AnyFollowed(IActivity activity, IReadOnlyList<Connection> inbound)
    {
        var most = Most(inbound);
        if (most <= Visits(activity.Id))
        {
            return false;
        }

        for (var n = 0; n < inbound.Count; n++)
        {
            if (Passes(inbound[n].Key) == most && ConnectionsFollowed.Contains(inbound[n].Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All connections were passed equally often, and followed the last time.</summary>
    public bool AllFollowed(IActivity activity, IReadOnlyList<Connection> inbound)
    {
        var most = Most(inbound);
        if (most <= Visits(activity.Id))
        {
            return false;
        }

        for (var n = 0; n < inbound.Count; n++)
        {
            if (Passes(inbound[n].Key) != most || !ConnectionsFollowed.Contains(inbound[n].Key))
            {
                return false;
            }
        }

        return true;
    }

    public void Pass(string connection, bool followed)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(ConnectionVisitCount, connection, out _)++;
        if (followed)
        {
            ConnectionsFollowed.Add(connection);
        }
        else
        {
            ConnectionsFollowed.Remove(connection);
        }
    }

    private int Most(IReadOnlyList<Connection> inbound)
    {
        var most = 0;
        for (var n = 0; n < inbound.Count; n++)
        {
            most = Math.Max(most, Passes(inbound[n].Key));
        }

        return most;
    }
}
