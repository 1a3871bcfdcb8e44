using System.Security.Claims;
using System.Text;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Jobs;

/// <param name="Kind"><c>import</c>, <c>bulk</c>, <c>export</c> or <c>deadlines</c>.</param>
/// <param name="State"><c>running</c>, <c>finished</c>, <c>failed</c>, <c>cancelled</c> or <c>interrupted</c>.</param>
/// <param name="Failure">Why it ended early.</param>
internal sealed record RunItem(
    Guid Id,
    string Kind,
    string Title,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt,
    string State,
    int Total,
    int Done,
    string? Failure
)
{
    public static RunItem Of(LongRun run, DateTimeOffset now) =>
        new(run.Id, run.Kind, run.Title, run.StartedAt, run.FinishedAt, run.StateAt(now), run.Total, run.Done, run.Failure);
}

/// <summary>后台办理: each person sees the own long runs, how far they are, and takes an exported file away.</summary>
internal static class RunPages
{
    /// <param name="Running">The caller's runs that go on, whether they are on this page or not.</param>
    public sealed record RunPage(IReadOnlyList<RunItem> Items, int Total, IReadOnlyList<RunItem> Running);

    public static void Map(IEndpointRouteBuilder runs)
    {
        runs.MapGet("", ListAsync).RequireAuthorization(Policies.CaseReaders).WithName("list-runs");
        runs.MapGet("/{id:guid}", ReadAsync).RequireAuthorization(Policies.CaseReaders).WithName("read-run");
        runs.MapPost("/{id:guid}/cancel", CancelAsync).RequireAuthorization(Policies.CaseReaders).WithName("cancel-run");
        runs.MapGet("/{id:guid}/file", DownloadAsync).RequireAuthorization(Policies.CaseReaders).WithName("download-run");
    }

    /// <summary>One of the caller's own runs.</summary>
    /// <exception cref="ProblemException">404: there is none such, or it is somebody else's.</exception>
    public static async Task<LongRun> DemandAsync(
        Guid id,
        string? kind,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var name = user.UserName();
        return await database
                .Set<LongRun>()
                .AsNoTracking()
                .SingleOrDefaultAsync(run => run.Id == id && run.StartedBy == name && (kind == null || run.Kind == kind), cancellationToken)
            ?? throw new ProblemException(KnownProblems.NotFound);
    }

    private static async Task<RunPage> ListAsync(
        string? kind,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var name = user.UserName();
        var now = time.GetUtcNow();
        var runs = database.Set<LongRun>().AsNoTracking().Where(run => run.StartedBy == name && (kind == null || run.Kind == kind));
        var last = now - LongRun.Silence;
        var going = runs.Where(run => run.FinishedAt == null && run.ToldAt >= last);
        return new RunPage(
            await ItemsAsync(cut.Cut(runs.OrderByDescending(run => run.Id)), now, cancellationToken),
            await runs.CountAsync(cancellationToken),
            await ItemsAsync(going.OrderByDescending(run => run.Id), now, cancellationToken)
        );
    }

    /// <summary>Not what came of them: that may be long.</summary>
    private static async Task<IReadOnlyList<RunItem>> ItemsAsync(IQueryable<LongRun> runs, DateTimeOffset now, CancellationToken stop)
    {
        var rows = await runs.Select(run => new
            {
                run.Id,
                run.Kind,
                run.Title,
                run.StartedAt,
                run.FinishedAt,
                run.ToldAt,
                run.Total,
                run.Done,
                run.Failure,
            })
            .ToListAsync(stop);
        return
        [
            .. rows.Select(run => new RunItem(
                run.Id,
                run.Kind,
                run.Title,
                run.StartedAt,
                run.FinishedAt,
                LongRun.StateOf(run.Failure, run.FinishedAt, run.ToldAt, now),
                run.Total,
                run.Done,
                run.Failure
            )),
        ];
    }

    private static async Task<RunItem> ReadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    ) => RunItem.Of(await DemandAsync(id, null, user, database, cancellationToken), time.GetUtcNow());

    /// <summary>
    /// Asks a run to stop: whichever host works on it ends after the step that it is at. What is done stays done. A run that is through is
    /// left as it is.
    /// </summary>
    private static async Task<RunItem> CancelAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var run = await DemandAsync(id, null, user, database, cancellationToken);
        if (run.Kind == RunKinds.Deadlines)
            throw new ProblemException(Whole);
        DateTimeOffset? now = time.GetUtcNow();
        await database
            .Set<LongRun>()
            .Where(row => row.Id == id && row.FinishedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Failure, LongRun.Stopped).SetProperty(row => row.FinishedAt, now),
                cancellationToken
            );
        return RunItem.Of(await DemandAsync(id, null, user, database, cancellationToken), time.GetUtcNow());
    }

    /// <summary>Periods that follow one change of the law are moved all or not at all.</summary>
    private static Problem Whole { get; } =
        KnownProblems.Of(
            422,
            "run.whole",
            "期限重算须全部完成，不能中途停止。",
            "Recounting periods is finished whole; it cannot be stopped."
        );

    private static async Task<IResult> DownloadAsync(
        Guid id,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var run = await DemandAsync(id, RunKinds.Export, user, database, cancellationToken);
        return run.FinishedAt is null || run.Failure is not null
            ? throw new ProblemException(KnownProblems.NotFound)
            : TypedResults.File(Encoding.UTF8.GetBytes(run.Result), "text/csv; charset=utf-8", run.Title + ".csv");
    }
}
