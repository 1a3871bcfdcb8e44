using System.Security.Claims;
using LaborFlow.Cases.Mediation;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Accounts;

/// <summary>Who is signed in.</summary>
internal static class Me
{
    /// <summary>The account behind the request.</summary>
    /// <param name="Permissions">The actions that are open to it, from the table of permissions: what menus show.</param>
    /// <param name="MustChangePassword">Nothing else is open until the password that somebody else set is replaced.</param>
    public sealed record Answer(
        string UserName,
        string DisplayName,
        IReadOnlyList<string> Roles,
        Office? Office,
        string? Jurisdiction,
        IReadOnlyList<string> Permissions,
        bool MustChangePassword
    );

    /// <summary>The office that somebody works for.</summary>
    public sealed record Office(string Id, string Name);

    public static void Map(IEndpointRouteBuilder auth) =>
        auth.MapGet("/me", HandleAsync).RequireAuthorization(Policies.SignedIn).WithMetadata(new WithInitialPassword()).WithName("me");

    private static async Task<Answer> HandleAsync(ClaimsPrincipal user, LaborFlowDbContext database, Reader me, CancellationToken stop)
    {
        var name = user.UserName();
        var mustChange = await database
            .Set<AppUser>()
            .Where(account => account.UserName == name)
            .Select(account => account.MustChangePassword)
            .SingleAsync(stop);
        return await me.ReadAsync(user, mustChange, stop);
    }

    /// <summary>Reads the account from the session, and the name of the office from the database.</summary>
    internal sealed class Reader(LaborFlowDbContext database)
    {
        public async Task<Answer> ReadAsync(ClaimsPrincipal user, bool mustChangePassword, CancellationToken cancellationToken)
        {
            var office = Guid.TryParse(user.Office(), out var id)
                ? await database
                    .Set<MediationOrganisation>()
                    .Where(found => found.Id == id)
                    .Select(found => new Office(user.Office()!, found.Name))
                    .SingleOrDefaultAsync(cancellationToken)
                : null;
            var roles = user.RoleCodes();
            return new Answer(
                user.UserName(),
                user.DisplayName(),
                roles,
                office,
                user.Jurisdiction(),
                Permissions.Of(roles),
                mustChangePassword
            );
        }
    }
}
