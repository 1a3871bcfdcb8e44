using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Cases;

/// <summary>Which cases a reader sees: those of the own jurisdiction, and those with a task that is or was the reader's.</summary>
internal static class CaseReach
{
    public static IQueryable<Case> Visible(this IQueryable<Case> cases, ClaimsPrincipal user, LaborFlowDbContext database)
    {
        var prefix = CurrentActor.ReachPrefix(user.Jurisdiction());
        if (user.ReadsAll())
            return cases.Where(found => found.District.StartsWith(prefix));
        var name = user.UserName();
        return cases.Where(found =>
            found.District.StartsWith(prefix)
            || database
                .Set<CaseTask>()
                .Any(task =>
                    task.CaseId == found.Id
                    && (
                        task.Assignee == name
                        || task.CompletedBy == name
                        || task.DelegatedBy == name
                        || task.CoSigners.Any(signer => signer.UserName == name && signer.RemovedAt == null)
                        || task.Copies.Any(copy => copy.UserName == name)
                    )
                )
        );
    }
}
