using System.Security.Claims;

namespace LaborFlow.Host.Accounts;

/// <summary>What a request knows of its caller: read with the session at every request, never from the cookie or token.</summary>
internal static class AccountClaims
{
    public const string DisplayNameClaim = "display_name";
    public const string OfficeClaim = "office";
    public const string JurisdictionClaim = "jurisdiction";

    /// <summary>A case that the caller is recused from.</summary>
    public const string RecusedClaim = "recused";

    /// <summary>The one claim of a cookie or token: the session that it stands for.</summary>
    public const string Session = "sid";

    /// <summary>The user name of a signed-in caller. Only for endpoints that demand a signed-in user.</summary>
    public static string UserName(this ClaimsPrincipal user) =>
        user.Identity?.Name ?? throw new InvalidOperationException("The endpoint let a caller in who has no name.");

    public static string DisplayName(this ClaimsPrincipal user) => user.FindFirstValue(DisplayNameClaim) ?? user.UserName();

    public static IReadOnlyList<string> RoleCodes(this ClaimsPrincipal user) =>
        [.. user.FindAll(ClaimTypes.Role).Select(claim => claim.Value)];

    public static string? Office(this ClaimsPrincipal user) => user.FindFirstValue(OfficeClaim);

    public static string? Jurisdiction(this ClaimsPrincipal user) => user.FindFirstValue(JurisdictionClaim);

    /// <summary>回避: the cases that the caller is kept off.</summary>
    public static IReadOnlyList<Guid> Recused(this ClaimsPrincipal user) =>
        [.. user.FindAll(RecusedClaim).Select(claim => Guid.Parse(claim.Value))];

    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;
}
