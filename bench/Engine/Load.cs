using System.Diagnostics;

namespace LaborFlow.Bench;

/// <summary>Ways of timing that stand the noise of a shared machine.</summary>
internal static class Load
{
    /// <summary>The middle of several figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>Runs items on workers; each takes the next item as soon as it is done with one. Returns items per second.</summary>
    public static async Task<double> PerSecondAsync(int workers, IReadOnlyList<Func<Task>> items)
    {
        var next = -1;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, workers)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        for (int i; (i = Interlocked.Increment(ref next)) < items.Count; )
                        {
                            await items[i]();
                        }
                    })
                )
        );
        return items.Count / clock.Elapsed.TotalSeconds;
    }
}
