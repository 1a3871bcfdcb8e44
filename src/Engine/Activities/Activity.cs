using System.Text.Json.Nodes;

namespace LaborFlow.Engine.Activities;

/// <summary>Base of activities that complete themselves: by completing, by a bookmark's callback, or when children are done.</summary>
public abstract class Activity : IActivity
{
    /// <inheritdoc />
    public string Id { get; set; } = "";

    /// <inheritdoc />
    public string NodeId { get; set; } = "";

    /// <inheritdoc />
    public string? Name { get; set; }

    /// <inheritdoc />
    public string Type { get; set; } = "";

    /// <inheritdoc />
    public int Version { get; set; } = 1;

    /// <inheritdoc />
    public bool CanStartWorkflow { get; set; }

    /// <inheritdoc />
    public JsonObject CustomProperties { get; set; } = [];

    /// <summary>Override for work that awaits.</summary>
    protected virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
#pragma warning disable MA0042 // Execute is the override point of activities that don't await, not a blocking twin
        Execute(context);
#pragma warning restore MA0042
        return ValueTask.CompletedTask;
    }

    /// <summary>Override for work that doesn't await.</summary>
    protected virtual void Execute(ActivityExecutionContext context) { }

    ValueTask IActivity.ExecuteAsync(ActivityExecutionContext context)
    {
        var executing = ExecuteAsync(context);
        return executing.IsCompletedSuccessfully ? CompleteByItself(context) : CompleteAfterAsync(executing, context);
    }

    private async ValueTask CompleteAfterAsync(ValueTask executing, ActivityExecutionContext context)
    {
        await executing;
        await CompleteByItself(context);
    }

    private ValueTask CompleteByItself(ActivityExecutionContext context) =>
        CompletesByItself && context is { Status: ActivityStatus.Running, HasScheduledChildren: false } && context.Bookmarks.Count == 0
            ? context.CompleteActivityAsync()
            : default;

    /// <summary>What the engine worked out about this activity when it first ran.</summary>
    internal InputPlan? Plan { get; set; }

    private protected virtual bool CompletesByItself => false;
}

/// <summary>Base of activities that are done when their code is done, unless it made a bookmark or completed with outcomes.</summary>
public abstract class CodeActivity : Activity
{
    private protected sealed override bool CompletesByItself => true;
}

/// <summary>A <see cref="CodeActivity"/> with a result.</summary>
public abstract class CodeActivity<T> : CodeActivity
{
    /// <summary>The result.</summary>
    [Output(Description = "The result of the activity.")]
    public Output<T> Result { get; set; } = new();
}

/// <summary>An <see cref="Activity"/> with a result.</summary>
public abstract class Activity<T> : Activity
{
    /// <summary>The result.</summary>
    [Output(Description = "The result of the activity.")]
    public Output<T> Result { get; set; } = new();
}

/// <summary>A <see cref="Activity"/> that can start workflows, with a result.</summary>
public abstract class Trigger<T> : Activity<T>, ITrigger
{
    /// <inheritdoc />
    public abstract ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}
