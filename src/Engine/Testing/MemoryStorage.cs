using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>Rows of a test environment in memory.</summary>
/// <param name="wrap">Gives the store that the runtime sees, e.g. one that breaks; the plain one when null.</param>
public sealed class MemoryStorage(Func<MemoryInstanceStore, IInstanceStore>? wrap = null) : ITestStorage
{
    private readonly MemoryInstanceStore _instances = new();
    private readonly MemoryDefinitionStore _definitions = new();

    /// <inheritdoc />
    public ITestScope OpenScope() => new Scope(wrap?.Invoke(_instances) ?? _instances, _definitions);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(DateTimeOffset now) => new(_instances.ReadOutbox(now));

    /// <inheritdoc />
    public ValueTask HandledAsync(OutboxMessage message)
    {
        _instances.RemoveMessage(message.Id);
        return default;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TimerRow>> ReadTimersAsync(DateTimeOffset now) => new(_instances.DueTimers(now));

    /// <inheritdoc />
    public ValueTask FiredAsync(TimerRow timer)
    {
        _instances.RemoveTimer(timer);
        return default;
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<TriggerRow>> ReadTriggersAsync(DateTimeOffset now) => new(_definitions.DueTriggers(now));

    /// <inheritdoc />
    public ValueTask FiredAsync(TriggerRow trigger, DateTimeOffset? next)
    {
        _definitions.Reschedule(trigger, next);
        return default;
    }

    /// <inheritdoc />
    public ValueTask<DateTimeOffset?> NextDueAsync()
    {
        DateTimeOffset?[] due = [_instances.NextTimer(), _instances.NextMessage(), _definitions.NextTrigger()];
        return new(due.Min());
    }

    private sealed class Scope(IInstanceStore instances, IDefinitionStore definitions) : ITestScope, IServiceProvider
    {
        public IInstanceStore Instances => instances;

        public IDefinitionStore Definitions => definitions;

        public IServiceProvider Services => this;

        public object? GetService(Type serviceType) => null;

        public ValueTask DisposeAsync() => default;
    }
}
