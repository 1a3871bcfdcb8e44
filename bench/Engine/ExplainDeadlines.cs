using System.Diagnostics;
using LaborFlow.Statutes.Bench;

namespace LaborFlow.Bench;

/// <summary>Explaining statutory deadlines, in short; bench/Statutes times it at length.</summary>
internal static class ExplainDeadlines
{
    private const int Questions = 1_000;
    private const int Turns = 50;

    public static Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var benchmark = new ExplainDeadline();
        List<double> rounds = [];
        for (var round = 0; round <= (quick ? 5 : 15); round++)
        {
            // In the processor's time of the whole process, garbage collection included, so that neighbours on the machine don't count.
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var turn = 0; turn < Turns; turn++)
            {
                benchmark.StepsAndWords();
            }

            rounds.Add(Turns * Questions / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        // The first round warms the compiler up.
        rounds.RemoveAt(0);

        return Task.FromResult<IReadOnlyList<Measurement>>([
            new("statutory deadlines explained, both languages", Load.Median(rounds), 200_000, "/s", "stated limit", new(1, AtLeast: true)),
        ]);
    }
}
