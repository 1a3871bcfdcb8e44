using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>垫付复核: compares another officer's calculation with the first, worker by worker.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "由另一人重新核算并逐人比对，有差异的退回。", DisplayName = "垫付复核")]
[FlowNode("same", "different")]
public sealed class ConfirmAdvance : Activity
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
        var same = await context
            .GetRequiredService<ConfirmAdvances>()
            .HandleAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", AcceptedBy.Get(context) ?? "", context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(same ? "same" : "different");
    }
}
