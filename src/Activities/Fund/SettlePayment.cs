using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>登记支付结果: notes what the bank paid and what it returned.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "登记银行支付结果，失败的退回更正账号。", DisplayName = "登记支付结果")]
[FlowNode("all-paid", "some-failed")]
public sealed class SettlePayment : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var paid = await context
            .GetRequiredService<PayAdvances>()
            .SettleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(paid ? "all-paid" : "some-failed");
    }
}
