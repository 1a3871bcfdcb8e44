using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Persistence.Identity;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Papers over the scope's context; what is added here is written by the advance that commits.</summary>
internal sealed class DocumentStore(LaborFlowDbContext context, CaseLists lists) : IDocumentStore
{
    // A paper names whoever did each step before it; an advance that makes several asks for the same few people again and again.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal)
    {
        ["applicant"] = "申请人",
        ["respondent"] = "被申请人",
        ["workflow"] = "系统",
        ["clock"] = "系统",
        ["import"] = "批量导入",
    };

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CaseDocument>> DocumentsAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<CaseDocument>().Where(d => d.CaseId == caseId),
            d => d.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(d => d.CreatedAt).ThenBy(d => d.Version).ThenBy(d => d.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<ServiceRecord>> ServicesAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<ServiceRecord>().Where(r => r.CaseId == caseId),
            r => r.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(r => r.RecordedAt).ThenBy(r => r.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<DocumentTemplate?> LatestTemplateAsync(string code, CancellationToken cancellationToken = default) =>
        await context
            .Set<DocumentTemplate>()
            .Where(t => t.Code == code)
            .OrderByDescending(t => t.Version)
            .FirstOrDefaultAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<DocumentTemplate?> FindTemplateAsync(string id, CancellationToken cancellationToken = default) =>
        await context.Set<DocumentTemplate>().FirstOrDefaultAsync(t => t.Id == id, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<DocumentTemplate>> TemplatesAsync(CancellationToken cancellationToken = default) =>
        await context.Set<DocumentTemplate>().OrderBy(t => t.Code).ThenByDescending(t => t.Version).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<string> DisplayNameAsync(string userName, CancellationToken cancellationToken = default)
    {
        if (_names.TryGetValue(userName, out var known))
            return known;
        var name = await context
            .Set<AppUser>()
            .Where(u => u.UserName == userName)
            .Select(u => u.DisplayName)
            .FirstOrDefaultAsync(cancellationToken);
        return _names[userName] = string.IsNullOrEmpty(name) ? userName : name;
    }

    /// <inheritdoc />
    public void Add(CaseDocument document) => context.Add(document);

    /// <inheritdoc />
    public void Add(ServiceRecord record) => context.Add(record);

    /// <inheritdoc />
    public void Add(DocumentTemplate template) => context.Add(template);
}
