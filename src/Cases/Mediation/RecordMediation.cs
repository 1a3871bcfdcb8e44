using System.Globalization;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Mediation;

/// <summary>Turns what the mediator's form says into sessions and agreements of the case.</summary>
public sealed class RecordMediation(ICaseStore cases, ICaseRecords records, ITaskStore tasks, TimeProvider time)
{
    /// <summary>How long a session is taken to last whose step sets only its beginning.</summary>
    private static readonly TimeSpan Session = TimeSpan.FromMinutes(90);

    /// <summary>记录调解: a session of the last completed task of a step (heldOn, mode, applicantPresent, respondentPresent, summary).</summary>
    /// <exception cref="InvalidOperationException">The step was never completed, or its form lacks a field.</exception>
    public async ValueTask<MediationSession> SessionAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var session = new MediationSession
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = disputed.Id,
            Number = (await cases.SessionsAsync(disputed.Id, cancellationToken)).Count + 1,
            HeldOn = data.Date("heldOn") ?? throw new InvalidOperationException("调解日期缺失。"),
            Mode = data.Required("mode"),
            ApplicantPresent = data.Flag("applicantPresent"),
            RespondentPresent = data.Flag("respondentPresent"),
            Summary = data.Required("summary"),
            RecordedBy = data.Task.CompletedBy!,
            RecordedAt = time.GetUtcNow(),
        };
        cases.Add(session);
        Tell(
            disputed,
            session.RecordedBy,
            "mediation.session",
            $"第{session.Number}次调解于{session.HeldOn:yyyy-MM-dd}进行",
            $"Mediation session {session.Number} was held on {session.HeldOn:yyyy-MM-dd}",
            null
        );
        return session;
    }

    /// <summary>安排调解: a day within the mediation period, told to both sides, that stands in the calendar of its mediator.</summary>
    /// <returns>False when the day lies in the past or after the period; the history says so.</returns>
    /// <exception cref="InvalidOperationException">The step was never completed, or its form lacks the day.</exception>
    public async ValueTask<bool> ScheduleAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var heldOn = data.Date("heldOn") ?? throw new InvalidOperationException("调解日期缺失。");
        var last = (await cases.DeadlinesAsync(disputed.Id, cancellationToken)).LastOrDefault(d =>
            d.ParameterId == "med-duration-15d" && d.State == Deadlines.DeadlineState.Running
        );
        var possible = heldOn >= ChinaDay.Today(time) && (last is null || heldOn <= last.DueOn);
        var where = data.Text("place") ?? (data.Text("mode") == "telephone" ? "电话" : "线上");
        if (possible)
            await EnterAsync(disputed, data, heldOn, where, cancellationToken);
        Tell(
            disputed,
            data.Task.CompletedBy!,
            possible ? "mediation.scheduled" : "mediation.refused",
            possible
                ? $"定于{heldOn:yyyy-MM-dd} {data.Text("startsAt")}{(data.Text("place") is null ? $"以{where}方式" : $"在{where}")}调解，请双方参加"
                : $"调解日期{heldOn:yyyy-MM-dd}已过或者超过调解期限{last?.DueOn:yyyy-MM-dd}，请重新安排",
            possible ? $"A session is set for {heldOn:yyyy-MM-dd}" : "The day is not within the mediation period",
            "《劳动争议调解仲裁法》第14条"
        );
        return possible;
    }

    /// <summary>A session that was set for a later day and not held gives way to the new one.</summary>
    private async ValueTask EnterAsync(Case disputed, StepData data, DateOnly heldOn, string where, CancellationToken cancellationToken)
    {
        if (!TimeOnly.TryParse(data.Text("startsAt"), CultureInfo.InvariantCulture, out var startsAt))
            return;
        var now = time.GetUtcNow();
        var standing = await records.ListAsync<Appointment>(disputed.Id, cancellationToken);
        foreach (var put in standing.Where(put => put.Kind == AppointmentKind.Mediation && put.Date > ChinaDay.Today(time)))
            put.Cancel(now);
        var endsAt = startsAt.Add(Session, out var days);
        var mediator = data.Task.CompletedBy!;
        records.Add(
            new Appointment
            {
                Id = Guid.CreateVersion7(now),
                CaseId = disputed.Id,
                Kind = AppointmentKind.Mediation,
                Date = heldOn,
                StartsAt = startsAt,
                EndsAt = days > 0 ? TimeOnly.MaxValue : endsAt,
                Place = where,
                Officer = mediator,
                ScheduledBy = mediator,
                ScheduledAt = now,
            }
        );
    }

    /// <summary>拟定协议: an agreement of the last completed task of a step (terms, amount, performBy).</summary>
    /// <exception cref="InvalidOperationException">The step was never completed, or its form lacks the terms.</exception>
    public async ValueTask<MediationAgreement> AgreementAsync(Case disputed, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, disputed.Id, step, cancellationToken);
        var agreement = new MediationAgreement
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = disputed.Id,
            Terms = data.Required("terms"),
            Amount = data.Amount("amount"),
            PerformBy = data.Date("performBy"),
            DraftedBy = data.Task.CompletedBy!,
            DraftedAt = time.GetUtcNow(),
        };
        cases.Add(agreement);
        Tell(
            disputed,
            agreement.DraftedBy,
            "agreement.drafted",
            "调解协议已拟定，待双方确认",
            "An agreement was drafted and awaits both sides",
            null
        );
        return agreement;
    }

    /// <summary>确认协议: confirms or declines the case's last agreement for a side.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="side"><c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="confirmed">False when the side declined.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">The case has no agreement.</exception>
    public async ValueTask<MediationAgreement> ConfirmAsync(
        Case disputed,
        string side,
        bool confirmed,
        CancellationToken cancellationToken = default
    )
    {
        var agreements = await cases.AgreementsAsync(disputed.Id, cancellationToken);
        var agreement = agreements.Count > 0 ? agreements[^1] : throw new InvalidOperationException("案件中没有调解协议。");
        var who = side == TaskParties.Applicant ? "申请人" : "被申请人";
        if (confirmed)
            agreement.Confirm(side, time.GetUtcNow());
        else
            agreement.Decline(side, time.GetUtcNow());
        Tell(
            disputed,
            side,
            confirmed ? "agreement.confirmed" : "agreement.declined",
            confirmed ? $"{who}确认调解协议" : $"{who}不同意调解协议",
            confirmed ? $"The {side} confirmed the agreement" : $"The {side} declined the agreement",
            null
        );
        if (agreement.IsEffective)
            Tell(
                disputed,
                "workflow",
                "agreement.effective",
                "双方已确认，调解协议生效",
                "Both sides confirmed: the agreement is effective",
                "《劳动争议调解仲裁法》第14条"
            );
        return agreement;
    }

    private void Tell(Case disputed, string actor, string action, string zh, string en, string? basis)
    {
        disputed.Revision++;
        cases.Add(CaseEvents.Public(disputed.Id, time.GetUtcNow(), actor, action, zh, en, basis));
    }
}
