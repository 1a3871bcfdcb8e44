namespace LaborFlow.Cases;

/// <summary>A stage of a case, and what a party is told comes next.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Official name.</param>
/// <param name="En">English name.</param>
/// <param name="NextZh">What happens next, in Chinese, for the parties.</param>
/// <param name="NextEn">The same in English.</param>
public sealed record Stage(string Code, string Zh, string En, string NextZh, string NextEn);

/// <summary>The stages that procedures move a case through.</summary>
public static class Stages
{
    /// <summary>待受理审查.</summary>
    public const string Received = "received";

    /// <summary>待补正.</summary>
    public const string Correction = "correction";

    /// <summary>已受理，待确定调解组织.</summary>
    public const string Accepted = "accepted";

    /// <summary>调解中.</summary>
    public const string Mediation = "mediation";

    /// <summary>调解协议待双方确认.</summary>
    public const string Agreement = "agreement";

    /// <summary>已移送仲裁，待立案审查.</summary>
    public const string ArbitrationIntake = "arbitration-intake";

    /// <summary>仲裁立案.</summary>
    public const string ArbitrationAccepted = "arbitration-accepted";

    /// <summary>已办结.</summary>
    public const string Closed = "closed";

    /// <summary>All, in the usual order.</summary>
    public static readonly IReadOnlyList<Stage> All =
    [
        new(Received, "待受理审查", "Received", "窗口工作人员将审查申请材料", "A window clerk reviews the application"),
        new(Correction, "待补正", "Correction requested", "请申请人补正申请材料", "The applicant corrects the application"),
        new(Accepted, "已受理", "Accepted", "将确定调解组织", "A mediation organisation will be assigned"),
        new(Mediation, "调解中", "In mediation", "调解员将组织调解", "The mediator will hold a session"),
        new(Agreement, "调解协议待确认", "Agreement to be confirmed", "请双方确认调解协议", "Both sides confirm the agreement"),
        new(ArbitrationIntake, "移送仲裁待立案", "Arbitration intake", "仲裁委员会将审查立案", "The commission decides on acceptance"),
        new(ArbitrationAccepted, "仲裁已立案", "Accepted for arbitration", "仲裁委员会将组成仲裁庭", "The commission will form a tribunal"),
        new(Closed, "已办结", "Closed", "案件已办结", "The case is closed"),
    ];

    /// <summary>The stage; an unknown code (set by a procedure drawn locally) is shown as it is.</summary>
    public static Stage Get(string code) => All.FirstOrDefault(s => s.Code == code) ?? new Stage(code, code, code, "", "");
}
