using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using LaborFlow.Host.Personal;

namespace LaborFlow.Host.Mail;

/// <summary>The mail server; section <c>Mail</c> of the configuration. Without a server no mail leaves, and deliveries say so.</summary>
internal sealed record MailServer
{
    /// <summary>Host name of the SMTP server; null sends no mail.</summary>
    public string? Server { get; init; }

    /// <summary>Its port. Default 25; submission with STARTTLS is usually 587.</summary>
    public int Port { get; init; } = 25;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "laborflow@localhost";

    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "劳动关系案件办理";

    /// <summary>User name at the server; null sends without signing in.</summary>
    public string? UserName { get; init; }

    /// <summary>Password at the server.</summary>
    public string? Password { get; init; }

    /// <summary>Demands STARTTLS. Default true; only a server on this machine or in a closed network may do without.</summary>
    public bool Encrypted { get; init; } = true;

    /// <summary>How long one mail may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">Its name, Chinese characters included.</param>
/// <param name="MediaType">Such as <c>application/pdf</c>.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record MailFile(string Name, string MediaType, ReadOnlyMemory<byte> Content);

/// <summary>A mail to one person.</summary>
/// <param name="Id">Becomes the message id, so that a server that gets the same mail twice can tell.</param>
/// <param name="To">The address; null when there is none.</param>
/// <param name="ToName">The name.</param>
/// <param name="Subject">One line without personal data.</param>
/// <param name="Text">The plain-text part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Calendar">An iCalendar file to attach; null for none.</param>
/// <param name="Files">Further files.</param>
internal sealed record OutgoingMail(
    string Id,
    string? To,
    string ToName,
    string Subject,
    string Text,
    string Html,
    string? Calendar,
    IReadOnlyList<MailFile>? Files = null
);

/// <summary>Sends by SMTP: both parts, the calendar file, and everything that is not ASCII encoded as the mail standards ask.</summary>
internal sealed class Mailer(MailServer server)
{
    public bool IsConfigured => !string.IsNullOrWhiteSpace(server.Server);

    /// <exception cref="SmtpException">The server did not take it.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        using var client = new SmtpClient(server.Server, server.Port) { EnableSsl = server.Encrypted };
        if (server.UserName is not null)
            client.Credentials = new NetworkCredential(server.UserName, server.Password);
        using var message = Compose(mail);
        // The client's own timeout holds for its synchronous calls alone.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(server.Timeout);
        await client.SendMailAsync(message, patience.Token);
    }

    internal MailMessage Compose(OutgoingMail mail)
    {
        var message = new MailMessage(
            new MailAddress(server.From, server.FromName, Encoding.UTF8),
            new MailAddress(mail.To!, mail.ToName, Encoding.UTF8)
        )
        {
            Subject = PersonalMask.Line(mail.Subject.ReplaceLineEndings(" ")),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@laborflow>";
        // Readers show the last part that they understand: plain text first, HTML after it.
        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
        foreach (var file in mail.Files ?? [])
            message.Attachments.Add(
                new Attachment(new MemoryStream(file.Content.ToArray()), file.Name, file.MediaType)
                {
                    NameEncoding = Encoding.UTF8,
                    TransferEncoding = TransferEncoding.Base64,
                }
            );
        if (mail.Calendar is not null)
        {
            var type = new ContentType("text/calendar") { Name = "deadline.ics", CharSet = "utf-8" };
            type.Parameters["method"] = "PUBLISH";
            message.Attachments.Add(
                new Attachment(new MemoryStream(Encoding.UTF8.GetBytes(mail.Calendar)), type) { TransferEncoding = TransferEncoding.Base64 }
            );
        }
        return message;
    }

    private static AlternateView View(string content, string type)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
