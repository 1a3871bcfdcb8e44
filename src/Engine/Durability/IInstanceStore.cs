namespace LaborFlow.Engine.Durability;

/// <summary>
/// Where instances live. One advance is one transaction: everything that an advance changes is written by
/// <see cref="IAdvanceTransaction.CommitAsync"/> or not at all. Implementations are scoped and share the connection of the scope's
/// case data, so that case and workflow commit together.
/// </summary>
public interface IInstanceStore
{
    /// <summary>
    /// Opens the transaction of an advance: locks the instance row (waiting for an advance that holds it), and reads the row, its
    /// open bookmarks, who consumed the scope's bookmark, and the stored answer of the scope's operation. One round trip.
    /// </summary>
    ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default);

    /// <summary>Reads an instance without locking it; null when there is none.</summary>
    ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default);

    /// <summary>The open bookmarks that match every member of the query that is set, oldest first.</summary>
    ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkQuery query, CancellationToken cancellationToken = default);

    /// <summary>A page of instances. Paging by <see cref="InstanceQuery.AfterId"/> costs the same at any depth.</summary>
    ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default);

    /// <summary>Journal records of an instance in order of <see cref="JournalRow.Sequence"/>, skipping and taking as told.</summary>
    ValueTask<Page<JournalRow>> ReadJournalAsync(string instanceId, int skip, int take, CancellationToken cancellationToken = default);

    /// <summary>The journal records of one execution of an activity, in order; empty when there is none.</summary>
    ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(string activityInstanceId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes finished or abandoned instances with their bookmarks, timers and journal (never the audit chain). Returns how many
    /// existed.
    /// </summary>
    ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default);
}

/// <summary>An open advance. Disposing without a commit rolls back.</summary>
public interface IAdvanceTransaction : IAsyncDisposable
{
    /// <summary>The locked instance, or null when the scope names none or it does not exist.</summary>
    InstanceRow? Instance { get; }

    /// <summary>The instance's open bookmarks.</summary>
    IReadOnlyList<BookmarkRow> Bookmarks { get; }

    /// <summary>Set when <see cref="AdvanceScope.BookmarkId"/> was consumed earlier.</summary>
    ConsumedBookmark? Consumed { get; }

    /// <summary>Set when <see cref="AdvanceScope.OperationId"/> was carried out earlier: give this answer again, change nothing.</summary>
    OperationRow? Operation { get; }

    /// <summary>Waits until no other open advance holds the key, and holds it until this one ends.</summary>
    ValueTask LockAsync(string key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes all changes, tracked case data included, in one transaction and commits.
    /// </summary>
    /// <exception cref="ConflictException">
    /// Another advance won: the operation id exists (<see cref="ConflictReason.OperationRepeated"/>), the instance id exists
    /// (<see cref="ConflictReason.InstanceExists"/>), or the instance row's revision moved
    /// (<see cref="ConflictReason.InstanceChanged"/>). Nothing was written.
    /// </exception>
    ValueTask CommitAsync(AdvanceChanges changes, CancellationToken cancellationToken = default);
}

/// <summary>What an advance locks and looks up when it begins.</summary>
/// <param name="InstanceId">The instance to lock; null for a start, or when <paramref name="BookmarkId"/> tells it.</param>
/// <param name="BookmarkId">The bookmark that is to be consumed; the instance is found by it when no instance id is given, open or consumed.</param>
/// <param name="OperationId">The caller's id of this command, if it carries one.</param>
public sealed record AdvanceScope(string? InstanceId = null, string? BookmarkId = null, string? OperationId = null);

/// <summary>Everything that one advance writes.</summary>
public sealed record AdvanceChanges
{
    /// <summary>The instance as it is after the advance.</summary>
    public required InstanceRow Instance { get; init; }

    /// <summary>True: insert. False: update the row whose revision is <c>Instance.Revision - 1</c>.</summary>
    public bool IsNew { get; init; }

    /// <summary>Bookmarks that came to be and are still open.</summary>
    public IReadOnlyList<BookmarkRow> BookmarksAdded { get; init; } = [];

    /// <summary>Bookmarks that were open before and are now gone: used, or withdrawn by a cancellation. Their timers go with them.</summary>
    public IReadOnlyList<ConsumedBookmark> BookmarksConsumed { get; init; } = [];

    /// <summary>When a bookmark among <see cref="BookmarksAdded"/> is to be resumed by the clock.</summary>
    public IReadOnlyList<TimerRow> Timers { get; init; } = [];

    /// <summary>Journal records, in order.</summary>
    public IReadOnlyList<JournalRow> Journal { get; init; } = [];

    /// <summary>Messages that leave after the commit.</summary>
    public IReadOnlyList<OutboxMessage> Outbox { get; init; } = [];

    /// <summary>
    /// Instances that this advance started and ran inline (ExecuteWorkflow). They are new, so nothing waits for their rows; write them in
    /// the same transaction, each as if it were its own change, their own <see cref="Children"/> included.
    /// </summary>
    public IReadOnlyList<AdvanceChanges> Children { get; init; } = [];

    /// <summary>The answer to keep for the command's operation id.</summary>
    public OperationRow? Operation { get; init; }
}
