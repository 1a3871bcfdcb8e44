using System.Security.Claims;
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
        auth.MapPost("/designer-token", Handle)
            .RequireAuthorization(Policies.DesignReaders)
            .Produces<AccessTokenResponse>()
            .WithName("designer-token");

    private static SignInHttpResult Handle(ClaimsPrincipal user) =>
        // The same session: signing out in the workbench ends the designer, too.
        TypedResults.SignIn(SessionBook.Ticket(user.SessionId()!.Value), authenticationScheme: IdentityConstants.BearerScheme);
}
