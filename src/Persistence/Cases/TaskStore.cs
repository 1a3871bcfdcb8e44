using LaborFlow.Cases.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Tasks over the scope's context.</summary>
internal sealed class TaskStore(LaborFlowDbContext context, CaseLists lists) : ITaskStore
{
    private readonly LockedRows<CaseTask> locked = new(context, "case_tasks");

    /// <inheritdoc />
    public async ValueTask<CaseTask?> FindAsync(Guid taskId, bool forUpdate, CancellationToken cancellationToken = default)
    {
        var known = context.Set<CaseTask>().Local.FindEntry(taskId)?.Entity;
        var rows = context.Set<CaseTask>().Where(t => t.Id == taskId);
        var found = await locked.FindAsync(
            known,
            rows.Include(t => t.Candidates).Include(t => t.CoSigners).Include(t => t.Copies).AsSingleQuery(),
            ("id", taskId),
            forUpdate,
            cancellationToken
        );
        if (forUpdate && found is not null)
            lists.Forget(found.CaseId);
        return found;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CaseTask>> ListOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<CaseTask>().Where(t => t.CaseId == caseId).Include(t => t.Candidates),
            t => t.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(t => t.CreatedAt).ThenBy(t => t.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<Workload>> WorkloadsAsync(
        IReadOnlyCollection<string> userNames,
        string step,
        CancellationToken cancellationToken = default
    )
    {
        var open = await context
            .Set<CaseTask>()
            .Where(t => t.Status == CaseTaskStatus.Claimed && userNames.Contains(t.Assignee!))
            .GroupBy(t => t.Assignee!)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var last = await context
            .Set<CaseTask>()
            .Where(t => t.Step == step && userNames.Contains(t.Assignee!))
            .GroupBy(t => t.Assignee!)
            .Select(group => new { group.Key, At = group.Max(t => t.ClaimedAt) })
            .ToDictionaryAsync(group => group.Key, group => group.At, cancellationToken);
        return [.. userNames.Select(name => new Workload(name, open.GetValueOrDefault(name), last.GetValueOrDefault(name)))];
    }

    /// <inheritdoc />
    public void Add(CaseTask task) => context.Add(task);
}
