using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Deadlines;

/// <summary>
/// 延长期限: extends a running period once, up to the cap of the register. Days, approver and reason come from the form of the step that
/// approved it, or are given here; what the register forbids follows <c>refused</c> and changes nothing. A period that only both sides may
/// lengthen needs the step that holds their consent, or a consent that is on the case's register already; a drawing with neither fails.
/// </summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "经批准延长一个期限，一次为限；超过法定上限的退回审批。",
    DisplayName = "延长期限",
    FormerTypes = ["ExtendByApproval"]
)]
[FlowNode(Extended, Refused)]
public sealed class ExtendDeadline : Activity
{
    /// <summary>It runs longer.</summary>
    public const string Extended = "extended";

    /// <summary>The register does not allow it; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The register's id.</summary>
    [Input(DisplayName = "法定参数", IsRequired = true)]
    public Input<string> Parameter { get; set; } = new();

    /// <summary>The step that approved it; its form holds <c>days</c> and <c>reason</c>. Without it, days and approver are given below.</summary>
    [Input(DisplayName = "批准步骤", Description = "该步骤表单的 days 为延长天数，reason 为理由；不填则使用下列各项。")]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>
    /// The step whose form holds the consent of both sides to a later end: <c>agreedUntil</c>, <c>applicantAgreedOn</c>,
    /// <c>respondentAgreedOn</c>. The days of the extension follow from it.
    /// </summary>
    [Input(
        DisplayName = "双方同意步骤",
        Description = "只能经双方同意延长的期限（如调解期限）须填写：该步骤表单的 agreedUntil、applicantAgreedOn、respondentAgreedOn 为约定的截止日期和双方各自同意的日期。"
    )]
    public Input<string?> ConsentStep { get; set; } = new();

    /// <summary>By how much, in the parameter's own unit.</summary>
    [Input(DisplayName = "延长天数")]
    public Input<int> Days { get; set; } = new();

    /// <summary>Who approved it.</summary>
    [Input(DisplayName = "批准人")]
    public Input<string> ApprovedBy { get; set; } = new();

    /// <summary>The article that it rests on.</summary>
    [Input(DisplayName = "法律依据", IsRequired = true)]
    public Input<string> Basis { get; set; } = new();

    /// <summary>Why, in the officer's words.</summary>
    [Input(DisplayName = "理由", UIHint = "multiline")]
    public Input<string?> Reason { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var disputed = await context.CaseAsync();
        var (days, reason) = await ApprovalAsync(context, disputed);
        var consented = ConsentStep.Get(context) is { Length: > 0 } step ? step : null;
        var outcome = Extended;
        try
        {
            if (consented is not null)
                days = await context.GetRequiredService<AgreedExtension>().EnterAsync(disputed, consented, context.CancellationToken);
            await context
                .GetRequiredService<ChangeDeadline>()
                .ExtendAsync(disputed, Parameter.Get(context) ?? "", days, reason, context.CancellationToken);
        }
        catch (NotAllowedException refused) when (refused.Code == ChangeDeadline.NeedsConsent && consented is null)
        {
            // No officer can put this right: the drawing leaves the parties out.
            throw new WorkflowException(refused.Zh, refused);
        }
        catch (NotAllowedException refused)
        {
            outcome = Refused;
            context
                .GetRequiredService<ICaseStore>()
                .Add(CaseEvents.Internal(disputed.Id, context.Now, "workflow", "deadline.refused", refused.Zh, refused.En, reason.Basis));
        }
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }

    private async ValueTask<(int Days, DeadlineReason Reason)> ApprovalAsync(ActivityExecutionContext context, Case disputed)
    {
        var basis = Basis.Get(context) ?? "";
        if (FromStep.Get(context) is not { Length: > 0 } step)
            return (Days.Get(context), new DeadlineReason(ApprovedBy.Get(context) ?? "workflow", null, basis, Reason.Get(context) ?? ""));
        using var data = await StepData.LastAsync(context.GetRequiredService<ITaskStore>(), disputed.Id, step, context.CancellationToken);
        return (data.Count("days") ?? 0, new DeadlineReason(data.Task.CompletedBy!, null, basis, data.Text("reason") ?? ""));
    }
}
