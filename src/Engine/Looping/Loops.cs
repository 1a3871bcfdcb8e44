using System.Collections;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Looping;

/// <summary>An activity that runs its body repeatedly, until a Break.</summary>
internal interface ILoop : IActivity;

/// <summary>Ends the loop around it.</summary>
[Activity("Elsa", "Looping", "Break out of a loop.")]
public sealed class Break : CodeActivity, ITerminalNode
{
    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) => Breaking.Mark(context);
}

/// <summary>Runs its body while a condition holds.</summary>
[Activity("Elsa", "Looping", "Execute an activity while a given condition evaluates to true.")]
public sealed class While : Activity, ILoop
{
    /// <summary>Asked before each round.</summary>
    [Input(AutoEvaluate = false, UIHint = "expression-editor", DefaultSyntax = "JavaScript")]
    public Input<bool> Condition { get; set; } = new();

    /// <summary>The body.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        bool goOn;
        try
        {
            goOn = await context.EvaluateAsync(Condition);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new Runtime.InputFailedException("Condition", e);
        }

        if (goOn && Body is not null)
        {
            await context.ScheduleActivityAsync(Body, OnBodyCompleted);
        }
        else
        {
            await context.CompleteActivityAsync();
        }
    }

    private ValueTask OnBodyCompleted(ActivityCompletedContext context) =>
        Breaking.Is(context.TargetContext) ? context.TargetContext.CompleteActivityAsync() : ExecuteAsync(context.TargetContext);
}

/// <summary>Runs its body for a range of numbers.</summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public sealed class For : Activity, ILoop
{
    /// <summary>The first value.</summary>
    public Input<double> Start { get; set; } = new(0);

    /// <summary>The last value.</summary>
    public Input<double> End { get; set; } = new(0);

    /// <summary>The difference from round to round; negative counts down. 0 is an incident.</summary>
    public Input<double> Step { get; set; } = new(1);

    /// <summary>Whether the last value is included.</summary>
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    /// <summary>The value of the round.</summary>
    public Output<object> CurrentValue { get; set; } = new();

    /// <summary>The body.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        RoundAsync(context, context.Get(Start), context.Get(End), context.Get(Step), context.Get(OuterBoundInclusive));

    private async ValueTask RoundAsync(ActivityExecutionContext context, double value, double end, double step, bool inclusive)
    {
        if (step == 0)
        {
            throw new Runtime.WorkflowException("The step of a For loop must not be 0.");
        }

        var within = step > 0 ? (inclusive ? value <= end : value < end) : (inclusive ? value >= end : value > end);
        if (!within || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty("Next", value + step);
        context.SetProperty("End", end);
        context.SetProperty("Step", step);
        context.SetProperty("Inclusive", inclusive);
        CurrentValue.Set(context, value);
        await context.ScheduleActivityAsync(Body, OnBodyCompleted, variables: [LoopVariables.CurrentValue(value)]);
    }

    private ValueTask OnBodyCompleted(ActivityCompletedContext completed)
    {
        var context = completed.TargetContext;
        return Breaking.Is(context)
            ? context.CompleteActivityAsync()
            : RoundAsync(
                context,
                context.GetProperty<double>("Next"),
                context.GetProperty<double>("End"),
                context.GetProperty<double>("Step"),
                context.GetProperty<bool>("Inclusive")
            );
    }
}

/// <summary>Runs its body for each item, one after another.</summary>
[Activity("Elsa", "Looping", "Iterate over a set of values.")]
public sealed class ForEach : Activity, ILoop
{
    /// <summary>The items.</summary>
    public Input<List<object?>> Items { get; set; } = new();

    /// <summary>The item of the round.</summary>
    public Output<object> CurrentValue { get; set; } = new();

    /// <summary>The body.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = context.Get(Items);
        if (items is null && Items.Expression is not null)
        {
            throw new Runtime.WorkflowException("The items of a ForEach are null; an empty list has no rounds.");
        }

        context.SetProperty("Items", items ?? []);
        return RoundAsync(context);
    }

    private async ValueTask RoundAsync(ActivityExecutionContext context)
    {
        var items = context.GetProperty<List<object?>>("Items") ?? [];
        var index = context.GetProperty<int>("Index");
        if (index >= items.Count || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty("Index", index + 1);
        CurrentValue.Set(context, items[index]);
        await context.ScheduleActivityAsync(Body, OnBodyCompleted, variables: LoopVariables.Item(items[index], index));
    }

    private ValueTask OnBodyCompleted(ActivityCompletedContext context) =>
        Breaking.Is(context.TargetContext) ? context.TargetContext.CompleteActivityAsync() : RoundAsync(context.TargetContext);
}

/// <summary>Runs its body for all items side by side.</summary>
[Activity("Elsa", "Looping", "Schedule an activity for each item in parallel.", DisplayName = "Parallel for Each")]
public sealed class ParallelForEach : Activity
{
    /// <summary>The items: a list. What is none (a text, an object) has no items.</summary>
    public Input<object> Items { get; set; } = new();

    /// <summary>The body.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var items = LoopVariables.ItemsOf(context.Get(Items));
        context.SetProperty("Left", items.Count);
        if (items.Count == 0 || Body is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        for (var i = 0; i < items.Count; i++)
        {
            await context.ScheduleActivityAsync(Body, OnBodyCompleted, variables: LoopVariables.Item(items[i], i));
        }
    }

    private static async ValueTask OnBodyCompleted(ActivityCompletedContext context)
    {
        var left = context.TargetContext.GetProperty<int>("Left") - 1;
        context.TargetContext.SetProperty("Left", left);
        if (left == 0)
        {
            await context.TargetContext.CompleteActivityAsync();
        }
    }
}

/// <summary>The variables that a loop declares for its body.</summary>
internal static class LoopVariables
{
    /// <summary>The items of a list; none of anything else.</summary>
    public static List<object?> ItemsOf(object? value) =>
        value is IEnumerable list and not string and not IDictionary and not IDictionary<string, object?> ? [.. list.Cast<object?>()] : [];

    public static Variable CurrentValue(object? value) =>
        new()
        {
            Id = "CurrentValue",
            Name = "CurrentValue",
            Value = value,
        };

    public static Variable[] Item(object? value, int index) =>
        [
            CurrentValue(value),
            new Variable
            {
                Id = "CurrentIndex",
                Name = "CurrentIndex",
                TypeName = TypeAliases.NameOf(typeof(int)),
                Value = index,
            },
        ];
}
