using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Exceptions;

/// <summary>例外情形分流: follows the port of the kind that was raised.</summary>
[Activity(CaseContext.Namespace, "例外情形", "按提出的例外情形选择办理路径。", DisplayName = "例外情形分流")]
[FlowNode(
    "withdrawal",
    "incapacity",
    "claims",
    "counterclaim",
    "add-party",
    "jurisdiction",
    "recusal",
    "no-show",
    "suspension",
    "missing",
    "merger",
    "split",
    "transfer",
    "court-accepted",
    "review",
    "performance",
    "reopening"
)]
public sealed class ExceptionKind : Activity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(await context.CaseAsync(), context.WorkflowExecutionContext.Id, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(raised.Kind);
    }
}
