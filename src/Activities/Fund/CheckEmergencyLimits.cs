using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>核对应急垫付限额: holds the reviewed amounts against the district's own limits and says who approves them.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按本区配置的每人上限、欠薪比例、事件上限核对，并按合计金额确定由负责人或者区领导批准。",
    DisplayName = "核对应急垫付限额"
)]
[FlowNode("head", "leader", EmergencyLimits.Refused)]
public sealed class CheckEmergencyLimits : Activity
{
    /// <summary>The step whose form is the request.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        await context.CompleteActivityWithOutcomesAsync(
            await context
                .GetRequiredService<EmergencyLimits>()
                .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken)
        );
    }
}
