using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>登记退汇: payments that never arrived are booked as come back from the bank, and are due again.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "银行核查未入账的垫付款登记为退回，核验账号后重新支付。", DisplayName = "登记退汇")]
public sealed class ReturnPayment : CodeActivity
{
    /// <summary>The step whose form says what the bank found.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The step in which the workers said that nothing arrived.</summary>
    [Input(DisplayName = "收款步骤", Description = "员工称没有收到的步骤代码。", IsRequired = true)]
    public Input<string> AskedBy { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<ConfirmReceipts>()
            .ReturnAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", AskedBy.Get(context) ?? "", context.CancellationToken);
}
