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
    /// <summary>Of the partial award, while the rest is heard.</summary>
    [Input(DisplayName = "先行裁决", Description = "登记先行裁决书生效，并另行起算其申请执行期限。")]
    public Input<bool> Partial { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var effect = context.GetRequiredService<Cases.Arbitration.AwardTakesEffect>();
        var decided = await context.CaseAsync();
        if (Partial.Get(context))
            await effect.RecordPartialAsync(decided, context.CancellationToken);
        else
            await effect.RecordAsync(decided, context.CancellationToken);
    }
}
