using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Filing;

/// <summary>
/// 核对条件: the conditions of law that acceptance hangs on. What does not hold is noted with its article and with what the officer can do
/// next; the drawing decides where the case goes then.
/// </summary>
public sealed class CheckConditions(
    ICaseStore cases,
    ITaskStore tasks,
    IFundLedger ledger,
    ICaseRecords records,
    CaseClock clock,
    InspectionConditions inspection,
    StopAdvances stop,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>仲裁时效: <c>arb-limitation-1y</c>, and <c>arb-limitation-wage</c> for wages.</summary>
    public const string Limitation = "limitation";

    /// <summary>查处时效: <c>ins-limit-2y</c>.</summary>
    public const string InspectionLimit = "inspection-limit";

    /// <summary>重复申请: the same parties and cause in an earlier case.</summary>
    public const string Duplicate = "duplicate";

    /// <summary>垫付条件: not every applicant was paid by the fund before, and nobody has an earlier application that is undecided.</summary>
    public const string Fund = "fund";

    /// <summary>责令支付期满: wages that an authority ordered in writing to be paid, and the term has passed (刑法 art 276-1).</summary>
    public const string CrimeOrder = "crime-order";

    /// <summary>登记保存的证据已处理: no evidence is kept in custody whose seven working days still run (行政处罚法 art 56).</summary>
    public const string EvidenceSettled = "evidence-settled";

    /// <summary>结案条件: every rectification item was rechecked on its date, and no step beside the closing one is open.</summary>
    public const string FollowUpComplete = "follow-up-complete";

    /// <summary>有可垫付人员: at least one worker of the calculation is not refused.</summary>
    public const string AdvanceDue = "advance-due";

    /// <summary>尚未支付: the fund paid nothing of this case yet; what it paid is recovered, whoever pays the rest.</summary>
    public const string NothingPaid = "nothing-paid";

    /// <summary>调解前置试点: where the district tries mandatory mediation, an application that nobody mediated is not accepted.</summary>
    public const string MediatedFirst = "mediated-first";

    /// <summary>The form's field that says why a condition does not stand in the way; the check passes then, and says so.</summary>
    public static readonly IReadOnlyDictionary<string, string> Grounds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Limitation] = "limitationGround",
        [InspectionLimit] = "continuingUntil",
        [Duplicate] = "distinctFrom",
        [Fund] = "fundGround",
        [CrimeOrder] = "orderGround",
        [MediatedFirst] = "mediationGround",
        [InspectionConditions.Consequences] = "ground",
        [InspectionConditions.CrimeAmount] = "amountGround",
    };

    private static readonly Dictionary<string, string> InEnglish = new(StringComparer.Ordinal)
    {
        [Limitation] =
            "A claim is outside the limitation period: state what interrupted or suspended it, or refuse and tell the applicant of the court",
        [InspectionLimit] =
            "The violation ended more than two years before: say until when it went on, or refuse in writing and point to arbitration",
        [Duplicate] = "The same parties have a case on the same cause: say what differs, or refuse, or merge it into the other case",
        [Fund] =
            "The fund paid these wages before, or an earlier application for them is undecided: refuse in writing, have one of the two withdrawn, or say which other employer or time they are of",
        [CrimeOrder] =
            "No written order to pay has passed its term: order payment first, or say why none is needed (posted with photographs because the employer absconded, or another crime)",
        [EvidenceSettled] = "Evidence in prior custody has not been dealt with: decide on it first, the period still runs",
        [AdvanceDue] = "Every worker of the calculation is refused: refuse the application, or return it to be calculated again",
        [NothingPaid] = "The fund paid a part of this case already: that is recovered from the employer, and only the rest is stopped",
        [MediatedFirst] =
            "The district tries mandatory mediation and nobody mediated this case: choose mediation first, or say why it may be accepted without",
        [FollowUpComplete] = "Something is still open: recheck every item on its date and finish the other steps first",
    };

    /// <param name="filed">The case.</param>
    /// <param name="condition">One of the constants.</param>
    /// <param name="step">The step whose form may give a ground.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>True when the condition holds.</returns>
    public async ValueTask<bool> HandleAsync(Case filed, string condition, string? step, CancellationToken cancellationToken = default)
    {
        if (condition == Fund && !string.IsNullOrEmpty(step) && await AreExcludedAsync(filed, step, cancellationToken))
            return false;
        if (condition == NothingPaid)
            await stop.AfterEmployerPaidAsync(filed, cancellationToken);
        var fault = condition switch
        {
            Limitation => LimitationFault(filed),
            InspectionLimit => InspectionFault(filed),
            Duplicate => await DuplicateFaultAsync(filed, cancellationToken),
            Fund => await FundFaultAsync(filed, cancellationToken),
            CrimeOrder => await CrimeFaultAsync(filed, cancellationToken),
            EvidenceSettled => await EvidenceFaultAsync(filed, cancellationToken),
            AdvanceDue => await NothingDueAsync(filed, cancellationToken),
            NothingPaid => await PaidFaultAsync(filed, cancellationToken),
            MediatedFirst => await UnmediatedFaultAsync(filed, cancellationToken),
            FollowUpComplete => await OpenFaultAsync(filed, cancellationToken),
            _ when InspectionConditions.InEnglish.ContainsKey(condition) => await inspection.FaultAsync(
                filed,
                condition,
                step ?? throw new InvalidOperationException($"核对条件“{condition}”：没有指定步骤。"),
                cancellationToken
            ),
            _ => throw new InvalidOperationException($"核对条件：未知条件“{condition}”。"),
        };
        if (fault is null)
            return true;

        var (by, ground) = ("workflow", (string?)null);
        if (!string.IsNullOrEmpty(step) && Grounds.TryGetValue(condition, out var excuse))
        {
            using var data = await StepData.LastAsync(tasks, filed.Id, step, cancellationToken);
            (by, ground) = (data.Task.CompletedBy!, data.Text(excuse));
        }

        filed.Revision++;
        cases.Add(
            CaseEvents.Internal(
                filed.Id,
                time.GetUtcNow(),
                by,
                ground is null ? "condition.failed" : "condition.excused",
                ground is null ? $"{fault.Value.Zh}。可以：{fault.Value.Next}" : $"{fault.Value.Zh}；承办人员认定不影响受理：{ground}",
                ground is null
                    ? $"{English(condition)} ({fault.Value.Basis})"
                    : $"The officer found that this does not stand in the way: {English(condition)}",
                fault.Value.Basis,
                Grounds.TryGetValue(condition, out var field) ? $"data.{field}" : null
            )
        );
        return ground is not null;
    }

    private (string Zh, string Basis, string Next)? LimitationFault(Case filed)
    {
        var late = ClaimLimitation.Late(clock, filed);
        if (late.Count == 0)
            return null;
        var basis = string.Join("、", late.Select(l => BasisOf(l.Parameter)).Distinct(StringComparer.Ordinal));
        return (
            $"第{string.Join("、", late.Select(l => l.Number))}项请求超过仲裁时效（{basis}，最后一日{late[0].LastDay:yyyy-MM-dd}）",
            basis,
            "填写时效中断、中止事由后受理，或者不予受理并告知可以向人民法院起诉"
        );
    }

    private (string Zh, string Basis, string Next)? InspectionFault(Case filed)
    {
        var last = clock
            .Reckon(
                filed,
                "ins-limit-2y",
                filed.Employment.EndedOn is { } ended && ended > filed.RightInfringedOn ? ended : filed.RightInfringedOn
            )
            .DueOn;
        return ChinaDay.Of(filed.FiledAt) <= last
            ? null
            : (
                $"违法行为超过二年未被发现或者投诉（{BasisOf("ins-limit-2y")}，最后一日{last:yyyy-MM-dd}）",
                BasisOf("ins-limit-2y"),
                "查明违法行为连续或者继续的，填写终了日期后立案，或者书面不予受理并引导仲裁"
            );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> DuplicateFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        // What was only mediated may be brought to arbitration; what the commission accepted may not be brought twice, however long ago.
        var found = await cases.FindDuplicatesAsync(DuplicateQuery.Like(filed) with { Docketed = true }, cancellationToken);
        var others = found.Where(number => number != filed.CaseNumber).ToList();
        return others.Count == 0
            ? null
            : (
                $"同一当事人同一案由已有案件{string.Join("、", others)}",
                "《劳动人事争议仲裁办案规则》第32条",
                "核对原案：请求不同的填写区别后受理；相同的不予受理或者并入原案"
            );
    }

    /// <summary>不予垫付的情形: none of the applicants can have an advance, and no ground excuses it.</summary>
    private async ValueTask<bool> AreExcludedAsync(Case filed, string step, CancellationToken cancellationToken)
    {
        using var data = await StepData.LastAsync(tasks, filed.Id, step, cancellationToken);
        if (data.Text("excludedAs") is not { } excluded)
            return false;
        var basis = BasisOf("wgf-excluded");
        var who = excluded switch
        {
            "representative" => "法定代表人、主要负责人",
            "relative" => "法定代表人、主要负责人的近亲属",
            "shareholder" => "持有股份达到规定数额",
            "high-wage" => "欠薪前平均工资超过规定倍数",
            _ => "欠薪总额低于规定数额",
        };
        filed.Revision++;
        cases.Add(
            CaseEvents.Internal(
                filed.Id,
                time.GetUtcNow(),
                data.Task.CompletedBy!,
                "condition.failed",
                $"申请人属于不予垫付的情形：{who}（{basis}），不能受理。可以：选择不予垫付，送达决定书并告知行政复议、行政诉讼；只有部分员工属于该情形的，本项留空，核算时逐人注明",
                $"The applicants are excluded from advances ({basis}): refuse, serve the decision and tell of the remedies; where only some workers are, leave this empty and mark them in the calculation",
                basis,
                "data.excludedAs"
            )
        );
        return true;
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> FundFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        var ids = filed.Applicants.Select(p => p.IdNumber).OfType<string>().ToList();
        var taken = await ledger.TakenAsync(filed, cancellationToken);
        if (ids.Count > 0 && ids.TrueForAll(id => taken.Any(t => t.IdNumber == id)))
            return (
                $"申请人的欠薪已由保障基金垫付（{string.Join("、", taken.Select(t => t.CaseNumber).Distinct())}，{BasisOf("wgf-condition")}），不得重复申请",
                BasisOf("wgf-condition"),
                "不予垫付并书面告知理由；属另一单位欠薪的填写说明后受理"
            );
        var pending = (await ledger.PendingAsync(filed, cancellationToken))
            .Where(p => !taken.Any(t => t.IdNumber == p.IdNumber && t.CaseNumber == p.CaseNumber))
            .ToList();
        if (pending.Count == 0)
            return null;
        var names = filed.Applicants.Where(a => pending.Exists(p => p.IdNumber == a.IdNumber)).Select(a => a.Name);
        return (
            $"{string.Join("、", names)}对同一单位已有未办结的垫付申请（{string.Join("、", pending.Select(p => p.CaseNumber).Distinct())}，{BasisOf("wgf-condition")}），同一欠薪不得重复申请",
            BasisOf("wgf-condition"),
            "核对原案：属同一欠薪的，由申请人撤回其中一件，或者不予垫付并书面告知理由；属另一时期欠薪的填写说明后受理，核算时同一月份不重复垫付"
        );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> CrimeFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(time);
        var items = await records.ListAsync<RectificationItem>(filed.Id, cancellationToken);
        if (items.Any(i => i.Amount > 0 && i.DueOn < today && i.State != RectificationState.Done))
            return null;
        // An order to pay names its own last day in the form of the step that made it.
        foreach (var ordered in await tasks.ListOfCaseAsync(filed.Id, cancellationToken))
            if (ordered is { Status: CaseTaskStatus.Completed, Outcome: "order-pay" or "early-order" })
            {
                using var data = StepData.Of(ordered);
                if (data.Date("payBy") < today && !await inspection.CameTooLateAsync(filed, data, cancellationToken))
                    return null;
            }

        var basis = BasisOf("crm-precondition");
        return (
            $"还没有责令支付劳动报酬的文书期满未付（{basis}），不能以拒不支付劳动报酬移送",
            basis,
            "先责令限期支付，期满未付再移送；单位逃匿已张贴责令文书并拍照录像，或者涉嫌其他犯罪的，填写说明后移送"
        );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> NothingDueAsync(Case filed, CancellationToken cancellationToken)
    {
        var counted = (await records.ListAsync<FundAdvance>(filed.Id, cancellationToken)).Where(a => !a.Superseded).ToList();
        if (counted.Exists(a => a.Refusal is null))
            return null;
        var reasons = string.Join("；", counted.Select(a => $"{WorkerNames.Of(filed, a)}：{a.Refusal}"));
        return (
            $"核算的全部人员均不予垫付（{reasons}），不能决定予以垫付",
            BasisOf("wgf-excluded"),
            "选择不予垫付并送达决定书，告知行政复议、行政诉讼；核算有误的退回核算"
        );
    }

    /// <summary>The district's own document, in the register with its dates, makes mediation come first; the fifteen days release the applicant.</summary>
    private async ValueTask<bool> IsMediatedAsync(Guid caseId, CancellationToken cancellationToken) =>
        (await cases.DeadlinesAsync(caseId, cancellationToken)).Any(d => d.ParameterId == ExceptionGrounds.MediationPeriod);

    private async ValueTask<(string Zh, string Basis, string Next)?> UnmediatedFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        if (
            register.Numeric("med-mandatory-pilot", new Jurisdiction(filed.District[..6]), ChinaDay.Today(time)) is not { Value: > 0 } pilot
            || await IsMediatedAsync(filed.Id, cancellationToken)
            // Who was the respondent of a mediation applies for arbitration in a case of its own.
            || (filed.RelatedCaseId is { } origin && await IsMediatedAsync(origin, cancellationToken))
        )
            return null;
        return (
            $"本区为调解前置试点（{pilot.Basis}），本案未经调解，不能直接受理",
            pilot.Basis,
            "选择“建议先行调解”，案件即移送调解组织（试点期间无须征得同意，调解期限届满未达成协议的转回受理）；已由其他调解组织调解不成，或者依试点文件不适用前置的，填写说明后受理"
        );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> PaidFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        var paid = (await records.ListAsync<FundAdvance>(filed.Id, cancellationToken))
            .Where(a => a is { Superseded: false, HasReached: true })
            .ToList();
        return paid.Count == 0
            ? null
            : (
                $"本案以前的批次已支付{paid.Count}人{paid.Sum(a => a.Amount):0.00}元，不能按尚未支付办结",
                "《深圳经济特区欠薪保障条例》",
                "其余人员停止垫付，已支付的转入追偿"
            );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> EvidenceFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        if (await clock.FindOpenAsync(filed.Id, "ins-evidence-7wd", cancellationToken) is not { } kept)
            return null;
        var basis = BasisOf(kept.ParameterId);
        return ($"先行登记保存的证据尚未处理（{basis}，最后一日{kept.DueOn:yyyy-MM-dd}）", basis, "先办理“处理登记保存的证据”，再结束调查");
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> OpenFaultAsync(Case filed, CancellationToken cancellationToken)
    {
        const string Basis = "《劳动保障监察条例》第18条";
        var items = (await records.ListAsync<RectificationItem>(filed.Id, cancellationToken))
            .Where(i => i.State == RectificationState.Open)
            .OrderBy(i => i.DueOn)
            .ToList();
        if (items.Count > 0)
            return (
                $"第{string.Join("、", items.Select(i => i.Number))}项整改事项尚未复查（最近一项{items[0].DueOn:yyyy-MM-dd}到期），不能结案",
                Basis,
                "到期后逐项复查，再提请结案"
            );
        var open = (await tasks.ListOfCaseAsync(filed.Id, cancellationToken)).Where(t => t.IsOpen).Select(t => t.Title).Distinct().ToList();
        if (open.Count > 0)
            return ($"尚有步骤未办结：{string.Join("、", open)}，不能结案", Basis, "先办结上述步骤，再提请结案");
        return await RecordContest.IsOpenAsync(tasks, filed.Id, cancellationToken)
            ? ("用人单位对决定申请的复议或者提起的诉讼尚无结果，不能结案", Basis, "登记复议、诉讼结果以后，再提请结案")
            : null;
    }

    private static string English(string condition) =>
        InEnglish.TryGetValue(condition, out var own) ? own : InspectionConditions.InEnglish[condition];

    private string BasisOf(string parameter) => register.RowsOf(parameter) is [var row, ..] ? row.Basis : parameter;
}
