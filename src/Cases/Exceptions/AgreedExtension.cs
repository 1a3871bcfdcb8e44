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
public sealed class AgreedExtension(ITaskStore tasks, CaseClock clock, ExceptionDesk desk)
{
    /// <summary>The article.</summary>
    public const string Basis = "《企业劳动争议协商调解规定》第29条";

    /// <summary>Enters who agreed, and when.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="raised">Holds the day that was proposed, <c>agreedUntil</c>.</param>
    /// <param name="step">The step in which the other side agreed; its form may hold the days on which sides signed on paper.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>By how many days the period becomes longer, counted from its statutory end; null when a side has not agreed.</returns>
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

        var period =
            await clock.FindOpenAsync(disputed.Id, ExceptionGrounds.MediationPeriod, cancellationToken)
            ?? throw new NotAllowedException("deadline.none", "调解期限已经结束，不能延长。", "The period of mediation has ended.");
        desk.Enter(
            disputed,
            "extension",
            $"双方同意调解至{until:yyyy-MM-dd}：申请人{consents[TaskParties.Applicant]:yyyy-MM-dd}同意，被申请人{consents[TaskParties.Respondent]:yyyy-MM-dd}同意",
            data.Task.CompletedBy!,
            new
            {
                agreedUntil = until,
                applicantAgreedOn = consents[TaskParties.Applicant],
                respondentAgreedOn = consents[TaskParties.Respondent],
                before = period.DueOn,
            }
        );
        return DaysUntil(disputed, period, until);
    }

    /// <summary>What was agreed before is part of the new day: the extension is counted from the end that the law gives, past pauses and days off.</summary>
    private int DaysUntil(Case disputed, CaseDeadline period, DateOnly until)
    {
        var course = period.Course;
        var days = Math.Max(1, until.DayNumber - period.DueOn.DayNumber + course.ExtensionDays);
        while (clock.Recount(disputed.District, period, course with { ExtensionDays = days }, 0).DueOn < until)
            days++;
        return days;
    }
}
