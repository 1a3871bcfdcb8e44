using System.Diagnostics;

namespace LaborFlow.Bench;

/// <summary>
/// The median resume with a million suspended instances stored against the median with ten thousand. Two databases, resumed in turn one
/// by one, so that noise falls on both alike.
/// </summary>
internal static class ResumeAmongMany
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var many = quick ? 100_000 : 1_000_000;
        await using var small = await Server.CreateAsync("few");
        await using var large = await Server.CreateAsync("many");
        var few = await FillAsync(small, 10_000);
        var all = await FillAsync(large, many);
        var resumes = quick ? 300 : 2_000;
        List<double> fewTimes = [];
        List<double> allTimes = [];
        for (var n = 0; n < resumes + 200; n++)
        {
            // Spread over the table: neighbours would share pages. The first 200 warm up.
            var one = await TimeAsync(few, 1 + (n * (10_000L / (resumes + 200))));
            var other = await TimeAsync(all, 1 + (n * ((long)many / (resumes + 200))));
            if (n >= 200)
            {
                fewTimes.Add(one);
                allTimes.Add(other);
            }
        }

        return
        [
            new(
                $"median resume among {many:#,0} suspended instances",
                Load.Median(allTimes),
                Load.Median(fewTimes),
                "ms",
                "among 10,000",
                new(1.2, AtLeast: false)
            ),
        ];
    }

    private static async Task<Waiting> FillAsync(Server server, int count)
    {
        var version = await server.PublishAsync(Definitions.WaitInALoop("loop"));
        var waiting = await Waiting.StartAsync(server, version.Id);
        await waiting.CopyAsync('a', 1, count);
        await waiting.SettleAsync();
        return waiting;
    }

    private static async Task<double> TimeAsync(Waiting waiting, long n)
    {
        var clock = Stopwatch.StartNew();
        await waiting.ResumeAsync('a', n);
        return clock.Elapsed.TotalMilliseconds;
    }
}
