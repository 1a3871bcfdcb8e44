using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Runtime;

/// <summary>Elsa's activation strategies: whether another instance may start while one runs.</summary>
/// <param name="Key">What starts of the strategy are serialised by, so that two hosts cannot both start.</param>
/// <param name="Running">The instances that forbid another one.</param>
internal sealed record Activation(string Key, InstanceQuery Running)
{
    /// <summary>The strategy of a definition; null when it always allows. Elsa names it by its full type name.</summary>
    public static Activation? Of(CompiledWorkflow definition, string? correlationId)
    {
        var strategy = definition.Model.ActivationStrategy?.Split(',')[0].Split('.')[^1];
        var id = definition.Row.DefinitionId;
        var running = new InstanceQuery
        {
            Statuses = ["Running"],
            Take = 1,
            WithTotal = false,
        };
        return strategy switch
        {
            "SingletonStrategy" or "Singleton" => new($"singleton:{id}", running with { DefinitionIds = [id] }),
            "CorrelatedSingletonStrategy" or "CorrelatedSingleton" when correlationId is not null => new(
                $"singleton:{id}:{correlationId}",
                running with
                {
                    DefinitionIds = [id],
                    CorrelationId = correlationId,
                }
            ),
            "CorrelationStrategy" or "Correlation" when correlationId is not null => new(
                $"correlation:{correlationId}",
                running with
                {
                    CorrelationId = correlationId,
                }
            ),
            _ => null,
        };
    }

    /// <summary>Waits for starts of the same key that are under way, then looks for an instance that forbids this one.</summary>
    public async ValueTask<InstanceRow?> FindBlockerAsync(
        IInstanceStore instances,
        IAdvanceTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockAsync(Key, cancellationToken);
        return (await instances.ListAsync(Running, cancellationToken)).Items is [var blocker, ..] ? blocker : null;
    }
}

/// <summary>Leaves the transaction of a start that the activation strategy does not allow.</summary>
internal sealed class NotActivatedException(InstanceRow blocker) : Exception
{
    public InstanceRow Blocker { get; } = blocker;
}
