using LaborFlow.Engine.Expressions;

namespace LaborFlow.Engine.Activities;

/// <summary>An input of an activity: an expression that is evaluated when the activity runs.</summary>
public abstract class Input
{
    private protected Input(Type type, Expression? expression)
    {
        Type = type;
        Expression = expression;
    }

    /// <summary>The type of the value.</summary>
    public Type Type { get; }

    /// <summary>How the value is found; null means none was given.</summary>
    public Expression? Expression { get; internal set; }
}

/// <summary>An input of a known type.</summary>
public sealed class Input<T> : Input
{
    /// <summary>An input without a value.</summary>
    public Input()
        : base(typeof(T), null) { }

    /// <summary>A literal.</summary>
    public Input(T literal)
        : base(typeof(T), Expression.Literal(literal)) { }

    /// <summary>An expression.</summary>
    public Input(Expression expression)
        : base(typeof(T), expression) { }

    /// <summary>The value of a variable.</summary>
    public Input(Variable variable)
        : base(typeof(T), new Expression("Variable", new Dictionary<string, object?> { ["id"] = variable.Id, ["name"] = variable.Name }))
    { }

    /// <summary>The value that was evaluated for this execution.</summary>
    public T? Get(ActivityExecutionContext context) => context.Get(this);
}

/// <summary>An output of an activity, bound to a variable or to an output of the workflow.</summary>
public abstract class Output
{
    private protected Output(Type type) => Type = type;

    /// <summary>The type of the value.</summary>
    public Type Type { get; }

    /// <summary>Id of the variable, or name of the workflow output, that receives the value; null when unbound.</summary>
    public string? TargetId { get; internal set; }

    /// <summary>The output's name; set by the engine from the property.</summary>
    public string Name { get; internal set; } = "Result";
}

/// <summary>An output of a known type.</summary>
public sealed class Output<T> : Output
{
    /// <summary>An unbound output: still readable by <c>getOutputFrom</c>.</summary>
    public Output()
        : base(typeof(T)) { }

    /// <summary>An output that sets a variable.</summary>
    public Output(Variable variable)
        : base(typeof(T)) => TargetId = variable.Id;

    /// <summary>Sets the value.</summary>
    public void Set(ActivityExecutionContext context, T? value) => context.Set(this, value);
}
