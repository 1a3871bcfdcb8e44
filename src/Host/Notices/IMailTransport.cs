namespace LaborFlow.Host.Notices;

/// <summary>Hands a mail to a server. The seam where another transport than SMTP would go.</summary>
internal interface IMailTransport
{
    /// <summary>False: no server is configured, so nothing can be sent.</summary>
    bool IsConfigured { get; }

    /// <summary>Sends one mail; an exception means that the server did not take it.</summary>
    Task SendAsync(Mail mail, CancellationToken cancellationToken);
}

/// <param name="Id">Becomes the message id: a server that got the same mail twice can tell.</param>
/// <param name="To">One address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Plain text.</param>
internal sealed record Mail(string Id, string To, string Subject, string Text);
