using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>支付审批: takes an approval of the last batch; its total must be that of its items.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "登记支付批次的审批，金额与明细一致方可通过。", DisplayName = "支付审批")]
[FlowNode("approved", "mismatch")]
public sealed class ApprovePayment : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var approved = await context
            .GetRequiredService<PayAdvances>()
            .ApproveAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(approved ? "approved" : "mismatch");
    }
}
