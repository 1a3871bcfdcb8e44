using LaborFlow.Host.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Ends a browser's session.</summary>
internal static class Logout
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/logout", HandleAsync).RequireAuthorization(Policies.SignedIn).WithName("logout");

    private static async Task HandleAsync(HttpContext context, AccessLog log)
    {
        await log.SignedOutAsync(context.User.UserName(), context.RequestAborted);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
