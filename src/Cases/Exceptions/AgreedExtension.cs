using System.Globalization;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 延长调解期限: mediation goes on longer when both sides want it. Whoever asked for it has agreed by asking; the other side agrees in its own
/// step, or the mediator enters the day on which a side signed. One side alone extends nothing (企业劳动争议协商调解规定 art 29).
/// </summary>
public sealed class AgreedExtension(ITaskStore tasks, CaseClock clock, ExceptionDesk desk, TimeProvider time)
{
    /// <summary>The article.</summary>
    public const string Basis = "《企业劳动争议协商调解规定》第29条";

    /// <summary>Enters who agreed, and when.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="raised">Holds the day that was proposed, <c>agreedUntil</c>.</param>
    /// <param name="step">The step in which the other side agreed; its form may hold the days on which sides signed on paper.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>By how many days the period becomes longer, counted from its statutory end; null when a side has not agreed, or there is nothing left to extend.</returns>
    public async ValueTask<int?> TakeAsync(Case disputed, CaseException raised, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        using var asked = JsonDocument.Parse(raised.DataJson);
        var until = DateOnly.ParseExact(
            asked.RootElement.GetProperty("agreedUntil").GetString()!,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
        var consents = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        if (raised.Side is { } side && raised.RaisedBy == side)
            consents[side] = ChinaDay.Of(raised.RaisedAt);
        if (data.Task.CompletedBy is TaskParties.Applicant or TaskParties.Respondent)
            consents.TryAdd(data.Task.CompletedBy, ChinaDay.Of(data.Task.CompletedAt!.Value));
        if (data.Date("applicantAgreedOn") is { } applicantOn)
            consents.TryAdd(TaskParties.Applicant, applicantOn);
        if (data.Date("respondentAgreedOn") is { } respondentOn)
            consents.TryAdd(TaskParties.Respondent, respondentOn);

        disputed.Revision++;
        if (consents.Count < 2)
        {
            var missing = consents.ContainsKey(TaskParties.Applicant) ? "被申请人" : "申请人";
            desk.Tell(
                disputed,
                data.Task.CompletedBy!,
                "extension.one-sided",
                $"{missing}没有同意延长调解期限，期限不变；期满未达成协议的，可以申请仲裁",
                "Only one side agreed: the period stays as it is",
                Basis
            );
            return null;
        }

        // While the other side was asked, mediation may have run out or come to its end.
        if (await clock.FindOpenAsync(disputed.Id, ExceptionGrounds.MediationPeriod, cancellationToken) is null)
        {
            desk.Tell(
                disputed,
                data.Task.CompletedBy!,
                "extension.too-late",
                "双方同意时调解期限已经结束，不再延长；没有达成协议的，可以申请仲裁",
                "The period of mediation had ended when both sides agreed: it is not extended any more",
                Basis
            );
            return null;
        }

        return DaysUntil(disputed, await EnterAsync(disputed, until, consents, data.Task.CompletedBy!, cancellationToken), until);
    }

    /// <summary>
    /// 书面同意: a step of the procedure itself holds what both sides signed, in <c>agreedUntil</c>, <c>applicantAgreedOn</c> and
    /// <c>respondentAgreedOn</c>. It is entered; the period is extended by whoever asked.
    /// </summary>
    /// <returns>By how many days the period becomes longer, counted from its statutory end.</returns>
    /// <exception cref="NotAllowedException">A side's day is missing, or lies in the future; the message names the article.</exception>
    public async ValueTask<int> EnterAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var today = ChinaDay.Today(time);
        if (
            data.Date("agreedUntil") is not { } until
            || data.Date("applicantAgreedOn") is not { } applicantOn
            || data.Date("respondentAgreedOn") is not { } respondentOn
            || applicantOn > today
            || respondentOn > today
        )
            throw new NotAllowedException(
                ChangeDeadline.NeedsConsent,
                $"延长调解期限须经双方同意（{Basis}）：请登记约定的截止日期以及申请人、被申请人各自同意的日期，同意的日期不能晚于今天。",
                "Mediation goes on longer when both sides agree: enter the day agreed on and the days on which each agreed."
            );
        var consents = new Dictionary<string, DateOnly>(StringComparer.Ordinal)
        {
            [TaskParties.Applicant] = applicantOn,
            [TaskParties.Respondent] = respondentOn,
        };
        return DaysUntil(disputed, await EnterAsync(disputed, until, consents, data.Task.CompletedBy!, cancellationToken), until);
    }

    private async ValueTask<CaseDeadline> EnterAsync(
        Case disputed,
        DateOnly until,
        Dictionary<string, DateOnly> consents,
        string by,
        CancellationToken cancellationToken
    )
    {
        var period =
            await clock.FindOpenAsync(disputed.Id, ExceptionGrounds.MediationPeriod, cancellationToken)
            ?? throw new NotAllowedException("deadline.none", "调解期限已经结束，不能延长。", "The period of mediation has ended.");
        var consent = new ConsentOnExtension(until, consents[TaskParties.Applicant], consents[TaskParties.Respondent], period.DueOn);
        desk.Enter(
            disputed,
            ConsentOnExtension.Kind,
            $"双方同意调解至{until:yyyy-MM-dd}：申请人{consent.ApplicantAgreedOn:yyyy-MM-dd}同意，被申请人{consent.RespondentAgreedOn:yyyy-MM-dd}同意",
            by,
            consent
        );
        return period;
    }

    /// <summary>What was agreed before is part of the new day: the extension is counted from the end that the law gives, past pauses and days off.</summary>
    private int DaysUntil(Case disputed, CaseDeadline period, DateOnly until)
    {
        var course = period.Course;
        var days = Math.Max(1, until.DayNumber - period.DueOn.DayNumber + course.ExtensionDays);
        while (LastDay(days) < until)
            days++;
        // Where fewer days end on days off before the one that was agreed on, they reach it already.
        while (days > 1 && LastDay(days - 1) >= until)
            days--;
        return days;

        DateOnly LastDay(int extension) => clock.Recount(disputed.District, period, course with { ExtensionDays = extension }, 0).DueOn;
    }
}
