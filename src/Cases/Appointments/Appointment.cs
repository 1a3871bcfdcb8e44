namespace LaborFlow.Cases.Appointments;

/// <summary>What takes place at an appointment.</summary>
public enum AppointmentKind
{
    /// <summary>开庭.</summary>
    Hearing,

    /// <summary>调解.</summary>
    Mediation,

    /// <summary>现场检查.</summary>
    Inspection,
}

/// <summary>排期: something of a case that takes place at a time, at a place, with one responsible officer.</summary>
public sealed class Appointment : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>What takes place.</summary>
    public required AppointmentKind Kind { get; init; }

    /// <summary>The day, local.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Local time at which it begins.</summary>
    public required TimeOnly StartsAt { get; init; }

    /// <summary>Local time at which it ends, later than <see cref="StartsAt"/>.</summary>
    public required TimeOnly EndsAt { get; init; }

    /// <summary>The room; null when it is held elsewhere or online.</summary>
    public Guid? RoomId { get; init; }

    /// <summary>The address, when there is no room.</summary>
    public string? Place { get; init; }

    /// <summary>User name of the officer who leads it.</summary>
    public required string Officer { get; init; }

    /// <summary>Who scheduled it.</summary>
    public required string ScheduledBy { get; init; }

    /// <summary>When it was scheduled.</summary>
    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>When it was called off; null while it stands.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Calls it off.</summary>
    public void Cancel(DateTimeOffset at) => CancelledAt ??= at;

    /// <summary>Two appointments need the same time: one ends after the other began.</summary>
    public bool Overlaps(DateOnly date, TimeOnly startsAt, TimeOnly endsAt) => Date == date && StartsAt < endsAt && startsAt < EndsAt;
}
