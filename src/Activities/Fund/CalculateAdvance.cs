using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>垫付核算: calculates what the fund advances to each worker and month.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单逐人逐月核算垫付金额，列明依据和不予垫付的情形。",
    DisplayName = "垫付核算"
)]
[FlowNode("calculated", "incomplete")]
public sealed class CalculateAdvance : Activity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The step that accepted the application; months are counted back from its day.</summary>
    [Input(DisplayName = "受理步骤", IsRequired = true)]
    public Input<string> AcceptedBy { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var done = await context
            .GetRequiredService<CalculateAdvances>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", AcceptedBy.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(done ? "calculated" : "incomplete");
    }
}
