using System.Security.Claims;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>账号安全: how the own account signs in, its password, and where it is signed in.</summary>
internal static class OwnSecurity
{
    /// <param name="SecondFactor">An authenticator app is asked for at sign-in.</param>
    public sealed record Answer(
        bool MustChangePassword,
        bool SecondFactor,
        int RecoveryCodesLeft,
        IReadOnlyList<Passkey> Passkeys,
        IReadOnlyList<Session> Sessions
    );

    public sealed record Passkey(string Id, string Name, DateTimeOffset CreatedAt);

    /// <param name="Kind"><c>browser</c> or <c>program</c>.</param>
    /// <param name="Method"><c>password</c>, <c>totp</c>, <c>recovery-code</c> or <c>passkey</c>.</param>
    /// <param name="Current">The session of this very request.</param>
    public sealed record Session(
        Guid Id,
        string Kind,
        string Method,
        string? Address,
        string? Agent,
        DateTimeOffset StartedAt,
        DateTimeOffset SeenAt,
        bool Current
    );

    public sealed record NewPassword(string? Current, string? Password);

    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapGet("/security", ReadAsync).RequireAuthorization(Policies.SignedIn).WithName("account-security");
        account
            .MapPost("/password", ChangePasswordAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithMetadata(new WithInitialPassword())
            .WithName("change-own-password");
        account.MapDelete("/sessions/{id:guid}", EndAsync).RequireAuthorization(Policies.SignedIn).WithName("end-session");
        account.MapPost("/sessions/end-others", EndOthersAsync).RequireAuthorization(Policies.SignedIn).WithName("end-other-sessions");
    }

    /// <summary>The account of the caller, tracked.</summary>
    public static async Task<AppUser> OwnAsync(this UserManager<AppUser> users, ClaimsPrincipal user) =>
        await users.FindByIdAsync(user.FindFirstValue(ClaimTypes.NameIdentifier)!)
        ?? throw new ProblemException(KnownProblems.Unauthenticated);

    private static async Task<Answer> ReadAsync(
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        SessionBook sessions,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        var passkeys = await users.GetPasskeysAsync(own);
        var open = await sessions.OpenOnesAsync(own.Id, cancellationToken);
        return new Answer(
            own.MustChangePassword,
            own.TwoFactorEnabled,
            Accounts.SecondFactor.Left(own),
            [
                .. passkeys.Select(passkey => new Passkey(
                    Convert.ToHexStringLower(passkey.CredentialId),
                    passkey.Name ?? "",
                    passkey.CreatedAt
                )),
            ],
            [
                .. open.Select(session => new Session(
                    session.Id,
                    session.Kind,
                    session.Method,
                    session.Address,
                    session.Agent,
                    session.StartedAt,
                    session.SeenAt,
                    session.Id == user.SessionId()
                )),
            ]
        );
    }

    private static async Task<IResult> ChangePasswordAsync(
        NewPassword request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccountSignIn signIn,
        SessionBook sessions,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        await signIn.DemandPasswordAsync(own, request.Current);
        if (request.Password == request.Current)
            throw ProblemException.Field("password", "same", "新密码不得与原密码相同。", "The new password must differ from the old one.");
        foreach (var validator in users.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(users, own, request.Password)).Succeeded)
                throw ProblemException.Field(
                    "password",
                    "too-weak",
                    "密码至少 12 位，并含大写字母、小写字母、数字和符号。",
                    "At least 12 characters with upper and lower case letters, a digit and a symbol."
                );
        }
        own.PasswordHash = users.PasswordHasher.HashPassword(own, request.Password!);
        own.MustChangePassword = false;
        await users.UpdateSecurityStampAsync(own);
        await sessions.EndAsync(own.Id, null, user.SessionId(), user.UserName(), cancellationToken);
        await log.AccountAsync(
            user.UserName(),
            "user.password-changed",
            "修改本人密码，其他登录已退出",
            "Changed the own password; other sessions ended",
            null,
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndAsync(
        Guid id,
        ClaimsPrincipal user,
        SessionBook sessions,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var own = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        if (await sessions.EndAsync(own, id, null, user.UserName(), cancellationToken) == 0)
            throw new ProblemException(KnownProblems.NotFound);
        await log.AccountAsync(
            user.UserName(),
            "user.session-ended",
            "退出一处登录",
            "Ended a session",
            id.ToString("N"),
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndOthersAsync(
        ClaimsPrincipal user,
        SessionBook sessions,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var own = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        await sessions.EndAsync(own, null, user.SessionId(), user.UserName(), cancellationToken);
        await log.AccountAsync(
            user.UserName(),
            "user.sessions-ended",
            "退出其他所有登录",
            "Ended all other sessions",
            null,
            cancellationToken
        );
        return TypedResults.NoContent();
    }
}
