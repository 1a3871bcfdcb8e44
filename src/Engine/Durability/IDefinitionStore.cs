namespace LaborFlow.Engine.Durability;

/// <summary>Where definitions live, one row per version. What the rows mean is the business of <c>DefinitionLibrary</c>.</summary>
public interface IDefinitionStore
{
    /// <summary>A version by its row id; null when there is none.</summary>
    ValueTask<DefinitionRow?> FindAsync(string versionId, CancellationToken cancellationToken = default);

    /// <summary>All versions of a definition, lowest number first; empty when there is none.</summary>
    ValueTask<IReadOnlyList<DefinitionRow>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken = default);

    /// <summary>A page of versions, by name then version unless told otherwise.</summary>
    ValueTask<Page<DefinitionRow>> ListAsync(DefinitionQuery query, CancellationToken cancellationToken = default);

    /// <summary>The triggers of a name and hash (or of a name, when the hash is null).</summary>
    ValueTask<IReadOnlyList<TriggerRow>> FindTriggersAsync(string name, string? hash, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes a change in one transaction. An updated row must still have the revision before the new one; the JSON, name and inputs of a
    /// published version are immutable: only its flags may change.
    /// </summary>
    /// <exception cref="ConflictException">A row moved (<see cref="ConflictReason.DraftChanged"/>); nothing was written.</exception>
    ValueTask CommitAsync(DefinitionChanges changes, CancellationToken cancellationToken = default);
}

/// <summary>What one command writes to definitions.</summary>
public sealed record DefinitionChanges
{
    /// <summary>New rows (revision 1).</summary>
    public IReadOnlyList<DefinitionRow> Added { get; init; } = [];

    /// <summary>Changed rows; the stored revision must be one less.</summary>
    public IReadOnlyList<DefinitionRow> Updated { get; init; } = [];

    /// <summary>Row ids to delete.</summary>
    public IReadOnlyList<string> Deleted { get; init; } = [];

    /// <summary>Definition ids whose triggers are replaced by <see cref="Triggers"/>.</summary>
    public IReadOnlyList<string> TriggersOf { get; init; } = [];

    /// <summary>The new triggers of <see cref="TriggersOf"/>.</summary>
    public IReadOnlyList<TriggerRow> Triggers { get; init; } = [];
}

/// <summary>A version of a definition as stored.</summary>
public sealed record DefinitionRow
{
    /// <summary>The version's own id, lower-case hex.</summary>
    public required string Id { get; init; }

    /// <summary>The definition, same for all versions; any string that the client chose.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>From 1, unique within the definition.</summary>
    public required int Version { get; init; }

    /// <summary>What users call it.</summary>
    public string? Name { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The highest version; exactly one per definition.</summary>
    public required bool IsLatest { get; init; }

    /// <summary>The version that new instances run; at most one per definition.</summary>
    public required bool IsPublished { get; init; }

    /// <summary>
    /// When it was first published; from then on its content never changes, also when it is retracted: instances run on it. Null: a draft.
    /// </summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Editors must not save it.</summary>
    public bool IsReadonly { get; init; }

    /// <summary>Installed by the system, hidden from lists of users' definitions.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Offered in the toolbox as an activity.</summary>
    public bool UsableAsActivity { get; init; }

    /// <summary>When this version was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts writes of this row, from 1.</summary>
    public required long Revision { get; init; }

    /// <summary>The whole model as JSON, properties unknown to the engine included; flags and ids in it are informational, the columns rule.</summary>
    public required string Json { get; init; }
}

/// <summary>A filter of definition versions; members that are null do not filter.</summary>
public sealed record DefinitionQuery
{
    /// <summary>Any of these row ids.</summary>
    public IReadOnlyCollection<string>? Ids { get; init; }

    /// <summary>Any of these definitions.</summary>
    public IReadOnlyCollection<string>? DefinitionIds { get; init; }

    /// <summary>Latest versions only.</summary>
    public bool? IsLatest { get; init; }

    /// <summary>Published versions only.</summary>
    public bool? IsPublished { get; init; }

    /// <summary>This version number.</summary>
    public int? Version { get; init; }

    /// <summary>With (true) or without (false) system definitions.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Usable as an activity.</summary>
    public bool? UsableAsActivity { get; init; }

    /// <summary>This name, in any case.</summary>
    public string? Name { get; init; }

    /// <summary>Text within name, description, definition id or id, in any case.</summary>
    public string? SearchTerm { get; init; }

    /// <summary><c>Name</c>, <c>Version</c> or <c>Created</c>.</summary>
    public string OrderBy { get; init; } = "Created";

    /// <summary>Descending order.</summary>
    public bool Descending { get; init; }

    /// <summary>Rows to skip.</summary>
    public int Skip { get; init; }

    /// <summary>Rows to return at most.</summary>
    public int Take { get; init; } = int.MaxValue;
}
