using System.Collections.Concurrent;
using System.Diagnostics;
using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection.Opening;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Inspection;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Reminders;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// A year of a district: cases arrive, people do their steps (late, absent, withdrawing at times), periods pass, reminders go out. Everything
/// goes through the use cases of the real host on a real database; only the clock and the people are invented. The same seed gives the same
/// people. Officers work on working days, in four rounds a day; what they do in one round they do side by side, on different cases.
/// </summary>
/// <param name="services">The host's.</param>
/// <param name="clock">Its clock.</param>
/// <param name="seed">Of the dice.</param>
/// <param name="scale">The part of the plans' numbers, 1 for all.</param>
/// <param name="district">GB/T 2260, six digits.</param>
/// <param name="output">Where progress is told.</param>
/// <param name="curiosity">How much more often than usual people turn aside from what a step is for.</param>
internal sealed class DistrictYear(
    IServiceProvider services,
    SimulatedClock clock,
    int seed,
    double scale,
    string district,
    TextWriter output,
    double curiosity = 1
)
{
    private static readonly TimeSpan[] Rounds = [new(9, 30, 0), new(11, 0, 0), new(14, 30, 0), new(16, 30, 0)];

    private readonly Chance _chance = new(seed);
    private readonly Happenings _happenings = new(new Chance(seed), curiosity);
    private readonly PriorityQueue<Errand, ErrandTime> _work = new(ErrandTime.Order);
    private readonly HashSet<Guid> _known = [];
    private readonly HashSet<(Guid Case, string Kind)> _ended = [];
    private readonly Matters _matters = new();
    private readonly ConcurrentDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly int _hands = Math.Max(2, Environment.ProcessorCount);
    private readonly Dictionary<string, TimeSpan> _parts = new(StringComparer.Ordinal);
    private DateTimeOffset _seen;
    private DateTimeOffset _closedSeen;
    private int _arrived;
    private int _steps;
    private StepsOfPeople? _people;

    /// <summary>How long each part of the days took.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Parts => _parts;

    /// <summary>The officers; null before the year was run.</summary>
    public People? Officers { get; private set; }

    /// <summary>Steps that people completed, and exceptions that they raised.</summary>
    public int Steps => _steps;

    /// <summary>What people could not do though they should have, with how often.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults;

    /// <summary>Ways that people wanted to take and that the product closed to them with a reason, with how often.</summary>
    public IReadOnlyDictionary<string, int> Stopped => _people!.Stopped;

    /// <summary>Runs the year.</summary>
    /// <param name="days">How many days of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(int days, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await OrganiseAsync(cancellationToken);
        var people = new People(_chance);
        await people.HireAsync(services, clock, cancellationToken);
        Officers = people;
        _people = new StepsOfPeople(services, clock, _chance, people, new Choices(_chance, curiosity), _happenings);
        var arrivals = new Arrivals(_chance, scale, district);
        var books = new MonthsOfTheFund(services);
        var first = ChinaDay.Today(clock);
        var calendar = services.GetRequiredService<WorkingCalendar>().At(new Jurisdiction(district));
        for (var day = 1; day <= days; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var today = first.AddDays(day - 1);
            clock.MoveTo(At(today, Rounds[0]));
            await TimeAsync("收件 arrivals", ArriveAsync(arrivals, day, today, cancellationToken));
            if (today.Day == 1)
                await TimeAsync("结账 books", CloseBooksAsync(books, today.AddMonths(-1), cancellationToken));
            await TimeAsync("待办 task lists", FollowEndedAsync(cancellationToken));
            if (calendar.IsWorkingDay(today))
                foreach (var round in Rounds)
                    await RoundAsync(At(today, round), cancellationToken);
            clock.MoveTo(At(today, new(18, 0, 0)));
            await TimeAsync("后台 background", SettleAsync(cancellationToken));
            if (day % 30 == 0 || day == days)
                await output.WriteLineAsync(
                    $"  第{day}天 day {day}: {_arrived} cases, {_steps} steps, {_steps / watch.Elapsed.TotalSeconds:0.0} steps/s（{string.Join("，", _parts.Select(part => $"{part.Key} {part.Value.TotalSeconds:0} s"))}）"
                );
        }
    }

    private async Task CloseBooksAsync(MonthsOfTheFund books, DateOnly month, CancellationToken cancellationToken)
    {
        string? fault;
        try
        {
            fault = await books.CloseAsync(month, cancellationToken);
        }
        catch (Exception refused) when (refused is InvalidInputException or NotAllowedException)
        {
            fault = $"{month:yyyy-MM} 对账 books: {refused.Message}";
        }
        if (fault is not null)
            _faults.AddOrUpdate(fault, 1, (_, count) => count + 1);
    }

    private async Task TimeAsync(string part, Task work)
    {
        var watch = Stopwatch.StartNew();
        await work;
        _parts[part] = _parts.GetValueOrDefault(part) + watch.Elapsed;
    }

    private static DateTimeOffset At(DateOnly day, TimeSpan hour) => ChinaDay.EndOf(day.AddDays(-1)) + hour;

    private async Task OrganiseAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        foreach (var one in Districts.All)
            Add(database, $"{one.Name}劳动争议调解中心", MediationLevel.District, one.Code);
        // The grassroots: a committee in each street and community, and in a part of the larger firms.
        foreach (var place in Grassroots.Places(district))
            Add(database, place.Name, place.Level, place.Code);
        foreach (var employer in Grassroots.EmployersWithCommittee)
            Add(
                database,
                $"{Names.Firm(employer)}劳动争议调解委员会",
                MediationLevel.Enterprise,
                district,
                Numbers.CreditCode(Grassroots.CreditNumber(employer))
            );
        await database.SaveChangesAsync(cancellationToken);
        await EmergencyFund.EnterRulesAsync(scope.ServiceProvider, district, cancellationToken);
    }

    private void Add(LaborFlowDbContext database, string name, MediationLevel level, string jurisdiction, string? enterprise = null) =>
        database.Add(
            new MediationOrganisation
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Name = name,
                Level = level,
                Jurisdiction = jurisdiction,
                EnterpriseCreditCode = enterprise,
            }
        );

    private async Task ArriveAsync(Arrivals arrivals, int day, DateOnly today, CancellationToken cancellationToken)
    {
        var coming = new List<Func<CancellationToken, ValueTask>>();
        foreach (var kind in Arrivals.Kinds)
            for (var i = arrivals.On(kind, day); i > 0; i--)
            {
                var matter = ++_arrived;
                if (kind == "NEW")
                {
                    var enterprise = arrivals.Enterprise(matter, today);
                    coming.Add(token => RegisterAsync(enterprise, matter, token));
                }
                else if (kind == "CHECK")
                {
                    var lead = arrivals.Lead(matter, today);
                    coming.Add(token => InspectAsync(lead, matter, token));
                }
                else
                {
                    var application = arrivals.Application(kind, matter, today);
                    coming.Add(token => FileAsync(application, matter, token));
                }
            }
        await SideBySideAsync(coming, (come, token) => come(token), cancellationToken);
    }

    private async ValueTask FileAsync(FileDisputeRequest application, int matter, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        // A third come to the window; what they say is written down there.
        var channel = _chance.Roll(matter, "channel") < 0.33 ? "window" : "online";
        var filed = await scope
            .ServiceProvider.GetRequiredService<DisputeFiling>()
            .HandleAsync(application, [], channel, channel == "window" ? "window-clerk-1" : "applicant", cancellationToken);
        _matters.Arrived(filed.Case.Id, matter);
    }

    private async ValueTask InspectAsync(InspectionLead lead, int matter, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var opening = scope.ServiceProvider.GetRequiredService<InspectionOpening>();
        var opened = await opening.HandleAsync(lead, "inspector-1", null, cancellationToken: cancellationToken);
        _matters.Arrived(opened.Case.Id, matter);
    }

    private async ValueTask RegisterAsync(NewEnterprise enterprise, int matter, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        _matters.Arrived(id, matter);
        await scope
            .ServiceProvider.GetRequiredService<WorkflowRuntime>()
            .StartAsync(
                new StartRequest
                {
                    DefinitionId = "NEW",
                    CorrelationId = id.ToString("N"),
                    Prepare = async (context, token) =>
                        await scope
                            .ServiceProvider.GetRequiredService<RegisterEnterprise>()
                            .HandleAsync(enterprise, new LaborFlow.Cases.Filing.Filing(id, context.Workflow.Id, "import", "feed"), token),
                },
                cancellationToken
            );
    }

    /// <summary>What fell due, and then what people have set themselves to do by now.</summary>
    private async Task RoundAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        clock.MoveTo(now);
        await TimeAsync("后台 background", SettleAsync(cancellationToken));
        await TimeAsync("督办 overdue", services.GetRequiredService<RaiseOverdue>().RunAsync(cancellationToken));
        await TimeAsync("提醒 reminders", services.GetRequiredService<ReminderSweep>().RunAsync(cancellationToken));
        await TimeAsync("待办 task lists", DiscoverAsync(cancellationToken));
        var cases = new HashSet<Guid>();
        var round = new List<Errand>();
        var later = new List<(Errand Errand, ErrandTime Time)>();
        while (_work.TryPeek(out var next, out var time) && time.At <= now)
        {
            _work.Dequeue();
            // Nobody works on a case while another one does.
            if (cases.Add(next.Case))
                round.Add(next);
            else
                later.Add((next, time with { At = now.AddMinutes(1) }));
        }
        foreach (var (errand, time) in later)
            _work.Enqueue(errand, time);
        await TimeAsync("办理 steps", SideBySideAsync(round, DoAsync, cancellationToken));
        await TimeAsync("后台 background", SettleAsync(cancellationToken));
    }

    private async ValueTask DoAsync(Errand next, CancellationToken cancellationToken)
    {
        try
        {
            var matter = _matters.Of(next.Case);
            var done = next is { Task: { } task }
                ? await _people!.DoAsync(task, matter, cancellationToken)
                : await _people!.RaiseAsync(next.Case, next.Kind!, matter, cancellationToken);
            if (done.Done)
                Interlocked.Increment(ref _steps);
            if (done.Again is { } wait)
                lock (_work)
                    _work.Enqueue(next, new ErrandTime(clock.GetUtcNow() + wait, matter, "again"));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var what = fault is StepFault ? fault.Message : fault.ToString();
            _faults.AddOrUpdate(what, 1, (_, count) => count + 1);
        }
    }

    /// <summary>Timers that fell due, and messages on their way, until nothing is left.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var timers = services.GetRequiredService<ClockWorker>();
        var outbox = services.GetRequiredService<OutboxWorker>();
        while (await outbox.RunAsync(cancellationToken) + await timers.FireTimersAsync(cancellationToken) > 0) { }
    }

    /// <summary>New tasks get the moment at which somebody will do them: soon, in some days, late, or never.</summary>
    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var since = _seen;
        _seen = clock.GetUtcNow();
        var open = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(t => t.CreatedAt >= since && (t.Status == CaseTaskStatus.Open || t.Status == CaseTaskStatus.Claimed))
            .Select(t => new
            {
                t.Id,
                t.CaseId,
                t.Step,
                t.DueOn,
            })
            .ToListAsync(cancellationToken);
        await _matters.LearnAsync(database, open.Select(task => task.CaseId), cancellationToken);
        foreach (var task in open.Where(task => _known.Add(task.Id)))
        {
            var matter = _matters.Of(task.CaseId);
            if (
                StepsOfPeople.WaitBefore(
                    task.Step,
                    _chance.Roll(matter, task.Step + "/when"),
                    task.DueOn is { } due ? due.DayNumber - ChinaDay.Today(clock).DayNumber : null
                ) is
                { } wait
            )
                _work.Enqueue(new Errand(task.CaseId, task.Id, null), new ErrandTime(_seen + wait, matter, task.Step));
        }
    }

    /// <summary>What will become of cases that ended since it was last asked.</summary>
    private async Task FollowEndedAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var (since, now) = (_closedSeen, clock.GetUtcNow());
        _closedSeen = now;
        var ended = await database
            .Set<Case>()
            .AsNoTracking()
            .Where(c => c.ClosedAt >= since && c.ClosedAt < now && c.ClosedAs != null)
            .Select(c => new { c.Id, c.ClosedAs })
            .ToListAsync(cancellationToken);
        await _matters.LearnAsync(database, ended.Select(c => c.Id), cancellationToken);
        foreach (var found in ended)
        foreach (var (kind, after) in _happenings.After(found.ClosedAs!, _matters.Of(found.Id)))
            if (_ended.Add((found.Id, kind)))
                _work.Enqueue(new Errand(found.Id, null, kind), new ErrandTime(now + after, _matters.Of(found.Id), kind));
    }

    private Task SideBySideAsync<T>(
        IReadOnlyList<T> all,
        Func<T, CancellationToken, ValueTask> work,
        CancellationToken cancellationToken
    ) =>
        Parallel.ForEachAsync(
            all,
            new ParallelOptions { MaxDegreeOfParallelism = _hands, CancellationToken = cancellationToken },
            async (one, token) => await work(one, token)
        );
}
