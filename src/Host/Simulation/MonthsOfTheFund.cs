using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Simulation;

/// <summary>On the first of each month finance holds the bank's statement of the month before against the ledger, and another officer closes it.</summary>
internal sealed class MonthsOfTheFund(IServiceProvider services)
{
    private const string Places = "4403";

    /// <param name="month">The month's first day, or any other of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What kept the month from being closed; null when it is.</returns>
    public async Task<string?> CloseAsync(DateOnly month, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var reconcile = scope.ServiceProvider.GetRequiredService<ReconcileFund>();
        var book = new FundBook(false, Places, new DateOnly(month.Year, month.Month, 1));
        var statement = await StatementAsync(database, book, cancellationToken);
        var compared = await reconcile.CompareAsync(book, statement, "finance-1", cancellationToken);
        var differs = compared.State == ReconciliationState.Differs;
        if (!differs)
            await reconcile.CloseAsync(compared, "fund-reviewer-1", cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        return differs ? $"{book.Month:yyyy-MM} 对账 books: {compared.Differences.ReplaceLineEndings("；")}" : null;
    }

    /// <summary>The bank's side: what left the account in the batches that it settled, and what came in.</summary>
    private static async Task<List<BankLine>> StatementAsync(
        LaborFlowDbContext database,
        FundBook book,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (book.Month, book.LastDay);
        var left = await database
            .Set<FundAdvance>()
            .IgnoreAutoIncludes()
            .Where(a => !a.Emergency && a.State == AdvanceState.Paid && a.PaidOn >= first && a.PaidOn <= last)
            .Join(
                database.Set<PaymentBatch>(),
                a => a.BatchId,
                b => b.Id,
                (a, b) =>
                    new
                    {
                        a.CaseId,
                        b.Number,
                        a.Amount,
                    }
            )
            .Join(
                database.Set<Case>(),
                a => a.CaseId,
                c => c.Id,
                (a, c) =>
                    new
                    {
                        c.CaseNumber,
                        a.Number,
                        a.Amount,
                    }
            )
            .ToListAsync(cancellationToken);
        var came = await database
            .Set<FundRecovery>()
            .Where(r => r.ReceivedOn >= first && r.ReceivedOn <= last)
            .Join(database.Set<Case>(), r => r.CaseId, c => c.Id, (r, c) => new { c.CaseNumber, r.Amount })
            .ToListAsync(cancellationToken);
        return
        [
            .. left.Select(line => new BankLine(line.CaseNumber, line.Number, line.Amount)),
            .. came.Select(line => new BankLine(line.CaseNumber, null, line.Amount)),
        ];
    }
}
