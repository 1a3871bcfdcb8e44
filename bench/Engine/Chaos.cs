using System.Diagnostics;
using LaborFlow.Chaos;

namespace LaborFlow.Bench;

/// <summary>Disturbances and races at length, on real processes and a real server; the suite of src/Persistence runs the same in short.</summary>
internal static class Chaos
{
    private static string Server => Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES")!;

    /// <summary>Hosts and the database killed under load, and all races.</summary>
    public static async Task<bool> RunAsync(bool quick)
    {
        Func<Task<ChaosResult>>[] runs =
        [
            () => ChaosRun.KillHostsAsync(Server, quick ? 200 : 2_000, quick ? 4 : 20),
            () => ChaosRun.RestartPostgresAsync(quick ? 200 : 2_000, quick ? 3 : 15),
            () => ChaosRun.SweepAsync(Server, quick ? 300 : 10_000),
        ];
        var good = true;
        foreach (var run in runs)
        {
            var clock = Stopwatch.StartNew();
            good &= Tell(await run(), clock.Elapsed);
        }

        return await RaceAsync(quick) && good;
    }

    /// <summary>10,000 races of each kind.</summary>
    public static async Task<bool> RaceAsync(bool quick)
    {
        var good = true;
        var clock = Stopwatch.StartNew();
        await foreach (var result in ChaosRun.RaceAsync(Server, quick ? 500 : 10_000))
        {
            good &= Tell(result, clock.Elapsed);
            clock.Restart();
        }

        return good;
    }

    private static bool Tell(ChaosResult result, TimeSpan took)
    {
        Console.WriteLine($"{(result.Wrong.Count == 0 ? "none lost, none repeated" : "WRONG")}  {result.What}  ({took.TotalSeconds:0} s)");
        foreach (var wrong in result.Wrong.Take(10))
        {
            Console.WriteLine($"    {wrong}");
        }

        return result.Wrong.Count == 0;
    }
}
