using System.Data.Common;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Reminders;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// Plans reminders of running deadlines, sends those that are due in the working hours of the place, and puts what can wait into one digest a
/// person and morning. Every step is one transaction that claims what it works on, so any number of hosts may sweep at once.
/// </summary>
public sealed class ReminderSweep(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>The outbox kind of mails; the body is <see cref="MailBody"/>.</summary>
    public const string MailKind = "reminder.mail";

    private const int Batch = 500;

    private readonly ReminderFiring firing = new(scopes, time);
    private readonly MorningMails mornings = new(scopes, time);

    /// <summary>Whom to write to about which notifications.</summary>
    public sealed record MailBody(string UserName, IReadOnlyList<Guid> Notifications, bool Digest);

    /// <summary>What a sweep did.</summary>
    public sealed record Result(int Planned, int Fired, int Missed, int Cancelled, int Digests);

    /// <summary>Sweeps until nothing is due.</summary>
    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        var (planned, after) = (0, Guid.Empty);
        while (await PlanAsync(after, cancellationToken) is var (count, last) && last is { } reached)
            (planned, after) = (planned + count, reached);
        var fired = await FireAsync(cancellationToken);
        return fired with { Planned = planned, Digests = await mornings.RunAsync(cancellationToken) };
    }

    /// <summary>Sends what is due; the rest of <see cref="RunAsync"/> left out.</summary>
    public Task<Result> FireAsync(CancellationToken cancellationToken) => firing.RunAsync(cancellationToken);

    /// <summary>
    /// Plans for running deadlines that wait for no reminder of their last day: new ones, those that moved, those whose plan changed. Goes on
    /// after a deadline, so that one pass over many reads each once.
    /// </summary>
    /// <returns>For how many it planned, and where to go on; null at the end.</returns>
    private async Task<(int Planned, Guid? Last)> PlanAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var calendar = scope.ServiceProvider.GetRequiredService<WorkingCalendar>();
        var bare = await database
            .Set<CaseDeadline>()
            .AsNoTracking()
            .Where(deadline => deadline.State == DeadlineState.Running && deadline.Id.CompareTo(after) > 0)
            .Where(deadline =>
                !database
                    .Set<Reminder>()
                    .Any(planned =>
                        planned.DeadlineId == deadline.Id
                        && planned.DueOn == deadline.DueOn
                        && (planned.State == ReminderState.Planned || planned.Point == ReminderPlanner.Nothing)
                    )
            )
            .OrderBy(deadline => deadline.Id)
            .Take(Batch)
            .Join(
                database.Set<Case>(),
                deadline => deadline.CaseId,
                disputed => disputed.Id,
                (deadline, disputed) =>
                    new
                    {
                        deadline,
                        disputed.ProcedureCode,
                        disputed.District,
                    }
            )
            .ToListAsync(cancellationToken);
        if (bare.Count == 0)
            return (0, null);
        var last = bare[^1].deadline.Id;
        var plans = await database.Set<ReminderPlan>().AsNoTracking().ToListAsync(cancellationToken);
        var ids = bare.Select(one => one.deadline.Id).ToList();
        var earlier = (
            await database
                .Set<Reminder>()
                .AsNoTracking()
                .Where(reminder => ids.Contains(reminder.DeadlineId))
                .ToListAsync(cancellationToken)
        ).ToLookup(reminder => (reminder.DeadlineId, reminder.DueOn));
        var now = time.GetUtcNow();
        foreach (var one in bare)
        {
            var rules = ReminderPlan.For(plans, one.ProcedureCode, one.District);
            var past = earlier[(one.deadline.Id, one.deadline.DueOn)].ToList();
            var planned = ReminderPlanner.Plan(one.deadline, rules, past, calendar.At(new Jurisdiction(one.District)), now);
            database.AddRange(planned.Count > 0 ? planned : [ReminderPlanner.NothingFor(one.deadline, now)]);
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            // Another host planned some of them at the same moment; the next sweep finds what is left.
            return (0, last);
        }
        catch (InvalidOperationException clash)
            when (clash.InnerException is DbUpdateException { InnerException: DbException { IsTransient: true } })
        {
            // Two hosts planned the same deadlines and waited for each other; the database let the other one go on.
            return (0, last);
        }
        return (bare.Count, last);
    }
}
