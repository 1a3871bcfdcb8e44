using System.Globalization;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>The filter of Studio's instance list.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record InstanceListRequest
{
    /// <summary>The most rows that one page may have.</summary>
    public const int LargestPage = 200;

    public int? Page { get; init; }
    public int? PageSize { get; init; }
    public string? SearchTerm { get; init; }
    public string? DefinitionId { get; init; }
    public IReadOnlyList<string>? DefinitionIds { get; init; }
    public string? CorrelationId { get; init; }
    public IReadOnlyList<string>? CorrelationIds { get; init; }
    public IReadOnlyList<string>? Ids { get; init; }
    public int? Version { get; init; }
    public bool? HasIncidents { get; init; }
    public string? Status { get; init; }
    public IReadOnlyList<string>? Statuses { get; init; }
    public string? SubStatus { get; init; }
    public IReadOnlyList<string>? SubStatuses { get; init; }
    public string? OrderBy { get; init; }
    public string? OrderDirection { get; init; }
    public IReadOnlyList<TimestampFilter>? TimestampFilters { get; init; }

    /// <summary>
    /// Beyond Elsa: the page that follows this instance in the order asked for, found by its key and without counting all. However deep it
    /// lies, it costs what the first page costs; <see cref="Page"/> is not looked at.
    /// </summary>
    public string? AfterId { get; init; }

    /// <summary>The same as a query of the store; empty lists and texts do not filter.</summary>
    public InstanceQuery ToQuery()
    {
        var size = Math.Clamp(PageSize ?? 25, 1, LargestPage);
        var query = new InstanceQuery
        {
            Ids = Some(Ids),
            DefinitionIds = Some(DefinitionIds, DefinitionId),
            CorrelationIds = Some(CorrelationIds, CorrelationId),
            Version = Version,
            HasIncidents = HasIncidents,
            Statuses = Some(Statuses, Status),
            SubStatuses = Some(SubStatuses, SubStatus),
            SearchTerm = string.IsNullOrWhiteSpace(SearchTerm) ? null : SearchTerm.Trim(),
            OrderBy = string.IsNullOrEmpty(OrderBy) ? "Created" : OrderBy,
            Descending = OrderDirection is not "Ascending",
            AfterId = string.IsNullOrEmpty(AfterId) ? null : AfterId,
            WithTotal = string.IsNullOrEmpty(AfterId),
            Skip = string.IsNullOrEmpty(AfterId) ? Math.Max(0, Page ?? 0) * size : 0,
            Take = size,
        };
        return (TimestampFilters ?? []).Aggregate(query, (narrowed, filter) => filter.Narrow(narrowed));
    }

    private static List<string>? Some(IReadOnlyList<string>? many, string? one = null)
    {
        var all = (many ?? []).Append(one).Where(value => !string.IsNullOrEmpty(value)).Select(value => value!).ToList();
        return all.Count == 0 ? null : all;
    }
}

/// <summary>A bound on when instances were created.</summary>
/// <param name="Column">Only <c>CreatedAt</c> is offered.</param>
/// <param name="Operator">GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, Is.</param>
/// <param name="Timestamp">The instant.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record TimestampFilter(string? Column, string? Operator, string? Timestamp)
{
    public InstanceQuery Narrow(InstanceQuery query)
    {
        if (
            Column is not "CreatedAt"
            || !DateTimeOffset.TryParse(Timestamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
        )
            return query;

        var tick = TimeSpan.FromMicroseconds(1);
        return Operator switch
        {
            "GreaterThan" => query with { CreatedFrom = at + tick },
            "GreaterThanOrEqual" => query with { CreatedFrom = at },
            "LessThan" => query with { CreatedBefore = at },
            "LessThanOrEqual" => query with { CreatedBefore = at + tick },
            "Is" => query with { CreatedFrom = at, CreatedBefore = at + tick },
            _ => query,
        };
    }
}
