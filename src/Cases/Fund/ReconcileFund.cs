using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Fund;

/// <summary>A line of the bank's statement.</summary>
/// <param name="CaseNumber">The case that the payment's purpose or the receipt's remark names.</param>
/// <param name="Batch">The batch of a payment; null for a receipt.</param>
/// <param name="Amount">CNY.</param>
public sealed record BankLine(string? CaseNumber, int? Batch, decimal Amount);

/// <summary>对账、结账: holds the bank's statement of a month against the ledger, and closes the month once they agree and a second person says so.</summary>
public sealed class ReconcileFund(IFundBooks ledger, TimeProvider time)
{
    /// <summary>对账.</summary>
    /// <param name="book">The fund and the month.</param>
    /// <param name="statement">Every line of the statement: payments with their batch, receipts without.</param>
    /// <param name="by">Who compares.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidInputException">The month isn't over, or a line is wrong in itself.</exception>
    /// <exception cref="NotAllowedException"><c>fund.month-closed</c>.</exception>
    public async ValueTask<FundReconciliation> CompareAsync(
        FundBook book,
        IReadOnlyList<BankLine> statement,
        string by,
        CancellationToken cancellationToken = default
    )
    {
        Check(book, statement);
        if ((await ledger.ReconciliationsAsync(book, cancellationToken)).Any(earlier => earlier.State == ReconciliationState.Closed))
            throw new NotAllowedException(
                "fund.month-closed",
                $"{book.Month:yyyy年M月}已经结账；之后发现的差错记入发现的月份。",
                "The month is closed; what is found later is booked in the month in which it is found."
            );
        var entries = await ledger.EntriesAsync(book, cancellationToken);
        var differences = Differences(entries, statement);
        var made = new FundReconciliation
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Emergency = book.Emergency,
            Places = book.Places,
            Month = book.Month,
            LedgerPaid = entries.Sum(entry => entry.Paid),
            LedgerRecovered = entries.Sum(entry => entry.Recovered),
            BankPaid = statement.Where(line => line.Batch is not null).Sum(line => line.Amount),
            BankRecovered = statement.Where(line => line.Batch is null).Sum(line => line.Amount),
            Differences = string.Join('\n', differences),
            State = differences.Count == 0 ? ReconciliationState.Agrees : ReconciliationState.Differs,
            PreparedBy = by,
            PreparedAt = time.GetUtcNow(),
        };
        ledger.Add(made);
        return made;
    }

    /// <summary>结账.</summary>
    /// <exception cref="NotAllowedException"><c>fund.differs</c>, <c>fund.two-persons</c> or <c>fund.month-closed</c>.</exception>
    public async ValueTask CloseAsync(FundReconciliation found, string by, CancellationToken cancellationToken = default)
    {
        if (found.State == ReconciliationState.Closed)
            throw new NotAllowedException("fund.month-closed", "本月已经结账。", "The month is closed already.");
        if (found.State == ReconciliationState.Differs)
            throw new NotAllowedException(
                "fund.differs",
                $"对账有差异，不能结账：{found.Differences.ReplaceLineEndings("；")}",
                "The bank and the ledger differ; clear the differences and compare again."
            );
        if (string.Equals(found.PreparedBy, by, StringComparison.OrdinalIgnoreCase))
            throw new NotAllowedException(
                "fund.two-persons",
                "对账人不能自行结账，请由另一人结账。",
                "Who compared cannot close the month; another officer must."
            );
        var entries = await ledger.EntriesAsync(new FundBook(found.Emergency, found.Places, found.Month), cancellationToken);
        if (entries.Sum(entry => entry.Paid) != found.LedgerPaid || entries.Sum(entry => entry.Recovered) != found.LedgerRecovered)
            throw new NotAllowedException(
                "fund.differs",
                "对账之后台账有变动，请重新对账。",
                "The ledger moved since it was compared; compare again."
            );
        (found.State, found.ClosedBy, found.ClosedAt) = (ReconciliationState.Closed, by, time.GetUtcNow());
    }

    private void Check(FundBook book, IReadOnlyList<BankLine> statement)
    {
        var errors = new List<FieldError>();
        if (book.LastDay >= ChinaDay.Today(time))
            errors.Add(new("month", "contradictory", "该月尚未结束，不能对账。", "The month isn't over."));
        foreach (var (line, i) in statement.Select((line, i) => (line, i)))
        {
            if (line.Amount <= 0 || decimal.Round(line.Amount, 2) != line.Amount)
                errors.Add(
                    new(
                        $"statement[{i}].amount",
                        "out-of-range",
                        "金额应大于零，最多两位小数。",
                        "An amount above zero with at most two decimals."
                    )
                );
            if (string.IsNullOrWhiteSpace(line.CaseNumber))
                errors.Add(new($"statement[{i}].caseNumber", "required", "请填写案号。", "The case number is missing."));
        }
        if (errors.Count > 0)
            throw new InvalidInputException(errors);
    }

    private static List<string> Differences(IReadOnlyList<LedgerEntry> entries, IReadOnlyList<BankLine> statement)
    {
        var booked = entries
            .GroupBy(entry => (entry.CaseNumber, entry.Batch))
            .ToDictionary(group => group.Key, group => group.Sum(entry => entry.Paid + entry.Recovered));
        var banked = statement
            .GroupBy(line => (CaseNumber: line.CaseNumber!.Trim(), line.Batch))
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Amount));
        return
        [
            .. booked
                .Keys.Union(banked.Keys)
                .Where(key => booked.GetValueOrDefault(key) != banked.GetValueOrDefault(key))
                .OrderBy(key => key.CaseNumber, StringComparer.Ordinal)
                .ThenBy(key => key.Batch)
                .Select(key => Told(key, booked.GetValueOrDefault(key), banked.GetValueOrDefault(key))),
        ];
    }

    private static string Told((string CaseNumber, int? Batch) key, decimal booked, decimal banked)
    {
        var what = key.Batch is { } batch ? $"{key.CaseNumber}第{batch}支付批次" : $"{key.CaseNumber}追偿款";
        return booked == 0 ? $"{what}：银行{banked:0.00}元，台账没有记录，请核对回单并补登"
            : banked == 0 ? $"{what}：台账{booked:0.00}元，银行没有记录，请核对是否退汇"
            : $"{what}：台账{booked:0.00}元，银行{banked:0.00}元，相差{Math.Abs(booked - banked):0.00}元，请逐笔核对";
    }
}
