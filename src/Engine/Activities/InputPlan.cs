using System.Text.Json.Nodes;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Engine.Activities;

/// <summary>
/// What is the same at every run of an activity: its descriptor, the inputs that the engine evaluates and with what, and what the journal
/// keeps. Worked out once per activity object, which all instances share.
/// </summary>
internal sealed class InputPlan
{
    private InputPlan(WorkflowEngine engine, IActivity activity)
    {
        Engine = engine;
        Descriptor = engine.Registry.Find(activity.Type);
        LogSettings = LogPersistence.Settings(activity.CustomProperties);
        Inputs =
            Descriptor is null || Descriptor.ClrType != activity.GetType()
                ? []
                :
                [
                    .. Descriptor
                        .Inputs.Where(input => input.AutoEvaluate)
                        .Select(input => (input.Name, Input: input.Read(activity)))
                        .Where(pair => pair.Input is not null)
                        .Select(pair => new PlannedInput(pair.Name, pair.Input!)),
                ];
    }

    public WorkflowEngine Engine { get; }

    public ActivityDescriptor? Descriptor { get; }

    public JsonObject? LogSettings { get; }

    public PlannedInput[] Inputs { get; }

    public static InputPlan Of(WorkflowEngine engine, IActivity activity)
    {
        if (activity is not Activity known)
        {
            return new InputPlan(engine, activity);
        }

        return known.Plan is { } plan && ReferenceEquals(plan.Engine, engine) ? plan : known.Plan = new InputPlan(engine, activity);
    }
}

/// <summary>An input that the engine evaluates before the activity runs.</summary>
internal sealed class PlannedInput(string name, Input input)
{
    private Resolved? _resolved;

    public string Name => name;

    public Input Input => input;

    /// <summary>The handler of the input's expression; null when it has none.</summary>
    /// <exception cref="WorkflowException">There is no such expression type.</exception>
    public IExpressionHandler? HandlerOf(ExpressionEvaluator expressions)
    {
        var expression = input.Expression;
        if (expression is null)
        {
            return null;
        }

        if (_resolved is not { } resolved || !ReferenceEquals(resolved.Expression, expression))
        {
            _resolved = resolved = new Resolved(expression, expressions.HandlerOf(expression));
        }

        return resolved.Handler;
    }

    private sealed record Resolved(Expression Expression, IExpressionHandler Handler);
}

/// <summary>The value that an input had in one execution.</summary>
/// <param name="Input">The input.</param>
/// <param name="Name">The name under which the journal shows it; null when it doesn't.</param>
/// <param name="Value">The value.</param>
internal readonly record struct EvaluatedInput(Input Input, string? Name, object? Value);
