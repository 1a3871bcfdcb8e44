using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Accounts;

/// <summary>A role of an account: its code, which tasks name as candidate, and what people call it.</summary>
internal sealed record Role(string Code, string Zh, string En);

/// <summary>The roles of a labour authority. An account may have several.</summary>
internal static class Roles
{
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";
    public const string WindowClerk = "window-clerk";

    public static IReadOnlyList<Role> All { get; } = [.. RoleNames.All.Select(role => new Role(role.Code, role.Zh, role.En))];

    /// <summary>Those who work on cases. Parties follow their own case through the public endpoints.</summary>
    public static IReadOnlyList<string> Officers { get; } =
    [.. All.Select(role => role.Code).Where(code => code is not (Administrator or Auditor or "worker" or "employer"))];

    public static Role? Find(string code) => All.FirstOrDefault(role => role.Code == code);
}
