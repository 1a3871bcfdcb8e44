namespace LaborFlow.Cases.Evidence;

/// <summary>A file that a party or an officer submitted. The content lies in the content store under <see cref="StorageKey"/>.</summary>
public sealed class EvidenceFile
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The file name without any path.</summary>
    public required string Name { get; init; }

    /// <summary>The media type that the content was recognised as, not the one that the client claimed.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the content store keeps it; equal contents may share one key.</summary>
    public required string StorageKey { get; init; }

    /// <summary>Who submitted it: <c>applicant</c>, <c>respondent</c> or an officer's user name.</summary>
    public required string SubmittedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }
}
