using System.Text.Json.Serialization;

namespace LaborFlow.Cases.Guidance;

/// <summary>服务团队成员: one of those who serve a new employer.</summary>
/// <param name="Name">User name; the person's name where there is no account (union, lawyer, judge, expert).</param>
/// <param name="Role">A code of <see cref="Roles"/>.</param>
public sealed record TeamMember(string Name, string Role)
{
    /// <summary>协调员.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>团队成员: whom an earlier form named without a role.</summary>
    public const string Unnamed = "member";

    /// <summary>The roles of a team, as lists offer them.</summary>
    public static readonly IReadOnlyList<CodeName> Roles =
    [
        new(Coordinator, "协调员", "Coordinator"),
        new("street-officer", "街道工作人员", "Street officer"),
        new("mediator", "调解员", "Mediator"),
        new("arbitrator", "仲裁员", "Arbitrator"),
        new("inspector", "监察员", "Inspector"),
        new("legal-reviewer", "法制人员", "Legal reviewer"),
        new("union", "工会", "Trade union"),
        new("lawyer", "律师", "Lawyer"),
        new("judge", "法官", "Judge"),
        new("expert", "专家", "Expert"),
        new(Unnamed, "团队成员", "Team member"),
    ];

    /// <summary>The role's Chinese name.</summary>
    [JsonIgnore]
    public string Zh => Roles.FirstOrDefault(role => role.Code == Role)?.Zh ?? Role;
}
