using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>登记裁决生效: the day from which the award binds, and until when enforcement may be asked for.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "登记裁决书发生法律效力的日期和申请执行的最后日期，并告知双方。",
    DisplayName = "登记裁决生效"
)]
public sealed class CertifyEffect : CodeActivity
{
    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context
            .GetRequiredService<Cases.Arbitration.AwardTakesEffect>()
            .RecordAsync(await context.CaseAsync(), context.CancellationToken);
}
