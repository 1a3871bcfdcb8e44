namespace LaborFlow.Cases.Fund;

/// <summary>支付批次: advances that are paid together, under two approvals by different people.</summary>
public sealed class PaymentBatch : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>Counts the batches of the case from 1.</summary>
    public required int Number { get; init; }

    /// <summary>CNY in all, the sum of its advances.</summary>
    public required decimal Total { get; init; }

    /// <summary>How many workers.</summary>
    public required int Workers { get; init; }

    /// <summary>When it was put together.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>The first approver.</summary>
    public string? FirstApprovedBy { get; set; }

    /// <summary>The second approver, another person.</summary>
    public string? SecondApprovedBy { get; set; }

    /// <summary>When the bank's answer was recorded.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

/// <summary>追偿: money that came back to the fund from the employer, an administrator in bankruptcy or a court.</summary>
public sealed class FundRecovery : ICaseRecord
{
    /// <summary>How the <see cref="Source"/> of a payment begins that never arrived and came back from the bank: money of the fund's own.</summary>
    public const string Returned = "银行退回";

    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The day it came in.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>CNY.</summary>
    public required decimal Amount { get; init; }

    /// <summary>From whom and how.</summary>
    public required string Source { get; init; }

    /// <summary>The source of what somebody who owes paid, in an officer's words: they can't make it look like money that the bank took back.</summary>
    public static string FromDebtor(string source) => source.StartsWith(Returned, StringComparison.Ordinal) ? $"追回：{source}" : source;

    /// <summary>It came back from the bank, not from whoever owes.</summary>
    public bool IsReturn => Source.StartsWith(Returned, StringComparison.Ordinal);

    /// <summary>User name.</summary>
    public required string RecordedBy { get; init; }
}
