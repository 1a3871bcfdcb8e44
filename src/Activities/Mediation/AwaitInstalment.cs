using LaborFlow.Activities.Notices;
using LaborFlow.Cases;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;

namespace LaborFlow.Activities.Mediation;

/// <summary>
/// 提醒履行: waits until two working days before the next instalment, and reminds the side that owes it. When nothing is owed any more, by
/// then or at all, there is nothing to remind of.
/// </summary>
[Activity(
    CaseContext.Namespace,
    CaseContext.Category,
    "等待至下一履行期次到期前两个工作日，提醒履行义务人；没有待履行期次的从 over 出口继续。",
    DisplayName = "提醒履行"
)]
[FlowNode(Due, Over)]
public sealed class AwaitInstalment : Activity
{
    /// <summary>The reminder is out.</summary>
    public const string Due = "due";

    /// <summary>Nothing is owed.</summary>
    public const string Over = "over";

    private const int WorkingDaysBefore = 2;

    /// <summary>The side that owes.</summary>
    [Input(
        DisplayName = "履行义务人",
        Description = "不选则为协议载明的给付一方。",
        UIHint = "dropdown",
        Options = ["", TaskParties.Applicant, TaskParties.Respondent]
    )]
    public Input<string?> Side { get; set; } = new();

    /// <summary>The last day of the instalment, yyyy-MM-dd.</summary>
    [Output(DisplayName = "本期期限")]
    public Output<string> DueOn { get; set; } = new();

    /// <summary>The side that is paid, which reports what was and what was not.</summary>
    [Output(DisplayName = "受领一方")]
    public Output<string> Payee { get; set; } = new();

    /// <inheritdoc />
    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => OnTimeAsync(context);

    private async ValueTask OnTimeAsync(ActivityExecutionContext context)
    {
        var agreed = await context.CaseAsync();
        // Taken up again, the agreement is reviewed, and tracked when that is over, or it has failed and arbitration goes on.
        if (agreed is { ClosedAt: null, Stage: not Cases.Stages.AgreementReview })
        {
            await context.CompleteActivityWithOutcomesAsync(Over);
            return;
        }
        if (await context.GetRequiredService<TrackPerformance>().NextAsync(agreed.Id, context.CancellationToken) is not { } next)
        {
            await context.CompleteActivityWithOutcomesAsync(Over);
            return;
        }

        var calendar = context.GetRequiredService<WorkingCalendar>().At(new Jurisdiction(agreed.District[..6]));
        var opens = ReminderPlanner.OpeningOf(calendar.AddWorkingDays(next.DueOn, -WorkingDaysBefore));
        if (opens > context.Now)
        {
            context.CreateBookmark(
                new CreateBookmarkArgs
                {
                    BookmarkName = "LaborFlow.InstalmentNear",
                    Stimulus = new Dictionary<string, object?> { ["instalmentId"] = next.Id.ToString() },
                    Callback = OnTimeAsync,
                    DueAt = opens,
                }
            );
            return;
        }

        var terms = await context.GetRequiredService<TrackPerformance>().TermsAsync(agreed.Id, context.CancellationToken);
        var payer = Side.Get(context) is { Length: > 0 } named ? named : terms.Payer;
        var owed = next.Amount is { } amount ? $"，应付{amount - next.Paid:0.00}元" : "";
        var days = next.DueOn.DayNumber - ChinaDay.Of(context.Now).DayNumber;
        NotifyParty.Tell(
            context,
            agreed,
            payer,
            days >= 0
                ? $"调解协议第{next.Number}期于{next.DueOn:yyyy-MM-dd}到期{owed}，请按期履行并将付款凭证提交承办人员。"
                : $"调解协议第{next.Number}期已于{next.DueOn:yyyy-MM-dd}到期{owed}，请立即履行；逾期不履行的，对方可以{(PerformanceSteps.IsEnforceable(agreed) ? "向人民法院申请强制执行" : "依法申请仲裁或者支付令")}。",
            null
        );
        DueOn.Set(context, next.DueOn.ForDrawing());
        Payee.Set(context, payer == TaskParties.Applicant ? TaskParties.Respondent : TaskParties.Applicant);
        await context.CompleteActivityWithOutcomesAsync(Due);
    }
}
