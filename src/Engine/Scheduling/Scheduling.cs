using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Scheduling;

/// <summary>Waits for a period.</summary>
[Activity("Elsa", "Scheduling", "Delay execution for the specified amount of time.")]
public sealed class Delay : Activity
{
    /// <summary>How long: <c>d.hh:mm:ss</c> or ISO 8601. Negative is an incident.</summary>
    [Input(IsRequired = true)]
    public Input<System.TimeSpan> TimeSpan { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context)
    {
        var period = context.Get(TimeSpan);
        if (period < System.TimeSpan.Zero)
        {
            throw new WorkflowException($"A delay cannot be negative ({period}).");
        }

        context.DelayFor(period);
    }
}

/// <summary>Waits until an instant, or starts a workflow then.</summary>
[Activity(
    "Elsa",
    "Scheduling",
    "Trigger execution at a specific time in the future.",
    Kind = ActivityKind.Trigger,
    DisplayName = "Start at"
)]
public sealed class StartAt : Trigger<object>
{
    /// <summary>The instant; UTC unless it names an offset.</summary>
    [Input(IsRequired = true, UIHint = "datetime-picker")]
    public Input<DateTimeOffset> DateTime { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var instant = context.Get(DateTime);
        if (context.IsTriggerOfWorkflow() || instant <= context.Now)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.DelayUntil(instant);
    }

    /// <inheritdoc />
    public override async ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context)
    {
        var instant = ValueConverter.Convert<DateTimeOffset>(await context.Evaluate(DateTime));
        return instant == default ? [] : [new TriggerPayload(new Dictionary<string, object?> { ["dateTime"] = instant }, instant)];
    }
}

/// <summary>Waits for an interval, or starts a workflow each time that it has passed.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval.", Kind = ActivityKind.Trigger)]
public sealed class Timer : Trigger<object>
{
    /// <summary>The interval; at least a second for triggers.</summary>
    [Input(IsRequired = true)]
    public Input<TimeSpan> Interval { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.DelayFor(context.Get(Interval));
    }

    /// <inheritdoc />
    public override async ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context)
    {
        var interval = ValueConverter.Convert<TimeSpan>(await context.Evaluate(Interval));
        return interval <= TimeSpan.Zero
            ? []
            : [new TriggerPayload(new Dictionary<string, object?> { ["interval"] = interval }, context.Now + interval)];
    }
}

/// <summary>Waits for the next occurrence of a cron expression, or starts a workflow at each.</summary>
[Activity("Elsa", "Scheduling", "Trigger workflow execution at a specific interval using a CRON expression.", Kind = ActivityKind.Trigger)]
public sealed class Cron : Trigger<object>
{
    /// <summary>Five fields (minutes first) or six (seconds first), in UTC.</summary>
    [Input(IsRequired = true)]
    public Input<string> CronExpression { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (context.IsTriggerOfWorkflow())
        {
            await context.CompleteActivityAsync();
            return;
        }

        var next =
            CronSchedule.Parse(context.Get(CronExpression) ?? "").Next(context.Now)
            ?? throw new WorkflowException($"The cron expression '{context.Get(CronExpression)}' never fires.");
        context.DelayUntil(next);
    }

    /// <inheritdoc />
    public override async ValueTask<IReadOnlyList<TriggerPayload>> GetTriggerPayloadsAsync(TriggerIndexingContext context)
    {
        var text = JsonValues.ToText(await context.Evaluate(CronExpression));
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var next = CronSchedule.Parse(text).Next(context.Now) ?? throw new FormatException($"The cron expression '{text}' never fires.");
        return [new TriggerPayload(new Dictionary<string, object?> { ["cronExpression"] = text }, next)];
    }
}
