using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Collective;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 成员退出: one worker of a group settles, withdraws or wants a tribunal of their own, and the others go on. The member gets a case of their own
/// number, linked to the group's, with the claims that are theirs.
/// </summary>
public sealed class LeaveGroup(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    ICaseNumbers numbers,
    StatuteRegister register,
    ExceptionDesk desk,
    CarryOver carry,
    TimeProvider time
)
{
    /// <summary>个别和解.</summary>
    public const string Settles = "settle";

    /// <summary>个别撤回.</summary>
    public const string Withdraws = "withdraw";

    /// <summary>另案处理.</summary>
    public const string GoesAlone = "separate";

    private const string Basis = "《劳动人事争议仲裁办案规则》第63条";

    /// <summary>What becomes of the member's own claims.</summary>
    public static readonly IReadOnlyList<CodeName> Ways =
    [
        new(Settles, "个别和解", "Settles alone"),
        new(Withdraws, "个别撤回", "Withdraws alone"),
        new(GoesAlone, "另案处理", "Goes on alone"),
    ];

    /// <summary>Takes the member out whom a step's form names (member, leaves, claimNumbers, memberSigned, terms, amount).</summary>
    /// <returns>The member's own case; null when it cannot be, the history says why, and nothing else was changed.</returns>
    public async ValueTask<Case?> TakeOutAsync(Case group, string step, CancellationToken cancellationToken = default)
    {
        using var data = await StepData.LastAsync(tasks, group.Id, step, cancellationToken);
        var written = data.Required("member");
        var member = RosterNames.Find(group, group.Applicants, written);
        var name = member is null ? written : RosterNames.Of(group, member);
        // What was awarded already was awarded to the member, too: nobody takes it along to have it decided again.
        var before = Award.DecidedBefore(group, await records.ListAsync<Award>(group.Id, cancellationToken));
        var open = group.Claims.Except(before).OrderBy(c => c.Position).ToList();
        var chosen = data.List("claimNumbers").Where(n => n.TryGetInt32(out _)).Select(n => n.GetInt32()).Distinct().ToList();
        var fault =
            member is null ? RosterNames.Unknown(group, group.Applicants, written, "申请人")
            : group.Applicants.Count() == 1 ? ("只余一名申请人，不再主张的应当撤回申请", "Only one applicant is left: withdraw instead")
            : chosen.Exists(n => group.ClaimOf(n) is null) ? ("请求序号不存在，请核对", "There is no such claim")
            : ChangeClaims.Fault(chosen.Select(group.ClaimOf).OfType<Claim>(), before) is { } decided ? decided
            : chosen.Count == open.Count && open.Count > 0
                ? (
                    "不能带走全部请求：共同请求由其余申请人继续主张，请只选本人的请求",
                    "The claims of the others stay: choose the member's own"
                )
            : default((string Zh, string En)?);
        if (fault is { } why)
        {
            desk.Tell(group, "workflow", "member.refused", why.Zh, why.En, Basis);
            return null;
        }

        var now = time.GetUtcNow();
        var today = ChinaDay.Of(now);
        var own = chosen.Select(n => group.ClaimOf(n)!).ToList();
        var number = await numbers.NextAsync(group.District, today.Year, CaseNumber.Series(group.ProcedureCode), cancellationToken);
        await LeaveFundAsync(group, member!, cancellationToken);
        // Claims that all have in common stay with the group; the member's share of them goes along as a copy.
        var alone = group.TakeOut(
            Guid.CreateVersion7(now),
            CaseNumber.Format(group.District, group.ProcedureCode, today.Year, number),
            member!,
            own.Count > 0 ? own : open,
            now
        );
        cases.Add(alone);
        await carry.CopyAsync(group, alone, data.Task.CompletedBy!, cancellationToken);
        foreach (var claim in own)
            cases.Remove(group, claim);
        var way = Ways.First(w => w.Code == data.Required("leaves"));
        var by = data.Task.CompletedBy!;
        desk.Enter(
            group,
            "member-exit",
            $"{name}退出（{way.Zh}），另编{alone.CaseNumber}",
            by,
            new
            {
                member = name,
                memberId = member!.Id,
                leaves = way.Code,
            },
            alone.Id
        );
        desk.Enter(alone, "member-exit", $"{name}由{group.CaseNumber}退出（{way.Zh}）", by, related: group.Id);
        var told = $"{name}退出集体争议（{way.Zh}），另编{alone.CaseNumber}；其余{group.Applicants.Count()}名申请人继续办理";
        if (await WasChosenAsync(group, member!, cancellationToken))
            told += "；该成员为代表人，请其余申请人另行推举";
        if (group.Applicants.Count() < CollectiveThreshold.Of(register, group.District, today))
            told += "；人数不足集体争议的法定人数，程序不变，代表人仍可参加";
        desk.Tell(group, by, "member.left", told, $"{name} left the group", Basis);
        if (way.Code != GoesAlone)
            Close(alone, way.Code == Settles ? "arbitration-mediated" : "withdrawn", data.Text("terms") ?? way.Zh, by);
        return alone;
    }

    /// <summary>Nothing is advanced here to whoever goes: the case of the member's own may ask the fund.</summary>
    private async ValueTask LeaveFundAsync(Case group, Party member, CancellationToken cancellationToken)
    {
        var number = group.Roster.ToList().IndexOf(member) + 1;
        foreach (var advance in await records.ListAsync<FundAdvance>(group.Id, cancellationToken))
            if (
                advance is { Superseded: false, State: not (AdvanceState.Paid or AdvanceState.Refused) }
                && (advance.WorkerId is { } worker ? worker == member.Id : advance.WorkerNumber == number)
            )
                (advance.State, advance.Refusal, advance.BatchId) = (AdvanceState.Refused, FundForms.Left, null);
    }

    private void Close(Case alone, string closedAs, string reason, string by)
    {
        alone.Close(closedAs, reason, time.GetUtcNow());
        desk.Tell(
            alone,
            by,
            "closed",
            closedAs == "withdrawn" ? "本人撤回申请，案件终结" : $"本人与对方和解，案件终结。{reason}",
            $"Closed: {closedAs}",
            Basis
        );
    }

    private async ValueTask<bool> WasChosenAsync(Case group, Party member, CancellationToken cancellationToken)
    {
        var chosen = (await tasks.ListOfCaseAsync(group.Id, cancellationToken))
            .Where(t => t is { Step: "col-representatives", Status: CaseTaskStatus.Completed, Outcome: "chosen" })
            .MaxBy(t => t.CompletedAt);
        if (chosen is null)
            return false;
        using var data = StepData.Of(chosen);
        return data.List("representatives")
            .Any(r => RosterNames.Find(group, group.Roster, r.GetProperty("name").GetString())?.Id == member.Id);
    }
}
