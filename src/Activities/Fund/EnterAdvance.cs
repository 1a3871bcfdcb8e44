using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>登记应急垫付: takes the amounts that the district decided by its own rules.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "按区级规则登记逐人金额，与审核金额一致方可继续。", DisplayName = "登记应急垫付")]
[FlowNode("entered", "refused")]
public sealed class EnterAdvance : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The step whose form repeats the total.</summary>
    [Input(DisplayName = "审核步骤", IsRequired = true)]
    public Input<string> ApprovedBy { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var entered = await context
            .GetRequiredService<EnterAdvances>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", ApprovedBy.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(entered ? "entered" : "refused");
    }
}
