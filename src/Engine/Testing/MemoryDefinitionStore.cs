using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>Definitions in memory, for tests.</summary>
public sealed class MemoryDefinitionStore : IDefinitionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, DefinitionRow> _rows = [];
    private List<TriggerRow> _triggers = [];

    /// <inheritdoc />
    public ValueTask<DefinitionRow?> FindAsync(string versionId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_rows.GetValueOrDefault(versionId));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<DefinitionRow>> ListVersionsAsync(string definitionId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_rows.Values.Where(row => row.DefinitionId == definitionId).OrderBy(row => row.Version).ToList());
        }
    }

    /// <inheritdoc />
    public ValueTask<Page<DefinitionRow>> ListAsync(DefinitionQuery query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var found = _rows
                .Values.Where(row =>
                    (query.Ids is null || query.Ids.Contains(row.Id))
                    && (query.DefinitionIds is null || query.DefinitionIds.Contains(row.DefinitionId))
                    && (query.IsLatest is null || query.IsLatest == row.IsLatest)
                    && (query.IsPublished is null || query.IsPublished == row.IsPublished)
                    && (query.Version is null || query.Version == row.Version)
                    && (query.IsSystem is null || query.IsSystem == row.IsSystem)
                    && (query.UsableAsActivity is null || query.UsableAsActivity == row.UsableAsActivity)
                    && (query.IsSystem is null || query.IsSystem == row.IsSystem)
                    && (
                        query.SearchTerm is not { Length: > 0 } term
                        || new[] { row.Name, row.Description, row.DefinitionId, row.Id }.Any(text =>
                            text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true
                        )
                    )
                    && (query.Name is null || query.Name.Equals(row.Name, StringComparison.OrdinalIgnoreCase))
                )
                .Order(
                    Comparer<DefinitionRow>.Create((a, b) => query.Descending ? Compare(b, a, query.OrderBy) : Compare(a, b, query.OrderBy))
                )
                .ToList();
            return new(new Page<DefinitionRow>(found.Skip(query.Skip).Take(query.Take).ToList(), found.Count));
        }
    }

    private static int Compare(DefinitionRow a, DefinitionRow b, string orderBy)
    {
        var order = orderBy switch
        {
            "Name" => string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase),
            "Version" => a.Version.CompareTo(b.Version),
            _ => a.CreatedAt.CompareTo(b.CreatedAt),
        };
        return order != 0 ? order : a.Version.CompareTo(b.Version);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TriggerRow>> FindTriggersAsync(string name, string? hash, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_triggers.Where(trigger => trigger.Name == name && (hash is null || trigger.Hash == hash)).ToList());
        }
    }

    /// <summary>Triggers that are due, earliest first.</summary>
    public IReadOnlyList<TriggerRow> DueTriggers(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _triggers.Where(trigger => trigger.NextDueAt <= now).OrderBy(trigger => trigger.NextDueAt).ToList();
        }
    }

    /// <summary>When the next trigger is due; null when none waits for the clock.</summary>
    public DateTimeOffset? NextTrigger()
    {
        lock (_lock)
        {
            return _triggers.Min(trigger => trigger.NextDueAt);
        }
    }

    /// <summary>Puts a trigger's next instant in its place, unless another did.</summary>
    public void Reschedule(TriggerRow fired, DateTimeOffset? next)
    {
        lock (_lock)
        {
            _triggers = _triggers
                .Select(trigger =>
                    trigger.Id == fired.Id && trigger.NextDueAt == fired.NextDueAt ? trigger with { NextDueAt = next } : trigger
                )
                .ToList();
        }
    }

    /// <inheritdoc />
    public ValueTask CommitAsync(DefinitionChanges changes, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            if (changes.Updated.FirstOrDefault(row => _rows.GetValueOrDefault(row.Id)?.Revision != row.Revision - 1) is { } moved)
            {
                throw new ConflictException(
                    ConflictReason.DraftChanged,
                    $"Version {moved.Version} of {moved.DefinitionId} was changed meanwhile."
                );
            }

            foreach (var id in changes.Deleted)
            {
                _rows.Remove(id);
            }

            foreach (var row in changes.Added.Concat(changes.Updated))
            {
                _rows[row.Id] = row;
            }

            _triggers = _triggers.Where(trigger => !changes.TriggersOf.Contains(trigger.DefinitionId)).Concat(changes.Triggers).ToList();
            return default;
        }
    }
}
