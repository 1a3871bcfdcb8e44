using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Flow;

/// <summary>Runs activities along connections.</summary>
[Activity("Elsa", "Flow", "A flowchart is a collection of activities and connections between them.", IsBrowsable = false)]
public sealed class Flowchart : Container, ICancellationObserver, IStartsChildren
{
    private readonly List<Connection> _connections = [];
    private readonly ActivityCompletionCallback _onChildCompleted;
    private readonly ConcurrentDictionary<IActivity, FlowGraph> _graphs = new(ReferenceEqualityComparer.Instance);

    /// <summary>A flowchart without activities.</summary>
    public Flowchart() => _onChildCompleted = OnChildCompleted;

    /// <summary>The connections.</summary>
    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>Connections of the definition whose ends don't exist.</summary>
    public IReadOnlyList<string> DanglingConnections { get; private set; } = [];

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (StartOf(context) is not { } start)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty("Start", start.Id);
        Schedule(context, start);
    }

    /// <summary>The activity that an execution begins with: a trigger that fired, a Start, one marked as start, one without inbound connections.</summary>
    public IActivity? StartOf(ActivityExecutionContext? context)
    {
        var trigger = context?.WorkflowExecutionContext is { IsStarting: true, TriggerActivityId: { } id }
            ? Activities.FirstOrDefault(a => a.Id == id)
            : null;
        return trigger
            ?? Activities.FirstOrDefault(a => a is Start)
            ?? Activities.FirstOrDefault(a => a.CanStartWorkflow)
            ?? Activities.FirstOrDefault(a => _connections.TrueForAll(c => !ReferenceEquals(c.Target, a)))
            ?? Activities.FirstOrDefault();
    }

    internal FlowGraph GraphFrom(IActivity start) => _graphs.GetOrAdd(start, static (from, all) => new FlowGraph(all, from), _connections);

    internal FlowGraph GraphOf(ActivityExecutionContext context)
    {
        switch (context.Scratch)
        {
            case FlowGraph known:
                return known;
            case FlowScope { Graph: { } counted }:
                return counted;
        }

        var id = context.GetProperty<string>("Start");
        var graph = GraphFrom(Activities.FirstOrDefault(a => a.Id == id) ?? Activities[0]);
        context.Scratch = graph;
        return graph;
    }

    ValueTask IStartsChildren.StartChildAsync(ActivityExecutionContext context, IActivity child)
    {
        Schedule(
            context,
            child,
            context.WorkflowExecutionContext.Engine.Options.UseTokenFlow ? null : CounterFlow.TagFor(this, context, child)
        );
        return default;
    }

    internal void Schedule(ActivityExecutionContext context, IActivity activity, string? tag = null) =>
        context.ScheduleOwn(activity, _onChildCompleted, tag);

    /// <summary>Cancels what still runs on the way to an activity.</summary>
    internal async ValueTask CancelUpstreamAsync(ActivityExecutionContext context, IActivity target)
    {
        var upstream = GraphOf(context).Ancestors(target);
        foreach (var child in context.Children.Where(child => upstream.Contains(child.Activity)).ToArray())
        {
            await child.CancelFromInsideAsync();
        }
    }

    /// <summary>What is queued or still runs on the way to an activity.</summary>
    internal HashSet<IActivity> PendingUpstream(ActivityExecutionContext context, IActivity target)
    {
        var pending = Pending(context);
        pending.IntersectWith(GraphOf(context).Ancestors(target));
        return pending;
    }

    /// <summary>What is queued or still runs in this flowchart.</summary>
    internal static HashSet<IActivity> Pending(ActivityExecutionContext context)
    {
        var pending = context.Children.Select(child => child.Activity).ToHashSet<IActivity>(ReferenceEqualityComparer.Instance);
        foreach (var item in context.WorkflowExecutionContext.Queue)
        {
            if (ReferenceEquals(item.Owner, context))
            {
                pending.Add(item.Activity);
            }
        }

        return pending;
    }

    private ValueTask OnChildCompleted(ActivityCompletedContext completed)
    {
        var context = completed.TargetContext;
        if (completed.ChildContext.Activity is ITerminalNode)
        {
            return context.CompleteActivityAsync();
        }

        var outcomes = completed.Result as Outcomes ?? Outcomes.Default;
        if (context.WorkflowExecutionContext.Engine.Options.UseTokenFlow)
        {
            return TokenFlow.CompletedAsync(this, context, completed.ChildContext.Activity, outcomes);
        }

        return FollowOrCompleteAsync(context, completed.ChildContext, outcomes);
    }

    private async ValueTask FollowOrCompleteAsync(ActivityExecutionContext context, ActivityExecutionContext child, Outcomes outcomes)
    {
        if (!await CounterFlow.FollowAsync(this, context, child, outcomes))
        {
            await CompleteIfIdleAsync(context);
        }
    }

    async ValueTask ICancellationObserver.OnChildCanceledAsync(ActivityExecutionContext context, ActivityExecutionContext child)
    {
        if (context.WorkflowExecutionContext.Engine.Options.UseTokenFlow)
        {
            TokenFlow.Canceled(context, child.Activity);
            await CompleteIfIdleAsync(context);
        }
        else
        {
            await CounterFlow.FollowAsync(this, context, child, Outcomes.Empty);
        }
    }

    internal static async ValueTask CompleteIfIdleAsync(ActivityExecutionContext context)
    {
        if (context.Status == ActivityStatus.Running && !context.WorkflowExecutionContext.HasPendingWork(context))
        {
            await context.CompleteActivityAsync();
        }
    }

    /// <summary>Adds a connection between children.</summary>
    public void Connect(IActivity source, IActivity target, string port = "Done") => _connections.Add(new Connection(source, port, target));

    internal void ReadConnections(JsonObject json)
    {
        var byId = Activities.DistinctBy(a => a.Id).ToDictionary(a => a.Id, StringComparer.Ordinal);
        var dangling = new List<string>();
        foreach (var connection in (json["connections"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var source = connection["source"] is JsonObject from ? from["activity"]?.ToString() : connection["source"]?.ToString();
            var target = connection["target"] is JsonObject to ? to["activity"]?.ToString() : connection["target"]?.ToString();
            var port = (connection["source"] as JsonObject)?["port"]?.ToString() ?? connection["sourcePort"]?.ToString() ?? "Done";
            if (byId.TryGetValue(source ?? "", out var a) && byId.TryGetValue(target ?? "", out var b))
            {
                Connect(a, b, port);
            }
            else
            {
                dangling.Add($"{source}:{port}->{target}");
            }
        }

        DanglingConnections = dangling;
    }
}
