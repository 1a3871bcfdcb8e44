using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Activities.Notices;

/// <summary>通知当事人: puts a notice on the case's timeline and, through the outbox, on its way to the side that is named.</summary>
[Activity(CaseContext.Namespace, CaseContext.Category, "向当事人发出通知，并记入案件进程。", DisplayName = "通知当事人")]
public sealed class NotifyParty : CodeActivity
{
    /// <summary>The kind of the outbox message; its body is <c>{caseId, caseNumber, side, text, template}</c> and holds no address.</summary>
    public const string MessageKind = "party.notice";

    /// <summary>得到给付的一方: whom the last agreement of the case has paid, whichever side applied.</summary>
    public const string Payee = "payee";

    /// <summary>The side.</summary>
    [Input(
        DisplayName = "通知对象",
        UIHint = "dropdown",
        Description = "payee 为调解协议中得到给付的一方。",
        Options = [TaskParties.Applicant, TaskParties.Respondent, "both", Payee],
        DefaultValue = "both"
    )]
    public Input<string> Side { get; set; } = new("both");

    /// <summary>What they are told.</summary>
    [Input(DisplayName = "通知内容", UIHint = "multiline", IsRequired = true)]
    public Input<string> Text { get; set; } = new();

    /// <summary>The period whose last day they are told, behind the text.</summary>
    [Input(DisplayName = "写明期限", Description = "法定参数编号：通知末尾写明案件该期限的最后一日。")]
    public Input<string?> Deadline { get; set; } = new();

    /// <summary>Code of the wording in which the notice goes out by mail; empty sends it as it stands.</summary>
    [Input(DisplayName = "邮件模板", Description = "以邮件发送时采用的文字；不选则按通知内容发送。")]
    public Input<string?> MailTemplate { get; set; } = new();

    /// <inheritdoc />
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var template = MailTemplate.Get(context) is { Length: > 0 } named ? named : null;
        var about = await context.CaseAsync();
        var side = Side.Get(context) is { Length: > 0 } given ? given : "both";
        if (side == Payee)
            side = (await context.GetRequiredService<TrackPerformance>().TermsAsync(about.Id, context.CancellationToken)).Payee;
        Tell(context, about, side, (Text.Get(context) ?? "") + await LastDayAsync(context, about), template);
    }

    private async ValueTask<string> LastDayAsync(ActivityExecutionContext context, Case about) =>
        Deadline.Get(context) is { Length: > 0 } parameter
        && await context.GetRequiredService<CaseClock>().FindOpenAsync(about.Id, parameter, context.CancellationToken) is { } open
            ? string.Create(CultureInfo.InvariantCulture, $"最后一日：{open.DueOn.Year}年{open.DueOn.Month}月{open.DueOn.Day}日。")
            : "";

    /// <summary>Puts a notice on the timeline and in the outbox, for activities whose words depend on the case.</summary>
    internal static void Tell(ActivityExecutionContext context, Case disputed, string side, string text, string? template)
    {
        var told = side == "both" ? "both sides" : $"the {side}";
        context
            .GetRequiredService<ICaseStore>()
            .Add(CaseEvents.Public(disputed.Id, context.Now, "workflow", "party.notified", text, $"Notice to {told}: {text}"));
        foreach (var one in side == "both" ? [TaskParties.Applicant, TaskParties.Respondent] : new[] { side })
            Send(context, disputed, one, text, template);
    }

    /// <summary>Sends a notice on its way whose entry in the history somebody else wrote.</summary>
    internal static void Send(ActivityExecutionContext context, Case disputed, string side, string text, string? template = null) =>
        context.AddOutboxMessage(
            MessageKind,
            new Dictionary<string, object?>
            {
                ["caseId"] = disputed.Id.ToString(),
                ["caseNumber"] = disputed.CaseNumber,
                ["side"] = side,
                ["text"] = text,
                ["template"] = string.IsNullOrEmpty(template) ? null : template,
            }
        );
}
