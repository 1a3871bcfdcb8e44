using System.Security.Claims;
using System.Text.Json;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Statutes;
using Microsoft.Extensions.Options;

namespace LaborFlow.Host.Statutes;

/// <summary>
/// 期限重算 in the background: to count what a proposal would move, and to approve it, may take a while. Either goes on by itself; the caller
/// waits a moment for it, and else leaves and comes back to the run.
/// </summary>
internal sealed class RecountRuns(
    LongRuns runs,
    RecountDeadlines recount,
    IServiceScopeFactory scopes,
    AuditTrail trail,
    TimeProvider time,
    IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json
)
{
    private const int UsualWait = 5;
    private const int LongestWait = 30;

    /// <param name="ChangeId">The proposal.</param>
    /// <param name="Approves">It approves; else it only counts.</param>
    /// <param name="Moves">What it moved or would move; null until it is counted.</param>
    public sealed record Outcome(Guid ChangeId, bool Approves, IReadOnlyList<StatuteChanges.Move>? Moves);

    /// <param name="Run">How far it is.</param>
    /// <param name="Outcome">What came of it; null before it has told anything.</param>
    public sealed record Answer(RunItem Run, Outcome? Outcome);

    public static void Map(IEndpointRouteBuilder statutes) =>
        statutes.MapGet("/changes/runs/{id:guid}", ReadAsync).RequireAuthorization(Policies.DesignReaders).WithName("read-recount");

    /// <summary>Counts what the proposal would move.</summary>
    public Task<IResult> CountAsync(StatuteProposal proposal, string by, int? wait, CancellationToken cancellationToken) =>
        StartAsync(
            proposal,
            by,
            wait,
            more: 0,
            approves: false,
            async (changes, tell, stop) =>
            {
                var moves = await changes.MovesAsync(proposal, tell, stop);
                return (proposal, moves);
            },
            cancellationToken
        );

    /// <summary>Approves the proposal, which the caller has found approvable.</summary>
    public Task<IResult> ApproveAsync(
        StatuteProposal proposal,
        string by,
        ProposeChanges.Decision? decision,
        int? wait,
        CancellationToken cancellationToken
    ) =>
        StartAsync(
            proposal,
            by,
            wait,
            more: decision?.ExpectedMoves ?? 0,
            approves: true,
            (changes, tell, stop) => changes.ApproveAsync(proposal.Id, by, decision?.ExpectedMoves, decision?.Note, tell, stop),
            cancellationToken
        );

    private async Task<IResult> StartAsync(
        StatuteProposal proposal,
        string by,
        int? wait,
        int more,
        bool approves,
        Func<
            StatuteChanges,
            Func<int, Task>,
            CancellationToken,
            Task<(StatuteProposal Proposal, IReadOnlyList<StatuteChanges.Move> Moves)>
        > work,
        CancellationToken cancellationToken
    )
    {
        var options = json.Value.SerializerOptions;
        var done = new TaskCompletionSource<ProposeChanges.Row>(TaskCreationOptions.RunContinuationsAsynchronously);
        string Told(IReadOnlyList<StatuteChanges.Move>? moves) =>
            JsonSerializer.Serialize(new Outcome(proposal.Id, approves, moves), options);
        var run = await runs.StartAsync(
            RunKinds.Deadlines,
            proposal.Subject,
            await recount.CountAsync(cancellationToken) + more,
            by,
            async (tell, stop) =>
            {
                try
                {
                    await using var scope = LongRuns.ScopeOf(scopes, trail);
                    var changes = scope.ServiceProvider.GetRequiredService<StatuteChanges>();
                    var (decided, moves) = await work(changes, through => tell(through, () => Told(null)), stop);
                    done.TrySetResult(ProposeChanges.Show(decided, approves ? null : moves));
                    return Told(moves);
                }
                catch (Exception failure)
                {
                    done.TrySetException(failure);
                    throw;
                }
            },
            cancellationToken
        );
        var patience = TimeSpan.FromSeconds(Math.Clamp(wait ?? UsualWait, 0, LongestWait));
        if (patience > TimeSpan.Zero)
            await Task.WhenAny(done.Task, Task.Delay(patience, time, cancellationToken));
        if (done.Task.IsCompleted)
            return TypedResults.Ok(await done.Task);
        // Nobody awaits it any more; the run itself tells of a failure.
        _ = done.Task.ContinueWith(static left => _ = left.Exception, TaskScheduler.Default);
        return TypedResults.Accepted("/api/statutes/changes/runs/" + run.Id, RunItem.Of(run, time.GetUtcNow()));
    }

    private static async Task<Answer> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json,
        CancellationToken cancellationToken
    )
    {
        var run = await RunPages.DemandAsync(id, RunKinds.Deadlines, user, database, cancellationToken);
        return new Answer(
            RunItem.Of(run, time.GetUtcNow()),
            run.Result.Length == 0 ? null : JsonSerializer.Deserialize<Outcome>(run.Result, json.Value.SerializerOptions)
        );
    }
}
