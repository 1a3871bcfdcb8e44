using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
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

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var people = endpoints.MapGroup("/api/people").WithTags("Administration").RequireAuthorization(Policies.CaseReaders);
        people.MapGet("", NamesAsync).WithName("list-people");
        people.MapGet("/officers", OfficersAsync).WithName("find-officers");
    }

    /// <param name="names">User names, at most 200; those that no account has are left out of the answer.</param>
    private static async Task<IReadOnlyList<Person>> NamesAsync(
        string[] names,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        if (names.Length > Most)
            throw ProblemException.Field("names", "out-of-range", $"一次最多查询{Most}个姓名。", $"At most {Most} names at a time.");
        var wanted = names.Select(name => name.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
        return await database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(user => wanted.Contains(user.NormalizedUserName!))
            .OrderBy(user => user.UserName)
            .Select(user => new Person(user.UserName!, user.DisplayName))
            .ToListAsync(cancellationToken);
    }

    /// <param name="q">A part of the name, or of the user name, of officers; empty for the first ones.</param>
    private static Task<FoundPeople> OfficersAsync(string? q, LaborFlowDbContext database, CancellationToken cancellationToken) =>
        FoundPeople.AmongAsync(
            database
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
                ),
            q,
            cancellationToken
        );
}
