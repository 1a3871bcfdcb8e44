using LaborFlow.Host;
using LaborFlow.Host.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests;

/// <summary>The real pipeline on a real socket, with endpoints of the test's own and no database behind it.</summary>
public sealed class BareHost : IAsyncDisposable
{
    private const string NoDatabase = "Host=127.0.0.1;Port=1;Database=none;Timeout=1";

    private readonly WebApplication _app;

    private BareHost(WebApplication app)
    {
        _app = app;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    /// <summary>Every endpoint of the host.</summary>
    public IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public static async Task<BareHost> StartAsync(Action<WebApplication> map, params string[] settings)
    {
        var app = LaborFlowHost.Build(
            HostArguments.Parse([
                "--urls",
                "http://127.0.0.1:0",
                "--ConnectionStrings:LaborFlow",
                NoDatabase,
                "--PersonalData:KeyDirectory",
                LaborFlow.Testing.TestKeys.Directory,
                "--Jobs:Scheduler",
                "false",
                .. settings,
            ])
        );
        map(app);
        await app.StartAsync();
        return new BareHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
