using System.Diagnostics;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Reminders;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// A year of a district: cases arrive, people do their steps (late, absent, withdrawing at times), periods pass, reminders go out. Everything
/// goes through the use cases of the real host on a real database; only the clock and the people are invented. The same seed gives the same
/// people.
/// </summary>
internal sealed class DistrictYear(IServiceProvider services, SimulatedClock clock, int seed, double scale, TextWriter output)
{
    private readonly Random _chance = new(seed);
    private readonly PriorityQueue<Guid, DateTimeOffset> _work = new();
    private readonly HashSet<Guid> _known = [];
    private readonly Dictionary<string, JsonDocument> _schemas = new(StringComparer.Ordinal);
    private int _steps;

    /// <summary>Steps that people completed.</summary>
    public int Steps => _steps;

    /// <summary>Runs the year, and then long enough for most of what is open to end.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        await OrganiseAsync(cancellationToken);
        var arrivals = new Arrivals(_chance, scale);
        var first = ChinaDay.Today(clock);
        var employers = 0;
        for (var day = 1; day <= 365; day++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var today = first.AddDays(day - 1);
            clock.MoveTo(ChinaDay.EndOf(today.AddDays(-1)).AddHours(9));
            foreach (var kind in new[] { "MED", "COL", "INS", "WGF" })
                for (var i = arrivals.On(kind, day); i > 0; i--)
                    await FileAsync(arrivals.Application(kind, today), cancellationToken);
            for (var i = arrivals.On("NEW", day); i > 0; i--)
                await RegisterAsync(arrivals.Enterprise(++employers, today), cancellationToken);
            await DayAsync(today, cancellationToken);
            if (day % 73 == 0)
                await output.WriteLineAsync($"  第{day}天 day {day}: {_steps} steps, {_steps / watch.Elapsed.TotalSeconds:0.0}/s");
        }
    }

    private async Task OrganiseAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        foreach (var district in Districts.All)
            database.Add(
                new MediationOrganisation
                {
                    Id = Guid.CreateVersion7(clock.GetUtcNow()),
                    Name = $"{district.Name}劳动争议调解中心",
                    Level = MediationLevel.District,
                    Jurisdiction = district.Code,
                }
            );
        await database.SaveChangesAsync(cancellationToken);
    }

    private async Task FileAsync(LaborFlow.Cases.Filing.FileDisputeRequest application, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<DisputeFiling>()
            .HandleAsync(application, [], "online", "applicant", cancellationToken);
    }

    private async Task RegisterAsync(NewEnterprise enterprise, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var id = Guid.CreateVersion7(clock.GetUtcNow());
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

    /// <summary>One day: what fell due, what people do, what the host sends.</summary>
    private async Task DayAsync(DateOnly today, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        await DiscoverAsync(cancellationToken);
        var evening = ChinaDay.EndOf(today).AddHours(-6);
        while (_work.TryPeek(out var task, out var at) && at <= evening)
        {
            _work.Dequeue();
            clock.MoveTo(at);
            await DoAsync(task, today, cancellationToken);
            if (_work.Count == 0 || _work.TryPeek(out _, out var next) && next > evening)
            {
                await SettleAsync(cancellationToken);
                await DiscoverAsync(cancellationToken);
            }
        }

        clock.MoveTo(evening);
        await SettleAsync(cancellationToken);
        await services.GetRequiredService<RaiseOverdue>().RunAsync(cancellationToken);
        await services.GetRequiredService<ReminderSweep>().RunAsync(cancellationToken);
        await SettleAsync(cancellationToken);
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
        var open = await scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(t => t.Status == CaseTaskStatus.Open)
            .Select(t => new { t.Id, t.DueOn })
            .ToListAsync(cancellationToken);
        foreach (var task in open.OrderBy(t => t.Id))
        {
            if (!_known.Add(task.Id))
                continue;
            var roll = _chance.NextDouble();
            var wait = roll switch
            {
                // Late: after the last day, where there is one.
                > 0.98 => TimeSpan.FromDays(task.DueOn is { } due ? Math.Max(1, due.DayNumber - ChinaDay.Today(clock).DayNumber + 2) : 20),
                > 0.60 => TimeSpan.FromDays(_chance.Next(1, 5)),
                _ => TimeSpan.FromHours(_chance.Next(1, 20)),
            };
            _work.Enqueue(task.Id, clock.GetUtcNow() + wait);
        }
    }

    private async Task DoAsync(Guid taskId, DateOnly today, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var tasks = scope.ServiceProvider.GetRequiredService<ITaskStore>();
        if (await tasks.FindAsync(taskId, forUpdate: false, cancellationToken) is not { IsOpen: true } task)
            return;
        var matter = (await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(task.CaseId, forUpdate: false, cancellationToken))!;
        var rounds = (await tasks.ListOfCaseAsync(task.CaseId, cancellationToken)).Count(t => t.Step == task.Step);
        var outcome = Choose(task, rounds);
        var schema = await SchemaAsync(task.FormId, scope.ServiceProvider, cancellationToken);
        var data = await new FilledForms(scope.ServiceProvider.GetRequiredService<ICaseRecords>()).FillAsync(task, outcome, matter, schema, today);
        var role = task.Candidates.Count > 0 ? task.Candidates[0].Role : "";
        // Each round of a step has its own officer, so that whoever checks is never who did.
        var actor = task.Candidates.Count == 0 ? Actor.OfParty(task.Party!) : new Actor($"{role}-{task.Step}-{rounds}", [role]);
        scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().ChangeTracker.Clear();
        await scope
            .ServiceProvider.GetRequiredService<WorkflowRuntime>()
            .ResumeAsync(
                new ResumeRequest
                {
                    InstanceId = task.InstanceId,
                    BookmarkId = task.BookmarkId,
                    Actor = actor.UserName,
                    Prepare = async (_, token) =>
                    {
                        var revision = task.Revision;
                        if (actor.Party is null && task.Status == CaseTaskStatus.Open)
                            revision = (
                                await scope
                                    .ServiceProvider.GetRequiredService<ClaimTask>()
                                    .HandleAsync(taskId, new TaskCommand(revision), actor, token)
                            ).Revision;
                        await scope
                            .ServiceProvider.GetRequiredService<CompleteTask>()
                            .HandleAsync(taskId, new CompleteTaskRequest(outcome, data, revision), actor, token);
                    },
                },
                cancellationToken
            );
        _steps++;
    }

    /// <summary>Mostly what the step is for; the other ways at times, and never round and round.</summary>
    private string Choose(CaseTask task, int rounds)
    {
        var outcomes = TaskOutcomes.Read(task.OutcomesJson);
        var usual = outcomes.FirstOrDefault(o => o.Kind == "primary") ?? outcomes[0];
        // What needs an agreement of several steps or facts that this year does not invent is left to the stories.
        string[] left = ["first", "emf", "partial", "schedule", "ask-consent", "talk", "mixed", "queue", "session", "extend", "extension"];
        if (task.Step == "mediate")
            return _chance.NextDouble() < 0.72 ? "agreement" : "fail";
        if (task.Step == "track-decision")
            return task.Title.Length > 0 && outcomes.Any(o => o.Code == "fast") && _chance.NextDouble() < 0.6 ? "fast" : "ordinary";
        if (rounds > 3 || _chance.NextDouble() < 0.85)
            return usual.Code;
        var others = outcomes.Where(o => o.Code != usual.Code && !left.Contains(o.Code)).ToList();
        return others.Count == 0 ? usual.Code : others[_chance.Next(others.Count)].Code;
    }

    private async ValueTask<JsonElement> SchemaAsync(string formId, IServiceProvider scoped, CancellationToken cancellationToken)
    {
        if (!_schemas.TryGetValue(formId, out var schema))
        {
            var form = (await scoped.GetRequiredService<IFormStore>().FindAsync(formId, cancellationToken))!;
            _schemas[formId] = schema = JsonDocument.Parse(form.SchemaJson);
        }

        return schema.RootElement;
    }
}
