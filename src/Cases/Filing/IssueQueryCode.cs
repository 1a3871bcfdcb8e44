using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Filing;

/// <summary>Gives a side a new query code (a lost one, or the respondent's first); the old one stops working.</summary>
public sealed class IssueQueryCode(ICaseStore cases, TimeProvider time)
{
    /// <summary>Issues a code.</summary>
    /// <param name="disputed">The case, tracked.</param>
    /// <param name="side"><c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="userName">The officer who hands it over.</param>
    /// <returns>The code, to be shown once.</returns>
    public string Handle(Case disputed, string side, string userName)
    {
        var code = QueryCode.Create();
        if (side == TaskParties.Respondent)
            disputed.RespondentQueryCodeHash = QueryCode.Hash(code);
        else
            disputed.QueryCodeHash = QueryCode.Hash(code);
        disputed.Revision++;
        var zh = side == TaskParties.Respondent ? "被申请人" : "申请人";
        cases.Add(
            CaseEvents.Internal(
                disputed.Id,
                time.GetUtcNow(),
                userName,
                "query-code.issued",
                $"向{zh}发放新的查询码",
                $"A new query code was issued to the {side}"
            )
        );
        return code;
    }

    /// <summary>The side that a code belongs to: <c>applicant</c>, <c>respondent</c>, or null for a wrong code.</summary>
    public static string? SideOf(Case disputed, string? code)
    {
        // Both comparisons always run: the time taken tells nothing about which side exists.
        var applicant = QueryCode.Matches(code, disputed.QueryCodeHash);
        var respondent = QueryCode.Matches(code, disputed.RespondentQueryCodeHash);
        return applicant ? TaskParties.Applicant
            : respondent ? TaskParties.Respondent
            : null;
    }
}
