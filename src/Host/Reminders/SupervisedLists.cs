using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Recusals;
using LaborFlow.Engine.Durability;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reminders;

/// <summary>What a head looks after beside overdue periods: cases whose procedure stopped on an error, and officers who are kept off a case.</summary>
internal static class SupervisedLists
{
    /// <param name="Faulted">The procedure stands still; otherwise a part of it failed and the rest goes on.</param>
    /// <param name="Incidents">Errors that nobody settled.</param>
    /// <param name="Since">When it last moved.</param>
    public sealed record Stuck(
        Guid CaseId,
        string CaseNumber,
        CodeZh Procedure,
        CodeZh Stage,
        bool Faulted,
        int Incidents,
        DateTimeOffset? Since
    );

    public sealed record StuckPage(IReadOnlyList<Stuck> Items, int Total);

    public sealed record Kept(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        CodeZh Stage,
        string UserName,
        string Reason,
        string DeclaredBy,
        DateTimeOffset DeclaredAt,
        string? LiftedBy,
        DateTimeOffset? LiftedAt,
        string? LiftingReason
    );

    public sealed record RecusalPage(IReadOnlyList<Kept> Items, int Total);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/supervision/stuck", StuckAsync).RequireAuthorization(Policies.Supervision).WithName("supervision-stuck");
        api.MapGet("/supervision/recusals", RecusalsAsync).RequireAuthorization(Policies.Supervision).WithName("supervision-recusals");
    }

    private static async Task<StuckPage> StuckAsync(
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var stopped = database.Set<InstanceRow>().AsNoTracking().Where(row => row.IncidentCount > 0 || row.SubStatus == "Faulted");
        var rows = database
            .Set<Case>()
            .AsNoTracking()
            .Visible(user, database)
            .Join(stopped, found => found.WorkflowInstanceId, row => row.Id, (found, row) => new { found, row });
        var shown = await cut.Cut(rows.OrderBy(one => one.row.UpdatedAt).ThenBy(one => one.found.Id))
            .Select(one => new
            {
                one.found.Id,
                one.found.CaseNumber,
                one.found.ProcedureCode,
                one.found.Stage,
                one.row.SubStatus,
                one.row.IncidentCount,
                one.row.UpdatedAt,
            })
            .ToListAsync(cancellationToken);
        return new StuckPage(
            [
                .. shown.Select(one => new Stuck(
                    one.Id,
                    one.CaseNumber,
                    CodeZh.OfProcedure(one.ProcedureCode),
                    CodeZh.OfStage(one.Stage),
                    one.SubStatus == "Faulted",
                    one.IncidentCount,
                    one.UpdatedAt
                )),
            ],
            await rows.CountAsync(cancellationToken)
        );
    }

    /// <param name="state"><c>standing</c> (default), <c>lifted</c> or <c>all</c>.</param>
    private static async Task<RecusalPage> RecusalsAsync(
        string? state,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var recusals = database.Set<Recusal>().AsNoTracking();
        recusals = state switch
        {
            null or "standing" => recusals.Where(recusal => recusal.LiftedAt == null),
            "lifted" => recusals.Where(recusal => recusal.LiftedAt != null),
            "all" => recusals,
            _ => throw ProblemException.Field("state", "unknown-code", "应为 standing、lifted 或 all。", "One of standing, lifted, all."),
        };
        var rows = recusals.Join(
            database.Set<Case>().Visible(user, database),
            recusal => recusal.CaseId,
            found => found.Id,
            (recusal, found) =>
                new
                {
                    recusal,
                    found.CaseNumber,
                    found.Stage,
                }
        );
        var shown = await cut.Cut(rows.OrderByDescending(one => one.recusal.DeclaredAt).ThenBy(one => one.recusal.Id))
            .ToListAsync(cancellationToken);
        return new RecusalPage(
            [
                .. shown.Select(one => new Kept(
                    one.recusal.Id,
                    one.recusal.CaseId,
                    one.CaseNumber,
                    CodeZh.OfStage(one.Stage),
                    one.recusal.UserName,
                    one.recusal.Reason,
                    one.recusal.DeclaredBy,
                    one.recusal.DeclaredAt,
                    one.recusal.LiftedBy,
                    one.recusal.LiftedAt,
                    one.recusal.LiftingReason
                )),
            ],
            await rows.CountAsync(cancellationToken)
        );
    }
}
