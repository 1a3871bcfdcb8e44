using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Tests.Support;

/// <summary>The ports of the room in memory.</summary>
internal sealed class MemoryStores
    : ICaseStore,
        ICaseRecords,
        ITaskStore,
        ICaseNumbers,
        IEvidenceFiles,
        IFormStore,
        IDocumentStore,
        ISealStore
{
    private readonly Dictionary<(string, int, string), long> _sequences = [];

    public List<Case> Cases { get; } = [];
    public List<CaseTask> Tasks { get; } = [];
    public List<EvidenceFile> Evidence { get; } = [];
    public List<CaseEvent> Events { get; } = [];
    public List<CaseDeadline> Deadlines { get; } = [];
    public List<MediationSession> Sessions { get; } = [];
    public List<MediationAgreement> Agreements { get; } = [];
    public List<MediationOrganisation> Organisations { get; } = [];
    public List<FormVersion> Forms { get; } = [];
    public List<CaseDocument> Documents { get; } = [];
    public List<ServiceRecord> Services { get; } = [];
    public List<DocumentTemplate> Templates { get; } = [];
    public List<OfficeSeal> Seals { get; } = [];
    public Dictionary<string, byte[]> Contents { get; } = [];

    public ValueTask<Case?> FindAsync(Guid caseId, bool forUpdate, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Cases.Find(c => c.Id == caseId));

    public ValueTask<Case?> FindByNumberAsync(string caseNumber, bool forUpdate, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Cases.Find(c => c.CaseNumber == caseNumber));

    public ValueTask<IReadOnlyList<string>> FindDuplicatesAsync(DuplicateQuery query, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<string>>([
            .. Cases
                .Where(c =>
                    (query.FiledSince is null || c.FiledAt >= query.FiledSince)
                    && (!query.Docketed || c.DocketNumber is not null)
                    && c.Applicants.Any(p => p.IdNumber is { } number && query.ApplicantIdNumbers.Contains(number))
                    && c.Respondents.Any(p => query.RespondentNames.Contains(p.Name))
                    && c.Claims.Exists(x => query.Causes.Contains(x.Cause))
                )
                .Select(c => c.CaseNumber),
        ]);

    public ValueTask<IReadOnlyList<CaseDeadline>> DeadlinesAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<CaseDeadline>>([.. Deadlines.Where(d => d.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<MediationSession>> SessionsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<MediationSession>>([.. Sessions.Where(s => s.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<MediationAgreement>> AgreementsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<MediationAgreement>>([.. Agreements.Where(a => a.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<EvidenceFile>> EvidenceAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<EvidenceFile>>([.. Evidence.Where(e => e.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<MediationOrganisation>> OrganisationsAsync(
        string district,
        string? enterpriseCreditCode,
        CancellationToken cancellationToken = default
    ) =>
        ValueTask.FromResult<IReadOnlyList<MediationOrganisation>>([
            .. Organisations.Where(o =>
                o.Jurisdiction.StartsWith(district, StringComparison.Ordinal)
                || (enterpriseCreditCode is not null && o.EnterpriseCreditCode == enterpriseCreditCode)
            ),
        ]);

    public ValueTask<MediationOrganisation?> OrganisationAsync(Guid id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Organisations.FirstOrDefault(o => o.Id == id));

    public List<ICaseRecord> Records { get; } = [];

    public ValueTask<IReadOnlyList<T>> ListAsync<T>(Guid caseId, CancellationToken cancellationToken = default)
        where T : class, ICaseRecord => ValueTask.FromResult<IReadOnlyList<T>>([.. Records.OfType<T>().Where(r => r.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(Guid caseId, string kind, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<RegisterEntry>>([
            .. Records.OfType<RegisterEntry>().Where(r => r.CaseId == caseId && r.Kind == kind),
        ]);

    void ICaseRecords.Add<T>(T record) => Records.Add(record);

    public void Remove(Case from, LaborFlow.Cases.Claims.Claim claim) => from.TakeAway(claim);

    public void Add(Case newCase) => Cases.Add(newCase);

    public void Add(EvidenceFile file) => Evidence.Add(file);

    public void Add(CaseDeadline deadline) => Deadlines.Add(deadline);

    public void Add(MediationSession session) => Sessions.Add(session);

    public void Add(MediationAgreement agreement) => Agreements.Add(agreement);

    public void Add(CaseDocument document) => Documents.Add(document);

    public void Add(ServiceRecord record) => Services.Add(record);

    public void Add(DocumentTemplate template) => Templates.Add(template);

    public void Add(OfficeSeal seal) => Seals.Add(seal);

    public ValueTask<OfficeSeal?> InUseAsync(string office, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Seals.Find(s => s.Office == office && s.State == SealState.InUse));

    ValueTask<OfficeSeal?> ISealStore.FindAsync(Guid id, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Seals.Find(s => s.Id == id));

    ValueTask<IReadOnlyList<OfficeSeal>> ISealStore.ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<OfficeSeal>>(Seals);

    public ValueTask<IReadOnlyList<CaseDocument>> DocumentsAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<CaseDocument>>([.. Documents.Where(d => d.CaseId == caseId)]);

    public ValueTask<IReadOnlyList<ServiceRecord>> ServicesAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<ServiceRecord>>([.. Services.Where(r => r.CaseId == caseId)]);

    public ValueTask<DocumentTemplate?> LatestTemplateAsync(string code, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Templates.Where(t => t.Code == code).MaxBy(t => t.Version));

    public ValueTask<DocumentTemplate?> FindTemplateAsync(string id, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Templates.Find(t => t.Id == id));

    public ValueTask<IReadOnlyList<DocumentTemplate>> TemplatesAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<DocumentTemplate>>([
            .. Templates.OrderBy(t => t.Code, StringComparer.Ordinal).ThenByDescending(t => t.Version),
        ]);

    public ValueTask<string> DisplayNameAsync(string userName, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(userName);

    public void Add(CaseEvent entry) => Events.Add(entry);

    public void Add(CaseTask task) => Tasks.Add(task);

    public ValueTask<IReadOnlyList<Workload>> WorkloadsAsync(
        IReadOnlyCollection<string> userNames,
        string step,
        CancellationToken cancellationToken = default
    ) =>
        ValueTask.FromResult<IReadOnlyList<Workload>>([
            .. userNames.Select(name => new Workload(
                name,
                Tasks.Count(t => t.IsOpen && t.Assignee == name),
                Tasks.Where(t => t.Step == step && t.Assignee == name).Max(t => t.ClaimedAt)
            )),
        ]);

    ValueTask<CaseTask?> ITaskStore.FindAsync(Guid taskId, bool forUpdate, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Tasks.Find(t => t.Id == taskId));

    public ValueTask<IReadOnlyList<CaseTask>> ListOfCaseAsync(Guid caseId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<CaseTask>>([.. Tasks.Where(t => t.CaseId == caseId)]);

    public ValueTask<long> NextAsync(string jurisdiction, int year, string kind, CancellationToken cancellationToken = default)
    {
        var next = _sequences.GetValueOrDefault((jurisdiction, year, kind)) + 1;
        _sequences[(jurisdiction, year, kind)] = next;
        return ValueTask.FromResult(next);
    }

    public ValueTask<string> KeepAsync(ReadOnlyMemory<byte> content, string sha256, CancellationToken cancellationToken = default)
    {
        Contents[sha256] = content.ToArray();
        return ValueTask.FromResult(sha256);
    }

    public ValueTask<Stream> OpenAsync(string storageKey, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<Stream>(new MemoryStream(Contents[storageKey]));

    public ValueTask<FormVersion?> FindAsync(string formId, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Forms.Find(f => f.Id == formId));

    public ValueTask InstallAsync(IReadOnlyCollection<FormVersion> forms, CancellationToken cancellationToken = default)
    {
        Forms.AddRange(forms);
        return ValueTask.CompletedTask;
    }
}
