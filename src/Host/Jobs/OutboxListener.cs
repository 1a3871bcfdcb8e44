using LaborFlow.Persistence.Workflows;
using Npgsql;

namespace LaborFlow.Host.Jobs;

/// <summary>Hears from PostgreSQL that an advance left messages, on this host or another, and wakes the queue worker.</summary>
internal sealed class OutboxListener(NpgsqlDataSource database, Wake wake, TimeProvider time, ILogger<OutboxListener> logger)
    : BackgroundService
{
    private static readonly TimeSpan _beforeReconnecting = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The sweep finds the work meanwhile.
                logger.LogDebug(failure, "Lost the connection that hears of new work");
                await Task.Delay(_beforeReconnecting, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, _) => wake.Ring();
        await using (var listen = new NpgsqlCommand($"LISTEN {WorkflowQueues.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stop);
        wake.Ring();
        while (true)
            await connection.WaitAsync(stop);
    }
}
