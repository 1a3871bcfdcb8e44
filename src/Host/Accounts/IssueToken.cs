using LaborFlow.Host.Web;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Gives a program a bearer and a refresh token for a user name and password.</summary>
internal static class IssueToken
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/token", HandleAsync)
            .AllowAnonymous()
            .RequireRateLimiting(LimitsComposition.SignIn)
            .Produces<AccessTokenResponse>()
            .WithName("token");

    private static async Task<SignInHttpResult> HandleAsync(
        Login.Credentials credentials,
        AccountSignIn signIn,
        SessionBook sessions,
        HttpContext context
    )
    {
        var (user, method) = await signIn.CheckAsync(credentials);
        var (ticket, _) = await sessions.OpenAsync(user, SessionBook.Program, method, context);
        // The bearer handler writes the tokens as the answer's body.
        return TypedResults.SignIn(ticket, authenticationScheme: IdentityConstants.BearerScheme);
    }
}
