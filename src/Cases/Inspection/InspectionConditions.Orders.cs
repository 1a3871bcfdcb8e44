using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Cases.Inspection;

/// <summary>The conditions of a decision after its notice, of an order to pay and of a suspected crime.</summary>
public sealed partial class InspectionConditions
{
    /// <summary>不超过告知: no fine is heavier than the one that the party was told of and heard on (行政处罚法 art 44, 45).</summary>
    public const string WithinNotice = "within-notice";

    /// <summary>支付期限在后: the last day of an order to pay is still to come.</summary>
    public const string PayTerm = "pay-term";

    /// <summary>送达在支付期限之前: the order was served while its term still lets the employer pay (刑法 art 276-1, <c>crm-precondition</c>).</summary>
    public const string OrderTerm = "order-term";

    /// <summary>支付期限已满: nothing is unpaid before the order's last day has passed.</summary>
    public const string PayOverdue = "pay-overdue";

    /// <summary>足额支付: what the workers received is not less than what was ordered.</summary>
    public const string PaidInFull = "paid-in-full";

    /// <summary>涉嫌犯罪数额: the arrears reach the amount of <c>crm-amount-*</c> for the place.</summary>
    public const string CrimeAmount = "crime-amount";

    /// <summary>申请执行的日期: after the demand and the remedies ran out, and not ahead of today (行政强制法 art 53, 54).</summary>
    public const string CourtTerm = "court-term";

    /// <summary>复议、诉讼结果的日期: neither ahead of today nor served, or in effect, before it was made (行政诉讼法 art 45).</summary>
    public const string ContestedDays = "contested-days";

    /// <summary>二人以上: as many officers as <c>ins-officers-2</c> demands inspected.</summary>
    public const string TwoOfficers = "two-officers";

    private const string NoticeBasis = "《行政处罚法》第44条、第45条";

    private const string EarlyStep = "ins-early-order";

    private async ValueTask<(string Zh, string Basis, string Next)?> NoticeFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        using var notice = await StepData.LastAsync(tasks, inspected.Id, "insf-notice", cancellationToken);
        var faults = new List<string>();
        var (fine, told) = (data.Amount("fine") ?? 0m, notice.Amount("fine") ?? 0m);
        if (fine > told)
            faults.Add($"决定罚款{fine:0.00}元，重于事先告知的{told:0.00}元");
        if (notice.Amount("payable") is { } payable && data.Amount("payable") > payable)
            faults.Add($"责令支付{data.Amount("payable"):0.00}元，多于事先告知的{payable:0.00}元");
        return faults.Count == 0
            ? null
            : (
                $"{string.Join("；", faults)}，单位没有就加重的部分陈述申辩（{NoticeBasis}）",
                NoticeBasis,
                "在告知的数额以内决定，或者选择“拟加重，重新告知”，告知并听取意见后再决定；不得因陈述申辩而加重处罚"
            );
    }

    /// <summary>
    /// 申请法院强制执行: not while the demand still gives the employer time, and not while the decision may be contested. An application after
    /// the three months is recorded as late; whether it is heard is the court's to say.
    /// </summary>
    private async ValueTask<(string Zh, string Basis, string Next)?> CourtTermFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        if (data.Date("appliedOn") is not { } applied)
            return null;
        if (applied > ChinaDay.Today(time))
            return ($"申请日期{applied:yyyy-MM-dd}晚于今日", BasisOf("ins-enforce-3m"), "按递交申请书的日期填写");
        var periods = await cases.DeadlinesAsync(inspected.Id, cancellationToken);
        var decided = periods.LastOrDefault(d => d.ParameterId == "ins-fine-pay-15d");
        var demand = periods.LastOrDefault(d => d.ParameterId == "ins-demand-10wd" && (decided is null || d.StartsOn >= decided.StartsOn));
        if (demand is null)
            return (
                $"本决定没有经过催告（{BasisOf("ins-demand-10wd")}），不能申请强制执行",
                BasisOf("ins-demand-10wd"),
                "选择“尚未催告，先行催告”，催告书送达十个工作日后仍不履行的再申请"
            );
        if (applied <= demand.DueOn)
            return (
                $"催告期限至{demand.DueOn:yyyy-MM-dd}届满，申请日期{applied:yyyy-MM-dd}在期限以内（{BasisOf("ins-demand-10wd")}）",
                BasisOf("ins-demand-10wd"),
                "催告期满仍不履行的，自次日起申请"
            );
        return periods.LastOrDefault(d => d.ParameterId == "ins-enforce-3m") is { } term && applied < term.StartsOn
            ? (
                $"申请执行的期限自{term.StartsOn:yyyy-MM-dd}起算，申请日期{applied:yyyy-MM-dd}在此之前（{BasisOf("ins-enforce-3m")}）",
                BasisOf("ins-enforce-3m"),
                "复议、诉讼期限届满或者维持决定以后申请，按递交申请书的日期填写"
            )
            : null;
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> ContestedFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var basis = BasisOf("rev-sue-review-15d");
        if (data.Task.Outcome == "lapsed")
            return await LapsedFaultAsync(inspected, data, cancellationToken);
        var made = data.Date("decidedOn");
        var counts = data.Date("reviewServedOn") ?? data.Date("effectiveOn");
        return made > ChinaDay.Today(time) || counts > ChinaDay.Today(time)
                ? ("复议决定、裁判的日期或者送达、生效日期晚于今日", basis, "已经送达或者生效以后，按送达证明、裁判文书填写")
            : counts < made
                ? ($"送达或者生效日期{counts:yyyy-MM-dd}早于复议决定、裁判的日期{made:yyyy-MM-dd}", basis, "按送达证明、裁判文书更正日期")
            : null;
    }

    /// <summary>逾期不作决定: the organ's period is over, and is not shorter than the law's unless it took the simplified procedure.</summary>
    private async ValueTask<(string Zh, string Basis, string Next)?> LapsedFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var basis = BasisOf(RecordContest.Period);
        var ended = data.Date("periodEndedOn");
        if (ended >= ChinaDay.Today(time))
            return (
                $"复议期限{ended:yyyy-MM-dd}尚未届满（{basis}），不能登记为逾期不作决定",
                basis,
                "期限届满以后登记；复议机关作出决定的，登记复议结果"
            );
        var period = (await cases.DeadlinesAsync(inspected.Id, cancellationToken)).LastOrDefault(d =>
            d.ParameterId == RecordContest.Period
        );
        return period is not null && !data.Flag("simplified") && ended < period.DueOn
            ? (
                $"复议期限自受理之日{period.StartsOn:yyyy-MM-dd}起算，至{period.DueOn:yyyy-MM-dd}届满（{basis}），填写的{ended:yyyy-MM-dd}早于届满之日",
                basis,
                "更正复议期限届满的日期；适用简易程序审理的，勾选后按其期限填写"
            )
            : null;
    }

    private (string Zh, string Basis, string Next)? PayTermFault(StepData data)
    {
        var basis = BasisOf("crm-precondition");
        return data.Date("payBy") is { } payBy && payBy <= ChinaDay.Today(time)
            ? ($"支付期限{payBy:yyyy-MM-dd}不在今日之后，单位没有履行的时间（{basis}）", basis, "重新填写支付期限，并留出送达的时间")
            : null;
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> OrderTermFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        if (await LastOrderAsync(inspected, data, cancellationToken) is not { PayBy: { } payBy })
            return null;
        var basis = BasisOf("crm-precondition");
        return await OrderServedOnAsync(inspected, data, cancellationToken) switch
        {
            { } served when served >= payBy => (
                $"责令支付文书于{served:yyyy-MM-dd}视为送达，支付期限{payBy:yyyy-MM-dd}没有在送达之后（{basis}）",
                basis,
                "重新确定送达之后的支付期限，再次责令支付并送达"
            ),
            _ => null,
        };
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> PayOverdueFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        if (await LastOrderAsync(inspected, data, cancellationToken) is not { PayBy: { } payBy } || payBy < ChinaDay.Today(time))
            return null;
        var basis = BasisOf("crm-precondition");
        return (
            $"责令支付的期限为{payBy:yyyy-MM-dd}，尚未届满（{basis}），不能登记为逾期未付",
            basis,
            "期限届满之后再登记；期限内支付的登记为已支付"
        );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> PaidFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        const string Basis = "《劳动保障监察条例》第26条";
        return
            await LastOrderAsync(inspected, data, cancellationToken) is { Payable: { } payable }
            && (data.Amount("received") ?? 0m) < payable
            ? (
                $"劳动者实际收到{data.Amount("received"):0.00}元，少于责令支付的{payable:0.00}元（{Basis}），不能登记为已全部支付",
                Basis,
                "核对支付凭证；期限届满仍有未付的，登记为逾期未付"
            )
            : null;
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> CrimeAmountFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        if (
            await consequences.UnreachedAmountAsync(inspected, data.Amount("payable"), data.Count("workers"), cancellationToken)
            is not { } row
        )
            return null;
        return (
            $"欠薪没有达到拒不支付劳动报酬罪的数额（一名劳动者{row.Value:0}元以上，或者十名以上劳动者累计{row.Value2:0}元以上，{row.Basis}）",
            $"{row.Basis}\n{BasisOf("crm-precondition")}",
            "核对欠薪数额和人数；没有达到的依法给予行政处理；涉嫌其他犯罪的，填写说明后移送"
        );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> OfficersFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var row = InForce("ins-officers-2", inspected);
        var named = data.List("inspectors").Select(p => p.GetString()!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        // Who was appointed to the case inspects it unless others are named.
        if (named == 0 && (await tasks.ListOfCaseAsync(inspected.Id, cancellationToken)).Any(IsAppointment))
            return null;
        return named >= row.Value
            ? null
            : ($"检查人员不得少于{row.Value:0}人（{row.Basis}），检查记录没有写明", row.Basis, "填写二名以上执法人员后再下达");
    }

    private static bool IsAppointment(CaseTask task) => task is { Step: "ins-team", Outcome: "assign", Status: CaseTaskStatus.Completed };

    /// <summary>An order that was served only when its term was over gave the employer no time to pay: it proves no refusal.</summary>
    /// <param name="inspected">The case.</param>
    /// <param name="order">The form of the step that ordered payment.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<bool> CameTooLateAsync(Case inspected, StepData order, CancellationToken cancellationToken = default) =>
        await OrderServedOnAsync(inspected, order, cancellationToken) >= order.Date("payBy");

    /// <summary>Payment may be ordered early, during the investigation, and again in the follow-up: each check is of its own order.</summary>
    private static bool IsOfEarlyOrder(StepData data) => data.Task.Step.StartsWith("ins-early", StringComparison.Ordinal);

    private async ValueTask<(DateOnly? PayBy, decimal? Payable)?> LastOrderAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var (step, outcome) = IsOfEarlyOrder(data) ? (EarlyStep, "early-order") : ("insf-dispose", "order-pay");
        var last = (await tasks.ListOfCaseAsync(inspected.Id, cancellationToken))
            .Where(t => t is { Status: CaseTaskStatus.Completed, Dissents: false } && t.Step == step && t.Outcome == outcome)
            .OrderBy(t => t.CompletionOrder)
            .ThenBy(t => t.CompletedAt)
            .LastOrDefault();
        if (last is null)
            return null;
        using var order = StepData.Of(last);
        return (order.Date("payBy"), order.Amount("payable"));
    }

    /// <summary>The day on which the last order to pay counts as served; null before.</summary>
    private async ValueTask<DateOnly?> OrderServedOnAsync(Case inspected, StepData data, CancellationToken cancellationToken)
    {
        var kind = IsOfEarlyOrder(data) ? "INS/early-order" : "INSF/payment-order";
        var orders = (await documents.DocumentsAsync(inspected.Id, cancellationToken)).Where(d => d.Kind == kind).ToList();
        return orders is [.., var last]
            ? (await documents.ServicesAsync(inspected.Id, cancellationToken)).Where(s => s.DocumentId == last.Id).Max(s => s.DeemedOn)
            : null;
    }
}
