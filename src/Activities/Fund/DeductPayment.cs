using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>扣减单位已付: what the employer paid of the wages comes off the advances of the last batch, which is put together anew.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "单位支付了部分工资的，逐人逐月扣减垫付金额，其余照常垫付。",
    DisplayName = "扣减单位已付"
)]
public sealed class DeductPayment : CodeActivity
{
    /// <summary>The approval whose form lists what was paid.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<DeductEmployerPayments>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
