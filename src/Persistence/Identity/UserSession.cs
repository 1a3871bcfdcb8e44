namespace LaborFlow.Persistence.Identity;

/// <summary>
/// One sign-in of an account, by a browser or a program. Cookie and tokens name it, and every request looks it up: ended here, it is ended
/// everywhere.
/// </summary>
public sealed class UserSession
{
    /// <summary>UUIDv7; what the cookie or token names.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose.</summary>
    public required Guid UserId { get; init; }

    /// <summary><c>browser</c> or <c>program</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How the account was proved: <c>password</c>, <c>totp</c>, <c>recovery-code</c> or <c>passkey</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The network address of the sign-in.</summary>
    public string? Address { get; init; }

    /// <summary>What the browser calls itself.</summary>
    public string? Agent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The last request, to the minute.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    /// <summary>When it was ended; null while it may go on.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Who ended it: the person, or an administrator.</summary>
    public string? EndedBy { get; set; }
}
