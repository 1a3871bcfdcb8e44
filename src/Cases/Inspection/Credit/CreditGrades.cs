namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>What the record of a year comes to.</summary>
/// <param name="Grade">A, B or C.</param>
/// <param name="Findings">查处次数: inspections that found something.</param>
/// <param name="Reason">Why.</param>
public sealed record CreditScore(string Grade, int Findings, string Reason);

/// <summary>
/// 等级评价规则 (<c>crd-a</c>, <c>crd-c-3</c>): A, who kept the law and was never sanctioned for breaking it; C, who was sanctioned so many times
/// in the year or did one of the grave things that the rule names; B, everybody else.
/// </summary>
public static class CreditGrades
{
    /// <summary>查处: an order or a decision of the inspectorate.</summary>
    public const string Finding = "finding";

    /// <summary>因劳动保障违法行为引发群体性事件、极端事件.</summary>
    public const string Incident = "incident";

    /// <summary>使用童工、强迫劳动.</summary>
    public const string ForcedOrChildLabour = "forced-or-child-labour";

    /// <summary>拒不履行.</summary>
    public const string Refusal = "refusal";

    /// <summary>移送司法.</summary>
    public const string Referral = "referral";

    /// <summary>The grades, with how an employer of each is supervised (分类监管) and how the list calls it.</summary>
    public static readonly IReadOnlyList<(string Grade, string SupervisionZh, string SupervisionEn)> All =
    [
        ("A", "减少日常巡视检查", "Fewer routine inspections"),
        ("B", "增加日常巡视检查", "More routine inspections"),
        ("C", "列为重点对象，优先检查并约谈", "Priority supervision and a talk"),
    ];

    private static readonly (string Kind, string Zh)[] Grave =
    [
        (Incident, "因劳动保障违法行为引发群体性事件、极端事件"),
        (ForcedOrChildLabour, "使用童工或者强迫劳动被查处"),
        (Refusal, "拒不履行处理处罚决定"),
        (Referral, "涉嫌犯罪移送公安机关"),
    ];

    /// <summary>Scores a year.</summary>
    /// <param name="facts">What happened in it.</param>
    /// <param name="threshold">How many findings make a C (<c>crd-c-3</c>).</param>
    public static CreditScore Score(IReadOnlyCollection<CreditFact> facts, int threshold)
    {
        var findings = facts.Where(f => f.Kind == Finding).Select(f => f.CaseId).Distinct().Count();
        var grave = Grave.Where(g => facts.Any(f => f.Kind == g.Kind)).Select(g => g.Zh).ToList();
        if (findings >= threshold)
            grave.Insert(0, $"一年内查处{findings}次");
        return grave.Count > 0 ? new("C", findings, string.Join("；", grave))
            : findings > 0 ? new("B", findings, $"一年内查处{findings}次，不满{threshold}次，也没有评为C级的其他情形")
            : new("A", 0, "遵守劳动保障法律，没有因违法被查处");
    }

    /// <summary>How an employer of a grade is supervised.</summary>
    public static string SupervisionOf(string grade) => All.First(g => g.Grade == grade).SupervisionZh;

    /// <summary>The same in English.</summary>
    public static string SupervisionEnOf(string grade) => All.First(g => g.Grade == grade).SupervisionEn;

    /// <summary>Whether what was found is child labour or forced labour, by the words of the record.</summary>
    public static bool IsForcedOrChildLabour(string text) =>
        text.Contains("童工", StringComparison.Ordinal) || text.Contains("强迫劳动", StringComparison.Ordinal);
}
