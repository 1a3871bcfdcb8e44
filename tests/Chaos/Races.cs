using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Chaos;

/// <summary>
/// Two hosts give commands on one instance at the same moment, thousands of times. One wins; the other is refused and told who it was and
/// when, or comes too late to do anything. What the winners left is counted in the tables afterwards.
/// </summary>
internal sealed class Races(ChaosEngine one, ChaosEngine other, Records records)
{
    private const int Lanes = 4;

    /// <summary>Instances of the race in which not exactly one of the ways out was taken, or that advanced more than once.</summary>
    private const string NotOneWayOut = """
        SELECT count(*) FROM workflow_instances i WHERE i.correlation_id = '{0}' AND (i.status <> 'Finished' OR i.revision <> 2
          OR (SELECT count(*) FROM workflow_journal j WHERE j.instance_id = i.id AND j.event_name = 'Completed' AND j.activity_id IN ('answer', 'late', 'withdrawal'))
             <> CASE i.sub_status WHEN 'Cancelled' THEN 0 ELSE 1 END
          OR EXISTS (SELECT 1 FROM workflow_bookmarks b WHERE b.instance_id = i.id AND b.consumed_at IS NULL))
        """;

    private int refused;

    /// <summary>Both hosts resume one bookmark.</summary>
    public Task<ChaosResult> ForOneBookmarkAsync(int rounds) =>
        RunAsync(
            "two hosts for one bookmark",
            rounds,
            race => (race.Resume(one, "answer", "one"), race.Resume(other, "answer", "other")),
            mustRefuse: true
        );

    /// <summary>A completion meets the timeout.</summary>
    public Task<ChaosResult> WithTimeoutAsync(int rounds) =>
        RunAsync("completion against timeout", rounds, race => (race.Resume(one, "answer", "one"), race.Fire(other)), mustRefuse: false);

    /// <summary>A completion meets a withdrawal.</summary>
    public Task<ChaosResult> WithWithdrawalAsync(int rounds) =>
        RunAsync(
            "completion against withdrawal",
            rounds,
            race => (race.Resume(one, "answer", "one"), race.Resume(other, "withdrawal", "other")),
            mustRefuse: true
        );

    /// <summary>A completion meets the cancellation of the instance.</summary>
    public Task<ChaosResult> WithCancellationAsync(int rounds) =>
        RunAsync("completion against cancellation", rounds, race => (race.Resume(one, "answer", "one"), race.Cancel(other)), false);

    private async Task<ChaosResult> RunAsync(
        string name,
        int rounds,
        Func<Round, (Func<Task<Winner>> First, Func<Task<Winner>> Second)> commands,
        bool mustRefuse
    )
    {
        var correlation = name.Replace(' ', '-');
        int[] won = [0, 0];
        refused = 0;
        var wrong = new List<string>();
        await Parallel.ForAsync(
            0,
            rounds,
            new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (round, _) =>
            {
                var started = await one.AdvanceAsync(runtime =>
                    runtime.StartAsync(new StartRequest { DefinitionId = "race", CorrelationId = correlation })
                );
                var (first, second) = commands(new Round(this, started.InstanceId, await BookmarksAsync(started.InstanceId)));
                var outcomes = await Task.WhenAll(Task.Run(first), Task.Run(second));
                if (outcomes.Count(outcome => outcome == Winner.Yes) != 1)
                {
                    lock (wrong)
                    {
                        wrong.Add($"round {round}: {outcomes.Count(outcome => outcome == Winner.Yes)} won");
                    }
                }

                Interlocked.Add(ref won[0], outcomes[0] == Winner.Yes ? 1 : 0);
                Interlocked.Add(ref won[1], outcomes[1] == Winner.Yes ? 1 : 0);
            }
        );
        var left = await records.CountAsync(NotOneWayOut.Replace("{0}", correlation, StringComparison.Ordinal));
        if (left > 0)
        {
            wrong.Add($"{left} instances took more or less than one way out");
        }

        if (mustRefuse && refused != rounds)
        {
            wrong.Add($"{refused} of {rounds} losers were told who won and when");
        }

        return new(
            $"{name}: {rounds:#,0} races, {won[0]:#,0} won by the completion, {won[1]:#,0} by the other, {refused:#,0} told who and when",
            wrong
        );
    }

    private async Task<IReadOnlyDictionary<string, string>> BookmarksAsync(string instance) =>
        (
            await one.InScopeAsync(services =>
                services.GetRequiredService<IInstanceStore>().FindBookmarksAsync(new BookmarkQuery { InstanceId = instance }).AsTask()
            )
        ).ToDictionary(bookmark => bookmark.ActivityId, bookmark => bookmark.Id);

    private async Task<Winner> GiveAsync(Func<Task<Winner>> command)
    {
        try
        {
            return await command();
        }
        catch (ConflictException conflict)
            when (conflict is { Reason: ConflictReason.BookmarkConsumed, At: not null, By: "one" or "other" or "clock" or "administrator" })
        {
            Interlocked.Increment(ref refused);
            return Winner.No;
        }
    }

    private enum Winner
    {
        Yes,
        No,
    }

    /// <summary>One instance that waits for an answer, for its last day and for a withdrawal.</summary>
    private sealed record Round(Races Races, string Instance, IReadOnlyDictionary<string, string> Bookmarks)
    {
        public Func<Task<Winner>> Resume(ChaosEngine host, string activity, string actor) =>
            () =>
                Races.GiveAsync(async () =>
                {
                    await host.AdvanceAsync(runtime =>
                        runtime.ResumeAsync(
                            new()
                            {
                                InstanceId = Instance,
                                BookmarkId = Bookmarks[activity],
                                Actor = actor,
                            }
                        )
                    );
                    return Winner.Yes;
                });

        public Func<Task<Winner>> Fire(ChaosEngine host) =>
            () =>
                Races.GiveAsync(() =>
                    host.InScopeAsync(async services =>
                        await services
                            .GetRequiredService<WorkflowRuntime>()
                            .FireTimerAsync(new TimerRow(Instance, Bookmarks["late"], TimeProvider.System.GetUtcNow()))
                            is null
                            ? Winner.No
                            : Winner.Yes
                    )
                );

        public Func<Task<Winner>> Cancel(ChaosEngine host) =>
            () =>
                Races.GiveAsync(async () =>
                {
                    var result = await host.AdvanceAsync(runtime =>
                        runtime.CancelAsync(new() { InstanceId = Instance, Actor = "administrator" })
                    );
                    return result.SubStatus == "Cancelled" ? Winner.Yes : Winner.No;
                });
    }
}
