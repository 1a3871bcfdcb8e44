using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using Microsoft.AspNetCore.SignalR;

namespace LaborFlow.Host.Elsa;

/// <summary>
/// Tells viewers when the instance that they look at advances, on whichever host it advances. It asks the database only for the instances
/// that somebody looks at, in one query a round, and not at all while nobody does.
/// </summary>
internal sealed class InstanceWatch(
    IServiceScopeFactory scopes,
    IHubContext<InstanceHub, IInstanceViewer> hub,
    TimeProvider time,
    ILogger<InstanceWatch> logger
) : BackgroundService
{
    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(700);

    /// <summary>Rounds after which viewers of a quiet instance are asked for their right, too.</summary>
    private const int RoundsOfTrust = 8;

    private readonly ConcurrentDictionary<string, InstanceViewers.Viewer> _viewers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _revisions = new(StringComparer.Ordinal);

    public void Observe(string connectionId, InstanceViewers.Viewer viewer, long revision)
    {
        _viewers[connectionId] = viewer;
        _revisions.TryAdd(viewer.InstanceId, revision);
    }

    public void Forget(string connectionId) => _viewers.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_round, time);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var watched = _viewers.Values.Select(viewer => viewer.InstanceId).ToHashSet(StringComparer.Ordinal);
            foreach (var forgotten in _revisions.Keys.Where(id => !watched.Contains(id)))
                _revisions.TryRemove(forgotten, out _);
            if (watched.Count == 0)
                continue;
            try
            {
                await TellAsync(watched, round % RoundsOfTrust == 0, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be restarting; viewers catch up in a later round.
                logger.LogWarning(failure, "Could not look for changes of {Count} watched instances", watched.Count);
            }
        }
    }

    private async Task TellAsync(HashSet<string> watched, bool askAll, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IInstanceStore>();
        var page = await store.ListAsync(new InstanceQuery { Ids = watched, Take = watched.Count }, stop);
        foreach (var row in page.Items)
        {
            var quiet = _revisions.TryGetValue(row.Id, out var known) && known == row.Revision;
            if (quiet && !askAll)
                continue;
            _revisions[row.Id] = row.Revision;
            var permitted = await PermittedAsync(row, scope.ServiceProvider.GetRequiredService<InstanceViewers>(), stop);
            if (quiet || permitted.Count == 0)
                continue;
            await TellAsync(hub.Clients.Clients(permitted), row.Id, store, stop);
        }
    }

    /// <summary>The connections that may still hear of the instance; the others are ended.</summary>
    private async Task<IReadOnlyList<string>> PermittedAsync(InstanceRow row, InstanceViewers viewers, CancellationToken stop)
    {
        var permitted = new List<string>();
        foreach (var (connection, viewer) in _viewers.Where(entry => entry.Value.InstanceId == row.Id))
        {
            if (await viewers.CallerAsync(viewer, stop) is { } caller && await viewers.SeesAsync(row, caller, stop))
            {
                permitted.Add(connection);
                continue;
            }
            Forget(connection);
            viewer.Abort();
        }
        return permitted;
    }

    /// <summary>Tells viewers how far an instance is now.</summary>
    public async Task TellAsync(IInstanceViewer viewers, string instanceId, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await TellAsync(viewers, instanceId, scope.ServiceProvider.GetRequiredService<IInstanceStore>(), stop);
    }

    private static async Task TellAsync(IInstanceViewer viewers, string instanceId, IInstanceStore store, CancellationToken stop)
    {
        var records = await ExecutionEndpoints.RecordsAsync(instanceId, store, stop);
        await viewers.ActivityExecutionLogUpdatedAsync(new JsonObject { ["stats"] = ExecutionCounts.Of(records) });
        await viewers.WorkflowExecutionLogUpdatedAsync(new JsonObject());
        await viewers.WorkflowInstanceUpdatedAsync(new JsonObject { ["workflowInstanceId"] = instanceId });
    }
}
