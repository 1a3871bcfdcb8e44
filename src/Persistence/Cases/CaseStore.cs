using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Cases over the scope's context; what is added here is written by the advance that commits.</summary>
internal sealed class CaseStore(LaborFlowDbContext context, CaseLists lists) : ICaseStore
{
    private const int MostDuplicates = 10;

    private readonly LockedRows<Case> locked = new(context, "cases");

    /// <inheritdoc />
    public ValueTask<Case?> FindAsync(Guid caseId, bool forUpdate, CancellationToken cancellationToken = default)
    {
        var known = context.Set<Case>().Local.FindEntry(caseId)?.Entity;
        var rows = context.Set<Case>().Where(c => c.Id == caseId);
        if (forUpdate)
            lists.Forget(caseId);
        return locked.FindAsync(known, Whole(rows), ("id", caseId), forUpdate, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<Case?> FindByNumberAsync(string caseNumber, bool forUpdate, CancellationToken cancellationToken = default)
    {
        var known = context.Set<Case>().Local.FirstOrDefault(c => c.CaseNumber == caseNumber);
        var rows = context.Set<Case>().Where(c => c.CaseNumber == caseNumber);
        var found = await locked.FindAsync(known, Whole(rows), ("case_number", caseNumber), forUpdate, cancellationToken);
        if (forUpdate && found is not null)
            lists.Forget(found.Id);
        return found;
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<string>> FindDuplicatesAsync(DuplicateQuery query, CancellationToken cancellationToken = default)
    {
        var numbers = context.PersonalKeys is { } keys
            ? query.ApplicantIdNumbers.SelectMany(number => PersonalIndex.Indexes(keys, PersonalKinds.IdNumber, number)).ToList()
            : throw new PersonalDataException("Without keys of personal data nobody can be found by number.");
        return await context
            .Set<Case>()
            .Where(c => query.FiledSince == null || c.FiledAt >= query.FiledSince)
            .Where(c => !query.Docketed || c.DocketNumber != null)
            .Where(c =>
                c.Parties.Any(p =>
                    p.Side == PartySide.Applicant && numbers.Contains(EF.Property<string?>(p, PersonalColumns.IdNumberIndex))
                )
            )
            .Where(c => c.Parties.Any(p => p.Side == PartySide.Respondent && query.RespondentNames.Contains(p.Name)))
            .Where(c => c.Claims.Any(claim => query.Causes.Contains(claim.Cause)))
            .OrderByDescending(c => c.FiledAt)
            .ThenByDescending(c => c.Id)
            .Select(c => c.CaseNumber)
            .Take(MostDuplicates)
            .ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<CaseDeadline>> DeadlinesAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<CaseDeadline>().Where(d => d.CaseId == caseId),
            d => d.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(d => d.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<MediationSession>> SessionsAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<MediationSession>().Where(s => s.CaseId == caseId),
            s => s.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(s => s.Number)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<MediationAgreement>> AgreementsAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<MediationAgreement>().Where(a => a.CaseId == caseId),
            a => a.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(a => a.DraftedAt).ThenBy(a => a.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<EvidenceFile>> EvidenceAsync(Guid caseId, CancellationToken cancellationToken = default)
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<EvidenceFile>().Where(f => f.CaseId == caseId),
            f => f.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(f => f.SubmittedAt).ThenBy(f => f.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<MediationOrganisation>> OrganisationsAsync(
        string district,
        string? enterpriseCreditCode,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<MediationOrganisation>()
            .Where(o => o.Active)
            .Where(o =>
                (o.EnterpriseCreditCode == null && o.Jurisdiction.StartsWith(district))
                || (enterpriseCreditCode != null && o.EnterpriseCreditCode == enterpriseCreditCode)
            )
            .OrderBy(o => o.Jurisdiction)
            .ThenBy(o => o.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<MediationOrganisation?> OrganisationAsync(Guid id, CancellationToken cancellationToken = default) =>
        await context.Set<MediationOrganisation>().SingleOrDefaultAsync(o => o.Id == id, cancellationToken);

    /// <inheritdoc />
    public void Remove(Case from, Claim claim)
    {
        from.TakeAway(claim);
        context.Remove(claim);
    }

    /// <inheritdoc />
    public void Add(Case newCase) => context.Add(newCase);

    /// <inheritdoc />
    public void Add(EvidenceFile file) => context.Add(file);

    /// <inheritdoc />
    public void Add(CaseDeadline deadline) => context.Add(deadline);

    /// <inheritdoc />
    public void Add(MediationSession session) => context.Add(session);

    /// <inheritdoc />
    public void Add(MediationAgreement agreement) => context.Add(agreement);

    /// <inheritdoc />
    public void Add(CaseDocument document) => context.Add(document);

    /// <inheritdoc />
    public void Add(CaseEvent entry) => context.Add(entry);

    /// <summary>One query: a case has few parties and claims, and a round trip costs more than the repeated columns.</summary>
    private static IQueryable<Case> Whole(IQueryable<Case> rows) =>
        rows.Include(c => c.Parties).ThenInclude(p => p.Representatives).Include(c => c.Claims).AsSingleQuery();
}
