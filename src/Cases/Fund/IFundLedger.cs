namespace LaborFlow.Cases.Fund;

/// <summary>What the fund paid in all cases.</summary>
public interface IFundLedger
{
    /// <summary>Those of these identity numbers to whom another case paid an advance already.</summary>
    ValueTask<IReadOnlyList<string>> PaidBeforeAsync(
        Guid exceptCaseId,
        IReadOnlyCollection<string> idNumbers,
        CancellationToken cancellationToken = default
    );
}

/// <summary>The books of the funds, month by month.</summary>
public interface IFundBooks
{
    /// <summary>台账: every payment and every recovery of a month, by day, case and batch.</summary>
    /// <param name="book">Which fund, whose places, which month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(FundBook book, CancellationToken cancellationToken = default);

    /// <summary>The reconciliations of a book, oldest first; tracked.</summary>
    ValueTask<IReadOnlyList<FundReconciliation>> ReconciliationsAsync(FundBook book, CancellationToken cancellationToken = default);

    /// <summary>One reconciliation, tracked, or null.</summary>
    ValueTask<FundReconciliation?> FindReconciliationAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a reconciliation.</summary>
    void Add(FundReconciliation reconciliation);
}

/// <summary>One month of one fund.</summary>
/// <param name="Emergency">The district's emergency fund instead of the wage guarantee fund.</param>
/// <param name="Places">The digits with which the districts begin that keep it: 4403 for Shenzhen, 440309 for one district.</param>
/// <param name="Month">The month's first day.</param>
public sealed record FundBook(bool Emergency, string Places, DateOnly Month)
{
    /// <summary>The month's last day.</summary>
    public DateOnly LastDay => Month.AddMonths(1).AddDays(-1);
}

/// <summary>A line of the ledger.</summary>
/// <param name="On">The day of payment or receipt.</param>
/// <param name="CaseNumber">The case.</param>
/// <param name="Batch">The batch of a payment; null for a recovery.</param>
/// <param name="Workers">How many workers were paid; 0 for a recovery.</param>
/// <param name="Paid">CNY that left the fund.</param>
/// <param name="Recovered">CNY that came back.</param>
/// <param name="Source">From whom it came back; null for a payment.</param>
public sealed record LedgerEntry(DateOnly On, string CaseNumber, int? Batch, int Workers, decimal Paid, decimal Recovered, string? Source);
