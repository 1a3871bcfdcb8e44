namespace LaborFlow.Cases.Quality;

/// <summary>案件质量评查的项目: what a reviewer looks at in a closed case, and how it may be found.</summary>
public static class QualityItems
{
    /// <summary>The items, in the order of the procedure.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("accept-in-time", "在法定期限内决定受理", "Acceptance decided in time"),
        new("serve-in-time", "在法定期限内送达申请书副本", "Application served in time"),
        new("tribunal-notice", "书面告知仲裁庭组成和申请回避的权利", "Tribunal and the right to object told in writing"),
        new("hearing-notice", "在法定期限内通知开庭", "Hearing notified in time"),
        new("hearing-record", "庭审笔录完整", "Record of the hearing complete"),
        new("deliberation", "合议笔录完整", "Record of the deliberation complete"),
        new("award-in-time", "在审理期限内结案", "Concluded within the period"),
        new("award-content", "裁决书写明请求、事实、理由、结果和救济途径", "Award states claims, facts, reasons, result and remedies"),
        new("law", "适用法律正确", "Law applied rightly"),
        new("amounts", "金额计算正确", "Amounts right"),
        new("service", "文书送达有记录", "Service on record"),
        new("archive", "案卷归档", "File archived"),
    ];

    /// <summary>How an item may be found.</summary>
    public static readonly IReadOnlyList<CodeName> Findings =
    [
        new(Sound, "合格", "Sound"),
        new(Flaw, "瑕疵", "Flaw"),
        new(Fault, "不合格", "Fault"),
        new(NotApplicable, "不适用", "Not applicable"),
    ];

    /// <summary>合格.</summary>
    public const string Sound = "sound";

    /// <summary>瑕疵: does not touch the result.</summary>
    public const string Flaw = "flaw";

    /// <summary>不合格: touches a right of a party or the result.</summary>
    public const string Fault = "fault";

    /// <summary>不适用.</summary>
    public const string NotApplicable = "na";

    /// <summary>The name of an item or of a finding.</summary>
    public static string Zh(string code) => (All.FirstOrDefault(i => i.Code == code) ?? Findings.First(f => f.Code == code)).Zh;
}
