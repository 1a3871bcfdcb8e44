using System.Security.Claims;
using LaborFlow.Host.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace LaborFlow.Host.Accounts;

/// <summary>Ends a session, of a browser or of a program: its cookie or tokens are good no more, wherever they went.</summary>
internal static class Logout
{
    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapPost("/logout", HandleAsync)
            .RequireAuthorization(Policies.SignedIn)
            .WithMetadata(new WithInitialPassword())
            .WithName("logout");

    private static async Task HandleAsync(HttpContext context, SessionBook sessions, AccessLog log)
    {
        var user = context.User;
        await log.SignedOutAsync(user.UserName(), context.RequestAborted);
        var id = Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!);
        await sessions.EndAsync(id, user.SessionId(), null, user.UserName(), context.RequestAborted);
        await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
