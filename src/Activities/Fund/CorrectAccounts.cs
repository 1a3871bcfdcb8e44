using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>更正账号: takes new accounts for payments that failed.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "更正支付失败人员的账号并校验。", DisplayName = "更正账号")]
[FlowNode("corrected", "invalid")]
public sealed class CorrectAccounts : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var corrected = await context
            .GetRequiredService<PayAdvances>()
            .CorrectAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(corrected ? "corrected" : "invalid");
    }
}
