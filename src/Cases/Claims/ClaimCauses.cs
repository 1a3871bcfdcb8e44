namespace LaborFlow.Cases.Claims;

/// <summary>案由: the causes that an application may name.</summary>
public static class ClaimCauses
{
    /// <summary>确认劳动关系: the only cause that never carries an amount.</summary>
    public const string LabourRelation = "labour-relation";

    /// <summary>All, as lists offer them.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("unpaid-wages", "拖欠劳动报酬", "Unpaid wages"),
        new("overtime", "加班工资", "Overtime pay"),
        new("severance", "经济补偿", "Severance pay"),
        new("unlawful-termination", "违法解除劳动合同赔偿金", "Damages for unlawful termination"),
        new("double-wages", "未签劳动合同二倍工资", "Double wages without a written contract"),
        new("work-injury", "工伤保险待遇", "Work injury benefits"),
        new("social-insurance", "社会保险待遇损失", "Social insurance losses"),
        new("annual-leave", "未休年休假工资", "Pay for untaken annual leave"),
        new(LabourRelation, "确认劳动关系", "Confirmation of the labour relation"),
        new("other", "其他", "Other"),
    ];

    /// <summary>The cause, or null for an unknown code.</summary>
    public static CodeName? Find(string? code) => All.FirstOrDefault(c => c.Code == code);
}
