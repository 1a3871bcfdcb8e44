using LaborFlow.Host.Jobs;

namespace LaborFlow.Host.Collective;

/// <summary>Does what <see cref="CollectiveJob"/> does, by this host's own clock: for a host that runs without the cluster's scheduler.</summary>
internal sealed class CollectiveService(RaiseCollective raise, JobOptions options, TimeProvider time, ILogger<CollectiveService> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Collective, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await raise.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning(failure, "Collective disputes cannot be looked for; it is tried again.");
            }
        }
    }
}
