using System.Net;
using System.Net.Mail;
using System.Text;

namespace LaborFlow.Host.Notices;

/// <summary>Sends by SMTP with the framework's own client.</summary>
internal sealed class SmtpTransport(MailOptions options) : IMailTransport
{
    public bool IsConfigured => options.IsConfigured;

    public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(options.Server, options.Port) { EnableSsl = options.Encrypted };
        if (options.UserName is not null)
            client.Credentials = new NetworkCredential(options.UserName, options.Password);
        using var message = new MailMessage(options.From, mail.To)
        {
            Subject = mail.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@laborflow>";
        // The client's own timeout holds for its synchronous calls alone.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        await client.SendMailAsync(message, patience.Token);
    }
}
