namespace LaborFlow.Engine.Durability;

/// <summary>A workflow instance as stored.</summary>
public sealed record InstanceRow
{
    /// <summary>Lower-case hex id.</summary>
    public required string Id { get; init; }

    /// <summary>The definition it runs, all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The row id of the version that it runs (<see cref="DefinitionRow.Id"/>).</summary>
    public required string DefinitionVersionId { get; init; }

    /// <summary>The version number that it runs.</summary>
    public required int Version { get; init; }

    /// <summary><c>Running</c> or <c>Finished</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>Pending</c>, <c>Executing</c>, <c>Suspended</c>, <c>Finished</c>, <c>Cancelled</c>, <c>Faulted</c> or <c>Interrupted</c>.</summary>
    public required string SubStatus { get; init; }

    /// <summary>What users call it (activity SetName).</summary>
    public string? Name { get; init; }

    /// <summary>The caller's key, e.g. a case id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The instance that started this one.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Incidents that are open.</summary>
    public int IncidentCount { get; init; }

    /// <summary>When it was started.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last advanced.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it finished, faulted or was cancelled.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Counts advances, from 1. An update applies only to the revision before it.</summary>
    public required long Revision { get; init; }

    /// <summary>The engine's state, compact JSON (variables, activity contexts, queue, incidents).</summary>
    public required string StateJson { get; init; }
}

/// <summary>A filter of instances; members that are null do not filter.</summary>
public sealed record InstanceQuery
{
    /// <summary>Any of these instances.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Any of these definitions.</summary>
    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    /// <summary>Any of these versions, by row id.</summary>
    public IReadOnlyCollection<string>? DefinitionVersionIds { get; init; }

    /// <summary>This version number.</summary>
    public int? Version { get; init; }

    /// <summary>Any of these: Running, Finished.</summary>
    public IReadOnlyCollection<string>? Statuses { get; init; }

    /// <summary>Any of these sub-statuses.</summary>
    public IReadOnlyCollection<string>? SubStatuses { get; init; }

    /// <summary>This correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Any of these correlation ids.</summary>
    public IReadOnlyCollection<string>? CorrelationIds { get; init; }

    /// <summary>Children of any of these instances.</summary>
    public IReadOnlyCollection<string>? ParentInstanceIds { get; init; }

    /// <summary>With (true) or without (false) incidents.</summary>
    public bool? HasIncidents { get; init; }

    /// <summary>Text within name, correlation id, id or definition id, in any case.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Finished before: what retention looks for.</summary>
    public DateTimeOffset? FinishedBefore { get; init; }

    /// <summary>What the caller may see at all; null for everything.</summary>
    public System.Linq.Expressions.Expression<Func<InstanceRow, bool>>? Within { get; init; }

    /// <summary><c>Created</c> (default), <c>UpdatedAt</c>, <c>Finished</c> or <c>Name</c>; ties by id.</summary>
    public string OrderBy { get; init; } = "Created";

    /// <summary>Newest first when true (default).</summary>
    public bool Descending { get; init; } = true;

    /// <summary>Keyset paging: only rows after this one in the order. Wins over <see cref="Skip"/>.</summary>
    public string? AfterId { get; init; }

    /// <summary>Rows to skip.</summary>
    public int Skip { get; init; }

    /// <summary>Rows to return at most; 0 counts only.</summary>
    public int Take { get; init; } = 25;

    /// <summary>False leaves the total out, which costs more the more rows match.</summary>
    public bool WithTotal { get; init; } = true;
}

/// <summary>Some rows and how many there are in all.</summary>
/// <param name="Items">The rows of the page.</param>
/// <param name="TotalCount">All rows that match the filter; -1 when the query did not ask.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount);
