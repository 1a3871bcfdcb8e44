using System.Data.Common;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Register;
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

    /// <summary>Whom to write to about which notifications.</summary>
    public sealed record MailBody(string UserName, IReadOnlyList<Guid> Notifications, bool Digest);

    /// <summary>What a sweep did.</summary>
    public sealed record Result(int Planned, int Fired, int Missed, int Cancelled, int Digests);

    /// <summary>Sweeps until nothing is due.</summary>
    public async Task<Result> RunAsync(CancellationToken cancellationToken)
    {
        var planned = await RepeatAsync(PlanAsync, cancellationToken);
        var (fired, missed, cancelled) = (0, 0, 0);
        while (true)
        {
            var (claimed, outcome) = await FireAsync(cancellationToken);
            (fired, missed, cancelled) = (fired + outcome.Fired, missed + outcome.Missed, cancelled + outcome.Cancelled);
            if (claimed < Batch)
                break;
        }

        return new Result(planned, fired, missed, cancelled, await DigestAsync(cancellationToken));
    }

    private static async Task<int> RepeatAsync(Func<CancellationToken, Task<int>> step, CancellationToken cancellationToken)
    {
        var total = 0;
        while (await step(cancellationToken) is var done && done > 0)
            total += done;
        return total;
    }

    /// <summary>Plans for running deadlines that have no reminder for their last day: new ones, and those that moved.</summary>
    private async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var calendar = scope.ServiceProvider.GetRequiredService<WorkingCalendar>();
        var bare = await database
            .Set<CaseDeadline>()
            .AsNoTracking()
            .Where(deadline => deadline.State == DeadlineState.Running)
            .Where(deadline =>
                !database.Set<Reminder>().Any(planned => planned.DeadlineId == deadline.Id && planned.DueOn == deadline.DueOn)
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
            return 0;
        var plans = await database.Set<ReminderPlan>().AsNoTracking().ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        foreach (var one in bare)
        {
            var rules = ReminderPlan.For(plans, one.ProcedureCode, one.District);
            var planned = ReminderPlanner.Plan(one.deadline, rules, calendar.At(new Jurisdiction(one.District)), now);
            database.AddRange(planned.Count > 0 ? planned : [Nothing(one.deadline, now)]);
        }

        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            // Another host planned some of them at the same moment; the next round finds what is left.
            return 0;
        }
        catch (InvalidOperationException clash)
            when (clash.InnerException is DbUpdateException { InnerException: DbException { IsTransient: true } })
        {
            // Two hosts planned the same deadlines and waited for each other; the database let the other one go on.
            return 0;
        }
        return bare.Count;
    }

    /// <summary>Says that the plan has nothing for this deadline, so that it is not looked at again.</summary>
    private static Reminder Nothing(CaseDeadline deadline, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            DeadlineId = deadline.Id,
            DueOn = deadline.DueOn,
            Point = "none",
            To = ReminderRecipient.Officer,
            CanWait = true,
            FireAt = now,
            UsefulUntil = deadline.DueOn,
            State = ReminderState.Cancelled,
            DecidedAt = now,
        };

    private async Task<(int Claimed, Result Outcome)> FireAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var database = services.GetRequiredService<LaborFlowDbContext>();
        var queue = services.GetRequiredService<ReminderQueue>();
        var now = time.GetUtcNow();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var ids = await queue.ClaimAsync(now, Batch, cancellationToken);
        if (ids.Count == 0)
            return (0, new Result(0, 0, 0, 0, 0));
        var due = await LoadAsync(database, ids, cancellationToken);
        var sorted = Sort(due, services.GetRequiredService<WorkingCalendar>(), now);
        var writer = new ReminderWriter(
            await Recipients.LoadAsync(database, [.. sorted.Fire.Select(one => one.Case)], cancellationToken),
            services.GetRequiredService<StatuteRegister>(),
            services.GetRequiredService<WorkingCalendar>(),
            now
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
        database.AddRange(writer.Next);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (ids.Count, new Result(0, sorted.Fire.Count, sorted.Missed.Count, sorted.Cancelled.Count, 0));
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
                    new DueReminder(pair.reminder, pair.deadline, new RemindedCase(disputed.Id, disputed.CaseNumber, disputed.District))
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
            var ordered = pile.OrderBy(one => one.Reminder.FireAt).ToList();
            var alive = ordered
                .Where(one => one.Deadline.State == DeadlineState.Running && one.Deadline.DueOn == one.Reminder.DueOn)
                .ToList();
            sorted.Cancelled.AddRange(ordered.Except(alive).Select(one => one.Reminder.Id));
            var useful = alive.FindLast(one => today <= one.Reminder.UsefulUntil);
            sorted.Missed.AddRange(alive.Where(one => one != useful).Select(one => one.Reminder.Id));
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

    /// <summary>One mail a person and morning for all that waits; what comes later in the day waits for the next.</summary>
    private async Task<int> DigestAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        if (ReminderPlanner.NextOpen(now, scope.ServiceProvider.GetRequiredService<WorkingCalendar>().At(null)) > now)
            return 0;
        var waiting = await database
            .Set<Notification>()
            .Where(notification => notification.Mail == NotificationMail.Waiting)
            .Where(notification =>
                !database.Set<MorningDigest>().Any(digest => digest.UserName == notification.UserName && digest.Day == today)
            )
            .Select(notification => notification.UserName)
            .Distinct()
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var userName in waiting)
            sent += await DigestAsync(userName, today, now, cancellationToken) ? 1 : 0;
        return sent;
    }

    private async Task<bool> DigestAsync(string userName, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        database.Add(
            new MorningDigest
            {
                UserName = userName,
                Day = today,
                CreatedAt = now,
            }
        );
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException clash) when (database.Dialect.ViolatedUniqueKey(clash.InnerException ?? clash) is not null)
        {
            return false;
        }
        var ids = await database
            .Set<Notification>()
            .Where(notification => notification.UserName == userName && notification.Mail == NotificationMail.Waiting)
            .OrderBy(notification => notification.DueOn)
            .Select(notification => notification.Id)
            .ToListAsync(cancellationToken);
        await database
            .Set<Notification>()
            .Where(notification => ids.Contains(notification.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.Mail, NotificationMail.Queued), cancellationToken);
        var message = ReminderWriter.MessageOf(new MailBody(userName, ids, Digest: true), now);
        await scope.ServiceProvider.GetRequiredService<ReminderQueue>().WriteAsync([], [message], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private sealed record DueReminder(Reminder Reminder, CaseDeadline Deadline, RemindedCase Case);

    private sealed record SortedReminders(
        List<DueReminder> Fire,
        List<Guid> Missed,
        List<Guid> Cancelled,
        List<(Guid Id, DateTimeOffset FireAt)> Later
    );
}

/// <summary>What a reminder tells of its case.</summary>
internal sealed record RemindedCase(Guid Id, string CaseNumber, string District);
