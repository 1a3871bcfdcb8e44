using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Arbitration;

/// <summary>排期与开庭: sets hearings and records what became of them.</summary>
public sealed class ArrangeHearing(ICaseStore cases, ICaseRecords records, ITaskStore tasks, CaseClock clock, TimeProvider time)
{
    /// <summary>
    /// 排期: a hearing as a step's form sets it (heldOn, startsAt, place; notifiedOn where the notice was given before). Under the ordinary procedure both sides have the notice
    /// <c>arb-hearing-notice-5d</c> before it (调解仲裁法 art 35); simplified handling may set a shorter time (办案规则 art 60). A hearing on
    /// a penalty has a period of its own, <c>ins-hearing-notice-7wd</c> (行政处罚法 art 64). A form without a day of notice leaves it to the
    /// service of the paper (<see cref="ServedHearing"/>): it cannot be earlier than today.
    /// </summary>
    /// <param name="heard">The case, tracked.</param>
    /// <param name="step">The step whose form describes the hearing.</param>
    /// <param name="shortNotice">Simplified handling: any notice before the hearing will do.</param>
    /// <param name="notice">The register's period of notice; that of <see cref="HearingKind"/> when none is named.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the notice is too short; no hearing was set then.</returns>
    public async ValueTask<bool> ScheduleAsync(
        Case heard,
        string step,
        bool shortNotice,
        string? notice = null,
        CancellationToken cancellationToken = default
    )
    {
        var (word, _, period, basis) = HearingKind.Of(heard);
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        var heldOn = data.Date("heldOn") ?? throw new InvalidOperationException("开庭日期缺失。");
        // Where the notice is served afterwards, its record tells the day; it cannot be earlier than today.
        var notifiedOn = data.Date("notifiedOn");
        // A period counted back from the hearing: it ends on the last day on which the notice is in time.
        var latest = shortNotice || heard.Stage == Stages.FastTrack ? heldOn : clock.Reckon(heard, notice ?? period, heldOn).DueOn;
        if ((notifiedOn ?? ChinaDay.Today(time)) > latest)
        {
            Refuse(heard, heldOn, latest, word, basis);
            return false;
        }

        var earlier = await records.ListAsync<Hearing>(heard.Id, cancellationToken);
        // A hearing that was set and not held gives way to the new one.
        foreach (var put in earlier.Where(h => h.State == HearingState.Scheduled))
            put.State = HearingState.Adjourned;
        var hearing = new Hearing
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = heard.Id,
            Number = earlier.Count + 1,
            HeldOn = heldOn,
            StartsAt = data.Required("startsAt"),
            Place = data.Required("place"),
            NotifiedOn = notifiedOn,
        };
        records.Add(hearing);
        Tell(
            heard,
            data.Task.CompletedBy!,
            "hearing.scheduled",
            $"定于{heldOn:yyyy-MM-dd} {hearing.StartsAt}在{hearing.Place}第{hearing.Number}次{word}",
            $"Hearing {hearing.Number} on {heldOn:yyyy-MM-dd} at {hearing.StartsAt}, {hearing.Place}",
            basis
        );
        return true;
    }

    private void Refuse(Case heard, DateOnly heldOn, DateOnly latest, string word, string basis) =>
        Tell(
            heard,
            "workflow",
            "hearing.refused",
            $"通知不足法定天数：{heldOn:yyyy-MM-dd}{word}的，最迟应在{latest:yyyy-MM-dd}通知双方，请重新排期",
            $"The notice is too short: for a hearing on {heldOn:yyyy-MM-dd} both sides must be notified by {latest:yyyy-MM-dd}",
            basis,
            forParties: false
        );

    /// <summary>记录庭审: what a step's form says of the last hearing (applicantPresent, respondentPresent, record).</summary>
    /// <exception cref="InvalidOperationException">No hearing was set, or the step was never completed.</exception>
    public async ValueTask RecordAsync(Case heard, string step, HearingState state, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, heard.Id, step, cancellationToken);
        var hearings = await records.ListAsync<Hearing>(heard.Id, cancellationToken);
        var hearing = hearings.Count > 0 ? hearings[^1] : throw new InvalidOperationException("案件没有排期的开庭。");
        hearing.State = state;
        hearing.ApplicantPresent = data.Flag("applicantPresent");
        hearing.RespondentPresent = data.Flag("respondentPresent");
        hearing.Record = data.Text("record");
        var kind = HearingKind.Of(heard);
        var (zh, en) = state switch
        {
            HearingState.Held => ($"已{kind.Word}", "was held"),
            HearingState.Adjourned => ("延期", "was adjourned"),
            _ => ($"未{kind.Word}", "was not held"),
        };
        Tell(
            heard,
            data.Task.CompletedBy!,
            "hearing.recorded",
            $"第{hearing.Number}次{kind.Session}：{zh}",
            $"Hearing {hearing.Number} {en}",
            null
        );
    }

    private void Tell(Case heard, string actor, string action, string zh, string en, string? basis, bool forParties = true)
    {
        heard.Revision++;
        cases.Add(CaseEvents.Create(heard.Id, time.GetUtcNow(), actor, null, action, zh, en, basis, forParties));
    }
}
