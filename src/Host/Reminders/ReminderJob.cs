using Quartz;

namespace LaborFlow.Host.Reminders;

/// <summary>
/// Sends what is due and raises what is overdue. Quartz wakes one host of the cluster each time; what is due stands in rows that are claimed,
/// so a firing that comes twice, comes late or is lost tells nobody twice and leaves nothing out.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class ReminderJob(ReminderSweep sweep, RaiseOverdue overdue) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await overdue.RunAsync(cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }
}
