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
            StartsAt = BeginningOf(startsOn),
        };
        var result = DeadlineCalculator.Explain(request, register, calendar);
        return result.Succeeded ? result.Explanation : throw new InvalidOperationException(result.Refusal!.Message.Zh);
    }

    /// <summary>
    /// Cases keep days. A period in hours therefore runs from the beginning of its day: twenty-four hours end with the day after the event's,
    /// and its task says how many hours there are.
    /// </summary>
    private static DateTimeOffset BeginningOf(DateOnly day) => ChinaDay.EndOf(day.AddDays(-1));

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

        return StartFor(disputed, parameterId, startsOn, name);
    }

    /// <summary>Starts a period of its own beside others of the same parameter: each side's remedy, each item's term.</summary>
    /// <exception cref="InvalidOperationException">See <see cref="Reckon"/>.</exception>
    public CaseDeadline StartFor(Case disputed, string parameterId, DateOnly startsOn, string? name = null)
    {
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
            ExplanationJson = Describe(reckoned),
        };
        cases.Add(deadline);
        return deadline;
    }

    /// <summary>文书指定: starts a period to which the law gives no number, and whose last day a paper names.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="id">The id of what the day is for, which the period takes over: an item has one day at a time.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="startsOn">The day of the paper.</param>
    /// <param name="named">The last day.</param>
    /// <param name="name">Name in the case's list.</param>
    /// <exception cref="NotAllowedException">The day is not after that of the paper, or the register has no such period.</exception>
    public CaseDeadline StartNamed(Case disputed, Guid id, string parameterId, DateOnly startsOn, DateOnly named, string name)
    {
        var deadline = new CaseDeadline
        {
            Id = id,
            CaseId = disputed.Id,
            ParameterId = parameterId,
            Name = name,
            StartsOn = startsOn,
            DueOn = named,
            ExplanationJson = "[]",
        };
        Name(disputed, deadline, named);
        cases.Add(deadline);
        return deadline;
    }

    /// <summary>Names another last day for such a period; what it stood still counts on.</summary>
    /// <exception cref="NotAllowedException">See <see cref="StartNamed"/>.</exception>
    public void Name(Case disputed, CaseDeadline deadline, DateOnly named)
    {
        var course = deadline.Course with { SetFor = named };
        var reckoned = Recount(disputed.District, deadline, course, extensionsGranted: 0);
        deadline.Follow(course, deadline.State, reckoned, Describe(reckoned));
    }

    /// <summary>The steps of an explanation as a deadline keeps them.</summary>
    public static string Describe(DeadlineExplanation reckoned) =>
        JsonSerializer.Serialize(
            reckoned.Steps.Select(s => new
            {
                s.Date,
                s.Rule,
                s.Basis,
                s.Zh,
                s.En,
            }),
            Json
        );

    /// <summary>The question to the calculator that a deadline answers.</summary>
    /// <param name="district">The case's district.</param>
    /// <param name="deadline">The deadline.</param>
    /// <param name="course">The course that it takes.</param>
    /// <param name="today">Up to when an open pause lasts.</param>
    /// <param name="extensionsGranted">How often it was extended before.</param>
    public static DeadlineRequest RequestOf(
        string district,
        CaseDeadline deadline,
        DeadlineCourse course,
        DateOnly today,
        int extensionsGranted = 0
    ) =>
        new()
        {
            ParameterId = deadline.ParameterId,
            Jurisdiction = district,
            StartsOn = deadline.StartsOn,
            StartsAt = BeginningOf(deadline.StartsOn),
            Pauses = course.PausesUntil(today),
            ExtensionDays = course.ExtensionDays,
            ExtensionsGranted = extensionsGranted,
            RestartsOn = course.RestartsOn,
            SetFor = course.SetFor,
        };

    /// <summary>Reckons a deadline anew under another course.</summary>
    /// <exception cref="NotAllowedException">The register refuses it; the message names the article.</exception>
    internal DeadlineExplanation Recount(string district, CaseDeadline deadline, DeadlineCourse course, int extensionsGranted)
    {
        var request = RequestOf(district, deadline, course, ChinaDay.Today(time), extensionsGranted);
        var result = DeadlineCalculator.Explain(request, register, calendar);
        return result.Succeeded
            ? result.Explanation
            : throw new NotAllowedException(result.Refusal!.Code, result.Refusal.Message.Zh, result.Refusal.Message.En);
    }

    /// <summary>The row of a period that becomes longer only when both sides agree; null for any other.</summary>
    internal StatutoryParameter? ByConsentOnly(string parameterId) =>
        register.RowsOf(parameterId).FirstOrDefault(row => row.ExtendsByConsent);

    /// <summary>The period of a parameter that runs or is paused; of several, such as one for each side, the one that ends last; or null.</summary>
    public async ValueTask<CaseDeadline?> FindOpenAsync(Guid caseId, string parameterId, CancellationToken cancellationToken = default) =>
        // Not the one that was added last: periods that begin together have no order among their ids.
        (await cases.DeadlinesAsync(caseId, cancellationToken))
            .Where(d => d.ParameterId == parameterId && d.State is (DeadlineState.Running or DeadlineState.Paused))
            .MaxBy(d => d.DueOn);

    /// <summary>The last period of a parameter whatever became of it, or null.</summary>
    public async ValueTask<CaseDeadline?> FindLastAsync(Guid caseId, string parameterId, CancellationToken cancellationToken = default) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken)).LastOrDefault(d => d.ParameterId == parameterId);

    /// <summary>The running period of a parameter; of several the one that ends last; or null.</summary>
    public async ValueTask<CaseDeadline?> FindRunningAsync(
        Guid caseId,
        string parameterId,
        CancellationToken cancellationToken = default
    ) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken))
            .Where(d => d.ParameterId == parameterId && d.State == DeadlineState.Running)
            .MaxBy(d => d.DueOn);

    /// <summary>Ends the running period of a parameter: met, missed when its last day has passed, or ended.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="parameterId">The register's id.</param>
    /// <param name="met">What was to be done was done.</param>
    /// <param name="doneOn">The day on which it was done, when that was before it is recorded; null for today.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>The period, or null when none runs.</returns>
    public async ValueTask<CaseDeadline?> EndAsync(
        Guid caseId,
        string parameterId,
        bool met,
        DateOnly? doneOn = null,
        CancellationToken cancellationToken = default
    )
    {
        var deadline = await FindRunningAsync(caseId, parameterId, cancellationToken);
        var now = time.GetUtcNow();
        deadline?.End(
            (doneOn ?? ChinaDay.Of(now)) > deadline.DueOn ? DeadlineState.Missed
                : met ? DeadlineState.Met
                : DeadlineState.Ended,
            now
        );
        return deadline;
    }

    /// <summary>The last day for a task: that of the running period, with its id, or one reckoned from today.</summary>
    public async ValueTask<(DateOnly DueOn, Guid? DeadlineId)> DueOnAsync(
        Case disputed,
        string parameterId,
        CancellationToken cancellationToken = default
    ) =>
        await FindRunningAsync(disputed.Id, parameterId, cancellationToken) is { } running
            ? (running.DueOn, running.Id)
            : (Reckon(disputed, parameterId, ChinaDay.Today(time)).DueOn, null);

    /// <summary>文书指定: the open period of the case whose last day a paper named, and which ends on that day; null when it is the paper's alone.</summary>
    public async ValueTask<Guid?> FindNamedAsync(Guid caseId, DateOnly dueOn, CancellationToken cancellationToken = default) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken))
            .FirstOrDefault(d =>
                d.State is (DeadlineState.Running or DeadlineState.Paused) && d.DueOn == dueOn && d.Course.SetFor is not null
            )
            ?.Id;
}
