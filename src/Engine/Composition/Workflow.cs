using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;

namespace LaborFlow.Engine.Composition;

/// <summary>The wrapper around a definition's root activity; declares the workflow's variables.</summary>
[Activity("Elsa", "Workflows", "The root of a workflow.", IsBrowsable = false)]
public sealed class Workflow : Activity, IVariableContainer
{
    internal const string OutcomesKey = "Outcomes";

    /// <summary>The root activity.</summary>
    [Port]
    public IActivity? Root { get; set; }

    /// <summary>The workflow's variables.</summary>
    public List<Variable> Variables { get; } = [];

    IList<Variable> IVariableContainer.Variables => Variables;

    /// <summary>The outcomes that the definition declares.</summary>
    public IReadOnlyList<string> Outcomes { get; set; } = [];

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Root, OnRootCompleted);

    private static async ValueTask OnRootCompleted(ActivityCompletedContext context)
    {
        var outcomes = context.TargetContext.GetProperty<List<string>>(OutcomesKey);
        await context.TargetContext.CompleteActivityAsync(outcomes is null ? null : new Outcomes([.. outcomes]));
    }
}

/// <summary>A definition that is used as an activity: it runs within the instance of the definition that uses it.</summary>
public sealed class WorkflowDefinitionActivity : Activity
{
    internal const string InputsKey = "Inputs";
    internal const string OutputsKey = "Outputs";

    /// <summary>The definition.</summary>
    public string WorkflowDefinitionId { get; set; } = "";

    /// <summary>The version that it runs.</summary>
    public string WorkflowDefinitionVersionId { get; set; } = "";

    /// <summary>The definition's own activities.</summary>
    public IActivity? Root { get; set; }

    /// <summary>The inputs, by the names that the definition declares.</summary>
    public Dictionary<string, Expression> InputExpressions { get; } = [];

    internal IReadOnlyList<string> InputNames { get; set; } = [];

    /// <summary>Where outputs go, by name.</summary>
    public Dictionary<string, string> OutputTargets { get; } = [];

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var inputs = new Dictionary<string, object?>();
        foreach (var (name, expression) in InputExpressions)
        {
            try
            {
                inputs[name] = await context.WorkflowExecutionContext.Engine.Expressions.EvaluateAsync(expression, context);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new Runtime.InputFailedException(name, e);
            }
        }

        context.SetProperty(InputsKey, inputs);
        foreach (var (name, value) in inputs)
        {
            context.ActivityState[name] = value;
        }

        await context.ScheduleActivityAsync(Root, OnRootCompleted);
    }

    private async ValueTask OnRootCompleted(ActivityCompletedContext context)
    {
        foreach (var (name, value) in context.TargetContext.GetProperty<Dictionary<string, object?>>(OutputsKey) ?? [])
        {
            context.TargetContext.SetNamedOutput(name, value, OutputTargets.GetValueOrDefault(name));
        }

        await context.TargetContext.CompleteActivityAsync(context.Result);
    }

    internal void SetOutput(ActivityExecutionContext context, string name, object? value)
    {
        var outputs = context.GetProperty<Dictionary<string, object?>>(OutputsKey) ?? [];
        outputs[name] = value;
        context.SetProperty(OutputsKey, outputs);
    }
}

/// <summary>An activity whose type is not known; it keeps the definition readable and faults when it runs.</summary>
[Activity("Elsa", "System", "Stands for an activity whose type is not known.", IsBrowsable = false)]
public sealed class NotFoundActivity : CodeActivity
{
    /// <summary>The type name in the definition.</summary>
    public string MissingTypeName { get; set; } = "";

    /// <summary>The type's version in the definition.</summary>
    public int MissingTypeVersion { get; set; }

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        throw new Runtime.WorkflowException($"Activity type '{MissingTypeName}' version '{MissingTypeVersion}' could not be found.");
}

/// <summary>Ends the composite around it (the workflow, or the definition used as an activity) with outcomes.</summary>
[Activity("Elsa", "Composition", "Signals the current composite activity to complete itself as a whole.")]
public sealed class Complete : Activity, ITerminalNode
{
    /// <summary>The outcomes; Done when empty.</summary>
    [Input(UIHint = "dynamic-outcomes", Description = "The outcome or set of outcomes to complete this activity with.")]
    public Input<object> Outcomes { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var names = context.Get(Outcomes) switch
        {
            null or "" => ["Done"],
            string text when text.TrimStart().StartsWith('[') => Values.ValueConverter.Convert<List<string>>(text)!,
            string text => [text],
            var list => Values.ValueConverter.Convert<List<string>>(list) ?? [],
        };
        var composite = context.Composite();
        composite.SetProperty(Workflow.OutcomesKey, names);
        for (var scope = context; scope is not null && scope != composite; scope = scope.ParentActivityExecutionContext)
        {
            if (scope.Activity is Looping.ILoop)
            {
                // No further round may begin: the loop is cancelled with what runs in it, this activity included.
                await scope.CancelFromInsideAsync();
            }
        }

        await context.CompleteActivityAsync();
        if (composite.Status == ActivityStatus.Running)
        {
            await composite.CompleteActivityAsync(new Outcomes([.. names]));
        }
    }
}

/// <summary>Sets an output of the workflow.</summary>
[Activity("Elsa", "Composition", "Sets the value of a workflow output.")]
public sealed class SetOutput : CodeActivity
{
    /// <summary>The output's name.</summary>
    [Input(UIHint = "output-picker", IsRequired = true)]
    public Input<string> OutputName { get; set; } = new();

    /// <summary>The value.</summary>
    public Input<object> OutputValue { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        context.SetWorkflowOutput(context.Get(OutputName) ?? "", context.Get(OutputValue));
}

/// <summary>Runs one activity as a whole.</summary>
[Activity("Elsa", "Composition", "Runs an activity as a unit.", IsBrowsable = false)]
public sealed class Composite : Activity, IVariableContainer
{
    /// <summary>The activity.</summary>
    [Port]
    public IActivity? Root { get; set; }

    /// <summary>Variables of the unit.</summary>
    public List<Variable> Variables { get; } = [];

    IList<Variable> IVariableContainer.Variables => Variables;

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Root, OnRootCompleted);

    private static ValueTask OnRootCompleted(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}

/// <summary>A container node of a flowchart.</summary>
[Activity("Elsa", "Flow", "Runs an activity inside a flowchart.", DisplayName = "Container")]
public sealed class FlowNode : Activity
{
    /// <summary>What it runs.</summary>
    [Port]
    public IActivity? Body { get; set; }

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Body, OnBodyCompleted);

    private static ValueTask OnBodyCompleted(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
}
