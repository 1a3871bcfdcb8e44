using System.Diagnostics;
using LaborFlow.Statutes.Bench;

namespace LaborFlow.Bench;

/// <summary>Explaining statutory deadlines, in short; bench/Statutes times it at length.</summary>
internal static class ExplainDeadlines
{
    private const int Questions = 1_000;

    public static Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var benchmark = new ExplainDeadline();
        List<double> rounds = [];
        for (var round = 0; round < (quick ? 20 : 100); round++)
        {
            var clock = Stopwatch.StartNew();
            benchmark.StepsAndWords();
            rounds.Add(Questions / clock.Elapsed.TotalSeconds);
        }

        return Task.FromResult<IReadOnlyList<Measurement>>([
            new("statutory deadlines explained, both languages", Load.Median(rounds), 200_000, "/s", "stated limit", new(1, AtLeast: true)),
        ]);
    }
}
