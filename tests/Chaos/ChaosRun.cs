using System.Diagnostics;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LaborFlow.Chaos;

/// <summary>What a run of disturbances came to.</summary>
/// <param name="What">What was done.</param>
/// <param name="Wrong">What was lost, doubled or left behind; empty when all is well.</param>
public sealed record ChaosResult(string What, IReadOnlyList<string> Wrong);

/// <summary>
/// Real processes and a real server, disturbed while they work. Each run compares every instance's journal, bookmarks, operations and
/// messages with those of an instance that nobody disturbed: what was lost is missing there, and what was done twice stands there twice.
/// </summary>
public static class ChaosRun
{
    private const int Clients = 8;

    /// <summary>Hosts die by SIGKILL in the middle of advances, and clients ask again.</summary>
    /// <param name="server">A PostgreSQL server whose superuser may make databases.</param>
    /// <param name="advances">How many advances, spread over eight clients with an instance each.</param>
    /// <param name="kills">How many hosts are killed on the way.</param>
    public static async Task<ChaosResult> KillHostsAsync(string server, int advances, int kills)
    {
        var database = await MakeDatabaseAsync(server, "chaos_kills");
        using var hosts = new Hosts(database, 2);
        var rounds = advances / Clients;
        var wrong = await DisturbAsync(database, hosts, rounds, kills, () => hosts.KillOneAsync());
        return new(
            $"{rounds * Clients:#,0} advances, {hosts.Killed} hosts killed by SIGKILL, {hosts.Repeated:#,0} requests asked again",
            wrong
        );
    }

    /// <summary>PostgreSQL is killed with all its processes and started again, under load.</summary>
    /// <param name="advances">How many advances.</param>
    /// <param name="restarts">How often.</param>
    public static async Task<ChaosResult> RestartPostgresAsync(int advances, int restarts)
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(durable: true);
        var database = await MakeDatabaseAsync(postgres.ConnectionString, "chaos_restarts");
        using var hosts = new Hosts(database, 2);
        var rounds = advances / Clients;
        var clock = Stopwatch.StartNew();
        var wrong = await DisturbAsync(database, hosts, rounds, restarts, postgres.CrashAndRestartAsync);
        return new(
            $"{rounds * Clients:#,0} advances, PostgreSQL killed and restarted {restarts} times in {clock.Elapsed.TotalSeconds:0} s, {hosts.Repeated:#,0} requests asked again",
            wrong
        );
    }

    /// <summary>Two hosts go for one instance at the same moment, again and again, in each of the ways in which commands meet.</summary>
    /// <param name="server">A PostgreSQL server whose superuser may make databases.</param>
    /// <param name="rounds">Races of each kind.</param>
    public static async IAsyncEnumerable<ChaosResult> RaceAsync(string server, int rounds)
    {
        var database = await MakeDatabaseAsync(server, "chaos_race");
        await using var one = new ChaosEngine(database);
        await using var other = new ChaosEngine(database);
        await one.PrepareAsync();
        var races = new Races(one, other, new Records(database));
        yield return await races.ForOneBookmarkAsync(rounds);
        yield return await races.WithTimeoutAsync(rounds);
        yield return await races.WithWithdrawalAsync(rounds);
        yield return await races.WithCancellationAsync(rounds);
    }

    /// <summary>Three hosts sweep for due timers at once, and one of them is killed when a third is done.</summary>
    public static async Task<ChaosResult> SweepAsync(string server, int timers)
    {
        var database = await MakeDatabaseAsync(server, "chaos_sweep");
        await using var engine = new ChaosEngine(database);
        await engine.PrepareAsync();
        var records = new Records(database);
        var ids = await engine.StartAsync("delay", timers + 1);
        var clock = Stopwatch.StartNew();
        using var hosts = new Hosts(database, 3);
        await hosts.ReadyAsync();
        hosts.Tell("sweep 5");
        const string Left = "SELECT count(*) FROM workflow_instances WHERE status <> 'Finished'";
        await UntilAsync(async () => await records.CountAsync(Left) <= (timers + 1) * 2 / 3);
        await hosts.KillOneAsync(replace: false);
        await UntilAsync(async () => await records.CountAsync(Left) == 0);
        return new(
            $"{timers + 1:#,0} due timers, three hosts, one killed after a third: all fired after {clock.Elapsed.TotalSeconds:0} s",
            await records.DifferentFromAsync(ids[0])
        );
    }

    private static async Task<IReadOnlyList<string>> DisturbAsync(string database, Hosts hosts, int rounds, int times, Func<Task> disturb)
    {
        await using var engine = new ChaosEngine(database);
        await engine.PrepareAsync();
        var instances = await engine.StartAsync("loop", Clients + 1);
        for (var round = 0; round < rounds; round++)
        {
            var bookmark = await OpenBookmarkAsync(engine, instances[0]);
            await engine.AdvanceAsync(runtime =>
                runtime.ResumeAsync(
                    new()
                    {
                        InstanceId = instances[0],
                        BookmarkId = bookmark,
                        OperationId = $"undisturbed-{round}",
                        Actor = "officer",
                    }
                )
            );
        }

        await hosts.ReadyAsync();
        var answered = 0;
        var due = 0;
        using var next = new SemaphoreSlim(0);
        var clients = instances
            .Skip(1)
            .Select(async instance =>
            {
                var bookmark = await OpenBookmarkAsync(engine, instance);
                for (var round = 0; round < rounds; round++)
                {
                    bookmark = await hosts.ResumeAsync($"{instance}-{round}", instance, bookmark);
                    if (Interlocked.Increment(ref answered) * (times + 1L) / (rounds * Clients) > Volatile.Read(ref due))
                    {
                        Interlocked.Increment(ref due);
                        next.Release();
                    }
                }
            })
            .ToList();
        var all = Task.WhenAll(clients);
        for (var n = 0; n < times && !all.IsCompleted; n++)
        {
            await Task.WhenAny(next.WaitAsync(), all);
            if (!all.IsCompleted)
            {
                await disturb();
            }
        }

        await all;
        return await new Records(database).DifferentFromAsync(instances[0]);
    }

    private static async Task<string> OpenBookmarkAsync(ChaosEngine engine, string instance) =>
        (
            await engine.InScopeAsync(services =>
                services.GetRequiredService<IInstanceStore>().FindBookmarksAsync(new BookmarkQuery { InstanceId = instance }).AsTask()
            )
        )
            .Single()
            .Id;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static async Task<string> MakeDatabaseAsync(string server, string name)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server)
        {
            Database = name,
            Timeout = 5,
            MaxPoolSize = 20,
        }.ConnectionString;
    }
}
