using System.Collections.Concurrent;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;

namespace LaborFlow.Host.Following;

/// <summary>
/// Slows those who guess query codes: after a few wrong codes for one case from one address, each further try must wait twice as long as
/// the last, up to a quarter of an hour. Kept by this host alone; with several hosts a guesser gets the free tries at each.
/// </summary>
internal sealed class CodeTries(Limits limits, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);
    private const int MostRemembered = 50_000;
    private const string Anywhere = "*";

    private readonly ConcurrentDictionary<(string CaseNumber, string Address), Tries> _wrong = new();
    private readonly ConcurrentDictionary<(string CaseNumber, string Address), byte> _known = new();

    /// <exception cref="ProblemException">It must wait still: 429 with how long.</exception>
    public void DemandAllowed(string caseNumber, string address)
    {
        var wait = WaitOf((caseNumber, address), limits.FreeCodeTries);
        // Many addresses that guess at one case wait for each other; whoever knew its code before does not wait for them.
        if (
            !_known.ContainsKey((caseNumber, address))
            && WaitOf((caseNumber, Anywhere), limits.FreeCodeTriesOfAll) is var all
            && all > wait
        )
            wait = all;
        if (wait > TimeSpan.Zero)
            throw new ProblemException(KnownProblems.TooManyFor(wait));
    }

    public void Wrong(string caseNumber, string address)
    {
        var now = time.GetUtcNow();
        if (_wrong.Count >= MostRemembered)
        {
            foreach (var (key, tries) in _wrong)
            {
                if (now - tries.Last > Longest)
                    _wrong.TryRemove(key, out _);
            }
        }
        foreach (var whose in new[] { address, Anywhere })
            _wrong.AddOrUpdate((caseNumber, whose), new Tries(1, now), (_, before) => new Tries(Math.Min(before.Count + 1, 1000), now));
    }

    public void Right(string caseNumber, string address)
    {
        _wrong.TryRemove((caseNumber, address), out _);
        if (_known.Count >= MostRemembered)
            _known.Clear();
        _known[(caseNumber, address)] = 0;
    }

    private TimeSpan WaitOf((string CaseNumber, string Address) whose, int free) =>
        _wrong.TryGetValue(whose, out var tries) && tries.Count >= free
            ? tries.Last + Wait(tries.Count - free) - time.GetUtcNow()
            : TimeSpan.Zero;

    private static TimeSpan Wait(int over)
    {
        var doublings = Math.Min(over, 10);
        var wait = TimeSpan.FromSeconds(1 << doublings);
        return wait < Longest ? wait : Longest;
    }

    private sealed record Tries(int Count, DateTimeOffset Last);
}
