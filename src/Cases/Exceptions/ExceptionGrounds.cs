using System.Text.Json;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Publication;

namespace LaborFlow.Cases.Exceptions;

/// <summary>提出条件: what must be on file before a kind of exception has an object at all. Who lacks it reads the article and what to do instead.</summary>
public sealed class ExceptionGrounds(
    ICaseStore cases,
    ICaseRecords records,
    CaseClock clock,
    CourtAcceptance court,
    CourtOutcomes outcomes,
    ChangeClaims changes,
    PaymentHold hold,
    TimeProvider time
)
{
    /// <summary>The period that both sides may agree to extend.</summary>
    public const string MediationPeriod = "med-duration-15d";

    /// <summary>举证期限, whose last day the tribunal names; claims may be changed until it is over (办案规则 art 44).</summary>
    public const string EvidencePeriod = "arb-evidence-period";

    private const string ReviewPeriod = "med-arb-review-apply-15d";

    private const string AnswerPeriod = "arb-answer-10d";
    private const string PostponeRequest = "arb-postpone-request-3d";

    /// <summary>The kinds that have no object in this case now; lists need not offer them.</summary>
    public async ValueTask<IReadOnlySet<string>> ImpossibleAsync(Case disputed, CancellationToken cancellationToken = default)
    {
        var none = new HashSet<string>(StringComparer.Ordinal);
        if (!await court.IsPossibleAsync(disputed, cancellationToken))
            none.Add(CourtAcceptance.Kind);
        if (await NextHearingAsync(disputed, cancellationToken) is null)
            none.Add("postpone");
        if (!await WasHeardAsync(disputed, cancellationToken))
            none.Add(ExceptionKinds.RecordCorrection);
        if (disputed.DocketNumber is null)
            none.Add("evidence-order");
        if (disputed.Stage == Stages.ArbitrationApplication)
            none.Add(ExceptionKinds.Withdrawal);
        if (await clock.FindRunningAsync(disputed.Id, MediationPeriod, cancellationToken) is null)
            none.UnionWith(["mediation-extension", ExceptionKinds.MediationEnd]);
        if (disputed.ProcedureCode is not (Procedures.Mediation or Procedures.Arbitration))
            none.Add(ExceptionKinds.MediationEnd);
        if (disputed.Applicants.Count() < 2)
            none.Add("member-exit");
        if (!CourtOutcomes.Awaits(disputed) && !await outcomes.AwaitsPartialAsync(disputed, cancellationToken))
            none.Add("court-outcome");
        if (!await BindsAsync(disputed, cancellationToken))
            none.Add("enforcement");
        var shown = await IsPublicAsync(disputed, cancellationToken);
        if (!shown)
            none.Add("unpublish");
        if (shown || disputed.ClosedAs != PublishAward.Effective)
            none.Add("publish");
        return none;
    }

    /// <summary>Refuses what has no object, or comes too late.</summary>
    /// <exception cref="NotAllowedException">The message names the article and what can be done.</exception>
    public async ValueTask DemandAsync(
        Case disputed,
        ExceptionKind kind,
        RaiseExceptionRequest request,
        string? side,
        CancellationToken cancellationToken = default
    )
    {
        await hold.DemandAsync(disputed, kind.Code, cancellationToken);
        switch (kind.Code)
        {
            case CourtAcceptance.Kind:
                await court.DemandAsync(disputed, cancellationToken);
                break;
            case ExceptionKinds.Withdrawal when disputed.Stage == Stages.ArbitrationApplication:
                throw WithdrawApplication.NothingApplied();
            case "postpone":
                await DemandHearingAsync(disputed, side, cancellationToken);
                break;
            case "claims":
                if (side is not null)
                    await DemandWithinEvidenceAsync(disputed, cancellationToken);
                if (await changes.FaultAsync(disputed, request.Data!.Value, cancellationToken) is { } fault)
                    throw new NotAllowedException("exception.claims", fault.Zh, fault.En);
                break;
            case "evidence-order":
                Demand(
                    disputed.DocketNumber is not null,
                    "exception.not-arbitrated",
                    "案件尚未由仲裁委员会立案，不适用《劳动争议调解仲裁法》第39条；调解中需要的材料请与调解员联系。",
                    "The case is not before the commission yet: article 39 of the Mediation and Arbitration Law does not apply."
                );
                break;
            case ExceptionKinds.RecordCorrection:
                Demand(
                    await WasHeardAsync(disputed, cancellationToken),
                    "exception.not-heard",
                    "案件尚未开庭，没有庭审笔录可以补正；开庭时可以当庭核对笔录并申请补正（《劳动争议调解仲裁法》第40条）。",
                    "There is no record of a hearing yet: read it at the hearing and ask for corrections there."
                );
                break;
            case "mediation-extension":
                await DemandLaterAsync(disputed, request, cancellationToken);
                break;
            case ExceptionKinds.MediationEnd:
                Demand(
                    // An application for arbitration may be deferred for mediation, too.
                    disputed.ProcedureCode
                        is Procedures.Mediation
                            or Procedures.Arbitration
                        && await clock.FindRunningAsync(disputed.Id, MediationPeriod, cancellationToken) is not null,
                    "exception.not-mediated",
                    "案件不在调解中，无须终结调解；不再主张请求的，可以撤回申请。",
                    "The case is not being mediated; whoever gives the claims up withdraws the application."
                );
                break;
            case "review":
                await DemandReviewAsync(disputed, cancellationToken);
                break;
            case "incapacity":
                var affected = request.Data!.Value.GetProperty("party").GetString();
                if (disputed.Parties.Count(p => p.Name == affected?.Trim()) > 1)
                {
                    var (zh, en) = RosterNames.Unknown(disputed, disputed.Parties, affected, "当事人");
                    throw new NotAllowedException("exception.same-name", $"{zh}。", $"{en}.");
                }
                break;
            case "member-exit":
                DemandMember(disputed, request);
                break;
            case "court-outcome":
                Demand(
                    CourtOutcomes.Awaits(disputed) || await outcomes.AwaitsPartialAsync(disputed, cancellationToken),
                    "exception.no-suit",
                    "案件没有登记起诉或者申请撤销裁决（《劳动争议调解仲裁法》第48条至第50条），无须登记法院处理结果；已起诉的，请先由书记员登记。",
                    "No suit against an award of this case is on record; let the secretary record it first."
                );
                break;
            case "jurisdiction" or "counterclaim":
                await DemandWithinAnswerAsync(disputed, kind, side, cancellationToken);
                break;
            case "enforcement":
                Demand(
                    await BindsAsync(disputed, cancellationToken),
                    "exception.nothing-binds",
                    "案件没有发生法律效力的裁决书或者调解书，不能申请执行（《劳动争议调解仲裁法》第51条）。",
                    "No award or mediation document of this case binds."
                );
                break;
            case "publish":
                Demand(
                    disputed.ClosedAs == PublishAward.Effective,
                    "exception.no-effective-award",
                    "案件没有发生法律效力的裁决书，不能公开；裁决生效后再提出（《劳动争议调解仲裁法》第50条）。",
                    "No award of this case binds: publish it once it does."
                );
                Demand(
                    !await IsPublicAsync(disputed, cancellationToken),
                    "exception.published",
                    "裁决书已经公开，无须再次提出。",
                    "The award is public already."
                );
                break;
            case "unpublish":
                Demand(
                    await IsPublicAsync(disputed, cancellationToken),
                    "exception.not-published",
                    "裁决书没有公开，无须撤回。",
                    "The award is not public."
                );
                break;
        }
    }

    /// <summary>The hearing that was set and not held yet; null when there is none.</summary>
    private async ValueTask<Hearing?> NextHearingAsync(Case disputed, CancellationToken cancellationToken) =>
        Hearing.NextOf(await records.ListAsync<Hearing>(disputed.Id, cancellationToken));

    /// <summary>A hearing of the commission was held: it has a record.</summary>
    private async ValueTask<bool> WasHeardAsync(Case disputed, CancellationToken cancellationToken) =>
        disputed.DocketNumber is not null
        && (await records.ListAsync<Hearing>(disputed.Id, cancellationToken)).Any(hearing => hearing.State == HearingState.Held);

    /// <summary>There is something that a court would enforce; a partial award binds whatever became of the rest.</summary>
    private async ValueTask<bool> BindsAsync(Case disputed, CancellationToken cancellationToken) =>
        disputed.ClosedAs is PublishAward.Effective or "arbitration-mediated" or "reviewed"
        || (
            disputed.ClosedAt is not null
            && await records.EntriesAsync(disputed.Id, AwardTakesEffect.PartialEntry, cancellationToken) is { Count: > 0 }
        );

    private async ValueTask<bool> IsPublicAsync(Case disputed, CancellationToken cancellationToken) =>
        PublishAward.IsPublic(await records.ListAsync<RegisterEntry>(disputed.Id, cancellationToken));

    private async ValueTask DemandHearingAsync(Case disputed, string? side, CancellationToken cancellationToken)
    {
        var set = await NextHearingAsync(disputed, cancellationToken);
        Demand(
            set is not null,
            "exception.no-hearing",
            "案件没有已排定的开庭，无须申请延期；开庭排定后，可以在开庭三日前提出（《劳动争议调解仲裁法》第35条）。",
            "No hearing is set: a postponement can be asked for once one is."
        );
        // The tribunal may move its own hearing at any time; the three days bind the parties.
        if (side is null)
            return;
        var latest = clock.Reckon(disputed, PostponeRequest, set!.HeldOn).DueOn;
        Demand(
            ChinaDay.Today(time) <= latest,
            "exception.too-late",
            $"{set.HeldOn:yyyy-MM-dd}开庭的，最迟应在{latest:yyyy-MM-dd}提出延期（《劳动争议调解仲裁法》第35条）；请按时到庭，在庭上说明理由，由仲裁庭决定。",
            $"For a hearing on {set.HeldOn:yyyy-MM-dd} a postponement had to be asked for by {latest:yyyy-MM-dd}: attend and tell the tribunal."
        );
    }

    /// <summary>办案规则 art 10 and 36: a party objects to jurisdiction, or claims in return, until the last day of the period for the answer.</summary>
    private async ValueTask DemandWithinAnswerAsync(Case disputed, ExceptionKind kind, string? side, CancellationToken cancellationToken)
    {
        if (side is null || await clock.FindLastAsync(disputed.Id, AnswerPeriod, cancellationToken) is not { } answer)
            return;
        var objection = kind.Code == "jurisdiction";
        Demand(
            ChinaDay.Today(time) <= answer.DueOn,
            "exception.too-late",
            objection
                ? $"答辩期已于{answer.DueOn:yyyy-MM-dd}届满，管辖权异议应当在答辩期满前书面提出（《劳动人事争议仲裁办案规则》第10条）；案件继续审理。"
                : $"答辩期已于{answer.DueOn:yyyy-MM-dd}届满，不能再提出反申请（《劳动人事争议仲裁办案规则》第36条）；可以另行申请仲裁。",
            objection
                ? $"The period for the answer ended on {answer.DueOn:yyyy-MM-dd}: jurisdiction cannot be objected to any more."
                : $"The period for the answer ended on {answer.DueOn:yyyy-MM-dd}: apply for an arbitration of your own."
        );
    }

    /// <summary>办案规则 art 44: a party changes its claims until the period for evidence is over; where none was named, until the tribunal decides.</summary>
    private async ValueTask DemandWithinEvidenceAsync(Case disputed, CancellationToken cancellationToken)
    {
        if (await clock.FindLastAsync(disputed.Id, EvidencePeriod, cancellationToken) is not { } evidence)
            return;
        Demand(
            ChinaDay.Today(time) <= evidence.DueOn,
            "exception.too-late",
            $"举证期限已于{evidence.DueOn:yyyy-MM-dd}届满，不能再增加或者变更请求（《劳动人事争议仲裁办案规则》第44条）；可以就该请求另行申请仲裁。",
            $"The period for evidence ended on {evidence.DueOn:yyyy-MM-dd}: apply for an arbitration of the new claim."
        );
    }

    private async ValueTask DemandLaterAsync(Case disputed, RaiseExceptionRequest request, CancellationToken cancellationToken)
    {
        var running = await clock.FindRunningAsync(disputed.Id, MediationPeriod, cancellationToken);
        Demand(
            running is not null,
            "exception.no-mediation",
            "调解期限没有计算或者已经届满，不能再延长（《劳动争议调解仲裁法》第14条）；期满未达成协议的，可以申请仲裁。",
            "No period of mediation runs that could be extended: apply for arbitration."
        );
        var until = DateOnly.ParseExact(
            request.Data!.Value.GetProperty("agreedUntil").GetString()!,
            "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture
        );
        Demand(
            until > running!.DueOn,
            "exception.not-later",
            $"约定的截止日期应当晚于现在的调解期限{running.DueOn:yyyy-MM-dd}（《企业劳动争议协商调解规定》第29条），请重新填写。",
            $"The agreed day must be later than {running.DueOn:yyyy-MM-dd}."
        );
    }

    /// <summary>办案规则 art 74: together, within fifteen days of the day on which the agreement took effect.</summary>
    private async ValueTask DemandReviewAsync(Case disputed, CancellationToken cancellationToken)
    {
        if (
            await cases.AgreementsAsync(disputed.Id, cancellationToken)
            is not [.., { IsEffective: true, ApplicantConfirmedAt: { } one, RespondentConfirmedAt: { } other }]
        )
            return;
        var last = clock.Reckon(disputed, ReviewPeriod, ChinaDay.Of(one > other ? one : other)).DueOn;
        Demand(
            ChinaDay.Today(time) <= last,
            "exception.too-late",
            $"双方应当自调解协议生效之日起十五日内（{last:yyyy-MM-dd}前）共同申请仲裁审查（《劳动人事争议仲裁办案规则》第74条），现已超期；协议仍然有效，可以在三十日内共同申请司法确认，一方不履行的，另一方可以申请仲裁。",
            $"The joint application was due by {last:yyyy-MM-dd}; the agreement stands, and the court or arbitration is open."
        );
    }

    private static void DemandMember(Case disputed, RaiseExceptionRequest request)
    {
        var name = request.Data!.Value.GetProperty("member").GetString()?.Trim();
        Demand(
            disputed.Applicants.Count() > 1,
            "exception.no-group",
            "本案只有一名申请人，不适用成员退出；不再主张的，请撤回申请（《劳动人事争议仲裁办案规则》第35条）。",
            "There is one applicant only: withdraw the application instead."
        );
        var unknown = RosterNames.Unknown(disputed, disputed.Applicants, name, "申请人");
        Demand(
            RosterNames.Find(disputed, disputed.Applicants, name) is not null,
            "exception.no-member",
            $"{unknown.Zh}（《劳动争议调解仲裁法》第7条）。",
            $"{unknown.En}: check the roll."
        );
    }

    private static void Demand(bool holds, string code, string zh, string en)
    {
        if (!holds)
            throw new NotAllowedException(code, zh, en);
    }
}
