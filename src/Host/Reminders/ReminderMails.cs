using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Mail;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>Sends the mails that reminders ask for, one alone or a morning's digest.</summary>
internal sealed class ReminderMails(IServiceScopeFactory scopes, TimeProvider time) : IOutboxHandler
{
    public string Kind => ReminderSweep.MailKind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Deserialize<ReminderSweep.MailBody>(message.PayloadJson, JsonSerializerOptions.Web)!;
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var mailer = scope.ServiceProvider.GetRequiredService<Mailer>();
        var mail = await ComposeAsync(database, mailer, message.Id, body, cancellationToken);
        var deliveries = scope.ServiceProvider.GetRequiredService<MailDeliveries>();
        var delivery = await deliveries.TryAsync(message, mail, body.UserName, cancellationToken);
        if (delivery.State != NotificationMail.Queued)
            await database
                .Set<Notification>()
                .Where(notification => body.Notifications.Contains(notification.Id) && notification.Mail != delivery.State)
                .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.Mail, delivery.State), cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        if (delivery.State == NotificationMail.Queued)
            throw new InvalidOperationException("The mail server did not take the mail: " + delivery.LastError);
    }

    private async Task<OutgoingMail> ComposeAsync(
        LaborFlowDbContext database,
        Mailer mailer,
        string id,
        ReminderSweep.MailBody body,
        CancellationToken cancellationToken
    )
    {
        var user = await database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(known => known.UserName == body.UserName)
            .Select(known => new { known.Email, known.DisplayName })
            .SingleOrDefaultAsync(cancellationToken);
        var lines = await database
            .Set<Notification>()
            .AsNoTracking()
            .Where(notification => body.Notifications.Contains(notification.Id))
            .Join(
                database.Set<Case>(),
                notification => notification.CaseId,
                disputed => disputed.Id,
                (notification, disputed) => new { notification, disputed.CaseNumber }
            )
            .OrderBy(pair => pair.notification.DueOn)
            .ToListAsync(cancellationToken);
        // What nobody will read is not put into words: an office without mail has hundreds of such digests a day.
        var address = string.IsNullOrWhiteSpace(user?.Email) ? null : user.Email;
        if (address is null || !mailer.IsConfigured)
            return new OutgoingMail(id, address, user?.DisplayName ?? "", Subject(), "", "", "");
        var content = new ReminderLetter(
            user?.DisplayName ?? body.UserName,
            [
                .. lines.Select(pair => new ReminderLine(
                    pair.CaseNumber,
                    pair.notification.Zh,
                    pair.notification.DueOn,
                    pair.notification.Urgent
                )),
            ]
        );
        var events = lines
            // A message that is about no period has no last day for the calendar.
            .Where(pair => pair.notification.DeadlineId != pair.notification.ReminderId)
            .DistinctBy(pair => pair.notification.DeadlineId)
            .Select(pair => new CalendarEntry(
                $"{pair.notification.DeadlineId:N}@laborflow",
                pair.notification.DueOn,
                $"{pair.CaseNumber} 期限届满",
                pair.notification.Zh
            ));
        return new OutgoingMail(
            id,
            address,
            user?.DisplayName ?? "",
            Subject(),
            MailTemplates.Text(content),
            MailTemplates.Html(content),
            ICalendar.Write(events, time.GetUtcNow())
        );

        string Subject() =>
            body.Digest ? $"期限提醒：{lines.Count}项待办"
            : lines.Count > 0 && lines[0].notification.DueOn < ChinaDay.Today(time) ? $"逾期提醒：{lines[0].CaseNumber}"
            : $"期限提醒：{(lines.Count > 0 ? lines[0].CaseNumber : "")}";
    }
}
