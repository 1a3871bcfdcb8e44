using LaborFlow.Cases;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>The fund's payments over the scope's context.</summary>
internal sealed partial class FundLedger(LaborFlowDbContext context) : IFundLedger, IFundBooks
{
    private const string ConsequenceStep = "wgf-consequence";

    private static readonly string[] Funds = ["WGF", "EMF"];

    /// <summary>Five hundred workers of a case, each of whom had a few advances before.</summary>
    private const int MostHolders = 2_000;

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<TakenAdvance>> TakenAsync(Case owed, CancellationToken cancellationToken = default)
    {
        var indexes = ApplicantIndexes(owed);
        if (indexes.Count == 0)
            return [];
        var found = await (
            from worker in context.Set<Party>()
            join advance in context.Set<FundAdvance>() on worker.CaseId equals advance.CaseId
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                worker.CaseId != owed.Id
                // Who left the group later was paid all the same.
                && (worker.Side == PartySide.Applicant || worker.Side == PartySide.Former)
                && indexes.Contains(EF.Property<string?>(worker, PersonalColumns.IdNumberIndex)!)
                && (advance.WorkerId == worker.Id || advance.WorkerId == null && worker.Position == advance.WorkerNumber - 1)
                // What the bank took back does not count as paid, nor what was calculated anew before it was.
                && (
                    advance.State == AdvanceState.Paid && advance.Failure == null
                    || advance.State == AdvanceState.InBatch && !advance.Superseded
                )
            select new
            {
                worker.IdNumber,
                matter.Id,
                matter.CaseNumber,
                advance.BatchId,
                advance.State,
                Months = advance.Months.Where(m => m.Advanced > 0).Select(m => m.Month).ToList(),
            }
        ).ToListAsync(cancellationToken);
        if (found.Count == 0)
            return [];
        var same = await SameEmployerAsync(owed, [.. found.Select(one => one.Id).Distinct()], cancellationToken);
        return
        [
            .. found.Select(one => new TakenAdvance(
                one.IdNumber!,
                one.CaseNumber,
                one.BatchId,
                one.State == AdvanceState.Paid,
                same.Contains(one.Id),
                one.Months
            )),
        ];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<PendingApplication>> PendingAsync(Case owed, CancellationToken cancellationToken = default)
    {
        var indexes = ApplicantIndexes(owed);
        if (indexes.Count == 0)
            return [];
        var found = await (
            from worker in context.Set<Party>()
            join matter in context.Set<Case>() on worker.CaseId equals matter.Id
            where
                matter.Id != owed.Id
                && Funds.Contains(matter.ProcedureCode)
                && matter.ClosedAt == null
                && matter.FiledAt <= owed.FiledAt
                && worker.Side == PartySide.Applicant
                && indexes.Contains(EF.Property<string?>(worker, PersonalColumns.IdNumberIndex)!)
            select new
            {
                worker.IdNumber,
                matter.Id,
                matter.CaseNumber,
                matter.FiledAt,
            }
        ).ToListAsync(cancellationToken);
        // Of two that were filed in the same instant the one with the smaller id came first.
        var earlier = found.FindAll(one => one.FiledAt < owed.FiledAt || one.Id.CompareTo(owed.Id) < 0);
        if (earlier.Count == 0)
            return [];
        var same = await SameEmployerAsync(owed, [.. earlier.Select(one => one.Id).Distinct()], cancellationToken);
        return [.. earlier.Where(one => same.Contains(one.Id)).Select(one => new PendingApplication(one.IdNumber!, one.CaseNumber))];
    }

    /// <summary>Those of the cases that are against an employer of this one, by its code or its name.</summary>
    private async ValueTask<HashSet<Guid>> SameEmployerAsync(Case owed, List<Guid> others, CancellationToken cancellationToken)
    {
        var employers = await context
            .Set<Party>()
            .Where(party => others.Contains(party.CaseId) && party.Side == PartySide.Respondent)
            .Select(party => new
            {
                party.CaseId,
                party.Name,
                party.IdNumber,
            })
            .ToListAsync(cancellationToken);
        var names = owed.Respondents.Select(party => party.Name).ToHashSet(StringComparer.Ordinal);
        var codes = owed.Respondents.Select(party => party.IdNumber).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. employers.Where(e => names.Contains(e.Name) || (e.IdNumber is { } code && codes.Contains(code))).Select(e => e.CaseId)];
    }

    /// <inheritdoc />
    public async ValueTask<bool> IsClosedAsync(bool emergency, string district, DateOnly day, CancellationToken cancellationToken = default)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var closed = await context
            .Set<FundReconciliation>()
            .Where(r => r.Emergency == emergency && r.Month == month && r.State == ReconciliationState.Closed)
            .Select(r => r.Places)
            .Distinct()
            .ToListAsync(cancellationToken);
        return closed.Exists(places => district.StartsWith(places, StringComparison.Ordinal));
    }

    /// <inheritdoc />
    public async ValueTask<decimal> EventTotalAsync(Case owed, CancellationToken cancellationToken = default)
    {
        var keys = Keys();
        var names = owed.Respondents.Select(party => party.Name).ToList();
        var codes = owed
            .Respondents.Select(party => party.IdNumber)
            .OfType<string>()
            .SelectMany(code => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, code))
            .ToList();
        return await (
                from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
                join matter in context.Set<Case>() on advance.CaseId equals matter.Id
                where
                    advance.Emergency
                    && !advance.Superseded
                    && advance.State != AdvanceState.Refused
                    && advance.CaseId != owed.Id
                    && matter.ClosedAt == null
                    && context
                        .Set<Party>()
                        .Any(p =>
                            p.CaseId == matter.Id
                            && p.Side == PartySide.Respondent
                            && (names.Contains(p.Name) || codes.Contains(EF.Property<string?>(p, PersonalColumns.IdNumberIndex)!))
                        )
                select (decimal?)advance.Amount
            ).SumAsync(cancellationToken) ?? 0;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<AccountHolder>> HoldersAsync(
        Case owed,
        IReadOnlyCollection<string> accounts,
        CancellationToken cancellationToken = default
    )
    {
        var keys = Keys();
        var indexes = accounts.SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.Account, number)).ToList();
        var found = await (
            from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                advance.CaseId != owed.Id
                && !advance.Superseded
                && advance.State != AdvanceState.Refused
                && indexes.Contains(EF.Property<string?>(advance, PersonalColumns.AccountIndex)!)
            orderby advance.Id descending
            select new
            {
                advance.Account,
                matter.CaseNumber,
                advance.WorkerName,
                IdNumber = context
                    .Set<Party>()
                    .Where(p =>
                        p.CaseId == advance.CaseId
                        && (p.Side == PartySide.Applicant || p.Side == PartySide.Former)
                        && (advance.WorkerId == p.Id || advance.WorkerId == null && p.Position == advance.WorkerNumber - 1)
                    )
                    .Select(p => p.IdNumber)
                    .FirstOrDefault(),
            }
        )
            .Take(MostHolders)
            .ToListAsync(cancellationToken);
        return [.. found.Select(one => new AccountHolder(one.Account, one.CaseNumber, one.WorkerName, one.IdNumber))];
    }

    /// <summary>The blind indexes by which the case's applicants are found in other cases.</summary>
    private List<string> ApplicantIndexes(Case owed)
    {
        var keys = Keys();
        return
        [
            .. owed
                .Applicants.Select(worker => worker.IdNumber)
                .OfType<string>()
                .SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, number))
                .OfType<string>(),
        ];
    }

    private PersonalKeys Keys() =>
        context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data nobody can be found by number.");

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(FundBook book, CancellationToken cancellationToken = default) =>
        EntriesAsync(book.Emergency, book.Places, book.Month, book.LastDay, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<LedgerEntry>> EntriesAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    )
    {
        var paid = await (
            from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
            join batch in context.Set<PaymentBatch>() on advance.BatchId equals batch.Id
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                advance.State == AdvanceState.Paid
                && advance.Emergency == emergency
                && advance.PaidOn >= first
                && advance.PaidOn <= last
                && matter.District.StartsWith(places)
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
                && matter.District.StartsWith(places)
                && context
                    .Set<FundAdvance>()
                    .Any(a => a.CaseId == recovery.CaseId && a.State == AdvanceState.Paid && a.Emergency == emergency)
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

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<DateOnly>> ClosedMonthsAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<FundReconciliation>()
            .Where(r =>
                r.Emergency == emergency
                && r.Places == places
                && r.Month >= first
                && r.Month <= last
                && r.State == ReconciliationState.Closed
            )
            .Select(r => r.Month)
            .Distinct()
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FundIncome>> IncomeAsync(
        bool emergency,
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<FundIncome>()
            .AsNoTracking()
            .Where(i => i.Emergency == emergency && i.Places == places && i.ReceivedOn >= first && i.ReceivedOn <= last)
            .OrderBy(i => i.ReceivedOn)
            .ThenBy(i => i.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<FundIncome?> FindIncomeAsync(string operationId, CancellationToken cancellationToken = default) =>
        await context.Set<FundIncome>().AsNoTracking().SingleOrDefaultAsync(i => i.OperationId == operationId, cancellationToken);

    /// <inheritdoc />
    public void Add(FundIncome income) => context.Add(income);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<PaidEmployer>> EmployersAsync(
        string places,
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    )
    {
        var paid = await (
            from advance in context.Set<FundAdvance>().IgnoreAutoIncludes()
            join matter in context.Set<Case>() on advance.CaseId equals matter.Id
            where
                advance.State == AdvanceState.Paid
                && advance.Failure == null
                && !advance.Emergency
                && advance.PaidOn >= first
                && advance.PaidOn <= last
                && matter.District.StartsWith(places)
            group advance by new { matter.Id, matter.CaseNumber } into one
            select new
            {
                one.Key.Id,
                one.Key.CaseNumber,
                Workers = one.Count(),
                Amount = one.Sum(a => a.Amount),
            }
        ).ToListAsync(cancellationToken);
        var ids = paid.Select(one => one.Id).ToList();
        var employers = await context
            .Set<Party>()
            .AsNoTracking()
            .Where(party => ids.Contains(party.CaseId) && party.Side == PartySide.Respondent && party.Position == 0)
            .ToDictionaryAsync(party => party.CaseId, cancellationToken);
        var said = (
            await context
                .Set<CaseTask>()
                .AsNoTracking()
                .Where(task => ids.Contains(task.CaseId) && task.Step == ConsequenceStep && task.Status == CaseTaskStatus.Completed)
                .ToListAsync(cancellationToken)
        )
            .GroupBy(task => task.CaseId)
            .ToDictionary(group => group.Key, group => Publishes(group.MaxBy(task => task.CompletedAt)!));
        return
        [
            .. paid.Where(one => employers.ContainsKey(one.Id))
                .Select(one => new PaidEmployer(
                    new PublishedEmployer
                    {
                        CaseNumber = one.CaseNumber,
                        Name = employers[one.Id].Name,
                        CreditCode = employers[one.Id].IdNumber,
                        Address = employers[one.Id].RegisteredAddress ?? employers[one.Id].WorkplaceAddress,
                        LegalRepresentative = employers[one.Id].LegalRepresentative,
                        Workers = one.Workers,
                        Paid = one.Amount,
                    },
                    said.TryGetValue(one.Id, out var publish) ? publish : null
                ))
                .OrderBy(one => one.Employer.Name, StringComparer.Ordinal)
                .ThenBy(one => one.Employer.CaseNumber, StringComparer.Ordinal),
        ];
    }

    private static bool Publishes(CaseTask task)
    {
        using var data = StepData.Of(task);
        return data.Flag("publish");
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FundPublication>> PublicationsAsync(
        string places,
        DateOnly? quarter,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<FundPublication>()
            .Where(p => p.Places == places && (quarter == null || p.Quarter == quarter))
            .OrderByDescending(p => p.Quarter)
            .ThenByDescending(p => p.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<FundPublication?> FindPublicationAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<FundPublication>().SingleOrDefaultAsync(p => p.Id == id, cancellationToken);

    /// <inheritdoc />
    public void Add(FundPublication publication) => context.Add(publication);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<FundResolution>> ResolutionsAsync(
        string places,
        int year,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<FundResolution>()
            .Where(r => r.Places == places && r.Year == year)
            .OrderBy(r => r.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public void Add(FundResolution resolution) => context.Add(resolution);
}
