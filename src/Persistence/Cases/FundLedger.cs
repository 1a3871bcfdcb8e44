using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>The fund's payments over the scope's context.</summary>
internal sealed class FundLedger(LaborFlowDbContext context) : IFundLedger, IFundBooks
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> PaidBeforeAsync(
        Guid exceptCaseId,
        IReadOnlyCollection<string> idNumbers,
        CancellationToken cancellationToken = default
    )
    {
        var keys = context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data nobody can be found by number.");
        var indexes = idNumbers.SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, number)).ToList();
        return await context
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(a => a.State == AdvanceState.Paid && a.CaseId != exceptCaseId)
            .SelectMany(a =>
                context
                    .Set<Party>()
                    .Where(p =>
                        p.CaseId == a.CaseId
                        && p.Side == PartySide.Applicant
                        && p.Position == a.WorkerNumber - 1
                        && indexes.Contains(EF.Property<string?>(p, PersonalColumns.IdNumberIndex)!)
                    )
                    .Select(p => p.IdNumber!)
            )
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(FundBook book, CancellationToken cancellationToken = default)
    {
        var (first, last) = (book.Month, book.LastDay);
        var paid = await (
            from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
            join batch in context.Set<PaymentBatch>() on advance.BatchId equals batch.Id
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                advance.State == AdvanceState.Paid
                && advance.Emergency == book.Emergency
                && advance.PaidOn >= first
                && advance.PaidOn <= last
                && matter.District.StartsWith(book.Places)
            group advance by new
            {
                advance.PaidOn,
                matter.CaseNumber,
                batch.Number,
            } into payment
            select new
            {
                payment.Key.PaidOn,
                payment.Key.CaseNumber,
                payment.Key.Number,
                Workers = payment.Count(),
                Amount = payment.Sum(a => a.Amount),
            }
        ).ToListAsync(cancellationToken);
        var recovered = await (
            from recovery in context.Set<FundRecovery>()
            join matter in context.Set<Case>() on recovery.CaseId equals matter.Id
            where
                recovery.ReceivedOn >= first
                && recovery.ReceivedOn <= last
                && matter.District.StartsWith(book.Places)
                && context
                    .Set<FundAdvance>()
                    .Any(a => a.CaseId == recovery.CaseId && a.State == AdvanceState.Paid && a.Emergency == book.Emergency)
            select new
            {
                recovery.ReceivedOn,
                matter.CaseNumber,
                recovery.Amount,
                recovery.Source,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. paid.Select(p => new LedgerEntry(p.PaidOn!.Value, p.CaseNumber, p.Number, p.Workers, p.Amount, 0, null))
                .Concat(recovered.Select(r => new LedgerEntry(r.ReceivedOn, r.CaseNumber, null, 0, 0, r.Amount, r.Source)))
                .OrderBy(entry => entry.On)
                .ThenBy(entry => entry.CaseNumber, StringComparer.Ordinal)
                .ThenBy(entry => entry.Batch),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FundReconciliation>> ReconciliationsAsync(
        FundBook book,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<FundReconciliation>()
            .Where(r => r.Month == book.Month && r.Places == book.Places && r.Emergency == book.Emergency)
            .OrderBy(r => r.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<FundReconciliation?> FindReconciliationAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<FundReconciliation>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken);

    /// <inheritdoc />
    public void Add(FundReconciliation reconciliation) => context.Add(reconciliation);
}
