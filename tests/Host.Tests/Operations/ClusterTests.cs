using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LaborFlow.Host.Operations;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Reach;
using LaborFlow.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace LaborFlow.Host.Tests.Operations;

public sealed class ClusterTests
{
    private const string CheckedIn = "SELECT count(*) FROM qrtz_scheduler_state";

    [Fact]
    public async Task Two_hosts_are_one_cluster_with_one_sweep()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);

        var nodes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var host in new[] { first, second })
        {
            var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
            nodes.Add(scheduler.SchedulerInstanceId);
        }
        nodes.Count.ShouldBe(2);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        (await CountAsync(source, "SELECT count(*) FROM qrtz_triggers WHERE trigger_name = 'sweep'")).ShouldBe(1);
        // A node enters itself a moment after it was started.
        var waited = Stopwatch.StartNew();
        while (await CountAsync(source, CheckedIn) != 2 && waited.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        (await CountAsync(source, CheckedIn)).ShouldBe(2);
    }

    [Fact]
    public async Task A_session_of_one_host_is_good_at_another_and_after_a_restart()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        var first = await StartAsync(database, "--demo", "--Jobs:Scheduler", "false");
        string token;
        using (var client = Client(first))
        {
            var answer = await HostFixture.ReadAsync(
                await client.PostAsJsonAsync("/api/auth/token", new { userName = "mediator", password = HostFixture.Password }),
                HttpStatusCode.OK
            );
            token = answer.GetProperty("accessToken").GetString()!;
        }
        await using var second = await StartAsync(database, "--demo", "--Jobs:Scheduler", "false");
        using var other = Client(second);
        other.DefaultRequestHeaders.Authorization = new("Bearer", token);
        // What is done at the one is heard of at the other.
        using var live = await LiveReader.OpenAsync(other);
        await live.ReadUntilAsync("alive");
        using (var client = Client(first))
            await HostFixture.ReadAsync(await client.PostAsJsonAsync("/api/public/disputes", Application.Sound()), HttpStatusCode.Created);
        await live.ReadUntilAsync("event: changed");
        await first.DisposeAsync();

        await HostFixture.ReadAsync(await other.GetAsync("/api/auth/me"), HttpStatusCode.OK);
        (await other.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static HttpClient Client(WebApplication host) =>
        new()
        {
            BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
        };

    private static async Task<long> CountAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<WebApplication> StartAsync(TestDatabase database, params string[] settings)
    {
        var app = LaborFlowHost.Build(
            HostArguments.Parse([
                "--urls",
                "http://127.0.0.1:0",
                "--ConnectionStrings:LaborFlow",
                database.ConnectionString,
                "--Logging:LogLevel:Default",
                "Warning",
                "--PersonalData:KeyDirectory",
                TestKeys.Directory,
                "--Audit:KeyDirectory",
                TestKeys.Directory,
                .. settings,
            ])
        );
        await Startup.PrepareAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        return app;
    }
}
