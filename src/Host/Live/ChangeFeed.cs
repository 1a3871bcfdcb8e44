using System.Threading.Channels;
using LaborFlow.Cases;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Live;

/// <summary>A case that changed. <see cref="District"/> is null when whoever told did not know it.</summary>
internal sealed record CaseChange(Guid CaseId, string? District);

/// <summary>
/// Knows within a second which cases changed, on whatever host: it reads what was added to the timelines while somebody listens. What
/// leaves no entry there, such as a claim, is told by the command itself on this host; the pages' own asking finds it on others.
/// </summary>
internal sealed class ChangeFeed(IServiceScopeFactory scopes, TimeProvider time, ILogger<ChangeFeed> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700);

    /// <summary>Entries get their ids before they are committed: so far back they may still appear.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private const int Most = 500;

    private readonly Lock gate = new();
    private readonly List<Channel<CaseChange>> listeners = [];

    /// <summary>Listens until the subscription is disposed. A listener that does not keep up loses the oldest changes.</summary>
    public Subscription Subscribe()
    {
        var channel = Channel.CreateBounded<CaseChange>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
            listeners.Add(channel);
        return new Subscription(this, channel);
    }

    /// <summary>Tells this host's listeners of a change.</summary>
    public void Publish(CaseChange change)
    {
        lock (gate)
        {
            foreach (var listener in listeners)
                listener.Writer.TryWrite(change);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var known = new Dictionary<Guid, DateTimeOffset>();
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

    private async Task ReadAsync(DateTimeOffset since, Dictionary<Guid, DateTimeOffset> known, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var entries = database.Set<CaseEvent>().AsNoTracking();
        // Ids grow with time, and PostgreSQL keeps them in that order: the newest are the end of the primary key.
        var lowest = Guid.CreateVersion7(since);
        entries =
            database.Database.ProviderName?.Contains("Npgsql", StringComparison.Ordinal) == true
                ? entries.Where(entry => entry.Id.CompareTo(lowest) > 0)
                : entries.Where(entry => entry.At >= since);
        var found = await entries
            .OrderByDescending(entry => entry.Id)
            .Take(Most)
            .Select(entry => new
            {
                entry.Id,
                entry.CaseId,
                entry.At,
                District = database
                    .Set<Case>()
                    .Where(changed => changed.Id == entry.CaseId)
                    .Select(changed => changed.District)
                    .FirstOrDefault(),
            })
            .ToListAsync(stop);
        foreach (
            var change in found
                .Where(entry => known.TryAdd(entry.Id, entry.At))
                .Select(entry => new CaseChange(entry.CaseId, entry.District))
                .Distinct()
        )
            Publish(change);
    }

    private bool HasListeners()
    {
        lock (gate)
            return listeners.Count > 0;
    }

    private void Remove(Channel<CaseChange> channel)
    {
        lock (gate)
            listeners.Remove(channel);
    }

    internal sealed class Subscription(ChangeFeed feed, Channel<CaseChange> channel) : IDisposable
    {
        public ChannelReader<CaseChange> Changes => channel.Reader;

        public void Dispose() => feed.Remove(channel);
    }
}
