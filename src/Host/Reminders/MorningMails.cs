using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using LaborFlow.Persistence.Reminders;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// One mail a person and morning for all that waits, once the office of that person is open; what comes later in the day waits for the next.
/// </summary>
internal sealed class MorningMails(IServiceScopeFactory scopes, TimeProvider time)
{
    /// <summary>Queues the digests of everybody who has something waiting and none today; tells how many.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var calendar = scope.ServiceProvider.GetRequiredService<WorkingCalendar>();
        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var waiting = await database
            .Set<Notification>()
            .Where(notification => notification.Mail == NotificationMail.Waiting)
            .Where(notification =>
                !database.Set<MorningDigest>().Any(digest => digest.UserName == notification.UserName && digest.Day == today)
            )
            .Select(notification => notification.UserName)
            .Distinct()
            .Select(userName => new
            {
                userName,
                Place = database.Set<AppUser>().Where(user => user.UserName == userName).Select(user => user.Jurisdiction).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var sent = 0;
        foreach (var person in waiting)
        {
            if (WorkingHours.IsOpen(now, calendar, person.Place))
                sent += await QueueAsync(person.userName, today, now, cancellationToken) ? 1 : 0;
        }
        return sent;
    }

    private async Task<bool> QueueAsync(string userName, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
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
        var message = ReminderWriter.MessageOf(new ReminderSweep.MailBody(userName, ids, Digest: true), now);
        await scope.ServiceProvider.GetRequiredService<ReminderQueue>().WriteAsync([], [message], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>The working hours of a person: those of the office where they work.</summary>
internal static class WorkingHours
{
    /// <param name="now">The instant.</param>
    /// <param name="calendar">The working calendar with its local days.</param>
    /// <param name="jurisdiction">The person's; null for one who works for the whole country.</param>
    public static bool IsOpen(DateTimeOffset now, WorkingCalendar calendar, string? jurisdiction) =>
        ReminderPlanner.NextOpen(now, calendar.At(Jurisdiction.TryParse(jurisdiction, out var place) ? place : null)) <= now;
}
