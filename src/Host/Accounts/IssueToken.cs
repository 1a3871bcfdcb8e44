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

    private static async Task<SignInHttpResult> HandleAsync(Login.Credentials credentials, AccountSignIn signIn)
    {
        var user = await signIn.CheckAsync(credentials.UserName, credentials.Password);
        // The bearer handler writes the tokens as the answer's body.
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);
    }
}
