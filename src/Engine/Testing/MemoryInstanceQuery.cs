using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>Filters, orders and pages instances in memory as a database does.</summary>
internal static class MemoryInstanceQuery
{
    public static Page<InstanceRow> Page(IEnumerable<InstanceRow> rows, InstanceQuery query)
    {
        if (query.Within is { } within)
            rows = rows.AsQueryable().Where(within);
        var ordered = rows.Where(row => Matches(row, query)).Order(Comparer<InstanceRow>.Create((a, b) => Compare(a, b, query))).ToList();
        var from = query.AfterId is { } id ? ordered.FindIndex(row => row.Id == id) + 1 : query.Skip;
        return new(ordered.Skip(from).Take(query.Take).ToList(), query.WithTotal ? ordered.Count : -1);
    }

    private static int Compare(InstanceRow a, InstanceRow b, InstanceQuery query)
    {
        var order = query.OrderBy switch
        {
            "UpdatedAt" => a.UpdatedAt.CompareTo(b.UpdatedAt),
            "Finished" => Nullable.Compare(a.FinishedAt, b.FinishedAt),
            "Name" => string.CompareOrdinal(a.Name, b.Name),
            _ => a.CreatedAt.CompareTo(b.CreatedAt),
        };
        order = order == 0 ? string.CompareOrdinal(a.Id, b.Id) : order;
        return query.Descending ? -order : order;
    }

    private static bool Matches(InstanceRow row, InstanceQuery query) =>
        IsOneOf(query.Ids, row.Id)
        && IsOneOf(query.DefinitionIds, row.DefinitionId)
        && IsOneOf(query.DefinitionVersionIds, row.DefinitionVersionId)
        && (query.Version is null || query.Version == row.Version)
        && IsOneOf(query.Statuses, row.Status)
        && IsOneOf(query.SubStatuses, row.SubStatus)
        && (query.CorrelationId is null || query.CorrelationId == row.CorrelationId)
        && IsOneOf(query.CorrelationIds, row.CorrelationId)
        && IsOneOf(query.ParentInstanceIds, row.ParentInstanceId)
        && (query.HasIncidents is null || query.HasIncidents == (row.IncidentCount > 0))
        && (
            query.SearchTerm is not { Length: > 0 } term
            || new[] { row.Name, row.CorrelationId, row.Id, row.DefinitionId }.Any(text =>
                text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true
            )
        )
        && (query.CreatedFrom is null || row.CreatedAt >= query.CreatedFrom)
        && (query.CreatedBefore is null || row.CreatedAt < query.CreatedBefore)
        && (query.FinishedBefore is null || row.FinishedAt < query.FinishedBefore);

    private static bool IsOneOf(IReadOnlyCollection<string>? allowed, string? value) =>
        allowed is null || (value is not null && allowed.Contains(value));
}
