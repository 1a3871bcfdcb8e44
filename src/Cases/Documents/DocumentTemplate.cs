namespace LaborFlow.Cases.Documents;

/// <summary>文书模板: one version of a Word document with fields. Versions never change; a new one takes effect for later papers.</summary>
public sealed class DocumentTemplate
{
    /// <summary>Code, <c>@</c> and 12 hex digits of the content's hash.</summary>
    public required string Id { get; init; }

    /// <summary>Procedure and name, e.g. <c>MED/acceptance-notice</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Chinese name of the paper.</summary>
    public required string Name { get; init; }

    /// <summary>Counts the versions of the code, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The parties may read the paper once it is issued.</summary>
    public required bool ToParties { get; init; }

    /// <summary>Where the content store keeps the .docx.</summary>
    public required string StorageKey { get; init; }

    /// <summary>SHA-256 of the source that it was installed from; null for one that an administrator uploaded.</summary>
    public string? SourceHash { get; init; }

    /// <summary>User name, or <c>laborflow</c> for one that came with the release.</summary>
    public required string AddedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>What changed, in the words of who uploaded it.</summary>
    public string? Note { get; init; }
}
