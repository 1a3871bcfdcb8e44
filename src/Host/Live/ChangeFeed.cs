using System.Threading.Channels;
using LaborFlow.Cases.Audit;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Audit;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Live;

/// <summary>
/// Knows within a second which cases changed, on whatever host: while somebody listens it reads what was added to the chains of cases, where
/// every change leaves an entry, those without a place on the timeline too. One range of an index is read each time; nobody listening,
/// nothing is.
/// </summary>
internal sealed class ChangeFeed(IServiceScopeFactory scopes, TimeProvider time, ILogger<ChangeFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    /// <summary>Entries get their time before they are committed: so far back they may still appear.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private const int Most = 500;

    private readonly Lock gate = new();
    private readonly List<Channel<Guid>> listeners = [];

    /// <summary>Listens until the subscription is disposed. A listener that does not keep up loses the oldest changes.</summary>
    public Subscription Subscribe()
    {
        var channel = Channel.CreateBounded<Guid>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
            listeners.Add(channel);
        return new Subscription(this, channel);
    }

    private void Tell(IEnumerable<Guid> cases)
    {
        lock (gate)
        {
            foreach (var changed in cases)
            foreach (var listener in listeners)
                listener.Writer.TryWrite(changed);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new Dictionary<(string Chain, long Sequence), DateTimeOffset>();
        var since = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // The host stops, which is no failure of this service.
                return;
            }
            if (!HasListeners())
            {
                known.Clear();
                since = time.GetUtcNow();
                continue;
            }
            try
            {
                var from = time.GetUtcNow() - Late;
                await ReadAsync(from > since ? from : since, known, stoppingToken);
                foreach (var old in known.Where(entry => entry.Value < from - Late).Select(entry => entry.Key).ToList())
                    known.Remove(old);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // The pages ask by themselves too: a missed moment is made up for.
                logger.LogDebug(failure, "Cannot read what changed");
            }
        }
    }

    private async Task ReadAsync(
        DateTimeOffset since,
        Dictionary<(string Chain, long Sequence), DateTimeOffset> known,
        CancellationToken stop
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var found = await database
            .Set<AuditEntry>()
            .AsNoTracking()
            .Where(entry =>
                entry.At >= since && entry.ChainId.StartsWith(AuditChain.CasePrefix) && !AuditActions.Readings.Contains(entry.Action)
            )
            .OrderByDescending(entry => entry.At)
            .Take(Most)
            .Select(entry => new
            {
                entry.ChainId,
                entry.Sequence,
                entry.At,
            })
            .ToListAsync(stop);
        Tell(
            found
                .Where(entry => known.TryAdd((entry.ChainId, entry.Sequence), entry.At))
                .Select(entry => AuditChain.CaseOf(entry.ChainId))
                .OfType<Guid>()
                .Distinct()
        );
    }

    private bool HasListeners()
    {
        lock (gate)
            return listeners.Count > 0;
    }

    private void Remove(Channel<Guid> channel)
    {
        lock (gate)
            listeners.Remove(channel);
    }

    internal sealed class Subscription(ChangeFeed feed, Channel<Guid> channel) : IDisposable
    {
        public ChannelReader<Guid> Changes => channel.Reader;

        public void Dispose() => feed.Remove(channel);
    }
}
