using System.Diagnostics;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Bench;

/// <summary>Firing 100,000 due timers: eight workers claim them in batches with skip-locked and fire each in an advance of its own.</summary>
internal static class DueTimers
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        await using var server = await Server.CreateAsync("timers");
        var version = await server.PublishAsync(Definitions.WaitForTheClock("delay"));
        var waiting = await Waiting.StartAsync(server, version.Id);
        var count = quick ? 5_000 : 100_000;
        await waiting.CopyAsync('a', 1, count, "now() - n * interval '1 ms'");
        await waiting.SettleAsync();
        var fired = 0;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (await SweepAsync(server) is var swept and > 0)
                        {
                            Interlocked.Add(ref fired, swept);
                        }
                    })
                )
        );
        var rate = fired / clock.Elapsed.TotalSeconds;
        var left = await server.ReadAsync("SELECT count(*) FROM workflow_instances WHERE id LIKE 'a%' AND status <> 'Finished'");
        return left is ["0"] && fired == count
            ? [new($"fire {count:#,0} due timers, 8 workers", rate, null, "/s", "reported")]
            : throw new InvalidOperationException($"{fired} of {count} timers fired; {left[0]} instances still wait.");
    }

    private static async Task<int> SweepAsync(Server server)
    {
        var due = await server.InScopeAsync(async services =>
            await services
                .GetRequiredService<WorkflowQueues>()
                .ClaimTimersAsync(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5), 100)
        );
        var fired = 0;
        foreach (var timer in due)
        {
            fired += await server.InScopeAsync(async services => await services.GetRequiredService<WorkflowRuntime>().FireTimerAsync(timer))
                is null
                ? 0
                : 1;
        }

        return fired;
    }
}
