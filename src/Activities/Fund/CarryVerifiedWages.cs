using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>带入核实结果: fills the form of calculation with what was verified month by month.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "把核实表逐人逐月的未付工资带入核算表。", DisplayName = "带入核实结果")]
public sealed class CarryVerifiedWages : CodeActivity
{
    /// <summary>The step whose form is read.</summary>
    [Input(DisplayName = "取自步骤", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<AwardedWages>()
            .CarryAsync(await context.CaseAsync(), FromStep.Get(context) ?? "", context.CancellationToken);
}
