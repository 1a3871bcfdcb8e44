using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// The instances that the designer's user may see: those of cases within the reader's reach, and those that carry no case. What lies
/// outside does not exist here; opening one of a case is a reading of the case and is recorded as such.
/// </summary>
internal sealed class ReachedInstances(IInstanceStore store, LaborFlowDbContext database, AccessLog access, IHttpContextAccessor accessor)
    : IInstanceStore
{
    private ClaimsPrincipal User => accessor.HttpContext?.User ?? throw new InvalidOperationException("Only within a request.");

    /// <summary>The rest of a query of instances: only what the caller may see.</summary>
    public InstanceQuery Limit(InstanceQuery query)
    {
        if (User.Jurisdiction() is null && User.Recused().Count == 0)
            return query;
        var visible = database.Set<Case>().Visible(User, database).Select(found => found.Id);
        var hidden = database.Set<Case>().Where(found => !visible.Contains(found.Id)).Select(found => found.Id.ToString().Replace("-", ""));
        return query with { Within = row => row.CorrelationId == null || !hidden.Contains(row.CorrelationId) };
    }

    public ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default) =>
        store.BeginAsync(scope, cancellationToken);

    public async ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await store.FindAsync(instanceId, cancellationToken) is { } row && await SeesAsync(row, cancellationToken) ? row : null;

    /// <summary>The same, for somebody who looks into it: recorded when a case is carried that is not the reader's.</summary>
    public async ValueTask<InstanceRow?> OpenAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        var row = await FindAsync(instanceId, cancellationToken);
        if (CaseOf(row) is { } caseId && await database.Set<Case>().AnyAsync(found => found.Id == caseId, cancellationToken))
            await access.ReadAsync(caseId, User, "instance", cancellationToken);
        return row;
    }

    public async ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(
        BookmarkQuery query,
        CancellationToken cancellationToken = default
    ) =>
        query.InstanceId is { } id && await FindAsync(id, cancellationToken) is null
            ? []
            : await store.FindBookmarksAsync(query, cancellationToken);

    public ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default) =>
        store.ListAsync(Limit(query), cancellationToken);

    /// <summary>The same rows for people's eyes: an instance of a case that was given no name has the number of its case for one.</summary>
    public async Task<IReadOnlyList<InstanceRow>> NamedAsync(IReadOnlyList<InstanceRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Where(row => row.Name is null).Select(CaseOf).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
            return rows;
        var numbers = await database
            .Set<Case>()
            .Where(found => ids.Contains(found.Id))
            .ToDictionaryAsync(found => found.Id, found => found.CaseNumber, cancellationToken);
        return [.. rows.Select(row => row.Name is null && CaseOf(row) is { } id ? row with { Name = numbers.GetValueOrDefault(id) } : row)];
    }

    public async ValueTask<Page<JournalRow>> ReadJournalAsync(
        string instanceId,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    ) =>
        await FindAsync(instanceId, cancellationToken) is null
            ? new Page<JournalRow>([], 0)
            : await store.ReadJournalAsync(instanceId, skip, take, cancellationToken);

    public async ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(
        string activityInstanceId,
        CancellationToken cancellationToken = default
    )
    {
        var rows = await store.ReadExecutionAsync(activityInstanceId, cancellationToken);
        return rows.Count > 0 && await FindAsync(rows[0].InstanceId, cancellationToken) is null ? [] : rows;
    }

    public async ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default)
    {
        var reached = new List<string>();
        foreach (var id in instanceIds)
        {
            if (await FindAsync(id, cancellationToken) is not null)
                reached.Add(id);
        }
        return reached.Count == 0 ? 0 : await store.DeleteAsync(reached, cancellationToken);
    }

    private async ValueTask<bool> SeesAsync(InstanceRow row, CancellationToken cancellationToken) =>
        CaseOf(row) is not { } caseId
        || await database.Set<Case>().Visible(User, database).AnyAsync(found => found.Id == caseId, cancellationToken)
        || !await database.Set<Case>().AnyAsync(found => found.Id == caseId, cancellationToken);

    private static Guid? CaseOf(InstanceRow? row) => Guid.TryParse(row?.CorrelationId, out var id) ? id : null;
}
