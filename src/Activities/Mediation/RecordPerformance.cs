using LaborFlow.Cases.Mediation;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Mediation;

/// <summary>登记履行: enters what was paid of the instalment that is due.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按步骤表单登记本期履行的金额和日期；全部履行的从 all 出口继续，填写有误的退回。",
    DisplayName = "登记履行"
)]
[FlowNode(More, All, Refused)]
public sealed class RecordPerformance : Activity
{
    /// <summary>Something is still owed.</summary>
    public const string More = "more";

    /// <summary>Everything is performed.</summary>
    public const string All = "all";

    /// <summary>What was entered cannot be; the history says why.</summary>
    public const string Refused = "refused";

    /// <summary>The step whose form holds <c>performedOn</c> and <c>paid</c>.</summary>
    [Input(DisplayName = "取自步骤", Description = "该步骤表单的 performedOn 为履行日期，paid 为已履行金额。", IsRequired = true)]
    public Input<string> FromStep { get; set; } = new();

    /// <summary>The instalment is performed in full.</summary>
    [Input(DisplayName = "本期全部履行", Description = "勾选的按本期全部履行登记，不看金额。")]
    public Input<bool> Whole { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var agreed = await context.CaseAsync();
        var track = context.GetRequiredService<TrackPerformance>();
        var recorded = await track.RecordAsync(agreed, FromStep.Get(context) ?? "", Whole.Get(context), context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            !recorded ? Refused
            : await track.IsPerformedAsync(agreed, context.CancellationToken) ? All
            : More
        );
    }
}
