namespace LaborFlow.Host.Reminders;

/// <summary>Sweeps every half minute on every host; claims keep hosts out of each other's way.</summary>
internal sealed class ReminderService(
    ReminderSweep sweep,
    RaiseOverdue overdue,
    IConfiguration configuration,
    TimeProvider time,
    ILogger<ReminderService> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!configuration.GetValue("Reminders:Automatic", true))
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, configuration.GetValue("Reminders:SweepSeconds", 30))), time);
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
