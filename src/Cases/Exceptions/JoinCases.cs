using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Collective;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Exceptions;

/// <summary>
/// 合并审理: a case is heard together with another that is against the same respondent and as far as this one; what it has goes over there,
/// and it ends here.
/// </summary>
public sealed class JoinCases(
    ICaseStore cases,
    ICaseRecords records,
    ITaskStore tasks,
    StatuteRegister register,
    ExceptionDesk desk,
    CarryOver carry,
    TimeProvider time
)
{
    private const string Basis = "《劳动人事争议仲裁办案规则》第5条、第46条";

    /// <returns>False when the cases cannot be heard together; the history says why, and nothing else was changed.</returns>
    public async ValueTask<bool> MergeAsync(Case disputed, string leadNumber, string by, CancellationToken cancellationToken = default)
    {
        var lead = await cases.FindByNumberAsync(leadNumber.Trim(), forUpdate: true, cancellationToken);
        if ((Fault(disputed, lead, leadNumber) ?? await AwardedFaultAsync(disputed, cancellationToken)) is { } fault)
        {
            desk.Tell(disputed, by, "merge.refused", fault.Zh, fault.En, Basis);
            return false;
        }

        var now = time.GetUtcNow();
        foreach (var party in disputed.Parties.Where(p => p.Side != PartySide.Former).OrderBy(p => p.Position).ToList())
            if (!lead!.Parties.Exists(other => other.Side == party.Side && IsSame(other, party)))
                lead.Parties.Add(party.CopyTo(lead.Id, lead.Parties.Count(p => p.Side == party.Side), now));
        foreach (var claim in disputed.Claims.OrderBy(c => c.Position))
            lead!.Claims.Add(
                new Claim
                {
                    Id = Guid.CreateVersion7(now),
                    CaseId = lead.Id,
                    Position = lead.NextClaimPosition,
                    Cause = claim.Cause,
                    Amount = claim.Amount,
                    PeriodFrom = claim.PeriodFrom,
                    PeriodTo = claim.PeriodTo,
                    Basis = $"{disputed.CaseNumber}：{claim.Basis}",
                }
            );
        await carry.CopyAsync(disputed, lead!, by, cancellationToken);
        if (await Counterclaim.ListAsync(records, tasks, disputed.Id, cancellationToken) is { Count: > 0 } returned)
            desk.Enter(
                lead!,
                Counterclaim.Entry,
                $"{disputed.CaseNumber}的反申请",
                by,
                new
                {
                    claims = returned.Select(c => new
                    {
                        c.Cause,
                        c.Amount,
                        basis = $"{disputed.CaseNumber}：{c.Text}",
                    }),
                }
            );
        lead!.Revision++;
        desk.Enter(disputed, "merged", $"并入{lead.CaseNumber}", by, related: lead.Id);
        desk.Enter(lead, "merged", $"{disputed.CaseNumber}并入本案", by, related: disputed.Id);
        desk.Tell(
            lead,
            by,
            "case.merged",
            $"{disputed.CaseNumber}并入本案合并办理",
            $"{disputed.CaseNumber} was merged into this case",
            Basis
        );
        Reckon(lead);
        return true;
    }

    /// <summary>The workers of both cases may be a group together (调解仲裁法 art 7).</summary>
    private void Reckon(Case lead)
    {
        var workers = lead.Applicants.Count(p => p.Kind == "worker");
        var threshold = CollectiveThreshold.Of(register, lead.District, ChinaDay.Today(time));
        if (lead.Collective || workers < threshold || lead.Applicants.Any(p => p.Kind != "worker"))
            return;
        lead.Collective = true;
        desk.Tell(
            lead,
            "workflow",
            "flag.collective",
            $"合并后申请人共{workers}人，标记为集体争议，应当优先审理，可以推举代表人",
            $"{workers} applicants after the merger: marked as a collective dispute",
            "《劳动争议调解仲裁法》第7条；《劳动人事争议仲裁办案规则》第5条"
        );
    }

    private static (string Zh, string En)? Fault(Case disputed, Case? lead, string leadNumber)
    {
        if (lead is null || lead.Id == disputed.Id || lead.ClosedAt is not null)
            return ($"案件{leadNumber}不存在、已办结或者就是本案，不能并入；请核对案号", "There is no such open case");
        if (lead.SuspendedSince is not null)
            return ($"案件{leadNumber}正在中止，不能并入；请待其恢复后再办理", "That case is suspended");
        if (!lead.Respondents.Any(theirs => disputed.Respondents.Any(mine => IsSame(mine, theirs))))
            return (
                $"案件{leadNumber}的被申请人与本案不同，不能合并审理；请核对案号，被申请人应当共同承担责任的，请改为追加当事人",
                "The cases are against different respondents"
            );
        if (Kind(lead.ProcedureCode) != Kind(disputed.ProcedureCode))
            return ($"案件{leadNumber}与本案不属于同一类程序，不能合并；请分别办理", "The cases are of different kinds of procedure");
        if (Step(lead) is not { } theirs || Step(disputed) is not { } own)
            return (
                $"本案或者案件{leadNumber}已经进入裁决，不能再合并；请分别裁决",
                "One of the cases has been heard: each is decided by itself"
            );
        return theirs == own
            ? null
            : (
                $"案件{leadNumber}与本案不在同一阶段（{Name(lead)}；本案{Name(disputed)}），不能合并；请待两案均已立案或者均在调解时再办理",
                "The cases are not at the same stage"
            );
    }

    /// <summary>What was awarded first goes its own way to court and to enforcement under this case's number.</summary>
    private async ValueTask<(string Zh, string En)?> AwardedFaultAsync(Case disputed, CancellationToken cancellationToken) =>
        (await records.ListAsync<Award>(disputed.Id, cancellationToken)).Any(award => award.Partial)
            ? (
                "本案已经作出先行裁决，不能并入他案；需要合并审理的，请将他案并入本案",
                "A partial award was made in this case: merge the other one into it"
            )
            : null;

    private static string Name(Case matter) => Stages.All.First(stage => stage.Code == matter.Stage).Zh;

    /// <summary>Mediation and arbitration are two steps of one kind of procedure.</summary>
    private static string Kind(string procedure) => procedure is "MED" or "FTA" or "ARB" or "COL" ? "dispute" : procedure;

    /// <summary>How far a case is: before the commission accepted it, after that, or elsewhere its stage; null once it was heard.</summary>
    private static string? Step(Case matter) =>
        matter.Stage is Stages.Award or Stages.Remedies or Stages.Closed ? null
        : matter.DocketNumber is not null ? "docketed"
        : matter.Stage is Stages.Mediation or Stages.Agreement or Stages.Accepted ? Stages.Mediation
        : matter.Stage;

    /// <summary>Without both numbers an enterprise is known by its name; of people the telephone must not tell them apart.</summary>
    private static bool IsSame(Party one, Party other) =>
        one.IdNumber is not null && other.IdNumber is not null
            ? one.IdNumber == other.IdNumber
            : one.Name == other.Name && (one.Kind != "worker" || one.Phone is null || other.Phone is null || one.Phone == other.Phone);
}
