using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Flow;

/// <summary>
/// Elsa's other way through a flowchart: a completed activity puts a token on every connection that it follows; the merge mode of the target
/// says which tokens it waits for.
/// </summary>
internal static class TokenFlow
{
    private const string Key = "Tokens";

    public static async ValueTask CompletedAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        IActivity completed,
        Outcomes outcomes
    )
    {
        var graph = flowchart.GraphOf(context);
        var tokens = TokensOf(context);
        tokens.RemoveAll(token => token.To == completed.Id && !token.Blocked);
        var followed = graph
            .Outbound(completed)
            .Where(connection => outcomes.Names.Contains(connection.Port))
            .DistinctBy(connection => connection.Target)
            .ToList();
        var arrived = new List<Connection>();
        foreach (var connection in followed)
        {
            var blocked = tokens.FindIndex(token => token.Blocked && token.Connection == connection.Key);
            if (blocked >= 0)
            {
                tokens.RemoveAt(blocked);
                continue;
            }

            tokens.Add(new FlowToken(connection.Key, connection.Source.Id, connection.Target.Id, Blocked: false));
            arrived.Add(connection);
        }

        foreach (var connection in arrived)
        {
            await ArriveAsync(flowchart, context, graph, tokens, connection);
        }

        foreach (var waiting in tokens.Where(token => !token.Blocked).Select(token => token.To).Distinct().ToList())
        {
            var target = flowchart.Activities.First(activity => activity.Id == waiting);
            if (ModeOf(target) is null or "None" or "Stream" && target is not FlowJoin && !arrived.Exists(c => c.Target.Id == waiting))
            {
                await ScheduleIfFreeAsync(flowchart, context, graph, tokens, target);
            }
        }

        if (!tokens.Exists(token => !token.Blocked))
        {
            await Flowchart.CompleteIfIdleAsync(context);
        }
    }

    public static void Canceled(ActivityExecutionContext context, IActivity canceled) =>
        TokensOf(context).RemoveAll(token => token.To == canceled.Id && !token.Blocked);

    private static async ValueTask ArriveAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        List<FlowToken> tokens,
        Connection connection
    )
    {
        var target = connection.Target;
        var mode = target is FlowJoin join
            ? await context.EvaluateAsync(join.Mode) switch
            {
                FlowJoinMode.WaitAll => "Converge",
                FlowJoinMode.WaitAllActive => "Merge",
                _ => "Race",
            }
            : ModeOf(target);
        switch (mode)
        {
            case "Cascade":
                await ScheduleOnceAsync(flowchart, context, target);
                break;
            case "Race":
                await RaceAsync(flowchart, context, graph, tokens, connection);
                break;
            case "Merge"
            or "Converge"
                when graph.ForwardInbound(target).All(c => tokens.Exists(t => !t.Blocked && t.Connection == c.Key))
                    || graph.IsBack(connection):
                await ScheduleOnceAsync(flowchart, context, target);
                break;
            case "Merge" or "Converge":
                break;
            default:
                await ScheduleIfFreeAsync(flowchart, context, graph, tokens, target);
                break;
        }
    }

    private static async ValueTask RaceAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        List<FlowToken> tokens,
        Connection winner
    )
    {
        foreach (
            var loser in graph
                .ForwardInbound(winner.Target)
                .Where(c => c != winner && !tokens.Exists(t => t.Blocked && t.Connection == c.Key))
        )
        {
            if (!tokens.Exists(t => t.Connection == loser.Key) && IsAlive(context, graph, tokens, loser))
            {
                tokens.Add(new FlowToken(loser.Key, loser.Source.Id, loser.Target.Id, Blocked: true));
            }
        }

        var upstream = graph.Ancestors(winner.Target);
        foreach (var child in context.Children.Where(child => upstream.Contains(child.Activity)).ToArray())
        {
            await child.CancelActivityAsync();
        }

        await ScheduleOnceAsync(flowchart, context, winner.Target);
    }

    /// <summary>Whether something that is queued or waits could still come along a connection.</summary>
    private static bool IsAlive(ActivityExecutionContext context, FlowGraph graph, List<FlowToken> tokens, Connection connection)
    {
        var upstream = graph.Ancestors(connection.Source);
        upstream.Add(connection.Source);
        return tokens.Exists(token =>
            !token.Blocked && upstream.Any(activity => activity.Id == token.To) && !IsCancelable(context, token.To)
        );
    }

    private static bool IsCancelable(ActivityExecutionContext context, string activityId) =>
        context.Children.Any(child => child.Activity.Id == activityId);

    /// <summary>Schedules unless a token is on its way to an activity that leads here directly.</summary>
    private static async ValueTask ScheduleIfFreeAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        List<FlowToken> tokens,
        IActivity target
    )
    {
        if (!graph.ForwardInbound(target).Any(c => tokens.Exists(t => !t.Blocked && t.To == c.Source.Id)))
        {
            await ScheduleOnceAsync(flowchart, context, target);
        }
    }

    private static async ValueTask ScheduleOnceAsync(Flowchart flowchart, ActivityExecutionContext context, IActivity target)
    {
        if (
            !context.WorkflowExecutionContext.IsQueued(context, target)
            && !context.Children.Any(child => ReferenceEquals(child.Activity, target))
        )
        {
            await flowchart.ScheduleAsync(context, target);
        }
    }

    private static string? ModeOf(IActivity activity) => activity.CustomProperties["mergeMode"]?.ToString();

    private static List<FlowToken> TokensOf(ActivityExecutionContext context)
    {
        var tokens = context.GetProperty<List<FlowToken>>(Key) ?? [];
        context.SetProperty(Key, tokens);
        return tokens;
    }
}

/// <summary>A token on a connection.</summary>
/// <param name="Connection">The connection's key.</param>
/// <param name="From">The activity that completed.</param>
/// <param name="To">The activity that it leads to.</param>
/// <param name="Blocked">Lost a race: swallows the branch that arrives later.</param>
internal sealed record FlowToken(string Connection, string From, string To, bool Blocked);
