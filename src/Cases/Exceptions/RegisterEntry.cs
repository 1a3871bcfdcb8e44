namespace LaborFlow.Cases.Exceptions;

/// <summary>办案登记: an act on the case as a whole that other cases, lists or offices refer to.</summary>
public sealed class RegisterEntry : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>
    /// <c>merged</c>, <c>split</c>, <c>transferred</c>, <c>reopened</c>, <c>archived</c>, <c>counterclaim</c>, <c>listing</c>,
    /// <c>publication</c>, <c>warning</c>, <c>successor</c>, <c>fund-ledger</c>, <c>beside</c>,
    /// <c>consequence-test</c>, <c>listed</c>, <c>delisted</c>, <c>collective-group</c>, <c>award-annex</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>What it says, in Chinese.</summary>
    public required string Text { get; init; }

    /// <summary>Further members, a JSON object; null when the text says all.</summary>
    public string? DataJson { get; init; }

    /// <summary>The other case that it is about.</summary>
    public Guid? RelatedCaseId { get; init; }

    /// <summary>User name, or <c>workflow</c>.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
