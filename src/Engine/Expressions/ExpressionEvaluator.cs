using System.Collections.Frozen;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Expressions;

/// <summary>Evaluates expressions by their type.</summary>
public sealed class ExpressionEvaluator(IEnumerable<IExpressionHandler> handlers)
{
    private readonly FrozenDictionary<string, IExpressionHandler> _handlers = handlers.ToFrozenDictionary(
        handler => handler.Type,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Literal, Object, Json, Variable, Input, Output and JavaScript, and what is given besides.</summary>
    public static ExpressionEvaluator CreateDefault(TimeProvider time, params IExpressionHandler[] more) =>
        new([
            new PlainExpression("Literal", (expression, _) => expression.Value),
            new PlainExpression("Object", (expression, _) => expression.Value),
            new PlainExpression("Json", (expression, _) => expression.Value),
            new PlainExpression("Variable", (expression, context) => ReadVariable(expression, context)),
            new PlainExpression(
                "Input",
                (expression, context) =>
                    context.WorkflowExecutionContext.ReadInput(
                        context,
                        expression.Reference("name") ?? JsonValues.ToText(expression.Value) ?? ""
                    )
            ),
            new PlainExpression(
                "Output",
                (expression, context) =>
                    ReadOutput(context, expression.Reference("activityId"), expression.Reference("outputName") ?? "Result")
            ),
            new JavaScriptExpression(time),
            .. more,
        ]);

    /// <summary>The types that can be evaluated.</summary>
    public IEnumerable<string> Types => _handlers.Keys;

    /// <summary>Gives the value of an expression as it is.</summary>
    /// <exception cref="WorkflowException">There is no such expression type, or its body fails.</exception>
    public ValueTask<object?> EvaluateAsync(Expression expression, ActivityExecutionContext context) =>
        HandlerOf(expression).EvaluateAsync(expression, context);

    /// <summary>What evaluates an expression.</summary>
    internal IExpressionHandler HandlerOf(Expression expression) =>
        _handlers.TryGetValue(expression.Type, out var handler)
            ? handler
            : throw new WorkflowException($"Expression type '{expression.Type}' is not known.");

    /// <summary>Gives the value of an expression, converted.</summary>
    public async ValueTask<object?> EvaluateAsync(Expression expression, ActivityExecutionContext context, Type type) =>
        ValueConverter.Convert(await EvaluateAsync(expression, context), type);

    /// <summary>What is wrong with an expression, without running it; null when nothing is.</summary>
    public ExpressionProblem? Check(Expression expression) =>
        _handlers.TryGetValue(expression.Type, out var handler)
            ? handler.Check(expression)
            : new($"没有“{expression.Type}”这种表达式。", $"Expression type '{expression.Type}' is not known.");

    private static object? ReadVariable(Expression expression, ActivityExecutionContext context)
    {
        var (id, name) = expression.Named;
        var slot =
            (id is null ? null : context.FindVariable(id))
            ?? (name is null ? null : context.FindVariable(name))
            ?? (expression.Value is string text ? context.FindVariable(text) : null);
        return slot?.Value;
    }

    private static object? ReadOutput(ActivityExecutionContext context, string? activityId, string name) =>
        activityId is null ? null : context.FindOutput(activityId, name);
}

/// <summary>An expression that is one look-up.</summary>
internal sealed class PlainExpression(string type, Func<Expression, ActivityExecutionContext, object?> read) : IExpressionHandler
{
    public string Type => type;

    public ValueTask<object?> EvaluateAsync(Expression expression, ActivityExecutionContext context) => new(read(expression, context));
}
