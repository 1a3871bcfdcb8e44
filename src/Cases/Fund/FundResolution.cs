namespace LaborFlow.Cases.Fund;

/// <summary>What a meeting of the committee came to.</summary>
public enum ResolutionResult
{
    /// <summary>通过: more than half of those who attended agreed.</summary>
    Carried,

    /// <summary>未通过.</summary>
    NotCarried,

    /// <summary>未达法定人数: nothing was decided.</summary>
    NoQuorum,
}

/// <summary>
/// 基金委员会决议: how the committee of the wage guarantee fund voted on the report of a year (实施细则第5条,
/// <c>wgf-committee-quorum</c>). A write-off is voted on in its case.
/// </summary>
public sealed class FundResolution
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The digits with which the districts begin whose fund it is.</summary>
    public required string Places { get; init; }

    /// <summary>The year of the report.</summary>
    public required int Year { get; init; }

    /// <summary>The day of the meeting.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>主持人.</summary>
    public required string Chair { get; init; }

    /// <summary>What was resolved.</summary>
    public required string Text { get; init; }

    /// <summary>What the votes came to.</summary>
    public required ResolutionResult Result { get; init; }

    /// <summary>All members, whether or not they came.</summary>
    public List<CommitteeMember> Members { get; init; } = [];

    /// <summary>User name.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A member of the committee at a meeting.</summary>
public sealed class CommitteeMember
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>单位; null when it was not stated.</summary>
    public string? Organisation { get; init; }

    /// <summary>出席、缺席 or 回避.</summary>
    public required string Presence { get; init; }

    /// <summary>同意、反对 or 弃权; null for who did not attend.</summary>
    public string? Vote { get; init; }

    /// <summary>回避事由; null unless recused.</summary>
    public string? Recusal { get; init; }
}
