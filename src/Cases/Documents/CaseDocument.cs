namespace LaborFlow.Cases.Documents;

/// <summary>The life of a paper.</summary>
public enum DocumentState
{
    /// <summary>拟稿: for officers only.</summary>
    Draft,

    /// <summary>已签发: signed, sealed and numbered; its content never changes again.</summary>
    Issued,

    /// <summary>A later version of the same paper took its place before it was issued.</summary>
    Replaced,
}

/// <summary>文书: a paper that the authority made in a case. A row is one version of it; contents are never overwritten.</summary>
public sealed class CaseDocument
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Code of the kind: that of its template, e.g. <c>MED/acceptance-notice</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Chinese name, e.g. 受理通知书.</summary>
    public required string Name { get; init; }

    /// <summary>Media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of the content, 64 lower-case hex digits; of a sealed paper with the seal on it.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Where the content store keeps it.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The parties may read it with their query code.</summary>
    public bool PublicToParties { get; init; }

    /// <summary>User name or <c>workflow</c>.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The one party whom it is for, when every member of a group gets a paper of its own; null when it is for all.</summary>
    public Guid? PartyId { get; init; }

    /// <summary>文号; null for a draft.</summary>
    public string? Number { get; init; }

    /// <summary>Counts the versions of this kind in the case, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The template's version that it was made from.</summary>
    public string? TemplateId { get; init; }

    /// <summary>What the template was filled with, a JSON object: a later version starts from it.</summary>
    public string DataJson { get; init; } = "{}";

    /// <summary>The version of the office's seal that it carries; null when it goes without, or waits for the stamp of metal.</summary>
    public Guid? SealId { get; init; }

    /// <summary>Draft, issued or replaced.</summary>
    public DocumentState State { get; private set; }

    /// <summary>Name of the person who signed; null for a draft.</summary>
    public string? IssuedBy { get; private set; }

    /// <summary>When it was signed.</summary>
    public DateTimeOffset? IssuedAt { get; private set; }

    /// <summary>Signs it.</summary>
    public void Issue(string by, DateTimeOffset at)
    {
        State = DocumentState.Issued;
        IssuedBy = by;
        IssuedAt = at;
    }

    /// <summary>Puts a draft aside for a later version; an issued paper stays issued.</summary>
    public void Replace()
    {
        if (State == DocumentState.Draft)
            State = DocumentState.Replaced;
    }
}
