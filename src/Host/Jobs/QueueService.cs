namespace LaborFlow.Host.Jobs;

/// <summary>
/// Takes up background work until there is none, then pauses until a notification or the next sweep. Rows in the database are the truth:
/// a notification only shortens the pause.
/// </summary>
internal sealed class QueueService(
    Wake wake,
    OutboxWorker outbox,
    ClockWorker clock,
    TimeProvider time,
    JobOptions options,
    ILogger<QueueService> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = wake.Listen();
            try
            {
                var taken =
                    await outbox.RunAsync(stoppingToken)
                    + await clock.FireTimersAsync(stoppingToken)
                    + await clock.FireTriggersAsync(stoppingToken);
                failing = false;
                if (taken > 0)
                    continue;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be restarting: say so once, and go on asking.
                if (!failing)
                    logger.LogWarning(failure, "Background work cannot reach the database; it goes on when the database answers");
                failing = true;
            }
            await Task.WhenAny(rung, Task.Delay(options.Sweep, time, stoppingToken));
        }
    }
}
