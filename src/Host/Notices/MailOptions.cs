namespace LaborFlow.Host.Notices;

/// <summary>The mail server; section <c>Mail</c> of the configuration. Without a server no mail is sent, and the file says so.</summary>
internal sealed record MailOptions
{
    /// <summary>Host name of the SMTP server; null sends no mail.</summary>
    public string? Server { get; init; }

    /// <summary>Its port. Default 25.</summary>
    public int Port { get; init; } = 25;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "laborflow@localhost";

    /// <summary>User name at the server; null sends without signing in.</summary>
    public string? UserName { get; init; }

    /// <summary>Password at the server.</summary>
    public string? Password { get; init; }

    /// <summary>Encrypts with STARTTLS. Default true; only a server on this machine or in a closed network may do without.</summary>
    public bool Encrypted { get; init; } = true;

    /// <summary>How long one mail may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Server);
}
