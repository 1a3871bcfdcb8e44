namespace LaborFlow.Host.Tests;

/// <summary>Closes a host that one test started for itself.</summary>
internal sealed class Closing(HostFixture host) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await host.DisposeAsync();
}
