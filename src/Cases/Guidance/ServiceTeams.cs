using System.Text.Encodings.Web;
using System.Text.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Guidance;

/// <summary>
/// 推荐服务团队: whom the register of officers offers for a new employer. A coordinator of the employer's street comes before one of the
/// district, and one who serves its park before others; among equals the one with the fewest employers, then the one whose turn it is.
/// Beside the coordinator stands one officer of each profession, by load. The tripartite office decides.
/// </summary>
public sealed class ServiceTeams(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    IGuidanceLoads loads,
    TimeProvider time,
    IOfficers? officers = null
)
{
    /// <summary>The register entry from which the form of the deciding step is filled in.</summary>
    public const string Entry = "team-proposal";

    /// <summary>The register entry of the team that was decided on.</summary>
    public const string Assigned = "service-team";

    /// <summary>The deciding step.</summary>
    public const string Step = "new-team";

    private const string Coordinators = "tripartite-officer";

    private static readonly string[] Professions = ["street-officer", "mediator", "arbitrator", "inspector", "legal-reviewer"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The entry of a team.</summary>
    internal static RegisterEntry Entered(Guid caseId, IReadOnlyList<TeamMember> team, string by, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            CaseId = caseId,
            Kind = Assigned,
            Text = $"服务团队：{string.Join("、", team.Select(member => $"{member.Name}（{member.Zh}）"))}",
            DataJson = JsonSerializer.Serialize(team, Json),
            RecordedBy = by,
            RecordedAt = at,
        };

    /// <summary>A team as an entry keeps it; nobody when there is none.</summary>
    public static IReadOnlyList<TeamMember> Read(string? dataJson) =>
        dataJson is null ? [] : JsonSerializer.Deserialize<List<TeamMember>>(dataJson, Json)!;

    /// <summary>Notes a proposal, or that the register offers nobody.</summary>
    /// <returns>The proposed coordinator; null when there is none.</returns>
    public async ValueTask<string?> ProposeAsync(Case guided, CancellationToken cancellationToken = default)
    {
        var profile = (await records.ListAsync<EnterpriseProfile>(guided.Id, cancellationToken)) is [var found, ..]
            ? found
            : throw new InvalidOperationException("案件没有单位档案。");
        if (await CoordinatorAsync(guided, profile, cancellationToken) is not { } chosen)
        {
            Tell(guided, "登记的人员中没有可以服务该单位的协调员，请自行确定", "The register offers no coordinator for this employer");
            return null;
        }
        var team = new List<TeamMember>();
        foreach (var profession in Professions)
            if (await MemberAsync(guided, profession, cancellationToken) is { } member && member != chosen.Who.UserName)
                team.Add(new(member, profession));
        records.Add(
            new RegisterEntry
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = guided.Id,
                Kind = Entry,
                Text = $"推荐协调员{chosen.Who.DisplayName ?? chosen.Who.UserName}：{chosen.Why}",
                DataJson = JsonSerializer.Serialize(
                    // Forms of earlier versions list the members without their roles.
                    new
                    {
                        coordinator = chosen.Who.UserName,
                        teamMembers = team,
                        team = team.Select(member => member.Name),
                    },
                    Json
                ),
                RecordedBy = "workflow",
                RecordedAt = time.GetUtcNow(),
            }
        );
        Tell(
            guided,
            $"推荐协调员{chosen.Who.DisplayName ?? chosen.Who.UserName}（{chosen.Why}），由三方办确定",
            $"Proposed as coordinator: {chosen.Who.UserName}; the tripartite office decides"
        );
        return chosen.Who.UserName;
    }

    private async ValueTask<(Actor Who, string Why)?> CoordinatorAsync(
        Case guided,
        EnterpriseProfile profile,
        CancellationToken cancellationToken
    )
    {
        var offered = await OfferedAsync(guided, [Coordinators], cancellationToken);
        var known = (await loads.OfAsync([.. offered.Select(o => o.UserName)], profile.Park, cancellationToken)).ToDictionary(
            load => load.UserName,
            StringComparer.OrdinalIgnoreCase
        );
        return offered
            .Select(officer => (Officer: officer, Load: known.GetValueOrDefault(officer.UserName) ?? new(officer.UserName, 0, 0, null)))
            // Who is nearest: the street's own, then the district's; the street's officers serve no other street.
            .OrderByDescending(one => Nearness(one.Officer))
            .ThenByDescending(one => profile.Park is not null && one.Load.InPark > 0)
            .ThenBy(one => one.Load.Open)
            .ThenBy(one => one.Load.Last ?? DateTimeOffset.MinValue)
            .ThenBy(one => one.Officer.UserName, StringComparer.Ordinal)
            .Select(one => ((Actor, string)?)(one.Officer, Why(one.Officer, one.Load, profile.Park)))
            .FirstOrDefault();
    }

    private async ValueTask<string?> MemberAsync(Case guided, string profession, CancellationToken cancellationToken)
    {
        var offered = await OfferedAsync(guided, [profession], cancellationToken);
        var near = offered.ToDictionary(o => o.UserName, Nearness, StringComparer.OrdinalIgnoreCase);
        var teams = (await loads.MembershipsAsync([.. near.Keys], cancellationToken)).ToDictionary(
            load => load.UserName,
            load => load.Open,
            StringComparer.OrdinalIgnoreCase
        );
        return (await tasks.WorkloadsAsync([.. near.Keys], Step, cancellationToken))
            .OrderByDescending(load => near[load.UserName])
            .ThenBy(load => load.OpenTasks + teams.GetValueOrDefault(load.UserName))
            .ThenBy(load => load.UserName, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.UserName;
    }

    /// <summary>Officers of the roles whose place holds the employer's.</summary>
    private async ValueTask<List<Actor>> OfferedAsync(Case guided, string[] roles, CancellationToken cancellationToken) =>
        officers is null
            ? []
            :
            [
                .. (await officers.ListAsync(roles, cancellationToken)).Where(officer =>
                    officer.Jurisdiction is not null && TaskRights.Reaches(guided.District, officer)
                ),
            ];

    private static int Nearness(Actor officer) => TaskRights.TrimZeros(officer.Jurisdiction!).Length;

    private static string Why(Actor officer, GuidanceLoad load, string? park) =>
        (officer.Jurisdiction!.Length > 6 ? "本街道，" : "本区，")
        + (park is not null && load.InPark > 0 ? $"已服务{park}的单位{load.InPark}户，" : "")
        + $"在服务{load.Open}户";

    private void Tell(Case guided, string zh, string en)
    {
        guided.Revision++;
        cases.Add(CaseEvents.Internal(guided.Id, time.GetUtcNow(), "workflow", "team.proposed", zh, en));
    }
}
