using System.Security.Claims;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Accounts;

/// <summary>What a session knows of its user besides name and roles, so that a request need not ask the database for it.</summary>
internal sealed class AccountClaims(UserManager<AppUser> users, RoleManager<AppRole> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<AppUser, AppRole>(users, roles, options)
{
    public const string DisplayName = "display_name";
    public const string Office = "office";
    public const string Jurisdiction = "jurisdiction";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(AppUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(DisplayName, user.DisplayName));
        if (user.OfficeId is { } office)
            identity.AddClaim(new Claim(Office, office));
        if (user.Jurisdiction is { } jurisdiction)
            identity.AddClaim(new Claim(Jurisdiction, jurisdiction));
        return identity;
    }
}

internal static class AccountClaimsReading
{
    /// <summary>The user name of a signed-in caller. Only for endpoints that demand a signed-in user.</summary>
    public static string UserName(this ClaimsPrincipal user) =>
        user.Identity?.Name ?? throw new InvalidOperationException("The endpoint let a caller in who has no name.");

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.DisplayName) ?? user.UserName();

    public static IReadOnlyList<string> RoleCodes(this ClaimsPrincipal user) =>
        [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)];

    public static string? Office(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.Office);

    public static string? Jurisdiction(this ClaimsPrincipal user) => user.FindFirstValue(AccountClaims.Jurisdiction);
}
