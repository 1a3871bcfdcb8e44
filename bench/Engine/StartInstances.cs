using LaborFlow.Engine.Runtime;

namespace LaborFlow.Bench;

/// <summary>Starting 10,000 instances durably with 8 workers: each runs to its first wait and commits.</summary>
internal static class StartInstances
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        await using var server = await Server.CreateAsync("starts");
        var version = await server.PublishAsync(Definitions.WaitInALoop("loop"));
        Func<Task> start = () => server.AdvanceAsync(runtime => runtime.StartAsync(new StartRequest { DefinitionVersionId = version.Id }));
        await Load.PerSecondAsync(8, [.. Enumerable.Repeat(start, 500)]);
        var rate = await Load.PerSecondAsync(8, [.. Enumerable.Repeat(start, quick ? 2_000 : 10_000)]);
        return [new("start 10,000 instances, 8 workers", rate, null, "/s", "reported")];
    }
}
