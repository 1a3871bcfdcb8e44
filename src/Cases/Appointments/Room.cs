namespace LaborFlow.Cases.Appointments;

/// <summary>办案场所: a room in which hearings or mediation sessions take place.</summary>
public sealed class Room
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name as it stands on the notice, e.g. 第一仲裁庭.</summary>
    public required string Name { get; set; }

    /// <summary>GB/T 2260 code of the place whose offices use it.</summary>
    public required string District { get; init; }

    /// <summary>Where it is.</summary>
    public required string Address { get; set; }

    /// <summary>Seats.</summary>
    public required int Seats { get; set; }

    /// <summary>False: nothing new is held there.</summary>
    public bool Active { get; set; } = true;
}
