namespace LaborFlow.Persistence.Statutes;

/// <summary>
/// A row of the register as it is kept: appended, never changed. Of rows with the same parameter, territories and first day of validity the
/// one with the highest position counts, which is how a confirmation takes the place of an unconfirmed or open row without touching it.
/// </summary>
public sealed class StatuteRow
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The parameter, such as <c>arb-accept-5d</c>.</summary>
    public required string ParameterId { get; init; }

    /// <summary>GB/T 2260 codes with commas between them.</summary>
    public required string Jurisdictions { get; init; }

    /// <summary>The first day of validity; null when it is not known.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Rises with every row: as installed, then as added. It decides which row of one key counts, since two may be added at one instant.</summary>
    public required long Position { get; init; }

    /// <summary>The whole row.</summary>
    public required string RowJson { get; init; }

    /// <summary>The notice or law that ordered it; for installed rows, the article.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Who entered it; <c>installed</c> for rows that came with the program.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>Who approved it; null for installed rows and confirmations.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A year's arrangement of holidays as it is kept: appended; of several for one year the last counts.</summary>
public sealed class CalendarYearRow
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Its days, as JSON.</summary>
    public required string DaysJson { get; init; }

    /// <summary>The notice.</summary>
    public required string Basis { get; init; }

    /// <summary>Who imported it; <c>installed</c> for years that came with the program.</summary>
    public required string AddedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>A day that one territory takes off or works. Only its end may be set later.</summary>
public sealed class LocalDayRow
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>True for a working day, false for a day off.</summary>
    public required bool Working { get; init; }

    /// <summary>What it is called.</summary>
    public required string NameZh { get; init; }

    /// <summary>The same in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>The order or notice.</summary>
    public required string Basis { get; init; }

    /// <summary>Since when the entry is in force; null: ever.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>The last date on which it is in force, once it was withdrawn.</summary>
    public DateOnly? EffectiveTo { get; set; }

    /// <summary>Who added it.</summary>
    public required string AddedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AddedAt { get; init; }
}

/// <summary>What a proposal would change.</summary>
public enum StatuteChangeKind
{
    /// <summary>A new row of the register.</summary>
    Parameter,

    /// <summary>The arrangement of a year.</summary>
    CalendarYear,

    /// <summary>A local day.</summary>
    LocalDay,

    /// <summary>The end of a local day's validity.</summary>
    LocalDayEnd,
}

/// <summary>Where a proposal stands.</summary>
public enum StatuteChangeState
{
    /// <summary>Waits for a second person.</summary>
    Proposed,

    /// <summary>Approved and in effect.</summary>
    Approved,

    /// <summary>Refused.</summary>
    Rejected,
}

/// <summary>变更申请: a change of register or calendar that one person proposes and another decides on.</summary>
public sealed class StatuteProposal
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it changes.</summary>
    public required StatuteChangeKind Kind { get; init; }

    /// <summary>The parameter id, the year, or the date.</summary>
    public required string Subject { get; init; }

    /// <summary>The new row, year or day, as JSON.</summary>
    public required string PayloadJson { get; init; }

    /// <summary>The notice or law that orders it.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public StatuteChangeState State { get; set; } = StatuteChangeState.Proposed;

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Remark of the decision.</summary>
    public string? DecisionNote { get; set; }

    /// <summary>How many running deadlines it moved.</summary>
    public int MovedDeadlines { get; set; }

    /// <summary>Optimistic concurrency token.</summary>
    public long Revision { get; set; } = 1;
}
