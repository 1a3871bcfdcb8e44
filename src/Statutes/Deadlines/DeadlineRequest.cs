using System.Runtime.InteropServices;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>A question to the deadline calculator; its members but the last are those of <c>POST /api/statutes/deadlines/explain</c>.</summary>
public sealed record DeadlineRequest
{
    /// <summary>The parameter, such as <c>arb-accept-5d</c>.</summary>
    public required string ParameterId { get; init; }

    /// <summary>A GB/T 2260 code or a name of the register; null or empty: the nation.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>The day of the event that starts the clock (the event itself for periods counted backwards); it is not counted.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>The instant of the event: needed for periods in hours; for others its date in China is taken.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Times in which the period stood still (中止, public notice); days in several of them count once.</summary>
    public IReadOnlyList<DeadlinePause> Pauses
    {
        get;
        // JSON may say null, which means none.
        init => field = value ?? [];
    } = [];

    /// <summary>The approved extension in the parameter's own unit (working days for a period in working days); 0 for none.</summary>
    public int ExtensionDays { get; init; }

    /// <summary>How often the period was extended before; an extension is allowed once.</summary>
    public int ExtensionsGranted { get; init; }

    /// <summary>The day from which the period began anew (重新计算); it takes the place of the start and is not counted either.</summary>
    public DateOnly? RestartsOn { get; init; }

    /// <summary>
    /// 文书指定: the last day that a paper names, for a period to which the law gives no number. It stands as the paper says and rolls over
    /// nothing; days on which the period stood still are added.
    /// </summary>
    public DateOnly? SetFor { get; init; }
}

/// <summary>Days on which a period stands still, the first and the last included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeadlinePause(DateOnly From, DateOnly To);
