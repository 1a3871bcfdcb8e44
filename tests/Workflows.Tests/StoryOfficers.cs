using LaborFlow.Cases.Tasks;

namespace LaborFlow.Workflows.Tests;

/// <summary>The register of officers of the stories' district.</summary>
internal sealed class StoryOfficers : IOfficers
{
    private static readonly (string UserName, string Name, string Role)[] Register =
    [
        ("han", "韩仲裁", "arbitrator"),
        ("chen", "首席陈", "arbitrator"),
        ("li", "仲裁员李", "arbitrator"),
        ("wang", "仲裁员王", "arbitrator"),
        ("zhou", "书记员小周", "tribunal-secretary"),
        ("qian", "书记员小钱", "tribunal-secretary"),
        ("zhao", "调解员赵", "mediator"),
        ("sun", "调解员孙", "mediator"),
        ("jian", "监察员简", "inspector"),
        ("wu", "窗口吴", "window-clerk"),
        ("zheng", "窗口郑", "window-clerk"),
        ("he", "协调员何", "tripartite-officer"),
        ("luo", "协调员罗", "tripartite-officer"),
    ];

    public ValueTask<Actor?> FindAsync(string userName, CancellationToken cancellationToken = default) =>
        new(All().FirstOrDefault(officer => officer.UserName == userName));

    public ValueTask<IReadOnlyList<Actor>> ListAsync(IReadOnlyCollection<string> roles, CancellationToken cancellationToken = default) =>
        new([.. All().Where(officer => officer.Roles.Any(roles.Contains))]);

    private static IEnumerable<Actor> All() =>
        Register.Select(officer => new Actor(officer.UserName, [officer.Role], Jurisdiction: "440309", DisplayName: officer.Name));
}
