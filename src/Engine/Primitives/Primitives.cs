using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Primitives;

/// <summary>Writes a line to the journal.</summary>
[Activity("Elsa", "Console", "Write a line of text.")]
public sealed class WriteLine : CodeActivity
{
    /// <summary>The text.</summary>
    [Input(Description = "The text to write.")]
    public Input<string> Text { get; set; } = new();
}

/// <summary>Adds a message to the journal.</summary>
[Activity("Elsa", "Primitives", "Add a message to the journal.")]
public sealed class Log : CodeActivity
{
    /// <summary>The message.</summary>
    [Input(IsRequired = true)]
    public Input<string> Message { get; set; } = new();

    /// <summary>Information, Warning or Error.</summary>
    [Input(Options = ["Information", "Warning", "Error"])]
    public Input<string> Level { get; set; } = new("Information");

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        context.AddExecutionLogEntry("Log", context.Get(Message), new Dictionary<string, object?> { ["Level"] = context.Get(Level) });
}

/// <summary>Sets a variable.</summary>
[Activity("Elsa", "Primitives", "Assign a workflow variable a value.")]
public sealed class SetVariable : CodeActivity
{
    /// <summary>The variable.</summary>
    [Input(UIHint = "variable-picker", IsRequired = true)]
    public Variable? Variable { get; set; }

    /// <summary>The value.</summary>
    public Input<object> Value { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context)
    {
        var slot =
            (Variable is null ? null : context.FindVariable(Variable.Id) ?? context.FindVariable(Variable.Name))
            ?? throw new UnknownReferenceException($"Variable '{Variable?.Id}' not found.");
        slot.Value = slot.Variable.Convert(context.Get(Value));
    }
}

/// <summary>Sets the instance's name.</summary>
[Activity("Elsa", "Primitives", "Set the name of the workflow instance to a specified value.")]
public sealed class SetName : CodeActivity
{
    /// <summary>The name.</summary>
    public Input<string> Value { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.Name = context.Get(Value);
}

/// <summary>Sets the instance's correlation id.</summary>
[Activity("Elsa", "Primitives", "Set the CorrelationId of the workflow to a given value.")]
public sealed class Correlate : CodeActivity
{
    /// <summary>The correlation id.</summary>
    [Input(IsRequired = true)]
    public Input<string> CorrelationId { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.CorrelationId = context.Get(CorrelationId);
}

/// <summary>Ends the instance at once.</summary>
[Activity("Elsa", "Primitives", "Mark the workflow as finished.")]
public sealed class Finish : CodeActivity
{
    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) => context.WorkflowExecutionContext.FinishNow(context);
}

/// <summary>Ends its branch with an incident.</summary>
[Activity("Elsa", "Primitives", "Faults the workflow.")]
public sealed class Fault : CodeActivity
{
    /// <summary>The author's code.</summary>
    public Input<string> Code { get; set; } = new();

    /// <summary>The author's category.</summary>
    public Input<string> Category { get; set; } = new();

    /// <summary>System or business.</summary>
    public Input<string> FaultType { get; set; } = new();

    /// <summary>What went wrong.</summary>
    public Input<string> Message { get; set; } = new();

    /// <inheritdoc />
    protected override void Execute(ActivityExecutionContext context) =>
        throw new FaultException(
            context.Get(Code) ?? "0",
            context.Get(Category) ?? "General",
            context.Get(FaultType) ?? "System",
            context.Get(Message)
        );
}
