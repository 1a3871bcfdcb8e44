using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Jobs;

/// <summary>
/// Starts long work that goes on by itself and lets it tell its row how far it is. A few run at a time in each host; who started one sees it
/// from any host, leaves and comes back.
/// </summary>
internal sealed class LongRuns(
    IServiceScopeFactory scopes,
    IEnumerable<IProblemSource> sources,
    TimeProvider time,
    ILogger<LongRuns> logger
) : BackgroundService
{
    private const int AtOnce = 3;
    private const int LongestTitle = 200;

    /// <summary>A row that is written for every step would cost as much as the step.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    /// <summary>Those that wait for their turn, or for a long step, are not taken for interrupted.</summary>
    private static readonly TimeSpan Heartbeat = LongRun.Silence / 4;

    private readonly SemaphoreSlim turns = new(AtOnce);
    private readonly HashSet<Guid> here = [];
    private readonly Lock gate = new();
    private CancellationToken stop;

    /// <summary>How a run tells of itself.</summary>
    /// <param name="done">Steps that are through.</param>
    /// <param name="result">What came of them; asked only when the row is written.</param>
    public delegate Task Tell(int done, Func<string>? result = null);

    /// <summary>Stores the run and starts it.</summary>
    /// <param name="kind">A code of <see cref="RunKinds"/>.</param>
    /// <param name="title">What it works on.</param>
    /// <param name="total">Steps of work.</param>
    /// <param name="by">User name.</param>
    /// <param name="work">The work; what it returns is the result. It has scopes of its own.</param>
    /// <param name="cancellationToken">Ends the storing, not the work.</param>
    public async Task<LongRun> StartAsync(
        string kind,
        string title,
        int total,
        string by,
        Func<Tell, CancellationToken, Task<string>> work,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var run = new LongRun
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            StartedBy = by,
            StartedAt = now,
            Title = title.Length > LongestTitle ? title[..LongestTitle] : title,
            Total = total,
        };
        run.Tell(0, null, now);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        database.Add(run);
        await database.SaveChangesAsync(cancellationToken);
        lock (gate)
            here.Add(run.Id);
        _ = Task.Run(() => RunAsync(run.Id, work, stop), CancellationToken.None);
        return run;
    }

    /// <summary>A scope whose audit entries name whom the request that started the work names.</summary>
    public static AsyncServiceScope ScopeOf(IServiceScopeFactory scopes, AuditTrail started)
    {
        var scope = scopes.CreateAsyncScope();
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        (trail.Origin, trail.Actor, trail.ActorRole) = (started.Origin, started.Actor, started.ActorRole);
        return scope;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stop = stoppingToken;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Heartbeat, time, stoppingToken);
            List<Guid> alive;
            lock (gate)
                alive = [.. here];
            if (alive.Count == 0)
                continue;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
                var now = time.GetUtcNow();
                await database
                    .Set<LongRun>()
                    .Where(run => alive.Contains(run.Id) && run.FinishedAt == null)
                    .ExecuteUpdateAsync(run => run.SetProperty(row => row.ToldAt, now), stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogWarning(failure, "The runs of this host could not be kept alive; the next beat tries again");
            }
        }
    }

    private async Task RunAsync(Guid id, Func<Tell, CancellationToken, Task<string>> work, CancellationToken stopping)
    {
        try
        {
            await turns.WaitAsync(stopping);
            try
            {
                if (await ChangeAsync(id, run => run.Tell(run.Done, null, time.GetUtcNow()), stopping) is LongRun.Stopped)
                    return;
                var told = time.GetUtcNow();
                var through = 0;
                var result = await work(
                    async (done, soFar) =>
                    {
                        through = done;
                        if (time.GetUtcNow() - told < Pause)
                            return;
                        told = time.GetUtcNow();
                        // What is done is told all the same; nothing more is begun.
                        if (await ChangeAsync(id, run => run.Tell(done, soFar?.Invoke(), told), stopping) is LongRun.Stopped)
                            throw new OperationCanceledException("Stopped by its officer.");
                    },
                    stopping
                );
                await ChangeAsync(
                    id,
                    run =>
                    {
                        run.Tell(Math.Max(through, run.Total), result, time.GetUtcNow());
                        run.Finish(time.GetUtcNow());
                    },
                    stopping
                );
            }
            finally
            {
                turns.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // Its officer stopped it, or the host stops: then it ends where it is and counts as interrupted.
        }
        catch (Exception failure)
        {
            await FailAsync(id, failure);
        }
        finally
        {
            lock (gate)
                here.Remove(id);
        }
    }

    private async Task FailAsync(Guid id, Exception failure)
    {
        var problem =
            (failure as ProblemException)?.Problem
            ?? sources.Select(source => source.Explain(failure)).FirstOrDefault(found => found is not null);
        if (problem is null)
            logger.LogError(failure, "The run {Run} stopped", id);
        try
        {
            var why = (problem ?? KnownProblems.Unexpected).Messages.Zh;
            await ChangeAsync(id, run => run.Fail(why, time.GetUtcNow()), CancellationToken.None);
        }
        catch (Exception second) when (second is not OperationCanceledException)
        {
            // Its silence will tell.
            logger.LogError(second, "The run {Run} could not even tell that it stopped", id);
        }
    }

    /// <returns>Why it has ended, if it has.</returns>
    private async Task<string?> ChangeAsync(Guid id, Action<LongRun> change, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var run = await database.Set<LongRun>().SingleAsync(row => row.Id == id, cancellationToken);
        change(run);
        await database.SaveChangesAsync(cancellationToken);
        return run.Failure;
    }
}
