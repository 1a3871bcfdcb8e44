using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Persistence.Tests.Workflows;

/// <summary>The contract on the store that authors test procedures with: what passes there must pass on a database.</summary>
public sealed class MemoryInstanceStoreTests : InstanceStoreContract
{
    private readonly MemoryInstanceStore store = new();

    protected override Task<T> InScopeAsync<T>(Func<IInstanceStore, Task<T>> work) => work(store);
}
