namespace LaborFlow.Persistence.Retention;

/// <summary>One run of a retention job: what it did, or in a dry run what it would have done.</summary>
public sealed class RetentionRun
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>archive</c> or <c>purge</c>.</summary>
    public required string Job { get; init; }

    /// <summary>Nothing was changed.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Who started it: a user name, or <c>schedule</c>.</summary>
    public required string StartedBy { get; init; }

    /// <summary>When it ran.</summary>
    public required DateTimeOffset RanAt { get; init; }

    /// <summary>How many things it concerned.</summary>
    public required int Items { get; init; }

    /// <summary>JSON: of each kind how many, and which cases went to which volume.</summary>
    public required string OutcomeJson { get; init; }
}

/// <summary>归档卷: a sealed file of closed cases, written once.</summary>
public sealed class ArchiveVolume
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The file's name in the archive directory.</summary>
    public required string FileName { get; init; }

    /// <summary>Of the whole file, lower-case hex; it also stands in the audit chain.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset WrittenAt { get; init; }
}

/// <summary>A case whose file lies in a volume. Nothing about it changes any more.</summary>
public sealed class ArchivedCase
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The volume.</summary>
    public required Guid VolumeId { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ArchivedAt { get; init; }
}
