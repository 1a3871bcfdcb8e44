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
    public static async ValueTask FollowAsync(Flowchart flowchart, ActivityExecutionContext context, IActivity completed, Outcomes outcomes)
    {
        var graph = flowchart.GraphOf(context);
        if (!graph.Contains(completed))
        {
            return;
        }

        var scope = context.GetProperty<FlowScope>(FlowScope.Key) ?? new FlowScope();
        context.SetProperty(FlowScope.Key, scope);
        scope.Visit(completed.Id);
        var skipped = new Queue<IActivity>();
        var outbound = graph.Outbound(completed);
        for (var n = 0; n < outbound.Count; n++)
        {
            var connection = outbound[n];
            await PassAsync(flowchart, context, graph, scope, connection, outcomes.Names.Contains(connection.Port), skipped);
        }

        while (skipped.TryDequeue(out var dead))
        {
            scope.Visit(dead.Id);
            foreach (var connection in graph.Outbound(dead))
            {
                await PassAsync(flowchart, context, graph, scope, connection, followed: false, skipped);
            }
        }
    }

    private static async ValueTask PassAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        FlowScope scope,
        Connection connection,
        bool followed,
        Queue<IActivity> skipped
    )
    {
        var target = connection.Target;
        scope.Pass(connection.Key, followed);
        if (graph.IsBack(connection))
        {
            if (followed && graph.IsInvalidBack(connection))
            {
                throw new WorkflowException(
                    $"Invalid backward connection: Every path from the source ('{connection.Source.Id}') must go through the target ('{target.Id}') when tracing back to the start."
                );
            }

            if (followed)
            {
                await flowchart.ScheduleAsync(context, target);
            }

            return;
        }

        var mode = target is FlowJoin join ? await context.EvaluateAsync(join.Mode) : (FlowJoinMode?)null;
        if (mode == FlowJoinMode.WaitAny)
        {
            await PassToAnyAsync(flowchart, context, graph, scope, connection, followed, skipped);
            return;
        }

        var inbound = graph.ForwardInbound(target);
        var arrivals = scope.Arrivals(target.Id);
        var taken = 0;
        for (var n = 0; n < inbound.Count; n++)
        {
            if (scope.Passes(inbound[n].Key) <= arrivals)
            {
                return;
            }

            taken += scope.WasFollowed(inbound[n].Key) ? 1 : 0;
        }

        scope.Arrive(target.Id);
        if (mode == FlowJoinMode.WaitAll ? taken == inbound.Count : taken > 0)
        {
            if (!context.WorkflowExecutionContext.IsQueued(context, target))
            {
                await flowchart.ScheduleAsync(context, target);
            }
        }
        else
        {
            skipped.Enqueue(target);
        }
    }

    private static async ValueTask PassToAnyAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        FlowScope scope,
        Connection connection,
        bool followed,
        Queue<IActivity> skipped
    )
    {
        var target = connection.Target;
        var inbound = graph.ForwardInbound(target);
        if (followed)
        {
            if (
                scope.Passes(connection.Key) <= scope.Arrivals(target.Id)
                || context.WorkflowExecutionContext.IsQueued(context, target)
                || context.Children.Any(child => ReferenceEquals(child.Activity, target))
            )
            {
                return;
            }

            var upstream = graph.Ancestors(target);
            foreach (var child in context.Children.Where(child => upstream.Contains(child.Activity)).ToArray())
            {
                await child.CancelActivityAsync();
            }

            scope.Arrive(target.Id);
            await flowchart.ScheduleAsync(context, target);
        }
        else if (inbound.All(c => scope.Passes(c.Key) > scope.Arrivals(target.Id)) && !inbound.Any(c => scope.WasFollowed(c.Key)))
        {
            scope.Arrive(target.Id);
            skipped.Enqueue(target);
        }
    }
}

/// <summary>How often activities and connections of one flowchart execution were passed.</summary>
internal sealed record FlowScope
{
    public const string Key = "FlowScope";

    public Dictionary<string, int> ActivitiesVisitCount { get; init; } = [];

    public Dictionary<string, int> ConnectionVisitCount { get; init; } = [];

    public HashSet<string> ConnectionsFollowed { get; init; } = [];

    /// <summary>How often an activity was reached going forward, to run or to be passed by; a loop back into it does not count.</summary>
    public Dictionary<string, int> ArrivalCount { get; init; } = [];

    public int Arrivals(string activityId) => ArrivalCount.GetValueOrDefault(activityId);

    public void Arrive(string activityId) => CollectionsMarshal.GetValueRefOrAddDefault(ArrivalCount, activityId, out _)++;

    public void Visit(string activityId) => CollectionsMarshal.GetValueRefOrAddDefault(ActivitiesVisitCount, activityId, out _)++;

    public int Visits(string activityId) => ActivitiesVisitCount.GetValueOrDefault(activityId);

    public int Passes(string connection) => ConnectionVisitCount.GetValueOrDefault(connection);

    public bool WasFollowed(string connection) => ConnectionsFollowed.Contains(connection);

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
}
