using LaborFlow.Host.Problems;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// Gives an administrator who is signed in by cookie the bearer token that Elsa Studio sends with its calls, so that the designer
/// opens without a second sign-in.
/// </summary>
internal static class IssueDesignerToken
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/designer-token", HandleAsync)
            .RequireAuthorization(Policies.DesignReaders)
            .Produces<AccessTokenResponse>()
            .WithName("designer-token");

    private static async Task<SignInHttpResult> HandleAsync(HttpContext context, AccountSignIn signIn)
    {
        var user = await signIn.ValidateSecurityStampAsync(context.User) ?? throw new ProblemException(KnownProblems.Unauthenticated);
        return TypedResults.SignIn(await signIn.CreateUserPrincipalAsync(user), authenticationScheme: IdentityConstants.BearerScheme);
    }
}
