using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Primitives;

/// <summary>Waits for an event, or starts a workflow by it.</summary>
[Activity("Elsa", "Primitives", "Wait for an event to be published.", Kind = ActivityKind.Trigger)]
public sealed class Event : Trigger<object>
{
    internal const string InputKey = "EventPayload";

    /// <summary>The event.</summary>
    [Input(IsRequired = true)]
    public Input<string> EventName { get; set; } = new();

    /// <summary>The stimulus of an event.</summary>
    public static object Stimulus(string eventName) => new Dictionary<string, object?> { ["eventName"] = eventName };

    /// <summary>What a stimulus brings for an event: its payload.</summary>
    public static Dictionary<string, object?> InputOf(object? payload) => new() { [InputKey] = payload };

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await OnEvent(context);
            return;
        }

        context.CreateBookmark(Stimulus(context.Get(EventName) ?? throw new WorkflowException("An event needs a name.")), OnEvent);
    }

    /// <inheritdoc />
    public override async ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context) =>
        JsonValues.ToText(await context.Evaluate(EventName)) is { Length: > 0 } name ? [new TriggerPayload(Stimulus(name))] : [];

    private async ValueTask OnEvent(ActivityExecutionContext context)
    {
        Result.Set(context, context.WorkflowExecutionContext.TakeResumeInput(InputKey));
        await context.CompleteActivityAsync();
    }
}

/// <summary>Publishes an event to waiting instances and to definitions that it starts.</summary>
[Activity("Elsa", "Primitives", "Publishes an event.")]
public sealed class PublishEvent : CodeActivity
{
    /// <summary>The event.</summary>
    [Input(IsRequired = true)]
    public Input<string> EventName { get; set; } = new();

    /// <summary>Only for instances with this correlation id.</summary>
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>Only for this instance.</summary>
    public Input<bool> IsLocalEvent { get; set; } = new();

    /// <summary>What the event carries.</summary>
    public Input<object> Payload { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        context.AddOutboxMessage(
            OutboxKinds.Stimulate,
            new StimulateMessage(
                "Elsa.Event",
                Event.Stimulus(context.Get(EventName) ?? throw new WorkflowException("An event needs a name.")),
                context.Get(CorrelationId),
                context.Get(IsLocalEvent) ? context.WorkflowExecutionContext.Id : null,
                new Dictionary<string, object?> { [Event.InputKey] = context.Get(Payload) }
            )
        );
}

/// <summary>Asks an outside worker to do a task and waits for its answer.</summary>
[Activity("Elsa", "Primitives", "Requests a given task to be run.")]
public sealed class RunTask : Activity<object>
{
    internal const string InputKey = "TaskResult";

    /// <summary>What a resume brings for a task: its result.</summary>
    public static Dictionary<string, object?> InputOf(object? result) => new() { [InputKey] = result };

    /// <summary>The task.</summary>
    [Input(IsRequired = true)]
    public Input<string> TaskName { get; set; } = new();

    /// <summary>What the worker gets.</summary>
    public Input<Dictionary<string, object?>> Payload { get; set; } = new();

    /// <summary>The id under which the worker answers.</summary>
    [Output]
    public Output<string> TaskId { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context)
    {
        var request = new Dictionary<string, object?>
        {
            ["taskId"] = context.WorkflowExecutionContext.NewId(),
            ["taskName"] = context.Get(TaskName) ?? throw new WorkflowException("A task needs a name."),
            ["payload"] = context.Get(Payload),
        };
        TaskId.Set(context, (string)request["taskId"]!);
        context.CreateBookmark(request, OnTaskCompleted);
        context.AddOutboxMessage(OutboxKinds.RunTask, request);
    }

    private async ValueTask OnTaskCompleted(ActivityExecutionContext context)
    {
        Result.Set(context, context.WorkflowExecutionContext.TakeResumeInput(InputKey));
        await context.CompleteActivityAsync();
    }
}
