using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Cases.Inspection;

/// <summary>
/// 监察办案的法定条件: what the law demands of a small penalty on the spot, of a notice of a penalty, of a surcharge, of the consequences
/// for an employer and of its listing. A fault says the article and what the officer can do next.
/// </summary>
public sealed partial class InspectionConditions(
    ICaseStore cases,
    ITaskStore tasks,
    IDocumentStore documents,
    IEmployerHistory history,
    AssessConsequences consequences,
    StatuteRegister register,
    TimeProvider time
)
{
    /// <summary>当场处罚: a warning, or a fine within <c>ins-onspot-limit</c> (行政处罚法 art 51).</summary>
    public const string OnSpot = "onspot-limit";

    /// <summary>告知听证权利: a fine of <c>ins-hearing-amount-gd</c> or more is announced with the right to a hearing (行政处罚法 art 63).</summary>
    public const string HearingRight = "hearing-right";

    /// <summary>加付赔偿金: between the two rates of <c>ins-wage-surcharge</c> (劳动保障监察条例 art 26).</summary>
    public const string Surcharge = "surcharge";

    /// <summary>后果与记录相符: what is registered agrees with the record of the employer.</summary>
    public const string Consequences = "consequences-fit";

    /// <summary>可以列入: the employer is not on the list already.</summary>
    public const string Listing = "listing";

    /// <summary>可以提前移出: <c>blk-early-6m</c> have passed since everything was put right, and nothing bars it.</summary>
    public const string EarlyRemoval = "early-removal";

    /// <summary>部分事项不予处理: the claims that are elsewhere are named, and others are left (劳动保障监察条例 art 21).</summary>
    public const string RoutedClaims = "routed-claims";

    /// <summary>专案组: as many officers as <c>crm-team-2</c> demands look into a suspected crime.</summary>
    public const string CrimeTeam = "crime-team";

    /// <summary>All, with what each says in English when it does not hold.</summary>
    public static readonly IReadOnlyDictionary<string, string> InEnglish = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [RoutedClaims] = "The claims that are elsewhere are not named, or none is left: name them, or tell the complainant in writing",
        [CrimeTeam] = "Too few officers form the team: name as many as the law demands",
        [OnSpot] = "The fine is above what may be imposed on the spot: lower it, or take the ordinary procedure",
        [HearingRight] = "A fine of this amount is announced with the right to a hearing: tick the right, or lower the fine",
        [Surcharge] = "The surcharge is outside the rates of the law: correct the rate",
        [Consequences] = "A consequence does not agree with the employer's record: correct it, or state the ground",
        [Listing] = "The employer is on the list already: do not list it twice",
        [WithinNotice] = "What is decided is heavier than what was announced: decide within the notice, or announce it again",
        [PayTerm] = "The last day of the order to pay is not after today: set another",
        [OrderTerm] = "The order was served when its term was over or about to be: set a term after the service and order again",
        [PayOverdue] = "The term of the order to pay still runs: wait until it has passed",
        [PaidInFull] = "The workers received less than was ordered: check the proof, or enter it as unpaid when the term has passed",
        [CrimeAmount] = "The arrears do not reach the amount of the crime: check them, or state which other crime is suspected",
        [CourtTerm] = "The day of the application is not within its time: correct it, or apply once the period has passed",
        [ContestedDays] = "The day of the decision or of its service cannot be: correct it by the paper and its proof of service",
        [TwoOfficers] = "Too few officers are named: name as many as the law demands",
        [EarlyRemoval] = "The conditions of an early removal are not met: refuse the application with the reason, or wait until they are",
    };

    /// <returns>The fault; null when the condition holds.</returns>
    /// <param name="inspected">The case.</param>
    /// <param name="condition">One of the constants.</param>
    /// <param name="step">The step whose form is checked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<(string Zh, string Basis, string Next)?> FaultAsync(
        Case inspected,
        string condition,
        string step,
        CancellationToken cancellationToken = default
    )
    {
        using var data = await StepData.LastAsync(tasks, inspected.Id, step, cancellationToken);
        return condition switch
        {
            RoutedClaims => RoutedFault(inspected, data),
            CrimeTeam => await TeamFaultAsync(inspected, data, cancellationToken),
            OnSpot => OnSpotFault(inspected, data),
            HearingRight => HearingFault(inspected, data),
            Surcharge => SurchargeFault(inspected, data),
            Consequences => await ConsequenceFaultAsync(inspected, data, cancellationToken),
            Listing => await ListingFaultAsync(inspected, cancellationToken),
            EarlyRemoval => EarlyFault(inspected, data),
            WithinNotice => await NoticeFaultAsync(inspected, data, cancellationToken),
            PayTerm => PayTermFault(data),
            OrderTerm => await OrderTermFaultAsync(inspected, data, cancellationToken),
            PayOverdue => await PayOverdueFaultAsync(inspected, data, cancellationToken),
            PaidInFull => await PaidFaultAsync(inspected, data, cancellationToken),
            CrimeAmount => await CrimeAmountFaultAsync(inspected, data, cancellationToken),
            CourtTerm => await CourtTermFaultAsync(inspected, data, cancellationToken),
            ContestedDays => await ContestedFaultAsync(inspected, data, cancellationToken),
            TwoOfficers => await OfficersFaultAsync(inspected, data, cancellationToken),
            _ => throw new InvalidOperationException($"核对条件：未知条件“{condition}”。"),
        };
    }

    private (string Zh, string Basis, string Next)? RoutedFault(Case inspected, StepData data)
    {
        if (!data.Flag("partly"))
            return null;
        var routed = data.List("routed").Select(r => r.GetProperty("claim").GetInt32()).Distinct().ToList();
        var basis = BasisOf("ins-route-to-arb");
        return routed.Count == 0 || routed.Exists(n => inspected.ClaimOf(n) is null)
                ? ($"没有列明哪些请求事项已进入争议处理程序（{basis}）", basis, "逐项填写请求事项序号和已进入的程序")
            : routed.Count == inspected.Claims.Count
                ? ($"全部请求事项均已进入争议处理程序（{basis}），不能受理", basis, "选择应当仲裁或者诉讼，书面告知投诉人可以走的程序")
            : null;
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> TeamFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var row = InForce("crm-team-2", inspected);
        var team = data.List("team").Select(p => p.GetString()!.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        // Who investigated the case is its team unless others were named.
        if (
            team == 0
            && (await tasks.ListOfCaseAsync(inspected.Id, cancellationToken)).Any(t => t is { Step: "ins-team", Outcome: "assign" })
        )
            return null;
        return team >= row.Value ? null : ($"专案组不得少于{row.Value:0}人（{row.Basis}）", row.Basis, "填写专案组人员后再提请移送");
    }

    private (string Zh, string Basis, string Next)? OnSpotFault(Case inspected, StepData data)
    {
        var row = InForce("ins-onspot-limit", inspected);
        var citizen = data.Text("offender") == "citizen";
        var limit = citizen ? row.Value2!.Value : row.Value!.Value;
        return (data.Amount("fine") ?? 0m) <= limit
            ? null
            : (
                $"罚款{data.Amount("fine"):0.00}元超过当场处罚的限额（{(citizen ? "公民" : "单位")}{limit:0}元，{row.Basis}）",
                row.Basis,
                "在限额以内当场处罚，或者下达限期整改指令书、按普通程序告知后处罚"
            );
    }

    private (string Zh, string Basis, string Next)? HearingFault(Case inspected, StepData data)
    {
        if (data.Amount("fine") is null or 0m && data.Amount("payable") is null or 0m)
            return (
                $"告知书没有写明拟罚款或者拟责令支付的数额（{NoticeBasis}），单位不能就处罚内容陈述申辩",
                NoticeBasis,
                "填写拟罚款或者拟责令支付及赔偿金的数额后再告知"
            );
        var row = InForce("ins-hearing-amount-gd", inspected);
        return (data.Amount("fine") ?? 0m) < row.Value || data.Flag("hearingRight")
            ? null
            : (
                $"拟罚款{data.Amount("fine"):0.00}元，达到较大数额{row.Value:0}元（{row.Basis}），告知书没有告知听证权利",
                row.Basis,
                "勾选告知听证权利后再次告知，或者调整拟罚款数额"
            );
    }

    private (string Zh, string Basis, string Next)? SurchargeFault(Case inspected, StepData data)
    {
        var row = InForce("ins-wage-surcharge", inspected);
        return data.Amount("surchargePercent") is not { } percent || (percent >= row.Value && percent <= row.Value2)
            ? null
            : (
                $"加付赔偿金比例{percent:0.##}%不在应付金额{row.Value:0}%以上{row.Value2:0}%以下（{row.Basis}）",
                row.Basis,
                "更正加付赔偿金比例和责令支付金额"
            );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> ConsequenceFaultAsync(
        Case inspected,
        StepData data,
        CancellationToken cancellationToken
    )
    {
        var tested = await consequences.TestAsync(inspected, cancellationToken);
        var faults = new List<(string Zh, string Id)>();
        if (data.Text("creditGrade") is "A")
            faults.Add(("因违反劳动保障法律被查处的不能评为A级", "crd-a"));
        if (data.Text("creditGrade") is "B" && tested.Grade == "C")
            faults.Add(($"应当评为C级：{tested.GradeReason}", "crd-c-3"));
        if (data.Flag("blacklist") && !tested.Listable(data.Flag("incident")))
            faults.Add(
                (
                    tested.Overdue
                        ? "欠薪没有达到拒不支付劳动报酬罪数额，也没有引发群体性、极端事件，不能列入失信名单"
                        : "没有责令限期支付期满未付，不能列入失信名单",
                    "blk-condition"
                )
            );
        if (data.Text("deposit") is { } deposit and not "keep" && deposit != tested.Deposit)
            if (!(deposit == "lower" && tested.Deposit == "exempt"))
                faults.Add(($"工资保证金应当{AssessConsequences.DepositName(tested.Deposit)}：{tested.DepositReason}", "dep-reduce-2y"));
        var floor = InForce("dep-floor-half", inspected).Value!.Value;
        if (data.Text("deposit") is "lower" or "raise" && (data.Amount("depositRatio") ?? 0m) < floor)
            faults.Add(($"工资保证金存储比例不得低于{floor:0.##}%", "dep-floor-half"));
        var bases = faults.Select(f => BasisOf(f.Id)).Distinct(StringComparer.Ordinal).ToList();
        return faults.Count == 0
            ? null
            : (
                string.Join("；", faults.Select(f => $"{f.Zh}（{BasisOf(f.Id)}）")),
                string.Join('\n', bases),
                "按后果测试更正，或者填写与记录不符的说明后登记"
            );
    }

    private async ValueTask<(string Zh, string Basis, string Next)?> ListingFaultAsync(Case inspected, CancellationToken cancellationToken)
    {
        var today = ChinaDay.Today(time);
        var ended = (await history.EntriesAsync(inspected, KeepListing.Ended, cancellationToken)).Select(e => e.CaseId).ToHashSet();
        var listed = (await history.EntriesAsync(inspected, KeepListing.Listed, cancellationToken))
            .Where(e => e.CaseId != inspected.Id && !ended.Contains(e.CaseId) && KeepListing.UntilOf(e) >= today)
            .ToList();
        return listed.Count == 0
            ? null
            : (
                $"该单位已在名单中，期限至{listed.Max(KeepListing.UntilOf):yyyy-MM-dd}（{BasisOf("blk-term-3y")}），不得重复列入",
                BasisOf("blk-term-3y"),
                "不予列入；有新的拖欠的，在原案登记，不得提前移出"
            );
    }

    private (string Zh, string Basis, string Next)? EarlyFault(Case inspected, StepData data)
    {
        var row = InForce("blk-early-6m", inspected);
        var from = data.Date("correctedOn") ?? DateOnly.MaxValue;
        var today = ChinaDay.Today(time);
        var earliest = from == DateOnly.MaxValue ? from : from.AddMonths((int)row.Value!.Value);
        var faults = new List<string>();
        if (earliest > today)
            faults.Add($"自改正之日起未满{row.Value:0}个月{(from == DateOnly.MaxValue ? "" : $"（{earliest:yyyy-MM-dd}届满）")}");
        if (!data.Flag("commitment"))
            faults.Add("没有不再拖欠的书面信用承诺");
        if (data.Flag("criminal"))
            faults.Add("拒不支付劳动报酬刑事案件尚未办结");
        if (data.Flag("again"))
            faults.Add("列入期间再次发生拖欠");
        return faults.Count == 0
            ? null
            : (
                $"{string.Join("；", faults)}（{row.Basis}），不符合提前移出条件",
                row.Basis,
                "不予提前移出并书面说明理由，条件具备后可以再次申请"
            );
    }

    private StatutoryParameter InForce(string id, Case inspected) =>
        register.Numeric(id, new Jurisdiction(inspected.District[..6]), ChinaDay.Today(time))
        ?? throw new InvalidOperationException($"The register holds no {id} in force.");

    private string BasisOf(string id) => register.RowsOf(id) is [var row, ..] ? row.Basis : id;
}
