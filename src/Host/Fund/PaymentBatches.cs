using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Fund;

/// <summary>
/// 支付批次: the batches of all cases within the reader's reach that somebody still has to do something about: approve, take to the bank,
/// wait for its answer or for the rest of it, or mend what it could not pay.
/// </summary>
internal static class PaymentBatches
{
    /// <summary>待审批: the first or the second approval is missing.</summary>
    private const string Approving = "approving";

    /// <summary>待提交银行: approved by two, and nobody took the file.</summary>
    private const string ToSend = "to-send";

    /// <summary>待银行回复: the file was taken, and the bank has answered nothing.</summary>
    private const string Sent = "sent";

    /// <summary>部分回复: the bank answered a part of the batch.</summary>
    private const string Partly = "partly";

    /// <summary>支付失败: the result is recorded, and what failed is not put into another batch yet.</summary>
    private const string Failed = "failed";

    private static readonly string[] States = [Approving, ToSend, Sent, Partly, Failed];

    /// <param name="Count">How many batches.</param>
    /// <param name="Amount">CNY that is still to reach workers by them.</param>
    public sealed record StateCount(string Code, int Count, decimal Amount);

    /// <param name="Number">Counts the batches of the case from 1.</param>
    /// <param name="Downloads">How often the bank file was taken.</param>
    /// <param name="Paid">How many items the bank paid.</param>
    /// <param name="Waiting">How many it has not answered.</param>
    public sealed record Batch(
        Guid Id,
        Guid CaseId,
        string CaseNumber,
        string? Employer,
        string State,
        int Number,
        int Workers,
        decimal Total,
        DateTimeOffset PreparedAt,
        string? FirstApprovedBy,
        string? SecondApprovedBy,
        int Downloads,
        string? LastTakenBy,
        DateTimeOffset? LastTakenAt,
        DateTimeOffset? LastAnsweredAt,
        int Paid,
        int Waiting,
        decimal WaitingAmount,
        int Failed,
        decimal FailedAmount
    );

    /// <param name="States">Every state, whatever state was asked for.</param>
    public sealed record Batches(IReadOnlyList<Batch> Items, int Total, IReadOnlyList<StateCount> States);

    public static void Map(IEndpointRouteBuilder fund) =>
        fund.MapGet("/batches", ListAsync).RequireAuthorization(Policies.FundBooks).WithName("fund-batches");

    private static async Task<Batches> ListAsync(
        string? fund,
        string? state,
        int? page,
        int? pageSize,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var cut = PageRequest.Of(page, pageSize);
        var emergency = FundCases.IsEmergency(fund);
        if (state is not null && !States.Contains(state))
            throw ProblemException.Field("state", "unknown-code", "没有这种批次状态。", "There is no such state of a batch.");
        var advances = database
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(advance => !advance.Superseded && advance.Emergency == emergency);
        // What is under way is little beside what was paid: its states are told apart here, and a page of it is read then.
        var open = (
            await database
                .Set<PaymentBatch>()
                .AsNoTracking()
                .Join(
                    database.Set<Case>().Visible(user, database).Where(found => found.ClosedAt == null),
                    batch => batch.CaseId,
                    found => found.Id,
                    (batch, _) => batch
                )
                .Where(batch =>
                    advances.Any(advance =>
                        advance.BatchId == batch.Id && (advance.State == AdvanceState.InBatch || advance.State == AdvanceState.Failed)
                    )
                )
                .Select(batch => new
                {
                    batch.Id,
                    batch.PreparedAt,
                    IsSettled = batch.SettledAt != null,
                    IsApproved = batch.SecondApprovedBy != null,
                    IsTaken = database.Set<BankFile>().Any(file => file.BatchId == batch.Id),
                    IsAnswered = advances.Any(advance => advance.BatchId == batch.Id && advance.State != AdvanceState.InBatch),
                    Unpaid = advances
                        .Where(advance => advance.BatchId == batch.Id && advance.State != AdvanceState.Paid)
                        .Sum(advance => advance.Amount),
                })
                .ToListAsync(cancellationToken)
        )
            .Select(row =>
                (
                    row.Id,
                    row.PreparedAt,
                    row.Unpaid,
                    State: row.IsSettled ? Failed
                    : !row.IsApproved ? Approving
                    : row.IsAnswered ? Partly
                    : row.IsTaken ? Sent
                    : ToSend
                )
            )
            .ToList();
        var chosen = open.Where(row => state is null || row.State == state).OrderBy(row => row.PreparedAt).ThenBy(row => row.Id).ToList();
        var shown = cut.Cut(chosen.AsQueryable()).ToDictionary(row => row.Id, row => row.State);
        var rows = await ReadAsync(database, shown, cancellationToken);
        return new Batches(
            [.. rows.OrderBy(row => row.PreparedAt).ThenBy(row => row.Id)],
            chosen.Count,
            [
                .. States.Select(code => new StateCount(
                    code,
                    open.Count(row => row.State == code),
                    open.Where(row => row.State == code).Sum(row => row.Unpaid)
                )),
            ]
        );
    }

    private static async Task<List<Batch>> ReadAsync(
        LaborFlowDbContext database,
        Dictionary<Guid, string> shown,
        CancellationToken cancellationToken
    )
    {
        var ids = shown.Keys.ToList();
        if (ids.Count == 0)
            return [];
        var rows = await database
            .Set<PaymentBatch>()
            .AsNoTracking()
            .Where(batch => ids.Contains(batch.Id))
            .Join(database.Set<Case>(), batch => batch.CaseId, found => found.Id, (batch, found) => new { batch, found })
            .Select(row => new
            {
                row.batch,
                row.found.CaseNumber,
                Employer = row
                    .found.Parties.Where(party => party.Side == PartySide.Respondent)
                    .OrderBy(party => party.Position)
                    .Select(party => party.Name)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = (
            await database
                .Set<FundAdvance>()
                .IgnoreAutoIncludes()
                .AsNoTracking()
                .Where(advance => !advance.Superseded && advance.BatchId != null && ids.Contains(advance.BatchId.Value))
                .Select(advance => new
                {
                    advance.BatchId,
                    advance.State,
                    advance.Amount,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(advance => advance.BatchId!.Value);
        var moves = await database
            .Set<BankFile>()
            .Where(file => ids.Contains(file.BatchId))
            .Select(file => new
            {
                file.BatchId,
                By = file.TakenBy,
                At = file.TakenAt,
                IsFile = true,
            })
            .Concat(
                database
                    .Set<BankReturn>()
                    .Where(answer => ids.Contains(answer.BatchId))
                    .Select(answer => new
                    {
                        answer.BatchId,
                        By = answer.ImportedBy,
                        At = answer.ImportedAt,
                        IsFile = false,
                    })
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
            {
                var (batch, own) = (row.batch, items[row.batch.Id].ToList());
                var taken = moves.Where(move => move.BatchId == batch.Id && move.IsFile).OrderBy(move => move.At).ToList();
                var waiting = own.Where(item => item.State == AdvanceState.InBatch).ToList();
                var failed = own.Where(item => item.State == AdvanceState.Failed).ToList();
                return new Batch(
                    batch.Id,
                    batch.CaseId,
                    row.CaseNumber,
                    row.Employer,
                    shown[batch.Id],
                    batch.Number,
                    batch.Workers,
                    batch.Total,
                    batch.PreparedAt,
                    batch.FirstApprovedBy,
                    batch.SecondApprovedBy,
                    taken.Count,
                    taken.LastOrDefault()?.By,
                    taken.LastOrDefault()?.At,
                    moves.Where(move => move.BatchId == batch.Id && !move.IsFile).Max(move => (DateTimeOffset?)move.At),
                    own.Count(item => item.State == AdvanceState.Paid),
                    waiting.Count,
                    waiting.Sum(item => item.Amount),
                    failed.Count,
                    failed.Sum(item => item.Amount)
                );
            }),
        ];
    }
}
