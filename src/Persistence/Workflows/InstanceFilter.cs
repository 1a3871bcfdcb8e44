using System.Linq.Expressions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Persistence.Workflows;

/// <summary>Filters and orders of instance lists, as SQL can answer them from an index.</summary>
internal static class InstanceFilter
{
    public static IQueryable<InstanceRow> Apply(IQueryable<InstanceRow> rows, InstanceQuery query)
    {
        rows = query.Ids is { } ids ? rows.Where(i => ids.Contains(i.Id)) : rows;
        rows = query.DefinitionIds is { } definitions ? rows.Where(i => definitions.Contains(i.DefinitionId)) : rows;
        rows = query.DefinitionVersionIds is { } versions ? rows.Where(i => versions.Contains(i.DefinitionVersionId)) : rows;
        rows = query.Version is { } version ? rows.Where(i => i.Version == version) : rows;
        rows = query.Statuses is { } statuses ? rows.Where(i => statuses.Contains(i.Status)) : rows;
        rows = query.SubStatuses is { } subStatuses ? rows.Where(i => subStatuses.Contains(i.SubStatus)) : rows;
        rows = query.CorrelationId is { } correlation ? rows.Where(i => i.CorrelationId == correlation) : rows;
        rows = query.CorrelationIds is { } correlations
            ? rows.Where(i => i.CorrelationId != null && correlations.Contains(i.CorrelationId))
            : rows;
        rows = query.ParentInstanceIds is { } parents
            ? rows.Where(i => i.ParentInstanceId != null && parents.Contains(i.ParentInstanceId))
            : rows;
        rows = query.HasIncidents switch
        {
            true => rows.Where(i => i.IncidentCount > 0),
            false => rows.Where(i => i.IncidentCount == 0),
            null => rows,
        };
        rows = query.CreatedFrom is { } from ? rows.Where(i => i.CreatedAt >= from) : rows;
        rows = query.CreatedBefore is { } before ? rows.Where(i => i.CreatedAt < before) : rows;
        rows = query.FinishedBefore is { } finished ? rows.Where(i => i.FinishedAt < finished) : rows;
        rows = query.Within is { } within ? rows.Where(within) : rows;
        return string.IsNullOrWhiteSpace(query.SearchTerm) ? rows : Search(rows, query.SearchTerm.Trim());
    }

    /// <summary>Orders by the query's column and then by id; after a row, only what follows it (keyset paging), else skipping.</summary>
    public static IQueryable<InstanceRow> Order(IQueryable<InstanceRow> rows, InstanceQuery query, InstanceRow? after) =>
        query.OrderBy.ToUpperInvariant() switch
        {
            "UPDATEDAT" or "UPDATED" => Page(rows, query, i => i.UpdatedAt, after is null ? null : After(query, after, after.UpdatedAt)),
            "FINISHED" or "FINISHEDAT" => Page(
                rows,
                query,
                i => i.FinishedAt ?? DateTimeOffset.MaxValue,
                after is null ? null : AfterFinished(query, after, after.FinishedAt ?? DateTimeOffset.MaxValue)
            ),
            "NAME" => Page(rows, query, i => i.Name ?? "", after is null ? null : AfterName(query, after, after.Name ?? "")),
            _ => Page(rows, query, i => i.CreatedAt, after is null ? null : AfterCreated(query, after, after.CreatedAt)),
        };

    private static IQueryable<InstanceRow> Search(IQueryable<InstanceRow> rows, string term)
    {
        // Lower case is the database's: it follows the column's collation.
        var lower = term.ToLowerInvariant();
        return rows.Where(i =>
            (i.Name != null && i.Name.ToLower().Contains(lower))
            || (i.CorrelationId != null && i.CorrelationId.ToLower().Contains(lower))
            || i.Id.ToLower().Contains(lower)
            || i.DefinitionId.ToLower().Contains(lower)
        );
    }

    private static IQueryable<InstanceRow> Page<TKey>(
        IQueryable<InstanceRow> rows,
        InstanceQuery query,
        Expression<Func<InstanceRow, TKey>> key,
        Expression<Func<InstanceRow, bool>>? after
    )
    {
        if (after is not null)
        {
            rows = rows.Where(after);
        }

        var ordered = query.Descending ? rows.OrderByDescending(key).ThenByDescending(i => i.Id) : rows.OrderBy(key).ThenBy(i => i.Id);
        return after is null && query.Skip > 0 ? ordered.Skip(query.Skip) : ordered;
    }

    // The bound on the first column says nothing new, but it is what an index can begin at: without it a deep page would read all rows
    // before it.
    private static Expression<Func<InstanceRow, bool>> After(InstanceQuery query, InstanceRow row, DateTimeOffset at) =>
        query.Descending
            ? i => i.UpdatedAt <= at && (i.UpdatedAt < at || string.Compare(i.Id, row.Id) < 0)
            : i => i.UpdatedAt >= at && (i.UpdatedAt > at || string.Compare(i.Id, row.Id) > 0);

    private static Expression<Func<InstanceRow, bool>> AfterCreated(InstanceQuery query, InstanceRow row, DateTimeOffset at) =>
        query.Descending
            ? i => i.CreatedAt <= at && (i.CreatedAt < at || string.Compare(i.Id, row.Id) < 0)
            : i => i.CreatedAt >= at && (i.CreatedAt > at || string.Compare(i.Id, row.Id) > 0);

    private static Expression<Func<InstanceRow, bool>> AfterFinished(InstanceQuery query, InstanceRow row, DateTimeOffset at) =>
        query.Descending
            ? i =>
                (i.FinishedAt ?? DateTimeOffset.MaxValue) < at
                || ((i.FinishedAt ?? DateTimeOffset.MaxValue) == at && string.Compare(i.Id, row.Id) < 0)
            : i =>
                (i.FinishedAt ?? DateTimeOffset.MaxValue) > at
                || ((i.FinishedAt ?? DateTimeOffset.MaxValue) == at && string.Compare(i.Id, row.Id) > 0);

    private static Expression<Func<InstanceRow, bool>> AfterName(InstanceQuery query, InstanceRow row, string name) =>
        query.Descending
            ? i => string.Compare(i.Name ?? "", name) < 0 || ((i.Name ?? "") == name && string.Compare(i.Id, row.Id) < 0)
            : i => string.Compare(i.Name ?? "", name) > 0 || ((i.Name ?? "") == name && string.Compare(i.Id, row.Id) > 0);
}
