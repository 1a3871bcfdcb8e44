using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>Instances in memory, for tests of activities and procedures. Advances of one instance exclude each other, as in a database.</summary>
public sealed class MemoryInstanceStore : IInstanceStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, InstanceRow> _instances = [];
    private readonly Dictionary<string, BookmarkRow> _bookmarks = [];
    private readonly Dictionary<string, ConsumedBookmark> _consumed = [];
    private readonly Dictionary<string, TimerRow> _timers = [];
    private readonly Dictionary<string, List<JournalRow>> _journal = [];
    private readonly Dictionary<string, OperationRow> _operations = [];
    private readonly List<OutboxMessage> _outbox = [];
    private readonly Dictionary<string, SemaphoreSlim> _rows = [];

    /// <summary>Takes the messages that were written and not yet taken, oldest first.</summary>
    public IReadOnlyList<OutboxMessage> TakeOutbox()
    {
        lock (_lock)
        {
            var taken = _outbox.ToList();
            _outbox.Clear();
            return taken;
        }
    }

    /// <summary>Messages that may be handled at an instant, oldest first; they stay.</summary>
    public IReadOnlyList<OutboxMessage> ReadOutbox(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _outbox.Where(message => message.NotBefore is null || message.NotBefore <= now).ToList();
        }
    }

    /// <summary>Removes a message that was handled.</summary>
    public void RemoveMessage(string messageId)
    {
        lock (_lock)
        {
            _outbox.RemoveAll(message => message.Id == messageId);
        }
    }

    /// <summary>Removes a timer that fired.</summary>
    public void RemoveTimer(TimerRow timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer.BookmarkId);
        }
    }

    /// <summary>The earliest instant before which a message must not be handled; null when none waits.</summary>
    public DateTimeOffset? NextMessage()
    {
        lock (_lock)
        {
            return _outbox.Min(message => message.NotBefore);
        }
    }

    /// <summary>When the next timer is due; null when none waits.</summary>
    public DateTimeOffset? NextTimer()
    {
        lock (_lock)
        {
            return _timers.Count == 0 ? null : _timers.Values.Min(timer => timer.DueAt);
        }
    }

    /// <summary>Timers that are due, earliest first.</summary>
    public IReadOnlyList<TimerRow> DueTimers(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _timers
                .Values.Where(timer => timer.DueAt <= now)
                .OrderBy(timer => timer.DueAt)
                .ThenBy(timer => timer.BookmarkId, StringComparer.Ordinal)
                .ToList();
        }
    }

    /// <inheritdoc />
    public async ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default)
    {
        SemaphoreSlim? row;
        string? id;
        lock (_lock)
        {
            id = scope.InstanceId;
            if (id is null && scope.BookmarkId is { } bookmarkId)
            {
                id = _bookmarks.GetValueOrDefault(bookmarkId)?.InstanceId ?? _consumed.GetValueOrDefault(bookmarkId)?.InstanceId;
            }

            row = id is null ? null : Gate(id);
        }

        if (row is not null)
        {
            await row.WaitAsync(cancellationToken);
        }

        lock (_lock)
        {
            return new Transaction(this, row)
            {
                Instance = id is null ? null : _instances.GetValueOrDefault(id),
                Bookmarks = id is null
                    ? []
                    : _bookmarks
                        .Values.Where(bookmark => bookmark.InstanceId == id)
                        .OrderBy(b => b.CreatedAt)
                        .ThenBy(b => b.Id, StringComparer.Ordinal)
                        .ToList(),
                Consumed = scope.BookmarkId is { } consumed ? _consumed.GetValueOrDefault(consumed) : null,
                Operation = scope.OperationId is { } operation ? _operations.GetValueOrDefault(operation) : null,
            };
        }
    }

    /// <inheritdoc />
    public ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(_instances.GetValueOrDefault(instanceId));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkQuery query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(
                _bookmarks
                    .Values.Where(b =>
                        (query.BookmarkId is null || b.Id == query.BookmarkId)
                        && (query.Name is null || b.Name == query.Name)
                        && (query.Hash is null || b.Hash == query.Hash)
                        && (query.InstanceId is null || b.InstanceId == query.InstanceId)
                        && (query.ActivityInstanceId is null || b.ActivityInstanceId == query.ActivityInstanceId)
                        && (query.ActivityId is null || b.ActivityId == query.ActivityId)
                        && (query.CorrelationId is null || _instances[b.InstanceId].CorrelationId == query.CorrelationId)
                    )
                    .OrderBy(b => b.CreatedAt)
                    .ThenBy(b => b.Id, StringComparer.Ordinal)
                    .ToList()
            );
        }
    }

    /// <inheritdoc />
    public ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(MemoryInstanceQuery.Page(_instances.Values, query));
        }
    }

    /// <inheritdoc />
    public ValueTask<Page<JournalRow>> ReadJournalAsync(
        string instanceId,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        lock (_lock)
        {
            var rows = _journal.GetValueOrDefault(instanceId) ?? [];
            return new(new Page<JournalRow>(rows.Skip(skip).Take(take).ToList(), rows.Count));
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(string activityInstanceId, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            return new(
                _journal
                    .Values.SelectMany(rows => rows)
                    .Where(row => row.ActivityInstanceId == activityInstanceId)
                    .OrderBy(row => row.Sequence)
                    .ToList()
            );
        }
    }

    /// <inheritdoc />
    public ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default)
    {
        lock (_lock)
        {
            var deleted = instanceIds.Count(id => _instances.Remove(id));
            foreach (var bookmark in _bookmarks.Values.Where(b => instanceIds.Contains(b.InstanceId)).ToList())
            {
                _bookmarks.Remove(bookmark.Id);
                _timers.Remove(bookmark.Id);
            }

            foreach (var consumed in _consumed.Values.Where(c => instanceIds.Contains(c.InstanceId)).ToList())
            {
                _consumed.Remove(consumed.BookmarkId);
            }

            foreach (var operation in _operations.Values.Where(o => instanceIds.Contains(o.InstanceId)).ToList())
            {
                _operations.Remove(operation.OperationId);
            }

            foreach (var id in instanceIds)
            {
                _journal.Remove(id);
            }

            return new(deleted);
        }
    }

    private SemaphoreSlim Gate(string name)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(name, out var known) ? known : _rows[name] = new SemaphoreSlim(1);
        }
    }

    /// <summary>Looks at everything before it writes anything, so that a conflict leaves nothing behind.</summary>
    private void Apply(AdvanceChanges changes)
    {
        var all = WithChildren(changes).ToList();
        foreach (var change in all)
        {
            var row = change.Instance;
            if (change.Operation is { } repeated && _operations.ContainsKey(repeated.OperationId))
            {
                throw new ConflictException(ConflictReason.OperationRepeated, $"Operation {repeated.OperationId} was carried out before.");
            }

            if (change.IsNew && _instances.ContainsKey(row.Id))
            {
                throw new ConflictException(ConflictReason.InstanceExists, $"Instance {row.Id} exists.");
            }

            if (!change.IsNew && _instances.GetValueOrDefault(row.Id)?.Revision != row.Revision - 1)
            {
                throw new ConflictException(ConflictReason.InstanceChanged, $"Instance {row.Id} moved since it was read.");
            }
        }

        foreach (var change in all)
        {
            Write(change);
        }
    }

    private static IEnumerable<AdvanceChanges> WithChildren(AdvanceChanges changes) =>
        changes.Children.SelectMany(WithChildren).Prepend(changes);

    private void Write(AdvanceChanges changes)
    {
        _instances[changes.Instance.Id] = changes.Instance;
        if (changes.Operation is { } operation)
        {
            _operations[operation.OperationId] = operation;
        }

        foreach (var consumed in changes.BookmarksConsumed)
        {
            _bookmarks.Remove(consumed.BookmarkId);
            _timers.Remove(consumed.BookmarkId);
            _consumed[consumed.BookmarkId] = consumed;
        }

        foreach (var bookmark in changes.BookmarksAdded)
        {
            _bookmarks[bookmark.Id] = bookmark;
        }

        foreach (var timer in changes.Timers)
        {
            _timers[timer.BookmarkId] = timer;
        }

        if (!_journal.TryGetValue(changes.Instance.Id, out var journal))
        {
            _journal[changes.Instance.Id] = journal = [];
        }

        journal.AddRange(changes.Journal);
        _outbox.AddRange(changes.Outbox);
    }

    private sealed class Transaction(MemoryInstanceStore store, SemaphoreSlim? row) : IAdvanceTransaction
    {
        private readonly List<SemaphoreSlim> _held = row is null ? [] : [row];

        public InstanceRow? Instance { get; init; }

        public IReadOnlyList<BookmarkRow> Bookmarks { get; init; } = [];

        public ConsumedBookmark? Consumed { get; init; }

        public OperationRow? Operation { get; init; }

        public async ValueTask LockAsync(string key, CancellationToken cancellationToken = default)
        {
            var gate = store.Gate("key:" + key);
            await gate.WaitAsync(cancellationToken);
            _held.Add(gate);
        }

        public ValueTask CommitAsync(AdvanceChanges changes, CancellationToken cancellationToken = default)
        {
            lock (store._lock)
            {
                store.Apply(changes);
            }

            return default;
        }

        public ValueTask DisposeAsync()
        {
            foreach (var held in _held)
            {
                held.Release();
            }

            _held.Clear();
            return default;
        }
    }
}
