using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Persistence.Identity;

/// <summary>
/// A person with an account: an officer, an administrator, an auditor, or a party who registered. Accounts are switched off by
/// <see cref="IsActive"/>, never deleted, since the history names them.
/// </summary>
public sealed class AppUser : IdentityUser<Guid>
{
    /// <summary>The name shown on tasks, documents and in the history.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The office (mediation organisation, arbitration commission, inspection brigade) the person works for; null for parties.</summary>
    public string? OfficeId { get; set; }

    /// <summary>Jurisdiction as a GB/T 2260 code (street sub-codes have 9 digits); null when the account isn't bound to one.</summary>
    public string? Jurisdiction { get; set; }

    /// <summary>True until the person replaces the password that somebody else set.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>False bars sign-in and refresh; open tasks stay where they are until transferred.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>When the account was made.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The secret of the authenticator app in Base32; in use only while <see cref="IdentityUser{TKey}.TwoFactorEnabled"/>.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The time step of the last code that was accepted: no code counts twice.</summary>
    public long LastCodeStep { get; set; }

    /// <summary>SHA-256 of the recovery codes that are left, one a line.</summary>
    public string? RecoveryCodeHashes { get; set; }
}

/// <summary>A role of an account; its name is the role code (for example <c>mediator</c>), used in candidate roles of tasks.</summary>
public sealed class AppRole : IdentityRole<Guid>
{
    /// <summary>For EF Core.</summary>
    public AppRole() { }

    /// <param name="name">The role code, lower case with hyphens.</param>
    public AppRole(string name)
        : base(name) { }

    /// <summary>The role's name in Chinese, for administrators.</summary>
    public string? DisplayName { get; set; }
}
