using LaborFlow.Cases.Documents.Serving;

namespace LaborFlow.Cases.Documents;

/// <summary>Papers, records of service and templates. What is added is written when the surrounding unit of work commits.</summary>
public interface IDocumentStore
{
    /// <summary>The papers of a case, oldest first, tracked; those added in this unit of work included.</summary>
    ValueTask<IReadOnlyList<CaseDocument>> DocumentsAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The records of service of a case, oldest first.</summary>
    ValueTask<IReadOnlyList<ServiceRecord>> ServicesAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>The newest version of a template, or null for an unknown code.</summary>
    ValueTask<DocumentTemplate?> LatestTemplateAsync(string code, CancellationToken cancellationToken = default);

    /// <summary>One version of a template, or null.</summary>
    ValueTask<DocumentTemplate?> FindTemplateAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>All versions of all templates, by code, newest first.</summary>
    ValueTask<IReadOnlyList<DocumentTemplate>> TemplatesAsync(CancellationToken cancellationToken = default);

    /// <summary>The display name of an account, or the user name itself when there is none.</summary>
    ValueTask<string> DisplayNameAsync(string userName, CancellationToken cancellationToken = default);

    /// <summary>Adds a paper.</summary>
    void Add(CaseDocument document);

    /// <summary>Adds a record of service.</summary>
    void Add(ServiceRecord record);

    /// <summary>Adds a template's version.</summary>
    void Add(DocumentTemplate template);
}
