using LaborFlow.Activities.Notices;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Parties;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>停止处理事项: items that a worker brought to mediation, arbitration or the court go no further here.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "劳动者已申请调解、仲裁或者提起诉讼的整改事项停止处理，记明可以走的程序。",
    DisplayName = "停止处理事项"
)]
[FlowNode("others-open", "none-open", "refused")]
public sealed class StopRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 routed 为事项序号，forum 为程序，docket 为案号。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var inspected = await context.CaseAsync();
        var result = await context
            .GetRequiredService<FollowUp>()
            .StopAsync(inspected, FromStep.Get(context) ?? "", context.CancellationToken);
        if (result != StopResult.Refused)
            NotifyParty.Send(
                context,
                inspected,
                TaskParties.Applicant,
                "部分整改事项已经进入调解、仲裁或者诉讼程序，监察机构停止处理；可以走的程序见告知书。"
            );
        await context.CompleteActivityWithOutcomesAsync(
            result switch
            {
                StopResult.OthersOpen => "others-open",
                StopResult.NoneOpen => "none-open",
                _ => "refused",
            }
        );
    }
}
