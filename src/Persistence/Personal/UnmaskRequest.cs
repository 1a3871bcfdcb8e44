namespace LaborFlow.Persistence.Personal;

/// <summary>Where a request to see many numbers stands.</summary>
public enum UnmaskState
{
    /// <summary>Waits for a second person.</summary>
    Waiting,

    /// <summary>A second person agreed; the requester may take the list away once.</summary>
    Approved,

    /// <summary>A second person refused.</summary>
    Rejected,

    /// <summary>The list was taken away.</summary>
    Delivered,
}

/// <summary>批量查看完整信息: one person asks for the whole numbers of the parties of many cases, another one agrees, and only then are they given out.</summary>
public sealed class UnmaskRequest
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The cases, fixed when it was asked.</summary>
    public required List<Guid> CaseIds { get; init; }

    /// <summary>How many cases.</summary>
    public required int Cases { get; init; }

    /// <summary>What for.</summary>
    public required string Reason { get; init; }

    /// <summary>The law that it rests on.</summary>
    public required string LegalBasis { get; init; }

    /// <summary>Who asks.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required UnmaskState State { get; set; }

    /// <summary>Who agreed or refused; never the requester.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The words of the decision.</summary>
    public string? Decision { get; set; }

    /// <summary>Raised by each change; two at once: the second gets a conflict.</summary>
    public long Revision { get; set; } = 1;
}
