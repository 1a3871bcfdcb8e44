namespace LaborFlow.Persistence.Identity;

/// <summary>
/// A key of ASP.NET Core's data protection: what session cookies and tokens are sealed with. Kept in the database, so that a cookie which
/// one host issued is good at every other host and after a restart. Sealed under the keys of personal data, which lie outside the database:
/// whoever can read this table can forge no session.
/// </summary>
public sealed class SessionKey
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The framework's name of the key.</summary>
    public required string Name { get; init; }

    /// <summary>The key as the framework writes it, XML, sealed.</summary>
    public required string Xml { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
