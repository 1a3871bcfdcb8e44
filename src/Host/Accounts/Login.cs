using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Signs a browser in by cookie.</summary>
internal static class Login
{
    /// <summary>User name and password.</summary>
    public sealed record Credentials(string? UserName, string? Password);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/login", HandleAsync).AllowAnonymous().RequireRateLimiting(LimitsComposition.SignIn).WithName("login");

    private static async Task<Me.Answer> HandleAsync(
        Credentials credentials,
        AccountSignIn signIn,
        Me.Reader me,
        CancellationToken cancellationToken
    )
    {
        var user = await signIn.CheckAsync(credentials.UserName, credentials.Password);
        signIn.AuthenticationScheme = IdentityConstants.ApplicationScheme;
        await signIn.SignInAsync(user, isPersistent: false);
        return await me.ReadAsync(await signIn.CreateUserPrincipalAsync(user), cancellationToken);
    }
}
