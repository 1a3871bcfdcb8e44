using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>
/// 姓名: records name officers by user name, which never changes; pages ask here for the names that people know. Accounts that were closed
/// keep theirs.
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

    /// <param name="names">User names; those that no account has are left out of the answer.</param>
    private static async Task<IReadOnlyList<Person>> HandleAsync(
        string[] names,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
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
