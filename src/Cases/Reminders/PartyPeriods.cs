using System.Collections.Frozen;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Reminders;

/// <summary>
/// 当事人的期限: the periods within which a party, and not the office, has to act, with the side that they bind. Of these that side is reminded
/// on the case's page and by mail, as the plan says.
/// </summary>
public static class PartyPeriods
{
    private static readonly FrozenDictionary<string, string> Sides = new Dictionary<string, string>
    {
        // 限期整改 (劳动保障监察条例 art 18), 缴纳罚款 (行政处罚法 art 67), 催告 (行政强制法 art 54): each is the employer's to keep.
        [FollowUp.Period] = TaskParties.Respondent,
        ["ins-fine-pay-15d"] = TaskParties.Respondent,
        ["ins-demand-10wd"] = TaskParties.Respondent,
        // 仲裁时效 (调解仲裁法 art 27): whoever has not applied yet after a failed mediation loses the claim with its last day.
        [ClaimLimitation.Parameter] = TaskParties.Applicant,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The side that a period binds; null for one of the office.</summary>
    public static string? SideOf(string parameterId) => Sides.GetValueOrDefault(parameterId);
}
