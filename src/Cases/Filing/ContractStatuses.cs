namespace LaborFlow.Cases.Filing;

/// <summary>Whether there is a written contract, as the applicant states it.</summary>
public static class ContractStatuses
{
    /// <summary>All, as lists offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("written", "已签订书面劳动合同", "Written contract"),
        new("none", "未签订书面劳动合同", "No written contract"),
        new("expired", "劳动合同已到期", "Contract expired"),
        new("unknown", "不清楚", "Unknown"),
    ];
}
