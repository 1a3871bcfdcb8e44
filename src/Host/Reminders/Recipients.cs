using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>Who is told something, and where they work.</summary>
/// <param name="UserName">The account.</param>
/// <param name="Jurisdiction">Its place of work.</param>
/// <param name="HasAddress">Mail can be written to it.</param>
internal sealed record Recipient(string UserName, string? Jurisdiction, bool HasAddress);

/// <summary>The active accounts with their roles, read once a sweep.</summary>
internal sealed class Accounts
{
    private readonly ILookup<string, Recipient> byRole;
    private readonly Dictionary<string, Recipient> byName;

    private Accounts(ILookup<string, Recipient> byRole) =>
        (this.byRole, byName) = (
            byRole,
            byRole
                .SelectMany(role => role)
                .DistinctBy(account => account.UserName, StringComparer.Ordinal)
                .ToDictionary(account => account.UserName, StringComparer.Ordinal)
        );

    /// <summary>Reads them.</summary>
    public static async Task<Accounts> LoadAsync(IServiceScopeFactory scopes, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var rows = await database
            .Set<AppUser>()
            .Where(user => user.IsActive)
            .Join(database.Set<IdentityUserRole<Guid>>(), user => user.Id, link => link.UserId, (user, link) => new { user, link.RoleId })
            .Join(
                database.Set<AppRole>(),
                pair => pair.RoleId,
                role => role.Id,
                (pair, role) =>
                    new
                    {
                        pair.user.UserName,
                        pair.user.Jurisdiction,
                        pair.user.Email,
                        Role = role.Name,
                    }
            )
            .ToListAsync(cancellationToken);
        return new Accounts(
            rows.ToLookup(
                row => row.Role!,
                row => new Recipient(row.UserName!, row.Jurisdiction, !string.IsNullOrWhiteSpace(row.Email)),
                StringComparer.Ordinal
            )
        );
    }

    /// <summary>One account; null when it is not active.</summary>
    public Recipient? Find(string userName) => byName.GetValueOrDefault(userName);

    /// <summary>The holders of a role whose reach holds the place.</summary>
    public IEnumerable<Recipient> With(string role, string district) =>
        byRole[role].Where(account => district.StartsWith(CurrentActor.ReachPrefix(account.Jurisdiction), StringComparison.Ordinal));
}

/// <summary>Who is meant by officer, head and supervisor of a case.</summary>
internal sealed class Recipients
{
    private static readonly string[] HeadRoles = ["director", "head"];

    private readonly Accounts people;
    private readonly ILookup<Guid, OpenTask> tasks;
    private readonly Dictionary<(string Role, string District), Recipient[]> holders = [];

    private Recipients(Accounts people, ILookup<Guid, OpenTask> tasks) => (this.people, this.tasks) = (people, tasks);

    private sealed record OpenTask(Guid Id, Guid CaseId, string? Assignee, string Jurisdiction, List<string> Roles);

    /// <summary>Reads the open tasks of the cases, in one query whatever their number.</summary>
    public static async Task<Recipients> LoadAsync(
        LaborFlowDbContext database,
        Accounts people,
        IReadOnlyCollection<RemindedCase> cases,
        CancellationToken cancellationToken
    )
    {
        var ids = cases.Select(disputed => disputed.Id).Distinct().ToList();
        var rows =
            ids.Count == 0
                ? []
                : await database
                    .Set<CaseTask>()
                    .Where(task =>
                        ids.Contains(task.CaseId) && (task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed)
                    )
                    .Select(task => new OpenTask(
                        task.Id,
                        task.CaseId,
                        task.Assignee,
                        task.Jurisdiction,
                        task.Candidates.Select(candidate => candidate.Role).ToList()
                    ))
                    .ToListAsync(cancellationToken);
        return new Recipients(people, rows.ToLookup(task => task.CaseId));
    }

    /// <summary>The recipients, each once; where there is no officer or supervisor the heads are told, so that no reminder reaches nobody.</summary>
    public IEnumerable<Recipient> Of(ReminderRecipient to, RemindedCase disputed)
    {
        var found = to switch
        {
            ReminderRecipient.Officer => tasks[disputed.Id].SelectMany(Holders),
            ReminderRecipient.Supervisor => Holders("supervisor", disputed.District),
            _ => [],
        };
        return found
            .DefaultIfEmpty()
            .SelectMany(one => one is null ? Heads(disputed) : [one])
            .DistinctBy(one => one.UserName, StringComparer.Ordinal);
    }

    private IEnumerable<Recipient> Heads(RemindedCase disputed) => HeadRoles.SelectMany(role => Holders(role, disputed.District));

    private IEnumerable<Recipient> Holders(OpenTask task) =>
        task.Assignee is { } assignee
            ? [people.Find(assignee) ?? new Recipient(assignee, task.Jurisdiction, HasAddress: true)]
            : task.Roles.SelectMany(role => Holders(role, task.Jurisdiction));

    private Recipient[] Holders(string role, string district) =>
        holders.TryGetValue((role, district), out var known) ? known : holders[(role, district)] = [.. people.With(role, district)];
}
