namespace LaborFlow.Cases.Tasks;

/// <summary>What people call the roles that steps and notices name by their codes.</summary>
public static class RoleNames
{
    /// <summary>All roles of a labour authority, and those of the two sides.</summary>
    public static readonly IReadOnlyList<CodeName> All =
    [
        new("administrator", "系统管理员", "Administrator"),
        new("auditor", "审计人员", "Auditor"),
        new("window-clerk", "窗口受理员", "Window clerk"),
        new("mediator", "调解员", "Mediator"),
        new("registrar", "立案人员", "Registrar"),
        new("arbitrator", "仲裁员", "Arbitrator"),
        new("tribunal-secretary", "书记员", "Tribunal secretary"),
        new("director", "仲裁院院长", "Director of the arbitration court"),
        new("inspector", "劳动保障监察员", "Labour inspector"),
        new("legal-reviewer", "法制审核人员", "Legal reviewer"),
        new("head", "行政机关负责人", "Head of the authority"),
        new("fund-officer", "基金经办人员", "Fund officer"),
        new("fund-reviewer", "基金复核人员", "Fund reviewer"),
        new("finance", "财务人员", "Finance"),
        new("tripartite-officer", "三方机制工作人员", "Tripartite officer"),
        new("street-officer", "街道工作人员", "Street officer"),
        new("supervisor", "督办人员", "Supervisor"),
        new("worker", "劳动者", "Worker"),
        new("employer", "用人单位", "Employer"),
    ];

    /// <summary>The role's Chinese name; its code when it has none.</summary>
    public static string Zh(string code) => All.FirstOrDefault(role => role.Code == code)?.Zh ?? code;

    /// <summary>The role's English name; its code when it has none.</summary>
    public static string En(string code) => All.FirstOrDefault(role => role.Code == code)?.En ?? code;
}
