using Quartz;

namespace LaborFlow.Host.Collective;

/// <summary>Looks for collective disputes among single cases. Quartz wakes one host of the cluster; a firing that comes twice tells nobody twice.</summary>
[DisallowConcurrentExecution]
internal sealed class CollectiveJob(RaiseCollective raise) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await raise.RunAsync(cancellationToken);
}
