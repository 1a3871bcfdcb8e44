using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Expressions;

/// <summary>Evaluates one type of expression. Registered as a service; handlers are shared and thread-safe.</summary>
public interface IExpressionHandler
{
    /// <summary>The expression type that it evaluates.</summary>
    string Type { get; }

    /// <summary>Gives the value; the caller converts it to the input's type.</summary>
    ValueTask<object?> EvaluateAsync(Expression expression, ActivityExecutionContext context);

    /// <summary>Checks the body without running it; null when it is well formed, else what is wrong and where.</summary>
    ExpressionProblem? Check(Expression expression) => null;
}

/// <summary>What is wrong with the body of an expression, and where.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record ExpressionProblem(string Zh, string En);
