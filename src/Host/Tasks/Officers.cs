using LaborFlow.Cases.Recusals;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Tasks;

/// <summary>Officers are the active accounts with a role that works on cases.</summary>
internal sealed class Officers(LaborFlowDbContext database) : IOfficers
{
    public async ValueTask<Actor?> FindAsync(string userName, CancellationToken cancellationToken = default)
    {
        var found = await database
            .Set<AppUser>()
            .AsNoTracking()
            .SingleOrDefaultAsync(user => user.UserName == userName && user.IsActive, cancellationToken);
        if (found is null)
            return null;
        var roles = await RolesOf(found.Id).ToListAsync(cancellationToken);
        if (!roles.Exists(role => Roles.Officers.Contains(role)))
            return null;
        var recused = await database
            .Set<Recusal>()
            .Where(recusal => recusal.UserName == found.UserName && recusal.LiftedAt == null)
            .Select(recusal => recusal.CaseId)
            .ToListAsync(cancellationToken);
        var office = Guid.TryParse(found.OfficeId, out var id) ? id : (Guid?)null;
        return new Actor(found.UserName!, roles, office, found.Jurisdiction, Recused: recused);
    }

    public async ValueTask<IReadOnlyList<Actor>> ListAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default)
    {
        var wanted = roles.Where(role => Roles.Officers.Contains(role)).ToList();
        var users = await (
            from user in database.Set<AppUser>().AsNoTracking()
            join link in database.Set<IdentityUserRole<Guid>>() on user.Id equals link.UserId
            join role in database.Set<AppRole>() on link.RoleId equals role.Id
            where user.IsActive && wanted.Contains(role.Name!)
            select new
            {
                user.UserName,
                user.DisplayName,
                user.OfficeId,
                user.Jurisdiction,
                Role = role.Name!,
            }
        ).ToListAsync(cancellationToken);
        var recused = (
            await database
                .Set<Recusal>()
                .Where(recusal => recusal.LiftedAt == null)
                .Select(recusal => new { recusal.UserName, recusal.CaseId })
                .ToListAsync(cancellationToken)
        ).ToLookup(recusal => recusal.UserName, recusal => recusal.CaseId, StringComparer.Ordinal);
        return
        [
            .. users
                .GroupBy(user => user.UserName!, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Actor(
                    group.Key,
                    [.. group.Select(user => user.Role)],
                    Guid.TryParse(group.First().OfficeId, out var office) ? office : null,
                    group.First().Jurisdiction,
                    Recused: recused.Contains(group.Key) ? [.. recused[group.Key]] : null,
                    DisplayName: group.First().DisplayName
                )),
        ];
    }

    /// <summary>The officers who may be given a task, but for who has it: the first ones whose names hold the text, and how many they are.</summary>
    /// <remarks>The conditions are those of <see cref="TaskRights.IsCandidate"/>, in the database's words.</remarks>
    public async Task<FoundPeople> CandidatesAsync(CaseTask task, string? text, CancellationToken cancellationToken)
    {
        var roles = task.Candidates.ConvertAll(candidate => candidate.Role);
        var places = TaskRights.PlacesReaching(task.Jurisdiction);
        var office = task.OfficeId?.ToString();
        var kept = (task.ExcludedUsers ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(name => name.ToUpperInvariant());
        List<string> others = [.. kept, .. task.Assignee is { } has ? [has.ToUpperInvariant()] : Array.Empty<string>()];
        var users = database
            .Set<AppUser>()
            .AsNoTracking()
            .Where(user => user.IsActive && !others.Contains(user.NormalizedUserName!))
            .Where(user => user.Jurisdiction == null || places.Contains(user.Jurisdiction))
            .Where(user => office == null || user.OfficeId == null || user.OfficeId == office)
            .Where(user =>
                !database
                    .Set<Recusal>()
                    .Any(recusal => recusal.CaseId == task.CaseId && recusal.UserName == user.UserName && recusal.LiftedAt == null)
            )
            .Where(user =>
                database
                    .Set<IdentityUserRole<Guid>>()
                    .Any(link =>
                        link.UserId == user.Id && database.Set<AppRole>().Any(role => role.Id == link.RoleId && roles.Contains(role.Name!))
                    )
            );
        return await FoundPeople.AmongAsync(users, text, cancellationToken);
    }

    private IQueryable<string> RolesOf(Guid userId) =>
        from link in database.Set<IdentityUserRole<Guid>>()
        join role in database.Set<AppRole>() on link.RoleId equals role.Id
        where link.UserId == userId
        select role.Name!;
}
