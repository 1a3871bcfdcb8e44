namespace LaborFlow.Bench;

/// <summary>
/// Durable resumes a second, with 1 and with 8 workers: each reads its instance, runs three activities to the next wait, and commits with
/// fsync. Peer and ours take turns on the same database; the ratio is the median of the rounds.
/// </summary>
internal static class DurableResumes
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        await using var server = await Server.CreateAsync("resumes");
        var version = await server.PublishAsync(Definitions.WaitInALoop("loop"));
        var waiting = await Waiting.StartAsync(server, version.Id);
        var rounds = quick ? 2 : 5;
        (int Workers, int Each)[] sizes = [(1, quick ? 500 : 1_500), (8, quick ? 200 : 500)];
        var total = (rounds + 1) * sizes.Sum(size => size.Workers * size.Each);
        await waiting.CopyAsync('a', 0, total);
        await waiting.CopyAsync(RawResumes.Prefix, 0, total);
        await waiting.SettleAsync();
        await waiting.ResumeAsync('a', total);
        var raw = await RawResumes.LikeAsync(server, waiting, Waiting.Id('a', total));
        var results = new List<Measurement>();
        var next = 0L;
        foreach (var (workers, each) in sizes)
        {
            List<(double Ours, double Peer)> figures = [];
            for (var round = 0; round <= rounds; round++)
            {
                var first = next;
                next += workers * each;
                var items = Enumerable
                    .Range(0, workers * each)
                    .Select(n => new Func<Task>(() => waiting.ResumeAsync('a', first + n)))
                    .ToList();
                var ours = await Load.PerSecondAsync(workers, items);
                figures.Add((ours, await raw.PerSecondAsync(workers, each, first)));
            }

            // The first round warms both up.
            var middle = figures.Skip(1).OrderBy(f => f.Ours / f.Peer).ElementAt(rounds / 2);
            results.Add(
                new(
                    $"durable resumes, {workers} worker{(workers > 1 ? "s" : "")}",
                    middle.Ours,
                    middle.Peer,
                    "/s",
                    RawResumes.Name,
                    new(0.5, AtLeast: true)
                )
            );
        }

        return results;
    }
}
