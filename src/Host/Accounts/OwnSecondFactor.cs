using System.Security.Claims;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>动态验证码: puts an authenticator app on the own account, takes it off, and gives recovery codes.</summary>
internal static class OwnSecondFactor
{
    public sealed record WithPassword(string? Password);

    /// <param name="Secret">For typing.</param>
    /// <param name="Uri">For the picture that the page draws.</param>
    public sealed record Enrolment(string Secret, string Uri);

    public sealed record Confirmation(string? Code);

    /// <param name="Codes">Shown this once; each signs in once.</param>
    public sealed record Recovery(IReadOnlyList<string> Codes);

    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/second-factor", BeginAsync).RequireAuthorization(Policies.SignedIn).WithName("begin-second-factor");
        account.MapPost("/second-factor/confirm", ConfirmAsync).RequireAuthorization(Policies.SignedIn).WithName("confirm-second-factor");
        account.MapPost("/second-factor/remove", RemoveAsync).RequireAuthorization(Policies.SignedIn).WithName("remove-second-factor");
        account.MapPost("/recovery-codes", RenewAsync).RequireAuthorization(Policies.SignedIn).WithName("renew-recovery-codes");
    }

    private static async Task<Enrolment> BeginAsync(
        WithPassword request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccountSignIn signIn
    )
    {
        var own = await users.OwnAsync(user);
        await signIn.DemandPasswordAsync(own, request.Password);
        if (own.TwoFactorEnabled)
            throw new ProblemException(
                KnownProblems.Of(409, "second-factor.present", "已启用动态验证码，请先停用。", "There is one already; remove it first.")
            );
        own.AuthenticatorKey = SecondFactor.NewKey();
        own.LastCodeStep = 0;
        await SaveAsync(users, own);
        return new Enrolment(own.AuthenticatorKey, SecondFactor.Uri(own, own.AuthenticatorKey));
    }

    private static async Task<Recovery> ConfirmAsync(
        Confirmation request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        if (own.TwoFactorEnabled || !SecondFactor.Accept(own, request.Code, time.GetUtcNow()))
            throw WrongCode();
        own.TwoFactorEnabled = true;
        var codes = SecondFactor.NewRecoveryCodes(own);
        await SaveAsync(users, own);
        await log.AccountAsync(
            user.UserName(),
            "user.second-factor-added",
            "启用动态验证码",
            "Put an authenticator app on the account",
            null,
            cancellationToken
        );
        return new Recovery(codes);
    }

    private static async Task<IResult> RemoveAsync(
        WithPassword request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccountSignIn signIn,
        AccessLog log,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        await signIn.DemandPasswordAsync(own, request.Password);
        SecondFactor.Remove(own);
        await SaveAsync(users, own);
        await log.AccountAsync(
            user.UserName(),
            "user.second-factor-removed",
            "停用动态验证码",
            "Took the authenticator app off the account",
            null,
            cancellationToken
        );
        return TypedResults.NoContent();
    }

    private static async Task<Recovery> RenewAsync(
        Confirmation request,
        ClaimsPrincipal user,
        UserManager<AppUser> users,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var own = await users.OwnAsync(user);
        if (!own.TwoFactorEnabled || !SecondFactor.Accept(own, request.Code, time.GetUtcNow()))
            throw WrongCode();
        var codes = SecondFactor.NewRecoveryCodes(own);
        await SaveAsync(users, own);
        await log.AccountAsync(
            user.UserName(),
            "user.recovery-codes-renewed",
            "重新生成恢复码",
            "Renewed the recovery codes",
            null,
            cancellationToken
        );
        return new Recovery(codes);
    }

    private static async Task SaveAsync(UserManager<AppUser> users, AppUser own)
    {
        if (!(await users.UpdateAsync(own)).Succeeded)
            throw new ProblemException(
                KnownProblems.Of(409, "account.changed", "账号信息刚刚被更改，请重试。", "The account was changed meanwhile; try again.")
            );
    }

    private static ProblemException WrongCode() =>
        ProblemException.Field("code", "wrong", "验证码不正确，或者已经用过。", "The code is wrong or was used before.");
}
