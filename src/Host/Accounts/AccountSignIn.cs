using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>Finds out who somebody is: by password, and by second factor where the account has one. Every try is recorded.</summary>
internal sealed class AccountSignIn(UserManager<AppUser> users, LaborFlowDbContext database, AccessLog log, TimeProvider time)
{
    private const int LongestName = 256;

    /// <summary>The account of that name and password, and how it was proved.</summary>
    /// <exception cref="ProblemException">
    /// The name, password or code is wrong (which of name and password is not told), the account is locked, or a code is needed.
    /// </exception>
    public async Task<(AppUser User, string Method)> CheckAsync(Login.Credentials credentials)
    {
        var (name, password) = (credentials.UserName, credentials.Password);
        var user = string.IsNullOrEmpty(name) || name.Length > LongestName ? null : await users.FindByNameAsync(name);
        if (user is null || string.IsNullOrEmpty(password) || password.Length > LongestName)
        {
            // The same work as for a real account, so that the time taken does not tell which names exist.
            users.PasswordHasher.HashPassword(new AppUser(), "no such account");
            await log.SignInFailedAsync(name, lockedOut: false);
            throw new ProblemException(KnownProblems.WrongCredentials);
        }
        await DemandNotLockedAsync(user);
        if (!await users.CheckPasswordAsync(user, password) || !user.IsActive)
            throw await FailedAsync(user, KnownProblems.WrongCredentials);
        var method = "password";
        if (user.TwoFactorEnabled)
        {
            method = string.IsNullOrEmpty(credentials.RecoveryCode) ? "totp" : "recovery-code";
            if (string.IsNullOrEmpty(credentials.Code) && string.IsNullOrEmpty(credentials.RecoveryCode))
                throw new ProblemException(KnownProblems.SecondFactorNeeded);
            if (
                !(
                    method == "totp"
                        ? SecondFactor.Accept(user, credentials.Code, time.GetUtcNow())
                        : SecondFactor.Redeem(user, credentials.RecoveryCode)
                )
            )
                throw await FailedAsync(user, KnownProblems.WrongSecondFactor);
        }
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        // Two at once with the same code: the second one meets the changed row.
        var saved = await users.UpdateAsync(user);
        if (!saved.Succeeded)
            throw new ProblemException(method == "password" ? KnownProblems.Unavailable : KnownProblems.WrongSecondFactor);
        await log.SignedInAsync(user.UserName!, method);
        return (user, method);
    }

    /// <summary>Demands the password of somebody who is signed in already, before something that would outlast the session.</summary>
    /// <exception cref="ProblemException">It is wrong, or the account is locked.</exception>
    public async Task DemandPasswordAsync(AppUser user, string? password)
    {
        await DemandNotLockedAsync(user);
        if (string.IsNullOrEmpty(password) || password.Length > LongestName || !await users.CheckPasswordAsync(user, password))
        {
            await FailedAsync(user, KnownProblems.WrongCredentials);
            throw ProblemException.Field("password", "wrong", "密码不正确。", "The password is wrong.");
        }
    }

    /// <summary>Refuses an account that is locked.</summary>
    public async Task DemandNotLockedAsync(AppUser user)
    {
        if (user.LockoutEnd is not { } until || until <= time.GetUtcNow())
            return;
        await log.SignInFailedAsync(user.UserName, lockedOut: true);
        throw new ProblemException(KnownProblems.LockedOutFor(until - time.GetUtcNow()));
    }

    /// <summary>Counts a failure in one statement, so that many tries at once are all counted; the fifth locks.</summary>
    private async Task<ProblemException> FailedAsync(AppUser user, Problem problem)
    {
        var lockout = users.Options.Lockout;
        DateTimeOffset? until = time.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
        await database
            .Set<AppUser>()
            .Where(found => found.Id == user.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(
                        found => found.LockoutEnd,
                        found => found.AccessFailedCount + 1 >= lockout.MaxFailedAccessAttempts ? until : found.LockoutEnd
                    )
                    .SetProperty(
                        found => found.AccessFailedCount,
                        found => found.AccessFailedCount + 1 >= lockout.MaxFailedAccessAttempts ? 0 : found.AccessFailedCount + 1
                    )
            );
        // What a wrong code may have changed in memory is not kept.
        database.Entry(user).State = EntityState.Detached;
        await log.SignInFailedAsync(user.UserName, lockedOut: false);
        return new ProblemException(problem);
    }
}
