namespace LaborFlow.Host.Accounts;

/// <summary>A role of an account: its code, which tasks name as candidate, and what people call it.</summary>
internal sealed record Role(string Code, string Zh, string En);

/// <summary>The roles of a labour authority. An account may have several.</summary>
internal static class Roles
{
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";
    public const string WindowClerk = "window-clerk";

    public static IReadOnlyList<Role> All { get; } =
    [
        new(Administrator, "系统管理员", "Administrator"),
        new(Auditor, "审计人员", "Auditor"),
        new(WindowClerk, "窗口受理员", "Window clerk"),
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

    /// <summary>Those who work on cases. Parties follow their own case through the public endpoints.</summary>
    public static IReadOnlyList<string> Officers { get; } =
    [.. All.Select(role => role.Code).Where(code => code is not (Administrator or Auditor or "worker" or "employer"))];

    public static Role? Find(string code) => All.FirstOrDefault(role => role.Code == code);
}
