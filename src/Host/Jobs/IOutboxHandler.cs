using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Carries out outbox messages of kinds that are not the engine's. A message may come twice (a host may die between its effect and its
/// removal), so handlers make its id the key of their effect.
/// </summary>
internal interface IOutboxHandler
{
    /// <summary>The kind that it handles.</summary>
    string Kind { get; }

    /// <summary>Carries the message out; an exception has it tried again later.</summary>
    Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken);
}
