using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Parties;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Following;

/// <summary>Which papers of a case a follower may see.</summary>
internal static class PapersForParties
{
    /// <summary>What is meant for all parties, and what is for one party of the follower's own side: a member's notice is not the employer's.</summary>
    public static IQueryable<CaseDocument> PapersFor(this LaborFlowDbContext database, Guid caseId, string side)
    {
        var own = side == TaskParties.Applicant ? PartySide.Applicant : PartySide.Respondent;
        return database
            .Set<CaseDocument>()
            .AsNoTracking()
            .Where(paper =>
                paper.CaseId == caseId
                && paper.PublicToParties
                && (paper.PartyId == null || database.Set<Party>().Any(party => party.Id == paper.PartyId && party.Side == own))
            );
    }
}
