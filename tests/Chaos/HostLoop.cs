using System.Globalization;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Chaos;

/// <summary>
/// A host in a process of its own. It takes commands by line, many at once: <c>resume OPERATION INSTANCE BOOKMARK</c>, answered with
/// <c>done OPERATION NEXT-BOOKMARK</c> or <c>failed OPERATION WHY</c>, and <c>sweep LEASE-SECONDS</c>, which fires due timers until the end.
/// </summary>
internal static class HostLoop
{
    public static async Task<int> RunAsync(string connectionString)
    {
        await using var engine = new ChaosEngine(connectionString);
        await AnswerAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            _ = line.Split(' ') switch
            {
                ["resume", var operation, var instance, var bookmark] => Task.Run(() => ResumeAsync(engine, operation, instance, bookmark)),
                ["sweep", var lease] => Task.Run(() =>
                    SweepAsync(engine, TimeSpan.FromSeconds(int.Parse(lease, CultureInfo.InvariantCulture)))
                ),
                _ => throw new FormatException($"Not understood: {line}"),
            };
        }

        return 0;
    }

    private static async Task ResumeAsync(ChaosEngine engine, string operation, string instance, string bookmark)
    {
        try
        {
            await engine.AdvanceAsync(runtime =>
                runtime.ResumeAsync(
                    new ResumeRequest
                    {
                        InstanceId = instance,
                        BookmarkId = bookmark,
                        OperationId = operation,
                        Actor = "officer",
                    }
                )
            );
            var open = await engine.InScopeAsync(services =>
                services.GetRequiredService<IInstanceStore>().FindBookmarksAsync(new BookmarkQuery { InstanceId = instance }).AsTask()
            );
            await AnswerAsync($"done {operation} {open.Single().Id}");
        }
        catch (Exception failure)
        {
            // Whatever it was, the client decides: it asks again with the same operation id.
            await AnswerAsync($"failed {operation} {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static async Task SweepAsync(ChaosEngine engine, TimeSpan lease)
    {
        while (true)
        {
            try
            {
                var due = await engine.InScopeAsync(services =>
                    services.GetRequiredService<WorkflowQueues>().ClaimTimersAsync(TimeProvider.System.GetUtcNow(), lease, 50).AsTask()
                );
                foreach (var timer in due)
                {
                    await engine.InScopeAsync(services => services.GetRequiredService<WorkflowRuntime>().FireTimerAsync(timer).AsTask());
                }

                if (due.Count == 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
                }
            }
            catch (Exception failure)
            {
                await AnswerAsync($"sweep-failed {failure.GetType().Name}");
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private static Task AnswerAsync(string line) => Console.Out.WriteLineAsync(line);
}
