namespace LaborFlow.Cases.Inspection;

/// <summary>What a recheck found.</summary>
public enum RectificationState
{
    /// <summary>待整改.</summary>
    Open,

    /// <summary>已改.</summary>
    Done,

    /// <summary>部分整改.</summary>
    Partial,

    /// <summary>未改.</summary>
    NotDone,

    /// <summary>无法核实.</summary>
    Unverifiable,

    /// <summary>停止处理: the worker brought it to mediation, arbitration or the court, which decide on it (劳动保障监察条例 art 21).</summary>
    Routed,
}

/// <summary>整改事项: one violation of a 限期整改指令书, with a due date of its own that the paper sets (no period of law).</summary>
public sealed class RectificationItem : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>From 1 in the case.</summary>
    public required int Number { get; init; }

    /// <summary>What is wrong.</summary>
    public required string Violation { get; init; }

    /// <summary>The article that is violated.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>How many workers it concerns.</summary>
    public int Workers { get; init; }

    /// <summary>CNY to be paid, for a wage item.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The last day, as the paper sets it.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>An extension was granted; there is only one.</summary>
    public bool Extended { get; set; }

    /// <summary>State.</summary>
    public RectificationState State { get; set; } = RectificationState.Open;

    /// <summary>The day of the last recheck.</summary>
    public DateOnly? CheckedOn { get; set; }

    /// <summary>What the recheck found.</summary>
    public string? Finding { get; set; }
}
