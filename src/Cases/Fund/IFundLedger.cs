namespace LaborFlow.Cases.Fund;

/// <summary>What the funds paid, or are about to pay, in all cases.</summary>
public interface IFundLedger
{
    /// <summary>Every advance in other cases to an applicant of this one that was paid or stands in a payment batch.</summary>
    /// <param name="owed">The case; its respondents tell which of them are owed by the same employer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<TakenAdvance>> TakenAsync(Case owed, CancellationToken cancellationToken = default);

    /// <summary>未决申请: every open case of the funds that was filed before this one by one of its applicants against the same employer.</summary>
    /// <param name="owed">The case.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<PendingApplication>> PendingAsync(Case owed, CancellationToken cancellationToken = default);

    /// <summary>
    /// 余额: what the fund of a district can still pay: income and recoveries less what was paid and what two people approved. Null while
    /// nobody keeps the fund's income here: the balance is then the bank's word alone.
    /// </summary>
    /// <param name="emergency">The district's emergency fund instead of the wage guarantee fund.</param>
    /// <param name="district">The district.</param>
    /// <param name="forUpdate">
    /// Whoever spends waits for whoever spends of the same book until that transaction ends, so that nobody spends money twice.
    /// </param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<decimal?> BalanceAsync(
        bool emergency,
        string district,
        bool forUpdate = false,
        CancellationToken cancellationToken = default
    );

    /// <summary>已结账: the month of a day is closed in a book that a district's fund is kept in.</summary>
    ValueTask<bool> IsClosedAsync(bool emergency, string district, DateOnly day, CancellationToken cancellationToken = default);

    /// <summary>同一事件: what the district's emergency fund advances in the other open cases against this case's employers.</summary>
    ValueTask<decimal> EventTotalAsync(Case owed, CancellationToken cancellationToken = default);

    /// <summary>Advances of other cases, whatever became of them, to one of these bank accounts; those that were refused are left out.</summary>
    /// <param name="owed">The case whose own advances do not count.</param>
    /// <param name="accounts">Account numbers, as digits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<AccountHolder>> HoldersAsync(
        Case owed,
        IReadOnlyCollection<string> accounts,
        CancellationToken cancellationToken = default
    );
}

/// <summary>An advance in another case.</summary>
/// <param name="IdNumber">The worker.</param>
/// <param name="CaseNumber">The other case.</param>
/// <param name="BatchId">Its payment batch; a UUIDv7, so the earlier one is the smaller.</param>
/// <param name="Paid">The bank paid it; otherwise it stands in a batch.</param>
/// <param name="SameEmployer">The other case is against the same employer.</param>
/// <param name="Months">The months that it pays, e.g. <c>2026-03</c>; none where the district decided a lump sum.</param>
public sealed record TakenAdvance(
    string IdNumber,
    string CaseNumber,
    Guid? BatchId,
    bool Paid,
    bool SameEmployer,
    IReadOnlyList<string> Months
)
{
    /// <summary>Whether it pays wages that this advance would pay again.</summary>
    public bool Repeats(FundAdvance advance) => Repeats([.. advance.Months.Where(m => m.Advanced > 0).Select(m => m.Month)]);

    /// <summary>Whether it pays wages of one of these months by the same employer.</summary>
    public bool Repeats(IReadOnlyList<string> months) =>
        SameEmployer && (Months.Count == 0 || months.Count == 0 || months.Any(Months.Contains));
}

/// <summary>An application to the funds that is not decided, or not paid, yet.</summary>
/// <param name="IdNumber">The worker.</param>
/// <param name="CaseNumber">The other case.</param>
public sealed record PendingApplication(string IdNumber, string CaseNumber);

/// <summary>A worker of another case to whose account an advance went, or is to go.</summary>
/// <param name="Account">The account number.</param>
/// <param name="CaseNumber">The other case.</param>
/// <param name="Name">The worker.</param>
/// <param name="IdNumber">The worker's number; null when none is known.</param>
public sealed record AccountHolder(string Account, string CaseNumber, string Name, string? IdNumber);

/// <summary>The books of the funds.</summary>
public interface IFundBooks
{
    /// <summary>台账: every payment and every recovery of a month, by day, case and batch.</summary>
    /// <param name="book">Which fund, whose places, which month.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(FundBook book, CancellationToken cancellationToken = default);

    /// <summary>The same of a longer time, in as many statements.</summary>
    ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );

    /// <summary>The first days of those months, from the one to the other, that were closed.</summary>
    ValueTask<IReadOnlyList<DateOnly>> ClosedMonthsAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );

    /// <summary>The reconciliations of a book, oldest first; tracked.</summary>
    ValueTask<IReadOnlyList<FundReconciliation>> ReconciliationsAsync(FundBook book, CancellationToken cancellationToken = default);

    /// <summary>One reconciliation, tracked, or null.</summary>
    ValueTask<FundReconciliation?> FindReconciliationAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a reconciliation.</summary>
    void Add(FundReconciliation reconciliation);

    /// <summary>收入: what came into the fund beside recoveries, oldest first.</summary>
    ValueTask<IReadOnlyList<FundIncome>> IncomeAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );

    /// <summary>The income that a command booked, or null.</summary>
    ValueTask<FundIncome?> FindIncomeAsync(string operationId, CancellationToken cancellationToken = default);

    /// <summary>Books an income.</summary>
    void Add(FundIncome income);

    /// <summary>The employers for whose wages the guarantee fund paid within days, by name, and what their cases say of publication.</summary>
    ValueTask<IReadOnlyList<PaidEmployer>> EmployersAsync(
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    );

    /// <summary>The lists of a place, newest first; of one quarter when it is named; tracked.</summary>
    ValueTask<IReadOnlyList<FundPublication>> PublicationsAsync(
        string places,
        DateOnly? quarter,
        CancellationToken cancellationToken = default
    );

    /// <summary>One list, tracked, or null.</summary>
    ValueTask<FundPublication?> FindPublicationAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a list.</summary>
    void Add(FundPublication publication);

    /// <summary>The committee's meetings on the report of a year, oldest first.</summary>
    ValueTask<IReadOnlyList<FundResolution>> ResolutionsAsync(string places, int year, CancellationToken cancellationToken = default);

    /// <summary>Adds a meeting.</summary>
    void Add(FundResolution resolution);
}

/// <summary>An employer for whose wages the fund paid.</summary>
/// <param name="Employer">As a list would show it.</param>
/// <param name="Publish">What the step after payment said; null while nobody said it.</param>
public sealed record PaidEmployer(PublishedEmployer Employer, bool? Publish);

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
public sealed record LedgerEntry(DateOnly On, string CaseNumber, int? Batch, int Workers, decimal Paid, decimal Recovered, string? Source)
{
    /// <summary>退汇: a payment that never arrived and came back from the bank.</summary>
    public bool IsReturn => Source?.StartsWith(FundRecovery.Returned, StringComparison.Ordinal) == true;
}
