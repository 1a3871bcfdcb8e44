using LaborFlow.Cases.Arbitration;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Arbitration;

/// <summary>
/// 核对听证、开庭通知的送达: whether the notice of the hearing that is set was served early enough, by the records of service as
/// <see cref="CheckHearingNotice"/> reads them; the paper is the procedure's own hearing notice. Whoever is still to be served, as when the
/// employer changed meanwhile, is told of another day.
/// </summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "按通知书视为送达之日核对通知是否足够提前；不足的重新排期。",
    DisplayName = "核对通知送达"
)]
[FlowNode(InTime, ShortNotice)]
public sealed class ConfirmHearingNotice : Activity
{
    /// <summary>The notice came early enough.</summary>
    public const string InTime = "in-time";

    /// <summary>It came too late, and another hearing is set.</summary>
    public const string ShortNotice = ScheduleHearing.ShortNotice;

    /// <summary>The day of service, as the drawing hands it on; that the paper was served at all. The record of service tells the day.</summary>
    [Input(DisplayName = "送达日期", Description = "送达文书得出的视为送达之日；核对时以送达回证为准。", IsRequired = true)]
    public Input<string?> ServedOn { get; set; } = new();

    /// <summary>The register's period of notice; that of the procedure's kind of hearing when none is named.</summary>
    [Input(DisplayName = "通知期限", Description = "法定参数编号；不填为开庭通知期限。")]
    public Input<string?> Parameter { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        _ = DrawnDay.Read(ServedOn.Get(context), "核对通知送达：没有得出送达日期。");
        var heard = await context.CaseAsync();
        var notice = await context
            .GetRequiredService<ServedHearing>()
            .HandleAsync(heard, template: null, Parameter.Get(context) is { Length: > 0 } named ? named : null, context.CancellationToken);
        await context.CompleteActivityWithOutcomesAsync(notice is HearingNotice.InTime or HearingNotice.Superseded ? InTime : ShortNotice);
    }
}
