using System.Collections.Concurrent;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Reminders;

/// <summary>Sends what is due, a batch a transaction: claimed rows, their notifications and their mails commit together or not at all.</summary>
internal sealed class ReminderFiring(IServiceScopeFactory scopes, TimeProvider time)
{
    // One works on its texts while the database works on the other's rows.
    private const int Workers = 2;

    private const int Batch = 5000;
    private const int Most = 100_000;

    /// <summary>Works until it finds nothing more that is due and that nobody else holds.</summary>
    public async Task<ReminderSweep.Result> RunAsync(CancellationToken cancellationToken)
    {
        var people = await Accounts.LoadAsync(scopes, cancellationToken);
        var total = new ReminderSweep.Result(0, 0, 0, 0, 0);
        while (true)
        {
            var runs = new ConcurrentQueue<(Guid From, Guid To)>(await FindAsync(cancellationToken));
            var shares = await Task.WhenAll(
                Enumerable.Range(0, Workers).Select(_ => Task.Run(() => WorkAsync(runs, people, cancellationToken), cancellationToken))
            );
            if (shares.Sum(share => share.Claimed) == 0)
                return total;
            foreach (var (_, share) in shares)
                total = Sum(total, share);
        }
    }

    /// <summary>
    /// What is due, cut into runs of deadlines: one transaction each, all reminders of a deadline in the same. Each host begins at another
    /// place, so that several seldom look at the same rows.
    /// </summary>
    private async Task<IEnumerable<(Guid From, Guid To)>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var due = await scope.ServiceProvider.GetRequiredService<ReminderQueue>().DueAsync(time.GetUtcNow(), Most, cancellationToken);
        var runs = new List<(Guid From, Guid To)>();
        for (var (start, i) = (0, 0); i < due.Count; i++)
        {
            if (i + 1 < due.Count && (i + 1 - start < Batch || due[i + 1] == due[i]))
                continue;
            runs.Add((due[start], due[i]));
            start = i + 1;
        }

        var first = runs.Count == 0 ? 0 : (int)((ulong)time.GetTimestamp() % (ulong)runs.Count);
        return runs.Skip(first).Concat(runs.Take(first));
    }

    private async Task<(int Claimed, ReminderSweep.Result Outcome)> WorkAsync(
        ConcurrentQueue<(Guid From, Guid To)> runs,
        Accounts people,
        CancellationToken cancellationToken
    )
    {
        var (claimed, total) = (0, new ReminderSweep.Result(0, 0, 0, 0, 0));
        while (runs.TryDequeue(out var run))
        {
            var (some, outcome) = await FireAsync(run, people, cancellationToken);
            (claimed, total) = (claimed + some, Sum(total, outcome));
        }
        return (claimed, total);
    }

    private static ReminderSweep.Result Sum(ReminderSweep.Result one, ReminderSweep.Result other) =>
        new(0, one.Fired + other.Fired, one.Missed + other.Missed, one.Cancelled + other.Cancelled, 0);

    private async Task<(int Claimed, ReminderSweep.Result Outcome)> FireAsync(
        (Guid From, Guid To) run,
        Accounts people,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var queue = services.GetRequiredService<ReminderQueue>();
        var calendar = services.GetRequiredService<WorkingCalendar>();
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ids = await queue.ClaimAsync(now, run, cancellationToken);
        if (ids.Count == 0)
            return (0, new ReminderSweep.Result(0, 0, 0, 0, 0));
        var sorted = Sort(await LoadAsync(database, ids, cancellationToken), calendar, now);
        var writer = new ReminderWriter(
            await Recipients.LoadAsync(database, people, [.. sorted.Fire.Select(one => one.Case)], cancellationToken),
            services.GetRequiredService<StatuteRegister>(),
            calendar,
            now,
            services.GetRequiredService<Mailer>().IsConfigured
        );
        foreach (var one in sorted.Fire)
            writer.Write(one.Reminder, one.Deadline, one.Case);
        await queue.WriteAsync(writer.Notifications, writer.Messages, cancellationToken);
        await DecideAsync(database, [.. sorted.Fire.Select(one => one.Reminder.Id)], ReminderState.Fired, now, cancellationToken);
        await DecideAsync(database, sorted.Missed, ReminderState.Missed, now, cancellationToken);
        await DecideAsync(database, sorted.Cancelled, ReminderState.Cancelled, now, cancellationToken);
        foreach (var later in sorted.Later.GroupBy(pair => pair.FireAt))
        {
            var postponed = later.Select(pair => pair.Id).ToList();
            await database
                .Set<Reminder>()
                .Where(reminder => postponed.Contains(reminder.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.FireAt, later.Key), cancellationToken);
        }
        if (writer.Next.Count + writer.Events.Count > 0)
        {
            database.AddRange(writer.Next);
            database.AddRange(writer.Events);
            await database.SaveChangesAsync(cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return (ids.Count, new ReminderSweep.Result(0, sorted.Fire.Count, sorted.Missed.Count, sorted.Cancelled.Count, 0));
    }

    private static async Task<List<DueReminder>> LoadAsync(
        LaborFlowDbContext database,
        IReadOnlyList<Guid> ids,
        CancellationToken cancellationToken
    ) =>
        await database
            .Set<Reminder>()
            .AsNoTracking()
            .Where(reminder => ids.Contains(reminder.Id))
            .Join(
                database.Set<CaseDeadline>(),
                reminder => reminder.DeadlineId,
                deadline => deadline.Id,
                (reminder, deadline) => new { reminder, deadline }
            )
            .Join(
                database.Set<Case>(),
                pair => pair.deadline.CaseId,
                disputed => disputed.Id,
                (pair, disputed) =>
                    new DueReminder(
                        pair.reminder,
                        new RemindedDeadline(
                            pair.deadline.Id,
                            pair.deadline.ParameterId,
                            pair.deadline.Name,
                            pair.deadline.StartsOn,
                            pair.deadline.DueOn,
                            pair.deadline.State
                        ),
                        new RemindedCase(disputed.Id, disputed.CaseNumber, disputed.District)
                    )
            )
            .ToListAsync(cancellationToken);

    /// <summary>
    /// What is still right goes out if the office is open; what the deadline has outrun is cancelled; of several that piled up for one
    /// recipient the last one tells all, and the others are marked as missed.
    /// </summary>
    private static SortedReminders Sort(IReadOnlyList<DueReminder> due, WorkingCalendar calendar, DateTimeOffset now)
    {
        var sorted = new SortedReminders([], [], [], []);
        var today = ChinaDay.Of(now);
        foreach (var pile in due.GroupBy(one => (one.Deadline.Id, one.Reminder.To)))
        {
            DueReminder? useful = null;
            foreach (var one in pile.OrderBy(one => one.Reminder.FireAt))
            {
                if (one.Deadline.State != DeadlineState.Running || one.Deadline.DueOn != one.Reminder.DueOn)
                    sorted.Cancelled.Add(one.Reminder.Id);
                else if (today > one.Reminder.UsefulUntil)
                    sorted.Missed.Add(one.Reminder.Id);
                else
                {
                    // Two that fall on one morning are told together: nothing was missed.
                    if (useful is not null)
                        (useful.Reminder.FireAt == one.Reminder.FireAt ? sorted.Cancelled : sorted.Missed).Add(useful.Reminder.Id);
                    useful = one;
                }
            }
            if (useful is null)
                continue;
            var open = ReminderPlanner.NextOpen(now, calendar.At(new Jurisdiction(useful.Case.District)));
            if (open > now)
                sorted.Later.Add((useful.Reminder.Id, open));
            else
                sorted.Fire.Add(useful);
        }
        return sorted;
    }

    private static async Task DecideAsync(
        LaborFlowDbContext database,
        IReadOnlyCollection<Guid> ids,
        ReminderState state,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (ids.Count > 0)
            await database
                .Set<Reminder>()
                .Where(reminder => ids.Contains(reminder.Id))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(reminder => reminder.State, state).SetProperty(reminder => reminder.DecidedAt, now),
                    cancellationToken
                );
    }

    private sealed record DueReminder(Reminder Reminder, RemindedDeadline Deadline, RemindedCase Case);

    private sealed record SortedReminders(
        List<DueReminder> Fire,
        List<Guid> Missed,
        List<Guid> Cancelled,
        List<(Guid Id, DateTimeOffset FireAt)> Later
    );
}

/// <summary>What a reminder tells of its case.</summary>
internal sealed record RemindedCase(Guid Id, string CaseNumber, string District);

/// <summary>What a reminder tells of its deadline.</summary>
internal sealed record RemindedDeadline(Guid Id, string ParameterId, string Name, DateOnly StartsOn, DateOnly DueOn, DeadlineState State);
