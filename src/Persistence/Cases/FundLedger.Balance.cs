using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <content>What a fund can still pay.</content>
internal sealed partial class FundLedger
{
    /// <inheritdoc />
    public async ValueTask<decimal?> BalanceAsync(
        bool emergency,
        string district,
        bool forUpdate = false,
        CancellationToken cancellationToken = default
    )
    {
        var books = await context
            .Set<FundIncome>()
            .Where(income => income.Emergency == emergency)
            .GroupBy(income => income.Places)
            .Select(group => new { Places = group.Key, Amount = group.Sum(income => income.Amount) })
            .ToListAsync(cancellationToken);
        // The district's own book, where it keeps one, before the city's.
        if (books.Where(b => district.StartsWith(b.Places, StringComparison.Ordinal)).MaxBy(b => b.Places.Length) is not { } book)
            return null;
        var places = book.Places;
        if (forUpdate)
            await LockBookAsync(emergency, places, cancellationToken);
        var spent = await (
            from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                advance.Emergency == emergency
                && matter.District.StartsWith(places)
                && (
                    advance.State == AdvanceState.Paid
                    || advance.State == AdvanceState.InBatch
                        && context.Set<PaymentBatch>().Any(b => b.Id == advance.BatchId && b.SecondApprovedBy != null)
                )
            select (decimal?)advance.Amount
        ).SumAsync(cancellationToken);
        var back = await (
            from recovery in context.Set<FundRecovery>()
            join matter in context.Set<Case>() on recovery.CaseId equals matter.Id
            where
                matter.District.StartsWith(places)
                && context
                    .Set<FundAdvance>()
                    .Any(a => a.CaseId == recovery.CaseId && a.State == AdvanceState.Paid && a.Emergency == emergency)
            select (decimal?)recovery.Amount
        ).SumAsync(cancellationToken);
        return book.Amount + (back ?? 0) - (spent ?? 0);
    }

    /// <summary>A book is locked by its first income: there is one as long as a balance is kept, and incomes are never taken out.</summary>
    private async ValueTask LockBookAsync(bool emergency, string places, CancellationToken cancellationToken)
    {
        var first = await context
            .Set<FundIncome>()
            .Where(income => income.Emergency == emergency && income.Places == places)
            .OrderBy(income => income.Id)
            .Select(income => income.Id)
            .FirstAsync(cancellationToken);
        await using var batch = DatabaseSession.Create(context);
        batch.Add(context.Dialect.SelectForUpdate("id", "fund_incomes", "id = @id"), ("@id", first));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
