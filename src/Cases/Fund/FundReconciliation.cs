namespace LaborFlow.Cases.Fund;

/// <summary>Where a month's reconciliation stands.</summary>
public enum ReconciliationState
{
    /// <summary>有差异: bank and ledger differ; the differences must be cleared first.</summary>
    Differs,

    /// <summary>相符: they agree, and somebody else has to confirm it.</summary>
    Agrees,

    /// <summary>已结账.</summary>
    Closed,
}

/// <summary>对账: what the bank's statement of a month says beside the fund's ledger.</summary>
public sealed class FundReconciliation
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The district's emergency fund instead of the wage guarantee fund.</summary>
    public required bool Emergency { get; init; }

    /// <summary>The digits with which the districts begin that keep the book.</summary>
    public required string Places { get; init; }

    /// <summary>The month's first day.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>CNY that left the fund, by the ledger.</summary>
    public required decimal LedgerPaid { get; init; }

    /// <summary>CNY that came back, by the ledger.</summary>
    public required decimal LedgerRecovered { get; init; }

    /// <summary>CNY that left the account, by the bank.</summary>
    public required decimal BankPaid { get; init; }

    /// <summary>CNY that came in, by the bank.</summary>
    public required decimal BankRecovered { get; init; }

    /// <summary>What differs and what to do about it, one a line; empty when nothing does.</summary>
    public required string Differences { get; init; }

    /// <summary>State.</summary>
    public required ReconciliationState State { get; set; }

    /// <summary>Who compared.</summary>
    public required string PreparedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>Who closed the month; never who compared.</summary>
    public string? ClosedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
