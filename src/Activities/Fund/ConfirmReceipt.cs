using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>确认收款: notes which workers say that the fund's money reached them, or that it did not.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单登记员工收款情况：全部收到、部分收到，或者没有收到。",
    DisplayName = "确认收款"
)]
[FlowNode(ConfirmReceipts.All, ConfirmReceipts.Some, ConfirmReceipts.Missing)]
public sealed class ConfirmReceipt : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.CompleteActivityWithOutcomesAsync(
            await context
                .GetRequiredService<ConfirmReceipts>()
                .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken)
        );
}
