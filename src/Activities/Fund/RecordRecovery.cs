using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>登记追偿: notes money that came back to the fund.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "登记向单位追回的款项，累计与垫付金额比较。", DisplayName = "登记追偿")]
[FlowNode("full", "partial")]
public sealed class RecordRecovery : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var full = await context
            .GetRequiredService<PayAdvances>()
            .RecoverAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(full ? "full" : "partial");
    }
}
