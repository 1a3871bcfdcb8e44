using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>起算救济期限: starts each side's period to go to court, from the day on which it received the award.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "自送达之日起算双方起诉或者申请撤销的期限，并告知救济途径。",
    DisplayName = "起算救济期限"
)]
public sealed class BeginRemedies : CodeActivity
{
    /// <summary>Of the partial awards.</summary>
    [Input(DisplayName = "先行裁决", Description = "起算先行裁决书的救济期限。")]
    public Input<bool> Partial { get; set; } = new();

    /// <summary>The period that runs out last.</summary>
    [Output(DisplayName = "最后届满的期限")]
    public Output<string> LastParameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        LastParameter.Set(
            context,
            await context
                .GetRequiredService<StartRemedies>()
                .HandleAsync(await context.CaseAsync(), Partial.Get(context), context.CancellationToken)
        );
}
