using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>生成支付批次: puts everything that is confirmed into a payment batch.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把复核一致的垫付列入支付批次。", DisplayName = "生成支付批次")]
[FlowNode("prepared", "nothing")]
public sealed class PreparePayment : Activity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var batch = await context.GetRequiredService<PayAdvances>().PrepareAsync(await context.CaseAsync(), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(batch is null ? "nothing" : "prepared");
    }
}
