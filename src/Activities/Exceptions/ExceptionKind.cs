using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
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
    "postpone",
    "evidence-order",
    "record-correction",
    "mediation-extension",
    "mediation-end",
    "member-exit",
    "clue",
    "insolvency",
    "incident",
    "suspension",
    "missing",
    "merger",
    "split",
    "transfer",
    "court-accepted",
    "review",
    "performance",
    "court-outcome",
    "enforcement",
    "publish",
    "unpublish",
    "reopening"
)]
public sealed class ExceptionKind : Activity
{
    /// <summary>The other side of who raised it, for a step that is theirs; empty when an officer raised it for neither.</summary>
    [Output(DisplayName = "对方")]
    public Output<string> OtherSide { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var raised = await context
            .GetRequiredService<ExceptionDesk>()
            .FindAsync(await context.CaseAsync(), context.WorkflowExecutionContext.Id, context.CancellationToken);
        OtherSide.Set(
            context,
            raised.Side switch
            {
                TaskParties.Applicant => TaskParties.Respondent,
                TaskParties.Respondent => TaskParties.Applicant,
                _ => "",
            }
        );
        await context.CompleteActivityWithOutcomesAsync(raised.Kind);
    }
}
