using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Mail;

/// <summary>
/// Sends mails and keeps what became of each: one that was sent is not sent again, one that the server refuses is tried again with growing
/// pauses, and given up for an administrator to see after <see cref="MostAttempts"/> tries.
/// </summary>
internal sealed class MailDeliveries(LaborFlowDbContext database, Mailer mailer, TimeProvider time)
{
    /// <summary>With pauses that double from a second this is half an hour; a server that is down longer is an administrator's matter.</summary>
    public const int MostAttempts = 12;

    /// <summary>Tries once; the caller saves.</summary>
    /// <param name="message">The message that asks for the mail.</param>
    /// <param name="mail">The mail; its id is that of the delivery.</param>
    /// <param name="recipient">How an administrator knows whom it is for.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <returns>The delivery; while it stays queued, the message is to be tried again.</returns>
    public async Task<MailDelivery> TryAsync(
        OutboxMessage message,
        OutgoingMail mail,
        string recipient,
        CancellationToken cancellationToken
    )
    {
        var delivery = await database.FindAsync<MailDelivery>([mail.Id], cancellationToken);
        if (delivery is { State: not NotificationMail.Queued })
            return delivery;
        if (delivery is null)
        {
            delivery = new MailDelivery
            {
                Id = mail.Id,
                Kind = message.Kind,
                UserName = recipient,
                Subject = mail.Subject,
                PayloadJson = message.PayloadJson,
                State = NotificationMail.Queued,
                CreatedAt = time.GetUtcNow(),
            };
            database.Add(delivery);
        }

        if (mail.To is null || !mailer.IsConfigured)
        {
            delivery.State = NotificationMail.None;
            delivery.LastError = mail.To is null ? "没有电子邮箱地址。" : "未配置邮件服务器。";
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
                delivery.LastError = refused.GetBaseException().Message;
                delivery.State = delivery.Attempts >= MostAttempts ? NotificationMail.Failed : NotificationMail.Queued;
            }
        }

        if (delivery.State != NotificationMail.Queued)
            delivery.DecidedAt = time.GetUtcNow();
        return delivery;
    }
}
