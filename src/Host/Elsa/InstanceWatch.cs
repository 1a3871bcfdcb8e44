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
    private readonly ConcurrentDictionary<string, string> _viewers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _revisions = new(StringComparer.Ordinal);

    public void Observe(string connectionId, string instanceId, long revision)
    {
        _viewers[connectionId] = instanceId;
        _revisions.TryAdd(instanceId, revision);
    }

    public void Forget(string connectionId) => _viewers.TryRemove(connectionId, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var watched = _viewers.Values.ToHashSet(StringComparer.Ordinal);
            foreach (var forgotten in _revisions.Keys.Where(id => !watched.Contains(id)))
                _revisions.TryRemove(forgotten, out _);
            if (watched.Count == 0)
                continue;
            try
            {
                await TellAsync(watched, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be restarting; viewers catch up in a later round.
                logger.LogWarning(failure, "Could not look for changes of {Count} watched instances", watched.Count);
            }
        }
    }

    private async Task TellAsync(HashSet<string> watched, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<IInstanceStore>();
        var page = await store.ListAsync(new InstanceQuery { Ids = watched, Take = watched.Count }, stop);
        foreach (var row in page.Items)
        {
            if (_revisions.TryGetValue(row.Id, out var known) && known == row.Revision)
                continue;
            _revisions[row.Id] = row.Revision;
            var viewers = hub.Clients.Group(row.Id);
            var records = await ExecutionEndpoints.RecordsAsync(row.Id, store, stop);
            await viewers.ActivityExecutionLogUpdatedAsync(new JsonObject { ["stats"] = ExecutionCounts.Of(records) });
            await viewers.WorkflowExecutionLogUpdatedAsync(new JsonObject());
            await viewers.WorkflowInstanceUpdatedAsync(new JsonObject { ["workflowInstanceId"] = row.Id });
        }
    }
}
