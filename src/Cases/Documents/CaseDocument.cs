namespace LaborFlow.Cases.Documents;

/// <summary>文书: a paper that the authority issued in a case.</summary>
public sealed class CaseDocument
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Code of the kind, e.g. <c>acceptance-notice</c>, <c>mediation-agreement</c>, <c>termination-notice</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Chinese name, e.g. 受理通知书.</summary>
    public required string Name { get; init; }

    /// <summary>Media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the content store keeps it.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The parties may read it with their query code.</summary>
    public bool PublicToParties { get; init; }

    /// <summary>User name or <c>workflow</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
