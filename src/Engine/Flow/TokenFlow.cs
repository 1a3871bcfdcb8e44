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
        var followed = graph.Outbound(completed).Where(connection => outcomes.Includes(connection.Port)).ToList();
        tokens.AddRange(followed.Select(FlowToken.On));
        foreach (var token in tokens.Where(token => token.To == completed.Id && token.IsFree))
        {
            token.Consumed = true;
        }

        foreach (var connection in followed)
        {
            await ArriveAsync(flowchart, context, graph, tokens, connection);
        }

        if (!tokens.Exists(token => token.IsFree))
        {
            await Flowchart.CompleteIfIdleAsync(context);
        }

        tokens.RemoveAll(token => token.To == completed.Id && token.Consumed);
    }

    public static void Canceled(ActivityExecutionContext context, IActivity canceled) =>
        TokensOf(context).RemoveAll(token => token.From == canceled.Id || token.To == canceled.Id);

    private static async ValueTask ArriveAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        List<FlowToken> tokens,
        Connection connection
    )
    {
        var target = connection.Target;
        var mode = await ModeOfAsync(context, target);
        switch (mode)
        {
            case MergeMode.Cascade or MergeMode.Race:
                if (mode == MergeMode.Race)
                {
                    await flowchart.CancelUpstreamAsync(context, target);
                }

                await RaceAsync(flowchart, context, graph, tokens, connection);
                break;
            case MergeMode.Merge or MergeMode.Converge:
                var inbound = mode == MergeMode.Merge ? graph.ForwardInbound(target) : graph.Inbound(target);
                if (inbound.Count <= 1 || inbound.All(c => tokens.Exists(token => token.IsFree && token.IsOn(c))))
                {
                    flowchart.Schedule(context, target);
                }

                break;
            default:
                // Goes on unless a token is still on its way to an activity that leads here directly.
                if (!graph.ForwardInbound(target).Any(c => tokens.Exists(token => token.IsFree && token.To == c.Source.Id)))
                {
                    flowchart.Schedule(context, target);
                }

                break;
        }
    }

    /// <summary>The first to arrive goes on and blocks the other connections; each of those swallows what arrives later.</summary>
    private static async ValueTask RaceAsync(
        Flowchart flowchart,
        ActivityExecutionContext context,
        FlowGraph graph,
        List<FlowToken> tokens,
        Connection connection
    )
    {
        if (tokens.Find(token => token.Blocked && token.IsOn(connection)) is { } blocked)
        {
            blocked.Consumed = true;
            return;
        }

        flowchart.Schedule(context, connection.Target);
        tokens.AddRange(
            graph
                .ForwardInbound(connection.Target)
                .Where(other => !ReferenceEquals(other.Source, connection.Source))
                .Select(other => FlowToken.On(other) with { Blocked = true })
        );
    }

    private static async ValueTask<MergeMode> ModeOfAsync(ActivityExecutionContext context, IActivity activity)
    {
        if (activity is FlowJoin join)
        {
            return await context.EvaluateAsync(join.Mode) == FlowJoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        }

        return Enum.TryParse<MergeMode>(activity.CustomProperties["mergeMode"]?.ToString(), ignoreCase: true, out var mode)
            ? mode
            : MergeMode.None;
    }

    private static List<FlowToken> TokensOf(ActivityExecutionContext context)
    {
        var tokens = context.GetProperty<List<FlowToken>>(Key) ?? [];
        context.SetProperty(Key, tokens);
        return tokens;
    }
}

/// <summary>What an activity waits for when it has several inbound connections.</summary>
internal enum MergeMode
{
    /// <summary>As <see cref="Stream"/>.</summary>
    None,

    /// <summary>Goes on with each arrival, unless another is just about to come.</summary>
    Stream,

    /// <summary>Waits for all forward connections.</summary>
    Merge,

    /// <summary>Waits for all connections, those back included.</summary>
    Converge,

    /// <summary>The first arrival goes on; the others end here.</summary>
    Cascade,

    /// <summary>The first arrival goes on; the others are cancelled.</summary>
    Race,
}

/// <summary>A token on a connection.</summary>
internal sealed record FlowToken(string From, string To, string Port)
{
    public static FlowToken On(Connection connection) => new(connection.Source.Id, connection.Target.Id, connection.Port);

    /// <summary>Lost a race: swallows the branch that arrives later.</summary>
    public bool Blocked { get; set; }

    /// <summary>Its target has completed, or it swallowed what it waited for.</summary>
    public bool Consumed { get; set; }

    /// <summary>Neither consumed nor blocked.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFree => !Consumed && !Blocked;

    /// <summary>Whether it lies on a connection.</summary>
    public bool IsOn(Connection connection) => From == connection.Source.Id && To == connection.Target.Id && Port == connection.Port;
}
