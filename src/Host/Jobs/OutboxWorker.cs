using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Workflows;

namespace LaborFlow.Host.Jobs;

/// <summary>Carries out what advances left in the outbox: children to start, parents to wake, events to bring, notices to send.</summary>
internal sealed class OutboxWorker(IServiceScopeFactory scopes, TimeProvider time, JobOptions options, ILogger<OutboxWorker> logger)
{
    /// <summary>Claims one batch and carries it out; returns how many messages it claimed.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        IReadOnlyList<ClaimedMessage> claimed;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var queues = scope.ServiceProvider.GetRequiredService<WorkflowQueues>();
            claimed = await queues.ClaimOutboxAsync(time.GetUtcNow(), options.Lease, options.Batch, stop);
        }

        // What one instance wrote is carried out in the order in which it was written.
        var writers = claimed.GroupBy(message => message.Message.InstanceId ?? message.Message.Id, StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = stop };
        await Parallel.ForEachAsync(
            writers,
            parallel,
            async (messages, cancelled) =>
            {
                foreach (var message in messages)
                    await HandleAsync(message, cancelled);
            }
        );
        return claimed.Count;
    }

    private async Task HandleAsync(ClaimedMessage claimed, CancellationToken stop)
    {
        var message = claimed.Message;
        await using var scope = scopes.CreateAsyncScope();
        using var lines = logger.BeginScope(scope.ServiceProvider.GetRequiredService<LogScope>().About(message.InstanceId, "workflow"));
        try
        {
            await DispatchAsync(scope.ServiceProvider, message, stop);
            await scope.ServiceProvider.GetRequiredService<WorkflowQueues>().CompleteOutboxAsync([message.Id], stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await using var other = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<LogScope>().CaseNumber = await CaseOfInstance.NumberAsync(
                other.ServiceProvider.GetRequiredService<LaborFlowDbContext>(),
                message.InstanceId,
                stop
            );
            HostMeters.OutboxFailures.Add(1, new KeyValuePair<string, object?>("kind", message.Kind));
            logger.LogError(
                failure,
                "Outbox message {MessageId} of kind {Kind} failed, try {Attempt}",
                message.Id,
                message.Kind,
                claimed.Attempts + 1
            );
            await other
                .ServiceProvider.GetRequiredService<WorkflowQueues>()
                .RetryOutboxAsync(message.Id, failure.Message, time.GetUtcNow() + JobOptions.PauseAfter(claimed.Attempts), stop);
        }
    }

    private async Task DispatchAsync(IServiceProvider services, OutboxMessage message, CancellationToken stop)
    {
        if (await services.GetRequiredService<WorkflowRuntime>().HandleAsync(message, stop))
            return;
        var handler =
            services.GetServices<IOutboxHandler>().FirstOrDefault(handler => handler.Kind == message.Kind)
            ?? throw new InvalidOperationException($"No part of this host handles messages of kind {message.Kind}; the message is kept.");
        await handler.HandleAsync(message, stop);
    }
}
