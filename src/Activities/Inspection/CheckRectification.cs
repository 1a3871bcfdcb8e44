using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Inspection;

/// <summary>复查整改: records a recheck of every open item.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "记录复查结果：全部到位、尚有未到期事项、工资未付或者其他未到位。",
    DisplayName = "复查整改"
)]
[FlowNode("all-done", "pending", "wages-unpaid", "not-done", "incomplete")]
public sealed class CheckRectification : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>Items whose date has not come may be left to a later recheck; otherwise all are rechecked together.</summary>
    [Input(DisplayName = "逐项到期复查", Description = "未到期的事项可以留待到期后复查，从 pending 出口继续。")]
    public Input<bool> ByItem { get; set; } = new();

    /// <summary>Only items that were never rechecked need a result: the others are being disposed of.</summary>
    [Input(DisplayName = "只查未复查事项", Description = "已复查未到位的事项另行处理，不再要求填写结果。")]
    public Input<bool> OnlyNew { get; set; } = new();

    /// <summary>The due date that comes next, yyyy-MM-dd.</summary>
    [Output(DisplayName = "下一整改期限")]
    public Output<string> NextDueOn { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var result = await context
            .GetRequiredService<FollowUp>()
            .CheckAsync(
                await context.CaseAsync(),
                FromStep.Get(context) ?? "",
                ByItem.Get(context),
                OnlyNew.Get(context),
                context.CancellationToken
            );
        NextDueOn.Set(context, await context.NextDueAsync());
        await context.CompleteActivityWithOutcomesAsync(
            result switch
            {
                RecheckResult.AllDone => "all-done",
                RecheckResult.Pending => "pending",
                RecheckResult.WagesUnpaid => "wages-unpaid",
                RecheckResult.NotDone => "not-done",
                _ => "incomplete",
            }
        );
    }
}
