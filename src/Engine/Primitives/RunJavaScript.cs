using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Expressions;

namespace LaborFlow.Engine.Primitives;

/// <summary>Runs a script; its value is the result, and it may choose outcomes.</summary>
[Activity("Elsa", "Scripting", "Executes JavaScript code.", DisplayName = "Run JavaScript")]
public sealed class RunJavaScript : Activity<object>
{
    /// <summary>The script.</summary>
    [Input(UIHint = "code-editor", DefaultSyntax = "JavaScript", IsRequired = true)]
    public Input<string> Script { get; set; } = new();

    /// <summary>The outcomes that the script may set; shown as ports.</summary>
    [Input(UIHint = "dynamic-outcomes")]
    public Input<List<string>> PossibleOutcomes { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var script = context.Get(Script);
        if (!string.IsNullOrWhiteSpace(script))
        {
            // A script without a value leaves what its result is bound to as it is.
            if (
                await context.WorkflowExecutionContext.Engine.Expressions.EvaluateAsync(Expression.JavaScript(script), context) is { } value
            )
            {
                Result.Set(context, value);
            }
        }

        var outcomes = context.TransientProperties.TryGetValue(JavaScriptExpression.OutcomesKey, out var chosen) ? (string[])chosen! : null;
        await context.CompleteActivityAsync(outcomes is null ? null : new Outcomes(outcomes));
    }
}
