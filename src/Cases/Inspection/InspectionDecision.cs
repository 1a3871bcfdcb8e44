namespace LaborFlow.Cases.Inspection;

/// <summary>行政处理、处罚等决定 (劳动保障监察条例 art 18).</summary>
public sealed class InspectionDecision : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary><c>correct-order</c>, <c>handling</c>, <c>penalty</c>, <c>revoke</c> or <c>referral</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>CNY of fine; null when there is none.</summary>
    public decimal? Fine { get; init; }

    /// <summary>CNY that the employer must pay its workers; null when there is none.</summary>
    public decimal? Payable { get; init; }

    /// <summary>Articles.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Facts and reasons.</summary>
    public required string Reasons { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly DecidedOn { get; init; }

    /// <summary>User name.</summary>
    public required string DecidedBy { get; init; }
}
