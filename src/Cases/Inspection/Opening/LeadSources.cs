namespace LaborFlow.Cases.Inspection.Opening;

/// <summary>线索来源: where an inspection without a complainant comes from.</summary>
public static class LeadSources
{
    /// <summary>匿名举报: an anonymous tip that an inspector took up.</summary>
    public const string Tip = "tip";

    /// <summary>主动检查: those by which the inspectorate goes to employers of its own accord.</summary>
    public static readonly IReadOnlyList<string> Active = ["patrol", "random", "campaign"];

    /// <summary>All that an inspector may choose; a tip is taken up where it is read.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("patrol", "日常巡视检查", "Patrol"),
        new("random", "双随机抽查", "Random draw"),
        new("campaign", "专项检查", "Campaign"),
        new("superior", "上级交办、督办", "Ordered by a superior"),
        new("transfer", "其他部门移送", "Transferred by another authority"),
    ];

    /// <summary>Its Chinese and English name; null for a code that is none.</summary>
    public static CodeName? Find(string? code) =>
        code == Tip ? new(Tip, "匿名举报", "Anonymous tip") : All.FirstOrDefault(source => source.Code == code);
}
