using LaborFlow.Cases;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Accounts;

/// <summary>The roles of a labour authority. An account may have several; tasks name them by their codes as candidates.</summary>
internal static class Roles
{
    public const string Administrator = "administrator";
    public const string Auditor = "auditor";
    public const string WindowClerk = "window-clerk";

    public static IReadOnlyList<CodeName> All => RoleNames.All;

    /// <summary>Those who work on cases. Parties follow their own case through the public endpoints.</summary>
    public static IReadOnlyList<string> Officers { get; } =
    [.. All.Select(role => role.Code).Where(code => code is not (Administrator or Auditor or "worker" or "employer"))];

    public static CodeName? Find(string code) => All.FirstOrDefault(role => role.Code == code);
}
