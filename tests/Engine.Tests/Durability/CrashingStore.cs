using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Engine.Tests.Durability;

/// <summary>The host died here.</summary>
internal sealed class CrashException() : Exception("The host died.");

/// <summary>A store whose host dies by lot: before an advance begins, before its commit, or after the commit but before anybody heard of it.</summary>
internal sealed class CrashingStore(MemoryInstanceStore store, Random lot) : IInstanceStore
{
    public int Crashes { get; private set; }

    public async ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default)
    {
        CrashSometimes();
        return new Transaction(this, await store.BeginAsync(scope, cancellationToken));
    }

    public ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default) =>
        store.FindAsync(instanceId, cancellationToken);

    public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(BookmarkQuery query, CancellationToken cancellationToken = default) =>
        store.FindBookmarksAsync(query, cancellationToken);

    public ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default) =>
        store.ListAsync(query, cancellationToken);

    public ValueTask<Page<JournalRow>> ReadJournalAsync(
        string instanceId,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    ) => store.ReadJournalAsync(instanceId, skip, take, cancellationToken);

    public ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(
        string activityInstanceId,
        CancellationToken cancellationToken = default
    ) => store.ReadExecutionAsync(activityInstanceId, cancellationToken);

    public ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default) =>
        store.DeleteAsync(instanceIds, cancellationToken);

    private void CrashSometimes()
    {
        if (lot.Next(4) == 0)
        {
            Crashes++;
            throw new CrashException();
        }
    }

    private sealed class Transaction(CrashingStore owner, IAdvanceTransaction inner) : IAdvanceTransaction
    {
        public InstanceRow? Instance => inner.Instance;

        public IReadOnlyList<BookmarkRow> Bookmarks => inner.Bookmarks;

        public ConsumedBookmark? Consumed => inner.Consumed;

        public OperationRow? Operation => inner.Operation;

        public ValueTask LockAsync(string key, CancellationToken cancellationToken = default) => inner.LockAsync(key, cancellationToken);

        public async ValueTask CommitAsync(AdvanceChanges changes, CancellationToken cancellationToken = default)
        {
            owner.CrashSometimes();
            await inner.CommitAsync(changes, cancellationToken);
            owner.CrashSometimes();
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
