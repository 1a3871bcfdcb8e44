using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>
/// 姓名: records name officers by user name, which never changes; pages ask here for the names that people know, and for people
/// to choose from. Accounts that were closed keep their names.
/// </summary>
internal static class ListPeople
{
    /// <summary>As many as a page can show at once.</summary>
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet("/api/people", HandleAsync)
            .RequireAuthorization(Policies.CaseReaders)
            .WithTags("Administration")
            .WithName("list-people");

    /// <summary>As many as one chooses from; a longer list asks for more of the name.</summary>
    private const int MostFound = 50;

    /// <param name="names">User names; those that no account has are left out of the answer.</param>
    /// <param name="q">Instead: a part of the name, or of the user name, of officers; empty for the first ones.</param>
    private static async Task<IReadOnlyList<Person>> HandleAsync(
        string[] names,
        string? q,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (names.Length == 0)
        {
            var people = database
                .Set<AppUser>()
                .AsNoTracking()
                .Where(user =>
                    user.IsActive
                    && database
                        .Set<IdentityUserRole<Guid>>()
                        .Any(link =>
                            link.UserId == user.Id
                            && database.Set<AppRole>().Any(role => role.Id == link.RoleId && Roles.Officers.Contains(role.Name!))
                        )
                );
            if (q?.Trim() is { Length: > 0 } text)
                people = people.Where(user => user.DisplayName.Contains(text) || user.UserName!.Contains(text));
            return await people
                .OrderBy(user => user.DisplayName)
                .ThenBy(user => user.UserName)
                .Take(MostFound)
                .Select(user => new Person(user.UserName!, user.DisplayName))
                .ToListAsync(cancellationToken);
        }

        var wanted = names.Take(Most).Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        return await database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(user => wanted.Contains(user.NormalizedUserName!))
            .OrderBy(user => user.UserName)
            .Select(user => new Person(user.UserName!, user.DisplayName))
            .ToListAsync(cancellationToken);
    }
}
