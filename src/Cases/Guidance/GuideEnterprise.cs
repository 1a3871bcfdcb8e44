using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Guidance;

/// <summary>用工指导: groups a new employer, assigns its service team and records what is done for it. A service, never enforcement.</summary>
public sealed class GuideEnterprise(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    StatuteRegister register,
    TimeProvider time,
    IOfficers? officers = null
)
{
    private const string FocusHeadcount = "new-focus-headcount";

    private static readonly Dictionary<string, string> KindNames = new(StringComparer.Ordinal)
    {
        ["contact"] = "联系",
        ["package"] = "送达用工指南",
        ["visit"] = "走访",
        ["training"] = "培训",
        ["advice"] = "咨询答复",
        ["follow-up"] = "回访",
    };

    private static readonly string[] FocusIndustries = ["建筑", "餐饮", "制造", "物流", "快递", "电商", "平台", "劳务派遣", "家政"];

    /// <summary>分类: <c>focus</c>, <c>general</c>, or <c>excluded</c> for a shell without staff. The rule is the programme's own, no law.</summary>
    public async ValueTask<string> GroupAsync(Case guided, CancellationToken cancellationToken = default)
    {
        var profile = await ProfileAsync(guided.Id, cancellationToken);
        var (group, reason) =
            profile.Headcount == 0 ? ("excluded", "没有参保职工，暂不纳入服务")
            : profile.RepresentativeOwedWages ? ("focus", "同一法定代表人的单位曾拖欠工资")
            : profile.FlexibleLabour ? ("focus", "使用派遣、外包或者平台用工")
            : profile.SpecialHours ? ("focus", "拟实行特殊工时，须经审批")
            : Manpower(guided, profile) is { } many ? ("focus", many)
            : Array.Find(FocusIndustries, i => profile.Industry.Contains(i, StringComparison.Ordinal)) is { } industry
                ? ("focus", $"重点行业：{industry}")
            : ("general", "一般服务对象");
        profile.Group = group;
        profile.GroupReason = reason;
        Tell(guided, "workflow", "enterprise.grouped", reason, $"Grouped as {group}");
        return group;
    }

    /// <summary>Why the employer counts as a large one, now or by what it plans; null when it does not.</summary>
    private string? Manpower(Case guided, EnterpriseProfile profile)
    {
        var place = new Jurisdiction(guided.District[..6]);
        if (register.Numeric(FocusHeadcount, place, ChinaDay.Today(time))?.Value is not { } least)
            return null;
        return profile.Headcount >= least ? $"职工{profile.Headcount}人，达到{least:0}人"
            : profile.PlannedHeadcount >= least ? $"六个月内计划用工{profile.PlannedHeadcount}人，达到{least:0}人"
            : null;
    }

    /// <summary>
    /// 确定服务团队: the coordinator and the members whom a step's form names, each with a role. Members with an account get a copy of the
    /// step, which tells them, and by which what they have in hand is counted.
    /// </summary>
    public async ValueTask AssignAsync(Case guided, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, guided.Id, step, cancellationToken);
        var profile = await ProfileAsync(guided.Id, cancellationToken);
        profile.Coordinator = data.Required("coordinator");
        var team = new List<TeamMember> { new(profile.Coordinator, TeamMember.Coordinator) };
        team.AddRange(
            data.List("teamMembers")
                .Select(row => new TeamMember(row.GetProperty("name").GetString()!.Trim(), row.GetProperty("role").GetString()!))
        );
        // Forms of earlier versions name the officers without their roles.
        team.AddRange(data.List("team").Select(row => new TeamMember(row.GetString()!.Trim(), TeamMember.Unnamed)));
        team = [.. team.DistinctBy(member => member.Name)];
        records.Add(ServiceTeams.Entered(guided.Id, team, data.Task.CompletedBy!, time.GetUtcNow()));
        if (officers is not null && await tasks.FindAsync(data.Task.Id, forUpdate: false, cancellationToken) is { } decided)
            await TellMembersAsync(decided, team, officers, cancellationToken);
        Tell(
            guided,
            data.Task.CompletedBy!,
            "team.assigned",
            $"服务团队：{string.Join("、", team.Select(member => $"{member.Name}（{member.Zh}）"))}"
                + (data.Text("members") is { } members ? $"、{members}" : ""),
            $"Service team: {profile.Coordinator} and {team.Count - 1} others"
        );
    }

    private async ValueTask TellMembersAsync(CaseTask decided, List<TeamMember> team, IOfficers known, CancellationToken cancellationToken)
    {
        foreach (var member in team.Where(m => m.Role != TeamMember.Coordinator))
            if (
                await known.FindAsync(member.Name, cancellationToken) is { } officer
                && !TaskRights.IsRecused(decided, officer)
                && !decided.Copies.Exists(copy => copy.UserName == officer.UserName)
            )
                decided.Copies.Add(
                    new TaskCopy
                    {
                        TaskId = decided.Id,
                        UserName = officer.UserName,
                        By = decided.CompletedBy!,
                        At = time.GetUtcNow(),
                        Note = $"已列为服务团队成员：{member.Zh}",
                    }
                );
    }

    /// <summary>记录服务: one thing done, as a step's form tells it (heldOn, people, note, and the check-list's points as booleans).</summary>
    /// <returns>How many points of the check-list were not in order.</returns>
    public async ValueTask<int> RecordAsync(Case guided, string step, string kind, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, guided.Id, step, cancellationToken);
        var points = GuidanceChecklist.Points.Where(p => data.Has(p.Field)).ToList();
        var wanting = points.Where(p => !data.Flag(p.Field)).ToList();
        records.Add(
            new GuidanceEvent
            {
                Id = Guid.CreateVersion7(time.GetUtcNow()),
                CaseId = guided.Id,
                Kind = kind,
                HeldOn = data.Date("heldOn") ?? throw new InvalidOperationException("服务日期缺失。"),
                People = data.Count("people") ?? 0,
                Shortcomings = points.Count == 0 ? null : wanting.Count,
                Note = NoteOf(data),
                RecordedBy = data.Task.CompletedBy!,
            }
        );
        Tell(
            guided,
            data.Task.CompletedBy!,
            "guidance.recorded",
            wanting.Count == 0
                ? $"记录服务：{KindNames.GetValueOrDefault(kind, kind)}"
                : $"走访清单有{wanting.Count}项需要改进：{string.Join("、", wanting.Select(p => p.Zh))}",
            $"Service recorded: {kind}, {wanting.Count} points to improve"
        );
        return wanting.Count;
    }

    /// <summary>What was done: as noted, or what was asked and answered, or what was taught.</summary>
    private static string NoteOf(StepData data) =>
        data.Text("note")
        ?? (data.Text("question"), data.Text("answer")) switch
        {
            ({ } question, { } answer) => $"问：{question} 答：{answer}",
            (null, { } answer) => $"专家答复：{answer}",
            _ => data.Text("topic") ?? data.Text("reason") ?? "",
        };

    private async ValueTask<EnterpriseProfile> ProfileAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await records.ListAsync<EnterpriseProfile>(caseId, cancellationToken)) is [var profile, ..]
            ? profile
            : throw new InvalidOperationException("案件没有单位档案。");

    private void Tell(Case guided, string actor, string action, string zh, string en)
    {
        guided.Revision++;
        cases.Add(CaseEvents.Internal(guided.Id, time.GetUtcNow(), actor, action, zh, en));
    }
}

/// <summary>The points of the visit's check-list.</summary>
public static class GuidanceChecklist
{
    /// <summary>Form field and Chinese name.</summary>
    public static readonly IReadOnlyList<(string Field, string Zh)> Points =
    [
        ("writtenContracts", "书面劳动合同"),
        ("rulesPublished", "规章制度民主程序"),
        ("workingHours", "工时与休息休假"),
        ("payslips", "按时足额支付与工资条"),
        ("minimumWage", "最低工资"),
        ("socialInsurance", "社会保险"),
        ("dispatchRatio", "劳务派遣比例"),
        ("temporaryDispatch", "临时性派遣岗位期限"),
        ("specialHours", "特殊工时审批"),
        ("minorsAndWomen", "未成年工和女职工保护"),
        ("union", "建立工会"),
        ("mediationCommittee", "劳动争议调解委员会"),
    ];
}
