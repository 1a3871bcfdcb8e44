using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Workflows;

/// <summary>
/// Rows of a <see cref="WorkflowTestEnvironment"/> in a real, migrated database: what an activity writes to cases commits with the workflow,
/// as in a host. No other host may work on the database.
/// </summary>
/// <param name="provider">Services with this room registered; scopes are opened from it.</param>
public sealed class DatabaseTestStorage(IServiceProvider provider) : ITestStorage
{
    private const int All = 100_000;

    /// <inheritdoc />
    public ITestScope OpenScope() => new Scope(provider.CreateAsyncScope());

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(DateTimeOffset now) =>
        await OnQueuesAsync(async queues =>
            (IReadOnlyList<OutboxMessage>)
                (await queues.ClaimOutboxAsync(now, TimeSpan.Zero, All)).Select(claimed => claimed.Message).ToList()
        );

    /// <inheritdoc />
    public async ValueTask HandledAsync(OutboxMessage message) =>
        await OnQueuesAsync(async queues =>
        {
            await queues.CompleteOutboxAsync([message.Id]);
            return true;
        });

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TimerRow>> ReadTimersAsync(DateTimeOffset now) =>
        OnQueuesAsync(queues => queues.ClaimTimersAsync(now, TimeSpan.Zero, All));

    /// <inheritdoc />
    public async ValueTask FiredAsync(TimerRow timer) =>
        await OnQueuesAsync(async queues =>
        {
            await queues.ClearTimerAsync(timer);
            return true;
        });

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TriggerRow>> ReadTriggersAsync(DateTimeOffset now) =>
        OnQueuesAsync(queues => queues.ClaimTriggersAsync(now, TimeSpan.Zero, All));

    /// <inheritdoc />
    public async ValueTask FiredAsync(TriggerRow trigger, DateTimeOffset? next) =>
        await OnQueuesAsync(async queues =>
        {
            await queues.RescheduleTriggerAsync(trigger, next);
            return true;
        });

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> NextDueAsync() => OnQueuesAsync(queues => queues.NextDueAtAsync());

    private async ValueTask<T> OnQueuesAsync<T>(Func<WorkflowQueues, ValueTask<T>> work)
    {
        await using var scope = provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<WorkflowQueues>());
    }

    private sealed class Scope(AsyncServiceScope scope) : ITestScope
    {
        public IInstanceStore Instances => Services.GetRequiredService<IInstanceStore>();

        public IDefinitionStore Definitions => Services.GetRequiredService<IDefinitionStore>();

        public IServiceProvider Services => scope.ServiceProvider;

        public ValueTask DisposeAsync() => scope.DisposeAsync();
    }
}
