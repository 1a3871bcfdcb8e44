namespace LaborFlow.Cases.Reminders;

/// <summary>The life of a reminder.</summary>
public enum ReminderState
{
    /// <summary>Waits for its time.</summary>
    Planned,

    /// <summary>Went out: the notifications of its recipients are written, their mails are in the outbox.</summary>
    Fired,

    /// <summary>Its time passed while no host ran, and telling now would help nobody.</summary>
    Missed,

    /// <summary>The deadline was met or moved first.</summary>
    Cancelled,
}

/// <summary>A planned reminder of a deadline to one kind of recipient.</summary>
public sealed class Reminder
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The deadline.</summary>
    public required Guid DeadlineId { get; init; }

    /// <summary>The last day that it was planned for: when the deadline moves, other reminders are planned.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary><c>half</c>, <c>before-5</c>, <c>due</c>, <c>overdue-1</c> …</summary>
    public required string Point { get; init; }

    /// <summary>Who is reminded.</summary>
    public required ReminderRecipient To { get; init; }

    /// <summary>It goes into the morning's digest.</summary>
    public required bool CanWait { get; init; }

    /// <summary>When it goes out: nine o'clock of a working day at the place.</summary>
    public required DateTimeOffset FireAt { get; set; }

    /// <summary>The last day on which it still helps.</summary>
    public required DateOnly UsefulUntil { get; init; }

    /// <summary>Where it stands.</summary>
    public ReminderState State { get; set; } = ReminderState.Planned;

    /// <summary>When that was decided.</summary>
    public DateTimeOffset? DecidedAt { get; set; }
}
