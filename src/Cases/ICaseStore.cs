using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases;

/// <summary>
/// Cases and what belongs to them. Everything found is tracked, and changes are written when the surrounding unit of work commits.
/// Lists hold what was added in this unit of work, too.
/// </summary>
public interface ICaseStore
{
    /// <summary>A case with parties, representatives, claims and employment; <paramref name="forUpdate"/> locks its row.</summary>
    ValueTask<Case?> FindAsync(Guid caseId, bool forUpdate, CancellationToken cancellationToken = default);

    /// <summary>As <see cref="FindAsync"/>, by case number.</summary>
    ValueTask<Case?> FindByNumberAsync(string caseNumber, bool forUpdate, CancellationToken cancellationToken = default);

    /// <summary>The numbers of cases that match, newest first, at most ten.</summary>
    ValueTask<IReadOnlyList<string>> FindDuplicatesAsync(DuplicateQuery query, CancellationToken cancellationToken = default);

    /// <summary>Deadlines of a case, oldest first.</summary>
    ValueTask<IReadOnlyList<CaseDeadline>> DeadlinesAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Sessions of a case by number.</summary>
    ValueTask<IReadOnlyList<MediationSession>> SessionsAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Agreements of a case, oldest first; the last one counts.</summary>
    ValueTask<IReadOnlyList<MediationAgreement>> AgreementsAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Evidence of a case, oldest first.</summary>
    ValueTask<IReadOnlyList<EvidenceFile>> EvidenceAsync(Guid caseId, CancellationToken cancellationToken = default);

    /// <summary>Active organisations whose jurisdiction is one of these codes, or that belong to this enterprise.</summary>
    ValueTask<IReadOnlyList<MediationOrganisation>> OrganisationsAsync(
        IReadOnlyCollection<string> jurisdictions,
        string? enterpriseCreditCode,
        CancellationToken cancellationToken = default
    );

    /// <summary>An organisation, or null.</summary>
    ValueTask<MediationOrganisation?> OrganisationAsync(Guid id, CancellationToken cancellationToken = default);

    /// <summary>Adds a case with its parties and claims.</summary>
    void Add(Case newCase);

    /// <summary>Takes a claim out of its case: it is part of another case now.</summary>
    void Remove(Case from, Claim claim);

    /// <summary>Adds evidence.</summary>
    void Add(EvidenceFile file);

    /// <summary>Adds a deadline.</summary>
    void Add(CaseDeadline deadline);

    /// <summary>Adds a session.</summary>
    void Add(MediationSession session);

    /// <summary>Adds an agreement.</summary>
    void Add(MediationAgreement agreement);

    /// <summary>Adds a document.</summary>
    void Add(CaseDocument document);

    /// <summary>Adds a timeline entry.</summary>
    void Add(CaseEvent entry);
}

/// <summary>Same parties and same cause, filed on or after an instant (调解前置受理: within one year).</summary>
/// <param name="ApplicantIdNumber">The first applicant's identity number or credit code.</param>
/// <param name="RespondentName">The first respondent's name.</param>
/// <param name="Cause">A cause that one of the claims has.</param>
/// <param name="FiledSince">Cases filed at or after this instant.</param>
public sealed record DuplicateQuery(string ApplicantIdNumber, string RespondentName, string Cause, DateTimeOffset FiledSince);
