using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Signs a browser in by cookie.</summary>
internal static class Login
{
    /// <summary>User name and password; a code or a recovery code where the account has a second factor.</summary>
    public sealed record Credentials(string? UserName, string? Password, string? Code = null, string? RecoveryCode = null);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/login", HandleAsync).AllowAnonymous().RequireRateLimiting(LimitsComposition.SignIn).WithName("login");

    private static async Task<Me.Answer> HandleAsync(
        Credentials credentials,
        AccountSignIn signIn,
        SessionBook sessions,
        Me.Reader me,
        HttpContext context
    )
    {
        var (user, method) = await signIn.CheckAsync(credentials);
        var (ticket, caller) = await sessions.OpenAsync(user, SessionBook.Browser, method, context);
        await context.SignInAsync(IdentityConstants.ApplicationScheme, ticket);
        return await me.ReadAsync(caller.User, caller.MustChangePassword, context.RequestAborted);
    }
}
