using LaborFlow.Cases;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Retention;

/// <summary>An archived case changes no more: whatever a command would save of it is refused. Only closed cases are archived, so only they are asked about.</summary>
internal static class ArchivedGuard
{
    /// <exception cref="NotAllowedException">A row of an archived case would change: <c>case.archived</c>.</exception>
    public static async ValueTask DemandAsync(LaborFlowDbContext context, CancellationToken cancellationToken)
    {
        List<Guid>? closed = null;
        foreach (var entry in context.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
            {
                continue;
            }

            var id = entry.Entity switch
            {
                Case changed => changed.Id,
                CaseTask task => task.CaseId,
                EvidenceFile file => file.CaseId,
                CaseDocument document => document.CaseId,
                ICaseRecord record => record.CaseId,
                _ => Guid.Empty,
            };
            if (id != Guid.Empty && context.Set<Case>().Local.FindEntry(id)?.Entity is { ClosedAt: not null })
            {
                (closed ??= []).Add(id);
            }
        }

        if (
            closed is not null
            && await context.Set<ArchivedCase>().AnyAsync(archived => closed.Contains(archived.CaseId), cancellationToken)
        )
        {
            throw new NotAllowedException("case.archived", "案件已归档，案卷不再变更。", "The case is archived and changes no more.");
        }
    }
}
