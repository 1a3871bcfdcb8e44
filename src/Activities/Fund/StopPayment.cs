using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>停止垫付: the employer paid, or there is fraud, so nothing that the fund has not paid yet is paid any more.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "单位已经付清或者发现虚报、冒领，尚未支付的垫付款一律停止；以前的批次已经支付的转追偿。",
    DisplayName = "停止垫付"
)]
[FlowNode(NothingPaid, PaidBefore)]
public sealed class StopPayment : Activity
{
    /// <summary>The fund paid nothing in this case.</summary>
    public const string NothingPaid = "nothing-paid";

    /// <summary>An earlier batch was paid, and is recovered.</summary>
    public const string PaidBefore = "paid-before";

    /// <summary>The step in which an approver said so.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var unpaid = await context
            .GetRequiredService<StopAdvances>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(unpaid ? NothingPaid : PaidBefore);
    }
}
