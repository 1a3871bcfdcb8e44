using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>核对开庭通知送达: whether every party has the notice of the hearing that is set, and in time, by the records of service.</summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按送达回证核对开庭通知书是否送达双方、是否足够提前；提前不足的撤销排期，说明最早可以开庭的日期；送达期间已经改期的，以改期后的通知书为准。",
    DisplayName = "核对开庭通知送达"
)]
[FlowNode(InTime, ShortNotice, Unserved)]
public sealed class CheckHearingNotice : Activity
{
    /// <summary>The hearing stands, or was moved meanwhile and has another notice.</summary>
    public const string InTime = "in-time";

    /// <summary>It came too soon after the service, and was put off; the history says from which day it can be held.</summary>
    public const string ShortNotice = "short-notice";

    /// <summary>Somebody is still to be served.</summary>
    public const string Unserved = "unserved";

    /// <summary>The notice's template.</summary>
    [Input(DisplayName = "通知书模板", Description = "模板代码，如 ARB/hearing-notice。", IsRequired = true)]
    public Input<string> Template { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var notice = await context
            .GetRequiredService<ServedHearing>()
            .HandleAsync(await context.CaseAsync(), Template.Get(context) ?? "", cancellationToken: context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(
            notice switch
            {
                // Whoever moved the hearing sees to the notice of its new day.
                HearingNotice.InTime or HearingNotice.Superseded => InTime,
                HearingNotice.TooLate => ShortNotice,
                _ => Unserved,
            }
        );
    }
}
