using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Simulation;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Demo;

/// <summary>
/// What waits where: an application to the wage guarantee fund at each of its steps, one to the emergency fund, and groups in a dispute, so that
/// whoever opens the demonstration finds the work of each role. Driven by the people of the simulated year, who do what each step is for.
/// </summary>
/// <param name="services">The host's.</param>
/// <param name="clock">Its clock.</param>
/// <param name="people">The officers.</param>
/// <param name="district">GB/T 2260, six digits.</param>
/// <param name="output">Where is told what did not come as far as it should.</param>
internal sealed class DemoShowcase(IServiceProvider services, SimulatedClock clock, People people, string district, TextWriter output)
{
    /// <summary>How many days it takes: a list is posted for five days.</summary>
    public const int Days = 8;

    private const int MostSteps = 60;

    /// <summary>Whoever does a step at all does it soon.</summary>
    private const double Soon = 0.5;

    /// <summary>Where cases stop whose list has been posted.</summary>
    private static readonly string[] AfterPosting =
    [
        "wgf-decide",
        "wgf-approve-1",
        "wgf-approve-2",
        "wgf-pay",
        "wgf-fix-account",
        "wgf-recovery",
    ];

    private static readonly (string Kind, string Step)[] Fresh =
    [
        ("WGF", "wgf-eligibility"),
        ("WGF", "wgf-verify"),
        ("WGF", "wgf-calculate"),
        ("WGF", "wgf-review"),
        ("WGF", "wgf-objections"),
        ("EMF", "emf-review"),
        ("COL", "mediate"),
        ("COL", "col-mediate"),
    ];

    /// <summary>A case on its way to the step at which it waits.</summary>
    private sealed record Exhibit(Guid Case, int Matter, string Step);

    private readonly Chance _chance = new(Seed);
    private const int Seed = 9;

    /// <summary>Drives them, from the clock's day on.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var first = ChinaDay.Today(clock);
        var arrivals = new Arrivals(_chance, 1, district);
        var steps = new StepsOfPeople(services, clock, _chance, people, new Choices(_chance, 0), new Happenings(_chance, 0));
        var posted = new List<Exhibit>();
        foreach (var step in AfterPosting)
            posted.Add(await FileAsync(arrivals, "WGF", step, cancellationToken));
        await DriveAsync(steps, posted, stopAt: "wgf-objections", cancellationToken);
        MoveTo(first.AddDays(Days - 2));
        await SettleAsync(cancellationToken);
        await DriveAsync(steps, posted, stopAt: null, cancellationToken);
        MoveTo(first.AddDays(Days - 1));
        var fresh = new List<Exhibit>();
        foreach (var (kind, step) in Fresh)
            fresh.Add(await FileAsync(arrivals, kind, step, cancellationToken));
        await DriveAsync(steps, fresh, stopAt: null, cancellationToken);
    }

    private void MoveTo(DateOnly day) => clock.MoveTo(ChinaDay.EndOf(day.AddDays(-1)) + TimeSpan.FromHours(10));

    private async Task<Exhibit> FileAsync(Arrivals arrivals, string kind, string step, CancellationToken cancellationToken)
    {
        var matter = MatterFor(kind, step);
        var application = arrivals.Application(kind == "EMF" ? "WGF" : kind, matter, ChinaDay.Today(clock));
        // Three workers are enough to see.
        application = application with
        {
            CoApplicants = [.. (application.CoApplicants ?? []).Take(kind == "COL" ? int.MaxValue : 2)],
        };
        await using var scope = services.CreateAsyncScope();
        var filed = await scope
            .ServiceProvider.GetRequiredService<DisputeFiling>()
            .HandleAsync(application, [], "online", "applicant", cancellationToken);
        return new Exhibit(filed.Case.Id, matter, step);
    }

    /// <summary>A number whose dice send the case where it is wanted: to the emergency fund or not, paid by the bank or returned.</summary>
    private int MatterFor(string kind, string step) =>
        Enumerable
            .Range(
                1 + (Array.IndexOf(AfterPosting, step) + 1) * 1_000 + Array.FindIndex(Fresh, one => one == (kind, step)) * 50_000 + 50_000,
                900
            )
            .First(matter =>
                Choices.IsIndividualBusiness(_chance, matter) == (kind == "EMF")
                && _chance.Roll(matter, "wgf-approve-1/1/outcome") < 0.4
                && _chance.Roll(matter, "wgf-approve-2/1/outcome") < 0.4
                && _chance.Roll(matter, "wgf-pay/1/bank") < 0.7
                && (_chance.Roll(matter, "wgf-pay/1/returned") > 0.7) == (step == "wgf-fix-account")
                && _chance.Roll(matter, "track-decision/1/outcome") < Choices.Groups
                && _chance.Roll(matter, "wgf-employer/1/withdraws") > 0.1
                && _chance.Roll(matter, "wgf-eligibility/1/withdraws") > 0.1
            );

    /// <summary>Does each case's steps until it waits where it should.</summary>
    private async Task DriveAsync(StepsOfPeople steps, List<Exhibit> exhibits, string? stopAt, CancellationToken cancellationToken)
    {
        foreach (var exhibit in exhibits)
        {
            var done = 0;
            while (done < MostSteps && await NextAsync(exhibit, stopAt, cancellationToken) is { } task)
            {
                try
                {
                    if (!(await steps.DoAsync(task, exhibit.Matter, cancellationToken)).Done)
                        break;
                }
                catch (StepFault fault)
                {
                    await output.WriteLineAsync($"  {exhibit.Step}: {fault.Message}");
                    break;
                }
                await SettleAsync(cancellationToken);
                done++;
            }
        }
    }

    /// <summary>The task to do next; null when the case waits where it should, or for nobody.</summary>
    private async Task<Guid?> NextAsync(Exhibit exhibit, string? stopAt, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var open = await scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.CaseId == exhibit.Case && (task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed))
            .OrderBy(task => task.Id)
            .Select(task => new { task.Id, task.Step })
            .ToListAsync(cancellationToken);
        return open.Exists(task => task.Step == exhibit.Step || task.Step == stopAt)
            ? null
            : open.Find(task => StepsOfPeople.WaitBefore(task.Step, Soon, null) is not null)?.Id;
    }

    /// <summary>Timers that fell due, and messages on their way, until nothing is left.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var timers = services.GetRequiredService<ClockWorker>();
        var outbox = services.GetRequiredService<OutboxWorker>();
        while (await outbox.RunAsync(cancellationToken) + await timers.FireTimersAsync(cancellationToken) > 0) { }
    }
}
