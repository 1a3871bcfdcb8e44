using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Scheduling;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Workflows;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Fires what is due: waits of instances, and triggers that start new ones. Both are idempotent by their due time, so a claim that ran out
/// and was taken up twice has one effect. What fell due while no host ran is fired once, oldest first.
/// </summary>
internal sealed class ClockWorker(IServiceScopeFactory scopes, TimeProvider time, JobOptions options, ILogger<ClockWorker> logger)
{
    /// <summary>Claims and fires one batch of timers; returns how many it claimed.</summary>
    public async Task<int> FireTimersAsync(CancellationToken stop)
    {
        IReadOnlyList<TimerRow> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope
                .ServiceProvider.GetRequiredService<WorkflowQueues>()
                .ClaimTimersAsync(time.GetUtcNow(), options.Lease, options.Batch, stop);
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = stop };
        await Parallel.ForEachAsync(
            due.GroupBy(timer => timer.InstanceId, StringComparer.Ordinal),
            parallel,
            async (timers, cancelled) =>
            {
                foreach (var timer in timers)
                    await FireAsync(timer, cancelled);
            }
        );
        return due.Count;
    }

    /// <summary>Claims and fires one batch of triggers; returns how many it claimed.</summary>
    public async Task<int> FireTriggersAsync(CancellationToken stop)
    {
        IReadOnlyList<TriggerRow> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope
                .ServiceProvider.GetRequiredService<WorkflowQueues>()
                .ClaimTriggersAsync(time.GetUtcNow(), options.Lease, options.Batch, stop);
        }
        foreach (var trigger in due)
            await FireAsync(trigger, stop);
        return due.Count;
    }

    private async Task FireAsync(TimerRow timer, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var lines = logger.BeginScope(scope.ServiceProvider.GetRequiredService<LogScope>().About(timer.InstanceId, "clock"));
        HostMeters.SweepLag.Record((time.GetUtcNow() - timer.DueAt).TotalSeconds);
        var queues = scope.ServiceProvider.GetRequiredService<WorkflowQueues>();
        try
        {
            await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().FireTimerAsync(timer, stop);
            await queues.ClearTimerAsync(timer, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await using var other = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<LogScope>().CaseNumber = await CaseOfInstance.NumberAsync(
                other.ServiceProvider.GetRequiredService<LaborFlowDbContext>(),
                timer.InstanceId,
                stop
            );
            logger.LogError(failure, "The timer {BookmarkId} of {InstanceId} could not be fired", timer.BookmarkId, timer.InstanceId);
            await other
                .ServiceProvider.GetRequiredService<WorkflowQueues>()
                .PostponeTimerAsync(timer, time.GetUtcNow() + options.Lease, stop);
        }
    }

    private async Task FireAsync(TriggerRow trigger, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<WorkflowRuntime>().FireTriggerAsync(trigger, stop);
            await scope
                .ServiceProvider.GetRequiredService<WorkflowQueues>()
                .RescheduleTriggerAsync(trigger, TriggerSchedule.Next(trigger, time.GetUtcNow()), stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Its lease runs out, and it is tried again.
            logger.LogError(
                failure,
                "The trigger {ActivityId} of {DefinitionId} could not be fired",
                trigger.ActivityId,
                trigger.DefinitionId
            );
        }
    }
}
