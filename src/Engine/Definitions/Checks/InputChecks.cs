using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Branching;
using LaborFlow.Engine.Composition;
using LaborFlow.Engine.Expressions;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Primitives;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions.Checks;

/// <summary>Required inputs and the syntax of expressions, those of cases and of definitions used as activities included.</summary>
internal static class InputChecks
{
    public static void Check(WorkflowEngine engine, IActivity activity, ProblemList problems)
    {
        foreach (var (name, expression) in ExpressionsBesideInputs(activity))
        {
            var inCase = activity is ICaseSource;
            CheckExpression(
                engine,
                activity,
                inCase ? $"Cases”分支“{name}" : name,
                inCase ? $"Cases' case '{name}" : name,
                expression,
                problems
            );
        }

        if (activity is RunJavaScript script && script.Script.Expression is { Type: "Literal", Value: string source })
        {
            CheckExpression(engine, activity, "脚本", "Script", Expression.JavaScript(source), problems);
        }

        if (engine.Registry.Find(activity.Type) is not { } descriptor || descriptor.ClrType != activity.GetType())
        {
            return;
        }

        foreach (var input in descriptor.Inputs)
        {
            var expression = input.Read(activity)?.Expression;
            var absent = input.IsWrapped ? expression is null or { Value: null or "" } : input.Property?.GetValue(activity) is null;

            // A trigger without a payload is told by the trigger index, in Elsa's words.
            if (input.IsRequired && absent && activity is not ITrigger { CanStartWorkflow: true })
            {
                problems.Error(
                    activity.Id,
                    "input-missing",
                    $"环节“{activity.Id}”缺少必填项“{input.DisplayName}”。",
                    $"Activity '{activity.Id}' lacks the required input '{input.Name}'."
                );
            }

            if (expression is not null)
            {
                CheckExpression(engine, activity, input.DisplayName, input.Name, expression, problems);
            }
        }
    }

    private static IEnumerable<(string Name, Expression Expression)> ExpressionsBesideInputs(IActivity activity) =>
        activity switch
        {
            Switch { Cases: var cases } => cases.Where(c => c.Condition is not null).Select(c => (c.Label, c.Condition!)),
            FlowSwitch { Cases: var cases } => cases.Where(c => c.Condition is not null).Select(c => (c.Label, c.Condition!)),
            WorkflowDefinitionActivity used => used.InputExpressions.Select(pair => (pair.Key, pair.Value)),
            _ => [],
        };

    private static void CheckExpression(
        WorkflowEngine engine,
        IActivity activity,
        string zhName,
        string enName,
        Expression expression,
        ProblemList problems
    )
    {
        if (engine.Expressions.Check(expression) is { } wrong)
        {
            problems.Error(
                activity.Id,
                "expression",
                $"环节“{activity.Id}”的“{zhName}”表达式有误：{wrong.Zh}",
                $"Input '{enName}' of activity '{activity.Id}': {wrong.En}"
            );
        }
    }

    /// <summary>The value of an input that is written in the definition itself; null when only an instance knows it.</summary>
    public static object? LiteralOf(Input input) =>
        input.Expression is { Type: "Literal" or "Object" or "Json", Value: { } value } ? value : null;

    /// <summary>The same as text.</summary>
    public static string? TextOf(Input input) => JsonValues.ToText(LiteralOf(input));
}
