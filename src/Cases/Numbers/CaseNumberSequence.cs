namespace LaborFlow.Cases.Numbers;

/// <summary>The counter behind case numbers; key is jurisdiction, year and kind together.</summary>
public sealed class CaseNumberSequence
{
    /// <summary>GB/T 2260 code of the district.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Calendar year in local time.</summary>
    public required int Year { get; init; }

    /// <summary>Procedure code.</summary>
    public required string Kind { get; init; }

    /// <summary>The number that the next case gets, from 1.</summary>
    public long Next { get; set; } = 1;
}
