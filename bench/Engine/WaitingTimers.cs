using System.Diagnostics;
using LaborFlow.Persistence.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Bench;

/// <summary>
/// What a million timers that wait for another year cost, against ten thousand: a sweep that finds nothing due, the start of a host, its
/// memory, and its processor time while it idles. Both sides in turn, so that noise falls on both alike.
/// </summary>
internal static class WaitingTimers
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var many = quick ? 100_000 : 1_000_000;
        await using var few = await FillAsync("few_timers", 10_000);
        await using var all = await FillAsync("many_timers", many);
        var keys = Directory.CreateTempSubdirectory("laborflow-bench-host");
        Server.WriteAuditKeys(keys.FullName);
        try
        {
            var sweeps = new Pair();
            for (var n = 0; n < (quick ? 220 : 1_020); n++)
            {
                sweeps.Add(await SweepAsync(few), await SweepAsync(all), n >= 20);
            }

            var (starts, memory, idle) = (new Pair(), new Pair(), new Pair());
            var rounds = quick ? 1 : 3;
            // The first start of each installs the procedures.
            for (var round = 0; round <= rounds; round++)
            {
                var one = await HostAsync(few, keys.FullName, quick);
                var other = await HostAsync(all, keys.FullName, quick);
                starts.Add(one.Start, other.Start, round > 0);
                memory.Add(one.Megabytes, other.Megabytes, round > 0);
                idle.Add(one.Idle, other.Idle, round > 0);
            }

            var peer = "among 10,000";
            var name = $"{many:#,0} waiting timers";
            return
            [
                // In milliseconds of the clock: on a busy machine rough.
                sweeps.Measure($"a sweep that finds nothing due, {name}", "ms", peer, 1.2),
                starts.Measure($"processor time of a host's start, {name}", "s", peer, 1.2),
                memory.Measure($"memory of a host, {name} and instances", "MB", peer, 1.1),
                idle.Measure($"processor time of an idle host, {name}", "ms/s", peer, null),
            ];
        }
        finally
        {
            keys.Delete(recursive: true);
        }
    }

    private static async Task<Server> FillAsync(string name, int count)
    {
        var server = await Server.CreateAsync(name);
        var version = await server.PublishAsync(Definitions.WaitForTheClock("delay"));
        var waiting = await Waiting.StartAsync(server, version.Id);
        await waiting.CopyAsync('a', 1, count, "now() + interval '365 days' + n * interval '1 s'");
        await waiting.SettleAsync();
        return server;
    }

    private static async Task<double> SweepAsync(Server server)
    {
        var clock = Stopwatch.StartNew();
        var due = await server.InScopeAsync(async services =>
            await services
                .GetRequiredService<WorkflowQueues>()
                .ClaimTimersAsync(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(1), 100)
        );
        return due.Count == 0 ? clock.Elapsed.TotalMilliseconds : throw new InvalidOperationException("A timer of next year is due.");
    }

    private static async Task<(double Start, double Megabytes, double Idle)> HostAsync(Server server, string keys, bool quick)
    {
        await using var host = await HostProcess.StartAsync(server.ConnectionString, keys);
        // Let what the start left behind run out, then watch it sweep.
        await Task.Delay(TimeSpan.FromSeconds(quick ? 3 : 8));
        var before = host.ProcessorTime;
        var watched = TimeSpan.FromSeconds(quick ? 3 : 10);
        await Task.Delay(watched);
        return (host.StartedIn.TotalSeconds, host.Megabytes, (host.ProcessorTime - before).TotalMilliseconds / watched.TotalSeconds);
    }

    /// <summary>Figures of both sides, taken in turn.</summary>
    private sealed class Pair
    {
        private readonly List<double> _few = [];
        private readonly List<double> _many = [];

        public void Add(double few, double many, bool counts)
        {
            if (counts)
            {
                _few.Add(few);
                _many.Add(many);
            }
        }

        public Measurement Measure(string what, string unit, string peer, double? target) =>
            new(what, Load.Median(_many), Load.Median(_few), unit, peer, target is { } most ? new(most, AtLeast: false) : null);
    }
}
