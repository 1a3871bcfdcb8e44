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

    /// <summary>Active organisations of a district, its streets and communities among them, and those of this enterprise.</summary>
    ValueTask<IReadOnlyList<MediationOrganisation>> OrganisationsAsync(
        string district,
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

/// <summary>A case on one of the causes in which one of the applicants stands against one of the respondents.</summary>
/// <param name="ApplicantIdNumbers">Identity numbers or credit codes of the applicants.</param>
/// <param name="RespondentNames">The respondents' names.</param>
/// <param name="Causes">The causes of the claims.</param>
/// <param name="FiledSince">Cases filed at or after this instant; null for all.</param>
/// <param name="Docketed">Only what the arbitration commission accepted.</param>
public sealed record DuplicateQuery(
    IReadOnlyCollection<string> ApplicantIdNumbers,
    IReadOnlyCollection<string> RespondentNames,
    IReadOnlyCollection<string> Causes,
    DateTimeOffset? FiledSince = null,
    bool Docketed = false
)
{
    /// <summary>The cases like one: any of its applicants against any of its respondents on any of its causes.</summary>
    public static DuplicateQuery Like(Case filed) =>
        new(
            [.. filed.Applicants.Select(party => party.IdNumber).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. filed.Respondents.Select(party => party.Name).Distinct(StringComparer.Ordinal)],
            [.. filed.Claims.Select(claim => claim.Cause).Distinct(StringComparer.Ordinal)]
        );
}
