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

/// <summary>
/// Sends what the outbox asks for. The delivery has the message's id: a message that comes twice is sent once, one that the server refuses is
/// tried again with growing pauses, and given up for an administrator to see after <see cref="MostAttempts"/> tries.
/// </summary>
internal sealed class ReminderMails(IServiceScopeFactory scopes, Mailer mailer, TimeProvider time) : IOutboxHandler
{
    /// <summary>With pauses that double from a second this is about a minute; a server that is down longer is an administrator's matter.</summary>
    public const int MostAttempts = 6;

    public string Kind => ReminderSweep.MailKind;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.Deserialize<ReminderSweep.MailBody>(message.PayloadJson, JsonSerializerOptions.Web)!;
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var delivery = await database.FindAsync<MailDelivery>([message.Id], cancellationToken);
        if (delivery is { State: not NotificationMail.Queued })
            return;
        var mail = await ComposeAsync(database, message.Id, body, cancellationToken);
        if (delivery is null)
        {
            delivery = new MailDelivery
            {
                Id = message.Id,
                UserName = body.UserName,
                Subject = mail.Subject,
                PayloadJson = message.PayloadJson,
                State = NotificationMail.Queued,
                CreatedAt = time.GetUtcNow(),
            };
            database.Add(delivery);
        }

        Exception? failure = null;
        if (mail.To is null || !mailer.IsConfigured)
        {
            delivery.State = NotificationMail.None;
            delivery.LastError = mail.To is null ? "The account has no mail address." : "No mail server is configured.";
        }
        else
        {
            delivery.Attempts++;
            try
            {
                await mailer.SendAsync(mail, cancellationToken);
                delivery.State = NotificationMail.Sent;
            }
            catch (Exception refused) when (refused is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                failure = refused;
                delivery.LastError = refused.GetBaseException().Message;
                delivery.State = delivery.Attempts >= MostAttempts ? NotificationMail.Failed : NotificationMail.Queued;
            }
        }

        if (delivery.State != NotificationMail.Queued)
        {
            delivery.DecidedAt = time.GetUtcNow();
            await database
                .Set<Notification>()
                .Where(notification => body.Notifications.Contains(notification.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.Mail, delivery.State), cancellationToken);
        }
        await database.SaveChangesAsync(cancellationToken);
        if (delivery.State == NotificationMail.Queued)
            throw new InvalidOperationException("The mail server did not take the mail.", failure);
    }

    private async Task<OutgoingMail> ComposeAsync(
        LaborFlowDbContext database,
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
        var subject =
            body.Digest ? $"期限提醒：{lines.Count}项待办"
            : lines.Count > 0 && lines[0].notification.DueOn < ChinaDay.Today(time) ? $"逾期提醒：{lines[0].CaseNumber}"
            : $"期限提醒：{(lines.Count > 0 ? lines[0].CaseNumber : "")}";
        var events = lines
            .DistinctBy(pair => pair.notification.DeadlineId)
            .Select(pair => new CalendarEntry(
                $"{pair.notification.DeadlineId:N}@laborflow",
                pair.notification.DueOn,
                $"{pair.CaseNumber} 期限届满",
                pair.notification.Zh
            ));
        return new OutgoingMail(
            id,
            string.IsNullOrWhiteSpace(user?.Email) ? null : user.Email,
            user?.DisplayName ?? "",
            subject,
            MailTemplates.Text(content),
            MailTemplates.Html(content),
            ICalendar.Write(events, time.GetUtcNow())
        );
    }
}
