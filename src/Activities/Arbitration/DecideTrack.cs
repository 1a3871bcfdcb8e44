using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>办理方式建议: writes into the case's history which track its facts suggest, for the registrar who decides.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "根据案件情况提出速裁、普通程序或者集体争议程序的建议。",
    DisplayName = "办理方式建议"
)]
public sealed class DecideTrack : CodeActivity
{
    /// <summary>The suggestion.</summary>
    [Output(DisplayName = "建议", Description = "fast、ordinary 或 collective。")]
    public Output<string> Track { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        Track.Set(context, context.GetRequiredService<SuggestTrack>().Handle(await context.CaseAsync()));
}
