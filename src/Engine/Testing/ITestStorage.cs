using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>Where a <see cref="WorkflowTestEnvironment"/> keeps its rows: in memory, or in a database.</summary>
public interface ITestStorage
{
    /// <summary>Opens a scope, as a host does for each command.</summary>
    ITestScope OpenScope();

    /// <summary>Messages that may be handled at an instant, oldest first; they stay until <see cref="HandledAsync"/>.</summary>
    ValueTask<IReadOnlyList<OutboxMessage>> ReadOutboxAsync(DateTimeOffset now);

    /// <summary>Removes a message.</summary>
    ValueTask HandledAsync(OutboxMessage message);

    /// <summary>Timers that are due, earliest first.</summary>
    ValueTask<IReadOnlyList<TimerRow>> ReadTimersAsync(DateTimeOffset now);

    /// <summary>Removes a timer that fired, when its bookmark stays open.</summary>
    ValueTask FiredAsync(TimerRow timer);

    /// <summary>Triggers that are due, earliest first.</summary>
    ValueTask<IReadOnlyList<TriggerRow>> ReadTriggersAsync(DateTimeOffset now);

    /// <summary>Moves a trigger that fired to its next instant; null: never again.</summary>
    ValueTask FiredAsync(TriggerRow trigger, DateTimeOffset? next);

    /// <summary>When the next message, timer or trigger is due; null when nothing waits for the clock.</summary>
    ValueTask<DateTimeOffset?> NextDueAsync();
}

/// <summary>What one command works with.</summary>
public interface ITestScope : IAsyncDisposable
{
    /// <summary>Instances.</summary>
    IInstanceStore Instances { get; }

    /// <summary>Definitions.</summary>
    IDefinitionStore Definitions { get; }

    /// <summary>Services that activities ask for.</summary>
    IServiceProvider Services { get; }
}
