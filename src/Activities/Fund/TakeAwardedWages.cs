using LaborFlow.Cases.Fund;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Fund;

/// <summary>带入裁决欠薪: fills the form of verification with what awards gave the workers against the same employer.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "把员工对同一单位的仲裁裁决中的欠薪带入核实表，经办人员可以更正并写明理由。",
    DisplayName = "带入裁决欠薪"
)]
public sealed class TakeAwardedWages : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetRequiredService<AwardedWages>().TakeAsync(await context.CaseAsync(), context.CancellationToken);
}
