using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Host.Jobs;

/// <summary>A RunTask asks for an outside worker. Workers collect open tasks and answer them through the API, so nothing is sent.</summary>
internal sealed class TaskRequests : IOutboxHandler
{
    public string Kind => OutboxKinds.RunTask;

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;
}
