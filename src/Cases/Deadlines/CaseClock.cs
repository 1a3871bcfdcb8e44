using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Places;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Deadlines;

/// <summary>Starts, finds and ends the statutory periods of cases; the numbers come from the register.</summary>
public sealed class CaseClock(ICaseStore cases, StatuteRegister register, WorkingCalendar calendar, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reckons a deadline without starting it.</summary>
    /// <param name="disputed">The case whose district decides which row is in force.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="startsOn">The day of the event; it is not counted.</param>
    /// <exception cref="InvalidOperationException">The register has no such period in force; the message names the article.</exception>
    public DeadlineExplanation Reckon(Case disputed, string parameterId, DateOnly startsOn)
    {
        var request = new DeadlineRequest
        {
            ParameterId = parameterId,
            Jurisdiction = disputed.District,
            StartsOn = startsOn,
        };
        var result = DeadlineCalculator.Explain(request, register, calendar);
        return result.Succeeded ? result.Explanation : throw new InvalidOperationException(result.Refusal!.Message.Zh);
    }

    /// <summary>Starts a period; one of the same parameter that already runs is kept as it is.</summary>
    /// <exception cref="InvalidOperationException">See <see cref="Reckon"/>.</exception>
    public async ValueTask<CaseDeadline> StartAsync(
        Case disputed,
        string parameterId,
        DateOnly startsOn,
        string? name = null,
        CancellationToken cancellationToken = default
    )
    {
        if (await FindRunningAsync(disputed.Id, parameterId, cancellationToken) is { } running)
            return running;

        var reckoned = Reckon(disputed, parameterId, startsOn);
        var deadline = new CaseDeadline
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            CaseId = disputed.Id,
            ParameterId = parameterId,
            Name = name ?? reckoned.Parameter.RuleZh,
            StartsOn = startsOn,
            DueOn = reckoned.DueOn,
            Provisional = reckoned.Provisional,
            ExplanationJson = JsonSerializer.Serialize(
                reckoned.Steps.Select(s => new
                {
                    s.Date,
                    s.Rule,
                    s.Basis,
                    s.Zh,
                    s.En,
                }),
                Json
            ),
        };
        cases.Add(deadline);
        return deadline;
    }

    /// <summary>The running period of a parameter, or null.</summary>
    public async ValueTask<CaseDeadline?> FindRunningAsync(
        Guid caseId,
        string parameterId,
        CancellationToken cancellationToken = default
    ) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken)).LastOrDefault(d =>
            d.ParameterId == parameterId && d.State == DeadlineState.Running
        );

    /// <summary>Ends the running period of a parameter: met, missed when its last day has passed, or ended.</summary>
    /// <returns>The period, or null when none runs.</returns>
    public async ValueTask<CaseDeadline?> EndAsync(Guid caseId, string parameterId, bool met, CancellationToken cancellationToken = default)
    {
        var deadline = await FindRunningAsync(caseId, parameterId, cancellationToken);
        var now = time.GetUtcNow();
        deadline?.End(
            ChinaDay.Of(now) > deadline.DueOn ? DeadlineState.Missed
                : met ? DeadlineState.Met
                : DeadlineState.Ended,
            now
        );
        return deadline;
    }

    /// <summary>The last day for a task: that of the running period, or one reckoned from today.</summary>
    public async ValueTask<DateOnly> DueOnAsync(Case disputed, string parameterId, CancellationToken cancellationToken = default) =>
        await FindRunningAsync(disputed.Id, parameterId, cancellationToken) is { } running
            ? running.DueOn
            : Reckon(disputed, parameterId, ChinaDay.Today(time)).DueOn;
}
