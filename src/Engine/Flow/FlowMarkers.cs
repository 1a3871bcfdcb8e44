using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Flow;

/// <summary>Where a flowchart begins.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the start of a flowchart.")]
public sealed class Start : CodeActivity;

/// <summary>Where a flowchart ends, with all its branches.</summary>
[Activity("Elsa", "Flow", "A milestone activity that marks the end of a flowchart.")]
public sealed class End : CodeActivity, ITerminalNode;

/// <summary>Follows True or False.</summary>
[Activity("Elsa", "Branching", "Evaluate a Boolean condition to determine which path to execute next.", DisplayName = "Decision")]
[FlowNode("True", "False")]
public sealed class FlowDecision : Activity
{
    /// <summary>The condition.</summary>
    [Input(UIHint = "expression-editor", DefaultSyntax = "JavaScript")]
    public Input<bool> Condition { get; set; } = new();

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityAsync(context.Get(Condition) ? Outcomes.True : Outcomes.False);
}

/// <summary>Which cases of a switch are taken.</summary>
public enum SwitchMode
{
    /// <summary>The first that matches.</summary>
    MatchFirst,

    /// <summary>All that match.</summary>
    MatchAny,
}

/// <summary>Follows the ports of the cases that match, else Default.</summary>
[Activity(
    "Elsa",
    "Branching",
    "Evaluate a set of case conditions and schedule the outcomes of the matching ones.",
    DisplayName = "Switch (flow)"
)]
[FlowNode("Default")]
public sealed class FlowSwitch : Activity, ICaseSource
{
    private readonly List<SwitchCase> _cases = [];

    /// <summary>The cases.</summary>
    [Input(UIHint = "flow-switch-editor", AutoEvaluate = false)]
    public IReadOnlyList<SwitchCase> Cases => _cases;

    /// <summary>First match (default) or all.</summary>
    public Input<SwitchMode> Mode { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var matched = await SwitchCase.MatchesAsync(context, _cases, context.Get(Mode));
        await context.CompleteActivityWithOutcomesAsync(matched.Count == 0 ? ["Default"] : [.. matched.Select(c => c.Label)]);
    }

    void Definitions.ICaseContainer.AddCase(string label, Expression? condition, IActivity? child) =>
        _cases.Add(new SwitchCase(label, condition, child));
}

/// <summary>A case of a switch.</summary>
/// <param name="Label">Its name, and its port in a flowchart.</param>
/// <param name="Condition">When it matches.</param>
/// <param name="Activity">What it runs, unless the switch stands in a flowchart.</param>
public sealed record SwitchCase(string Label, Expression? Condition, IActivity? Activity)
{
    internal static async ValueTask<List<SwitchCase>> MatchesAsync(
        ActivityExecutionContext context,
        List<SwitchCase> cases,
        SwitchMode mode
    )
    {
        var matched = new List<SwitchCase>();
        foreach (var item in cases)
        {
            // All conditions are asked in either mode: what one of them throws or sets must not depend on those before it.
            if (item.Condition is not null && await IsTrueAsync(context, item))
            {
                matched.Add(item);
            }
        }

        return mode == SwitchMode.MatchFirst ? [.. matched.Take(1)] : matched;
    }

    private static async ValueTask<bool> IsTrueAsync(ActivityExecutionContext context, SwitchCase item)
    {
        try
        {
            return ValueConverter.Convert<bool>(
                await context.WorkflowExecutionContext.Engine.Expressions.EvaluateAsync(item.Condition!, context)
            );
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InputFailedException("Cases", e, item.Label);
        }
    }
}

internal interface ICaseSource : Definitions.ICaseContainer;

/// <summary>Follows several ports at once.</summary>
[Activity("Elsa", "Branching", "Explicitly fork the path of execution.", DisplayName = "Fork (flow)")]
public sealed class FlowFork : Activity
{
    /// <summary>The ports to follow.</summary>
    [Input(UIHint = "dynamic-outcomes")]
    public Input<List<string>> Branches { get; set; } = new();

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync([.. context.Get(Branches) ?? ["Done"]]);
}

/// <summary>How a join waits.</summary>
public enum FlowJoinMode
{
    /// <summary>The first branch goes on, the others are cancelled.</summary>
    WaitAny,

    /// <summary>Every inbound branch must arrive.</summary>
    WaitAll,

    /// <summary>Every inbound branch that was taken must arrive.</summary>
    WaitAllActive,
}

/// <summary>Brings branches of a flowchart together.</summary>
[Activity("Elsa", "Branching", "Merge multiple branches into a single branch of execution.", DisplayName = "Join")]
public sealed class FlowJoin : Activity
{
    /// <summary>How it waits; WaitAny when not set.</summary>
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // A branch that was queued when the join was chosen may have begun to wait since: it lost, too.
        if (context.ParentActivityExecutionContext is { Activity: Flowchart flowchart } parent)
        {
            await flowchart.CancelUpstreamAsync(parent, this);
        }

        await context.CompleteActivityAsync();
    }
}
