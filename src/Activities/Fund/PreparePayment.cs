using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>生成支付批次: puts everything that is confirmed into a payment batch.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把复核一致的垫付列入支付批次。", DisplayName = "生成支付批次")]
[FlowNode("prepared", "nothing", "verify")]
public sealed class PreparePayment : Activity
{
    /// <summary>Stops the batch while an account stands for two people.</summary>
    [Input(DisplayName = "核验重复账号", Description = "同一银行账号对应两名员工的，不生成批次，从 verify 出口转账号核验；须画出该出口。")]
    public Input<bool> VerifyAccounts { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (batch, verify) = await context
            .GetRequiredService<PayAdvances>()
            .PrepareAsync(await context.CaseAsync(), VerifyAccounts.Get(context), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            verify ? "verify"
            : batch is null ? "nothing"
            : "prepared"
        );
    }
}
