using System.Diagnostics;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Bench;

/// <summary>
/// Simple activities a second on one core: a compiled flowchart in which SetVariable and FlowDecision take turns, journal and state
/// included, stores in memory. Timed in the processor's time of the whole process, so that neighbours on the machine do not count.
/// The limit is the stated one: a million.
/// </summary>
internal static class InMemoryActivities
{
    private const int Activities = 1_000;

    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var engine = WorkflowEngine.Create(TimeProvider.System);
        var library = new DefinitionLibrary(engine, new MemoryDefinitionStore(), new CompiledDefinitions());
        var version = await library.SaveAsync(Definitions.Chain("chain", Activities), publish: true);
        var runtime = new WorkflowRuntime(engine, new DiscardingStore(), library, NoServices.Instance);
        await AdvanceAsync(runtime, version.Id, 300);
        var rounds = new List<double>();
        for (var round = 0; round < (quick ? 3 : 7); round++)
        {
            const int Starts = 300;
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            await AdvanceAsync(runtime, version.Id, Starts);
            rounds.Add(Starts * Activities / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        return [new("simple activities in memory, one core", Load.Median(rounds), 1_000_000, "/s", "stated limit", new(1, AtLeast: true))];
    }

    private static async Task AdvanceAsync(WorkflowRuntime runtime, string versionId, int starts)
    {
        for (var n = 0; n < starts; n++)
        {
            var result = await runtime.StartAsync(new StartRequest { DefinitionVersionId = versionId });
            if (result.SubStatus != "Finished")
            {
                throw new InvalidOperationException($"The chain ended as {result.SubStatus}.");
            }
        }
    }

    /// <summary>Takes what an advance writes and keeps nothing.</summary>
    private sealed class DiscardingStore : IInstanceStore
    {
        public ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default) =>
            new(new Nothing());

        public ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(
            BookmarkQuery query,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException();

        public ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public ValueTask<Page<JournalRow>> ReadJournalAsync(
            string instanceId,
            int skip,
            int take,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException();

        public ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(
            string activityInstanceId,
            CancellationToken cancellationToken = default
        ) => throw new NotSupportedException();

        public ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        private sealed class Nothing : IAdvanceTransaction
        {
            public InstanceRow? Instance => null;

            public IReadOnlyList<BookmarkRow> Bookmarks => [];

            public ConsumedBookmark? Consumed => null;

            public OperationRow? Operation => null;

            public ValueTask LockAsync(string key, CancellationToken cancellationToken = default) => default;

            public ValueTask CommitAsync(AdvanceChanges changes, CancellationToken cancellationToken = default) => default;

            public ValueTask DisposeAsync() => default;
        }
    }
}

/// <summary>A scope without services.</summary>
internal sealed class NoServices : IServiceProvider
{
    public static readonly NoServices Instance = new();

    public object? GetService(Type serviceType) => null;
}
