using System.Security.Claims;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Administration;

/// <summary>用户与角色: the accounts within the administrator's reach, and the roles there are.</summary>
internal static class ListUsers
{
    public sealed record Query(string? Q, string? Role, int? Page, int? PageSize);

    public sealed record Answer(IReadOnlyList<Item> Items, int Total);

    /// <param name="Locked">Too many wrong passwords: signing in is barred until a time that passes.</param>
    public sealed record Item(
        string UserName,
        string DisplayName,
        IReadOnlyList<string> Roles,
        string? OfficeId,
        string? Jurisdiction,
        bool IsActive,
        bool MustChangePassword,
        bool Locked,
        DateTimeOffset CreatedAt
    );

    public sealed record RoleItem(string Code, string Zh, string En, int Users);

    public static void Map(IEndpointRouteBuilder administration)
    {
        administration.MapGet("/users", HandleAsync).RequireAuthorization(Policies.Administration).WithName("list-users");
        administration.MapGet("/roles", RolesAsync).RequireAuthorization(Policies.Administration).WithName("list-roles");
    }

    /// <summary>Accounts of the administrator's jurisdiction, and those bound to none.</summary>
    public static IQueryable<AppUser> Within(this IQueryable<AppUser> users, ClaimsPrincipal administrator)
    {
        var prefix = CurrentActor.ReachPrefix(administrator.Jurisdiction());
        return prefix.Length == 0 ? users : users.Where(user => user.Jurisdiction == null || user.Jurisdiction.StartsWith(prefix));
    }

    public static async Task<IReadOnlyList<Item>> ShowAsync(
        IReadOnlyList<AppUser> users,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var ids = users.Select(user => user.Id).ToList();
        var roles = await (
            from link in database.Set<IdentityUserRole<Guid>>()
            join role in database.Set<AppRole>() on link.RoleId equals role.Id
            where ids.Contains(link.UserId)
            select new { link.UserId, role.Name }
        ).ToListAsync(cancellationToken);
        var named = roles.ToLookup(row => row.UserId, row => row.Name!);
        var now = time.GetUtcNow();
        return
        [
            .. users.Select(user => new Item(
                user.UserName!,
                user.DisplayName,
                [.. named[user.Id].Order(StringComparer.Ordinal)],
                user.OfficeId,
                user.Jurisdiction,
                user.IsActive,
                user.MustChangePassword,
                user.LockoutEnd > now,
                user.CreatedAt
            )),
        ];
    }

    private static async Task<Answer> HandleAsync(
        [AsParameters] Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var users = database.Set<AppUser>().AsNoTracking().Within(user);
        if (query.Q is { Length: > 0 } text)
            users = users.Where(found => found.UserName!.Contains(text) || found.DisplayName.Contains(text));
        if (query.Role is { Length: > 0 } role)
        {
            users = users.Where(found =>
                database
                    .Set<IdentityUserRole<Guid>>()
                    .Any(link =>
                        link.UserId == found.Id && database.Set<AppRole>().Any(known => known.Id == link.RoleId && known.Name == role)
                    )
            );
        }
        var rows = await PageRequest
            .Of(query.Page, query.PageSize)
            .Cut(users.OrderBy(found => found.UserName))
            .ToListAsync(cancellationToken);
        return new Answer(await ShowAsync(rows, database, time, cancellationToken), await users.CountAsync(cancellationToken));
    }

    private static async Task<IReadOnlyList<RoleItem>> RolesAsync(LaborFlowDbContext database, CancellationToken cancellationToken)
    {
        var counts = await (
            from link in database.Set<IdentityUserRole<Guid>>()
            join role in database.Set<AppRole>() on link.RoleId equals role.Id
            group link by role.Name into found
            select new { found.Key, Count = found.Count() }
        ).ToListAsync(cancellationToken);
        return
        [
            .. Roles.All.Select(role => new RoleItem(
                role.Code,
                role.Zh,
                role.En,
                counts.Where(row => row.Key == role.Code).Sum(row => row.Count)
            )),
        ];
    }
}
