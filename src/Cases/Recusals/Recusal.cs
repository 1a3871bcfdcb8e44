namespace LaborFlow.Cases.Recusals;

/// <summary>
/// 回避: an officer with an interest in a case is kept off it: sees nothing of it, is offered none of its tasks and can be given none, until
/// the recusal is lifted. 《劳动争议调解仲裁法》第33条, 《公务员法》第76条.
/// </summary>
public sealed class Recusal : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>The officer who is kept off.</summary>
    public required string UserName { get; init; }

    /// <summary>The interest, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who declared it: the officer, or whoever answers for the officer's work.</summary>
    public required string DeclaredBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset DeclaredAt { get; init; }

    /// <summary>Who decided that there is no such interest any more; never the officer.</summary>
    public string? LiftedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>Why it was lifted.</summary>
    public string? LiftingReason { get; set; }
}
