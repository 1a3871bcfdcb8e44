using LaborFlow.Cases.Reminders;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>Who is meant by officer, head and supervisor of a case.</summary>
internal sealed class Recipients
{
    private static readonly string[] HeadRoles = ["director", "head"];

    private readonly ILookup<Guid, string> officers;
    private readonly IReadOnlyList<Account> accounts;

    private Recipients(ILookup<Guid, string> officers, IReadOnlyList<Account> accounts) =>
        (this.officers, this.accounts) = (officers, accounts);

    private sealed record Account(string UserName, string Role, string? Jurisdiction);

    /// <summary>Reads what the cases need, in two queries whatever their number.</summary>
    public static async Task<Recipients> LoadAsync(
        LaborFlowDbContext database,
        IReadOnlyCollection<RemindedCase> cases,
        CancellationToken cancellationToken
    )
    {
        var people = await database
            .Set<AppUser>()
            .Where(user => user.IsActive)
            .Join(database.Set<IdentityUserRole<Guid>>(), user => user.Id, link => link.UserId, (user, link) => new { user, link.RoleId })
            .Join(
                database.Set<AppRole>(),
                pair => pair.RoleId,
                role => role.Id,
                (pair, role) => new Account(pair.user.UserName!, role.Name!, pair.user.Jurisdiction)
            )
            .ToListAsync(cancellationToken);
        var ids = cases.Select(disputed => disputed.Id).Distinct().ToList();
        var tasks = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Include(task => task.Candidates)
            .Where(task => ids.Contains(task.CaseId) && (task.Status == CaseTaskStatus.Open || task.Status == CaseTaskStatus.Claimed))
            .ToListAsync(cancellationToken);
        var having = tasks
            .SelectMany(task =>
                (
                    task.Assignee is { } assignee
                        ? [assignee]
                        : people
                            .Where(account =>
                                task.Candidates.Exists(candidate => candidate.Role == account.Role) && Reaches(account, task.Jurisdiction)
                            )
                            .Select(account => account.UserName)
                ).Select(userName => (task.CaseId, userName))
            )
            .Distinct()
            .ToLookup(pair => pair.CaseId, pair => pair.userName);
        return new Recipients(having, people);
    }

    /// <summary>User names; a case without an open task goes to the heads, so that no reminder reaches nobody.</summary>
    public IEnumerable<string> Of(ReminderRecipient to, RemindedCase disputed) =>
        to switch
        {
            ReminderRecipient.Officer when officers.Contains(disputed.Id) => officers[disputed.Id],
            ReminderRecipient.Supervisor => With(["supervisor"], disputed),
            _ => With(HeadRoles, disputed),
        };

    private IEnumerable<string> With(string[] roles, RemindedCase disputed) =>
        accounts
            .Where(account => roles.Contains(account.Role) && Reaches(account, disputed.District))
            .Select(account => account.UserName)
            .Distinct(StringComparer.Ordinal);

    private static bool Reaches(Account account, string district) =>
        district.StartsWith(CurrentActor.ReachPrefix(account.Jurisdiction), StringComparison.Ordinal);
}
