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

    /// <summary>Kept with an execution out of turn (a case is sent back to it): no visit of its own, and what follows is done again.</summary>
    private const string Again = "again";

    /// <summary>How an activity is to be scheduled out of turn: as any other where its connections were passed for it.</summary>
    public static string? TagFor(Flowchart flowchart, ActivityExecutionContext context, IActivity activity) =>
        ScopeOf(flowchart, context) is var scope && scope.Graph!.Node(activity) is { } node && !scope.AllPassed(node) ? Again : null;

    /// <summary>Passes the connections of an activity that completed, or of one that was cancelled (no outcome). True: something was scheduled.</summary>
    public static async ValueTask<bool> FollowAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        ActivityExecutionContext ended,
        Outcomes outcomes
    )
    {
        var scope = ScopeOf(flowchart, context);
        var graph = scope.Graph!;
        if (graph.Node(ended.Activity) is not { } node || !graph.Contains(node))
        {
            return false;
        }

        if (ended.Tag is not (Back or Again))
        {
            scope.Visit(node);
        }

        if (ended.Tag is Again && outcomes.Names.Length > 0)
        {
            await RewindAsync(context, scope, node);
        }

        if (ended.Activity is FlowJoin first && await context.EvaluateAsync(first.Mode) == FlowJoinMode.WaitAny)
        {
            scope.Settle(node, flowchart.PendingUpstream(context, first));
        }

        // Depth first: what a dead branch sets free comes before the next connection. A stack of our own bears branches of any length.
        var scheduled = false;
        var next = 0;
        Stack<(GraphNode Node, Outcomes Outcomes, int Next)>? left = null;
        while (true)
        {
            if (next == node.Outbound.Count)
            {
                if (left is null || !left.TryPop(out var outer))
                {
                    return scheduled;
                }

                (node, outcomes, next) = outer;
                continue;
            }

            var edge = node.Outbound[next++];
            var followed = outcomes.Includes(edge.Connection.Port);
            scope.Pass(edge, followed);
            var passage = edge is { IsBack: false, Target.Activity: FlowJoin join }
                ? await PassToJoinAsync(flowchart, context, scope, edge, await context.EvaluateAsync(join.Mode))
                : Pass(flowchart, context, scope, edge, followed);
            switch (passage)
            {
                case Passage.Taken:
                    scheduled = true;
                    break;
                case Passage.Dead:
                    scope.Visit(edge.Target);
                    (left ??= []).Push((node, outcomes, next));
                    (node, outcomes, next) = (edge.Target, Outcomes.Empty, 0);
                    break;
            }
        }
    }

    /// <summary>What leads forward from an activity is to be passed again; what leads there from elsewhere stays as it was.</summary>
    private static async ValueTask RewindAsync(ActivityExecutionContext context, FlowScope scope, GraphNode from)
    {
        var again = scope.Graph!.Descendants(from);
        var alive = Flowchart.Pending(context);
        alive.ExceptWith(again.Select(node => node.Activity));
        alive.Remove(from.Activity);
        foreach (var node in again)
        {
            var any = node.Activity is FlowJoin join && await context.EvaluateAsync(join.Mode) == FlowJoinMode.WaitAny;
            foreach (var edge in node.ForwardInbound)
            {
                if (edge.Source == from || again.Contains(edge.Source))
                {
                    scope.TakeBack(edge);
                }
                else if (!alive.Contains(edge.Source.Activity) && !alive.Overlaps(scope.Graph.Ancestors(edge.Source.Activity)))
                {
                    scope.KeepPassed(edge, any);
                }
            }
        }
    }

    private static FlowScope ScopeOf(Flowchart flowchart, ActivityExecutionContext context)
    {
        if (context.Scratch is FlowScope known)
        {
            return known;
        }

        var scope = (context.GetProperty<FlowScope>(FlowScope.Key) ?? new FlowScope()).On(flowchart.GraphOf(context));
        context.SetProperty(FlowScope.Key, scope);
        context.Scratch = scope;
        return scope;
    }

    private static Passage Pass(Flowchart flowchart, ActivityExecutionContext context, FlowScope scope, GraphEdge edge, bool followed)
    {
        if (!edge.IsBack)
        {
            return PassToAll(flowchart, context, scope, edge.Target, FlowJoinMode.WaitAllActive);
        }

        if (!followed)
        {
            return Passage.Waits;
        }

        if (edge.IsInvalidBack)
        {
            throw new WorkflowException(
                $"Invalid backward connection: Every path from the source ('{edge.Source.Activity.Id}') must go through the target ('{edge.Target.Activity.Id}') when tracing back to the start."
            );
        }

        flowchart.Schedule(context, edge.Target.Activity, Back);
        return Passage.Taken;
    }

    private static Passage PassToAll(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowScope scope,
        GraphNode target,
        FlowJoinMode mode
    )
    {
        if (!scope.AllPassed(target))
        {
            return Passage.Waits;
        }

        if (mode == FlowJoinMode.WaitAll ? !scope.AllFollowed(target) : !scope.AnyFollowed(target))
        {
            return Passage.Dead;
        }

        flowchart.Schedule(context, target.Activity);
        return Passage.Taken;
    }

    private static async ValueTask<Passage> PassToJoinAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowScope scope,
        GraphEdge edge,
        FlowJoinMode mode
    )
    {
        var target = edge.Target;
        if (mode != FlowJoinMode.WaitAny)
        {
            return PassToAll(flowchart, context, scope, target, mode);
        }

        if (scope.Passes(edge) <= scope.Visits(target) || context.WorkflowExecutionContext.IsQueued(context, target.Activity))
        {
            return Passage.Waits;
        }

        if (scope.WasFollowed(edge))
        {
            flowchart.Schedule(context, target.Activity);
            await flowchart.CancelUpstreamAsync(context, target.Activity);
            return Passage.Taken;
        }

        return scope.AllPassed(target) && !scope.AnyFollowed(target) ? Passage.Dead : Passage.Waits;
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
