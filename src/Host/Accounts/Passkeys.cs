using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// 通行密钥 (WebAuthn): asks a browser for one, and judges what it answers. The challenge waits in a sealed cookie of the browser that was
/// asked, for five minutes and for one answer.
/// </summary>
internal sealed class Passkeys(
    IPasskeyHandler<AppUser> handler,
    UserManager<AppUser> users,
    IDataProtectionProvider protection,
    IHttpContextAccessor accessor
)
{
    public const int Most = 10;

    private const string Cookie = "laborflow-passkey";
    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(5);

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("Only within a request.");

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("LaborFlow.Passkey").ToTimeLimitedDataProtector();

    /// <summary>What the browser's <c>navigator.credentials.create</c> is given.</summary>
    public async Task<string> AskNewAsync(AppUser user)
    {
        var options = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = user.Id.ToString(),
                Name = user.UserName!,
                DisplayName = user.DisplayName,
            },
            Context
        );
        Keep(options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    /// <exception cref="ProblemException">It is none that was asked for.</exception>
    public async Task AddAsync(AppUser user, string credential, string? name)
    {
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext
            {
                HttpContext = Context,
                CredentialJson = credential,
                AttestationState = Take(),
            }
        );
        if (!result.Succeeded || result.UserEntity.Id != user.Id.ToString())
            throw Refused();
        result.Passkey.Name = string.IsNullOrWhiteSpace(name) ? "通行密钥" : name.Trim()[..Math.Min(name.Trim().Length, 64)];
        var added = await users.AddOrUpdatePasskeyAsync(user, result.Passkey);
        if (!added.Succeeded)
            throw Refused();
    }

    /// <summary>What the browser's <c>navigator.credentials.get</c> is given: any account's passkey will do.</summary>
    public async Task<string> AskAnyAsync()
    {
        var options = await handler.MakeRequestOptionsAsync(null, Context);
        Keep(options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <summary>The account whose passkey the browser used; null when it is none, or not what was asked for.</summary>
    public async Task<AppUser?> FindAsync(string credential)
    {
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext
            {
                HttpContext = Context,
                CredentialJson = credential,
                AssertionState = Take(),
            }
        );
        if (!result.Succeeded)
            return null;
        // The counter that tells a copied authenticator.
        await users.AddOrUpdatePasskeyAsync(result.User, result.Passkey);
        return result.User;
    }

    public static ProblemException Refused() =>
        new(KnownProblems.Of(400, "passkey.refused", "通行密钥验证未通过，请重试。", "The passkey could not be verified; try again."));

    private void Keep(string? state) =>
        Context.Response.Cookies.Append(
            Cookie,
            Protector.Protect(state ?? "", Wait),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = Context.Request.IsHttps,
                MaxAge = Wait,
                Path = "/api",
            }
        );

    private string? Take()
    {
        Context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/api" });
        try
        {
            return Context.Request.Cookies[Cookie] is { Length: > 0 } kept ? Protector.Unprotect(kept) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
