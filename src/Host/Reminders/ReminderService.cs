using LaborFlow.Host.Jobs;

namespace LaborFlow.Host.Reminders;

/// <summary>Does what <see cref="ReminderJob"/> does, by this host's own clock: for a host that runs without the cluster's scheduler.</summary>
internal sealed class ReminderService(
    ReminderSweep sweep,
    RaiseOverdue overdue,
    JobOptions options,
    TimeProvider time,
    ILogger<ReminderService> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Reminders, time);
        var failing = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await overdue.RunAsync(stoppingToken);
                await sweep.RunAsync(stoppingToken);
                failing = false;
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                if (!failing)
                    logger.LogWarning(failure, "Reminders cannot be swept; it is tried again.");
                failing = true;
            }
        }
    }
}
