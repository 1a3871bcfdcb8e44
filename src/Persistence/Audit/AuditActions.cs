using System.Globalization;

namespace LaborFlow.Persistence.Audit;

/// <summary>Codes of entries that a rule asks for later.</summary>
public static class AuditActions
{
    /// <summary>The content of a procedure's version was written: as a draft, or changed as one.</summary>
    public const string DefinitionSaved = "definition.saved";

    /// <summary>A version was deleted.</summary>
    public const string DefinitionDeleted = "definition.deleted";

    /// <summary>An auditor searched the record.</summary>
    public const string Searched = "audit.read";

    /// <summary>Somebody read a case without working on it.</summary>
    public const string CaseRead = "case.read";

    /// <summary>A file of a case was downloaded.</summary>
    public const string FileDownloaded = "file.downloaded";

    /// <summary>What is told in the chain of a case and changed nothing of it.</summary>
    public static IReadOnlyList<string> Readings { get; } = [CaseRead, FileDownloaded];

    /// <summary>How entries name the version of a procedure.</summary>
    public static string Version(string definitionId, int version) => $"{definitionId}@{version.ToString(CultureInfo.InvariantCulture)}";
}
