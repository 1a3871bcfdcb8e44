using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Accounts;

/// <summary>Signs people in and out. A switched-off account cannot sign in, refresh or go on with an old session.</summary>
internal sealed class AccountSignIn(
    UserManager<AppUser> users,
    IHttpContextAccessor context,
    IUserClaimsPrincipalFactory<AppUser> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<AppUser>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<AppUser> confirmation,
    AccessLog log
) : SignInManager<AppUser>(users, context, claims, options, logger, schemes, confirmation)
{
    public override async Task<bool> CanSignInAsync(AppUser user) => user.IsActive && await base.CanSignInAsync(user);

    public override async Task<AppUser?> ValidateSecurityStampAsync(System.Security.Claims.ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is { IsActive: true } user ? user : null;

    /// <summary>The account of that name and password.</summary>
    /// <exception cref="ProblemException">The name or password is wrong (which of them is not told), or the account is locked.</exception>
    public async Task<AppUser> CheckAsync(string? userName, string? password)
    {
        var user = string.IsNullOrEmpty(userName) || userName.Length > 256 ? null : await UserManager.FindByNameAsync(userName);
        if (user is null || string.IsNullOrEmpty(password) || password.Length > 256)
        {
            // The same work as for a real account, so that the time taken does not tell which names exist.
            UserManager.PasswordHasher.HashPassword(new AppUser(), "no such account");
            await log.SignInFailedAsync(userName, lockedOut: false);
            throw new ProblemException(KnownProblems.WrongCredentials);
        }
        var result = await CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            await log.SignInFailedAsync(userName, result.IsLockedOut);
            throw new ProblemException(result.IsLockedOut ? KnownProblems.LockedOut : KnownProblems.WrongCredentials);
        }
        await log.SignedInAsync(user.UserName!);
        return user;
    }
}
