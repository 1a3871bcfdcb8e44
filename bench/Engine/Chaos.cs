using System.Diagnostics;
using LaborFlow.Chaos;

namespace LaborFlow.Bench;

/// <summary>Disturbances at length, on real processes and a real server; the suite of src/Persistence runs the same in short.</summary>
internal static class Chaos
{
    public static async Task<bool> RunAsync(bool quick)
    {
        var server = Environment.GetEnvironmentVariable("LABORFLOW_TEST_POSTGRES")!;
        Func<Task<ChaosResult>>[] runs =
        [
            () => ChaosRun.KillHostsAsync(server, quick ? 200 : 2_000, quick ? 4 : 20),
            () => ChaosRun.RestartPostgresAsync(quick ? 200 : 2_000, quick ? 3 : 15),
            () => ChaosRun.RaceAsync(server, quick ? 500 : 10_000),
            () => ChaosRun.SweepAsync(server, quick ? 300 : 10_000),
        ];
        var good = true;
        foreach (var run in runs)
        {
            var clock = Stopwatch.StartNew();
            var result = await run();
            good &= result.Wrong.Count == 0;
            Console.WriteLine(
                $"{(result.Wrong.Count == 0 ? "none lost, none repeated" : "WRONG")}  {result.What}  ({clock.Elapsed.TotalSeconds:0} s)"
            );
            foreach (var wrong in result.Wrong.Take(10))
            {
                Console.WriteLine($"    {wrong}");
            }
        }

        return good;
    }
}
