namespace LaborFlow.Cases.Fund;

/// <summary>
/// 银行代发文件: that a payment batch was handed out as a file for the bank, to whom and when. The file itself, which holds whole account
/// numbers, is not kept: it is made anew, byte for byte the same, and its hash tells that it was.
/// </summary>
public sealed class BankFile : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The control count: how many items it has.</summary>
    public required int Items { get; init; }

    /// <summary>The control sum, CNY.</summary>
    public required decimal Total { get; init; }

    /// <summary>User name.</summary>
    public required string TakenBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset TakenAt { get; init; }
}

/// <summary>银行回盘: a file in which the bank answered a batch, or a part of it, item by item.</summary>
public sealed class BankReturn : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The batch.</summary>
    public required Guid BatchId { get; init; }

    /// <summary>SHA-256 of the file, lower-case hexadecimal: the same file is taken once.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How many items the bank paid, of those that no earlier file told of.</summary>
    public required int Paid { get; init; }

    /// <summary>How many of them it did not.</summary>
    public required int Failed { get; init; }

    /// <summary>User name.</summary>
    public required string ImportedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>The items that were paid: the bank may need more than one day for a batch.</summary>
    public List<BankPayment> Payments { get; init; } = [];
}

/// <summary>An item of a batch that the bank paid.</summary>
public sealed class BankPayment
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The bank's answer that says so.</summary>
    public required Guid ReturnId { get; init; }

    /// <summary>The worker, from 1.</summary>
    public required int WorkerNumber { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly PaidOn { get; init; }
}
