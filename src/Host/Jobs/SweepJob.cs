using Quartz;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Wakes this host's queue worker. Quartz chooses one host of the cluster for each firing; what is due is claimed row by row, so a firing
/// that comes twice or is lost does no harm.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(Wake wake) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        wake.Ring();
        return ValueTask.CompletedTask;
    }
}
