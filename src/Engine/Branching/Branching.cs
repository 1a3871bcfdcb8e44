using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Flow;

namespace LaborFlow.Engine.Branching;

/// <summary>Runs Then or Else.</summary>
[Activity("Elsa", "Branching", "Evaluate a Boolean condition to determine which activity to execute next.")]
public sealed class If : Activity<bool>
{
    /// <summary>The condition.</summary>
    [Input(UIHint = "expression-editor", DefaultSyntax = "JavaScript")]
    public Input<bool> Condition { get; set; } = new();

    /// <summary>When true.</summary>
    [Port]
    public IActivity? Then { get; set; }

    /// <summary>When false.</summary>
    [Port]
    public IActivity? Else { get; set; }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holds = context.Get(Condition);
        Result.Set(context, holds);
        return context.ScheduleActivityAsync(holds ? Then : Else, OnChildCompleted);
    }

    private static ValueTask OnChildCompleted(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}

/// <summary>Runs the cases that match, else Default.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.")]
public sealed class Switch : Activity, ICaseSource
{
    private readonly List<SwitchCase> _cases = [];

    /// <summary>The cases.</summary>
    [Input(UIHint = "switch-editor", AutoEvaluate = false)]
    public IReadOnlyList<SwitchCase> Cases => _cases;

    /// <summary>First match (default) or all.</summary>
    public Input<SwitchMode> Mode { get; set; } = new();

    /// <summary>When no case matches.</summary>
    [Port]
    public IActivity? Default { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matched = await SwitchCase.MatchesAsync(context, _cases, context.Get(Mode));
        var children = matched.Select(c => c.Activity).OfType<IActivity>().ToList();
        if (matched.Count == 0 && Default is not null)
        {
            children.Add(Default);
        }

        context.SetProperty("Left", children.Count);
        if (children.Count == 0)
        {
            await context.CompleteActivityAsync();
        }

        foreach (var child in children)
        {
            await context.ScheduleActivityAsync(child, OnChildCompleted);
        }
    }

    private static async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        var left = context.TargetContext.GetProperty<int>("Left") - 1;
        context.TargetContext.SetProperty("Left", left);
        if (left == 0)
        {
            await context.TargetContext.CompleteActivityAsync();
        }
    }

    void Definitions.ICaseContainer.AddCase(string label, Expression? condition, IActivity? child) =>
        _cases.Add(new SwitchCase(label, condition, child));
}

/// <summary>How a fork ends.</summary>
public enum ForkJoinMode
{
    /// <summary>When all branches have.</summary>
    WaitAll,

    /// <summary>When the first has; the others are cancelled.</summary>
    WaitAny,
}

/// <summary>Runs branches side by side.</summary>
[Activity("Elsa", "Control Flow", "Branch execution into multiple branches.", IsBrowsable = false)]
public sealed class Fork : Activity
{
    /// <summary>The branches.</summary>
    public IList<IActivity> Branches { get; set; } = new List<IActivity>();

    /// <summary>How it ends.</summary>
    [Input]
    public ForkJoinMode JoinMode { get; set; }

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Branches.Count == 0)
        {
            await context.CompleteActivityAsync();
        }

        context.SetProperty("Left", Branches.Count);
        foreach (var branch in Branches)
        {
            await context.ScheduleActivityAsync(branch, OnChildCompleted);
        }
    }

    private async ValueTask OnChildCompleted(ActivityCompletedContext context)
    {
        var left = context.TargetContext.GetProperty<int>("Left") - 1;
        context.TargetContext.SetProperty("Left", left);
        if (left == 0 || JoinMode == ForkJoinMode.WaitAny || Breaking.Is(context.TargetContext))
        {
            await context.TargetContext.CompleteActivityAsync();
        }
    }
}
