using System.Text.Json;

namespace LaborFlow.Cases.Fund;

/// <summary>结账: nothing is booked on a day of a month that was closed.</summary>
public sealed class ClosedMonths(ICaseStore cases, ICaseRecords records, IFundLedger ledger)
{
    /// <summary>What is wrong with the day that a form names.</summary>
    public async ValueTask<IReadOnlyList<FieldError>> FaultsAsync(
        Guid caseId,
        JsonElement data,
        string field,
        CancellationToken cancellationToken
    ) =>
        FundFields.Day(data, field) is { } day && await FaultAsync(caseId, day, $"data.{field}", cancellationToken) is { } fault
            ? [fault]
            : [];

    /// <summary>What is wrong with a day; null when its month is open.</summary>
    public async ValueTask<FieldError?> FaultAsync(Guid caseId, DateOnly day, string field, CancellationToken cancellationToken)
    {
        var owed =
            await cases.FindAsync(caseId, forUpdate: false, cancellationToken)
            ?? throw new InvalidOperationException($"Case {caseId} is missing.");
        var emergency = (await records.ListAsync<FundAdvance>(caseId, cancellationToken)).Any(a => !a.Superseded && a.Emergency);
        return await ledger.IsClosedAsync(emergency, owed.District, day, cancellationToken)
            ? new FieldError(
                field,
                "month-closed",
                $"{day:yyyy年M月}已经结账；之后发现的记入发现的月份，请填写尚未结账的日期，并在对账时说明银行回单的日期。",
                "The month is closed; what is found later is booked in the month in which it is found."
            )
            : null;
    }
}
