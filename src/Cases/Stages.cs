namespace LaborFlow.Cases;

/// <summary>A stage of a case, and what a party is told comes next.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Official name.</param>
/// <param name="En">English name.</param>
/// <param name="NextZh">What happens next, in Chinese, for the parties.</param>
/// <param name="NextEn">The same in English.</param>
public sealed record Stage(string Code, string Zh, string En, string NextZh, string NextEn);

/// <summary>The stages that procedures move a case through.</summary>
public static class Stages
{
    /// <summary>待受理审查.</summary>
    public const string Received = "received";

    /// <summary>待补正.</summary>
    public const string Correction = "correction";

    /// <summary>已受理，待确定调解组织.</summary>
    public const string Accepted = "accepted";

    /// <summary>调解中.</summary>
    public const string Mediation = "mediation";

    /// <summary>调解协议待双方确认.</summary>
    public const string Agreement = "agreement";

    /// <summary>调解终结，待当事人申请仲裁.</summary>
    public const string ArbitrationApplication = "arbitration-application";

    /// <summary>仲裁申请待立案审查.</summary>
    public const string ArbitrationIntake = "arbitration-intake";

    /// <summary>仲裁立案.</summary>
    public const string ArbitrationAccepted = "arbitration-accepted";

    /// <summary>速裁审理.</summary>
    public const string FastTrack = "arbitration-fast";

    /// <summary>普通程序审理.</summary>
    public const string Ordinary = "arbitration-ordinary";

    /// <summary>集体争议准备.</summary>
    public const string Collective = "collective";

    /// <summary>待裁决.</summary>
    public const string Award = "award";

    /// <summary>裁决送达，救济期限内.</summary>
    public const string Remedies = "remedies";

    /// <summary>监察受理审查.</summary>
    public const string InspectionIntake = "inspection-intake";

    /// <summary>监察调查.</summary>
    public const string Investigation = "investigation";

    /// <summary>限期整改.</summary>
    public const string Rectification = "rectification";

    /// <summary>监察处理.</summary>
    public const string Disposal = "disposal";

    /// <summary>处理决定执行.</summary>
    public const string Enforcement = "enforcement";

    /// <summary>欠薪垫付审核.</summary>
    public const string FundReview = "fund-review";

    /// <summary>区级应急专项审核.</summary>
    public const string EmergencyFund = "emergency-fund";

    /// <summary>垫付支付.</summary>
    public const string FundPayment = "fund-payment";

    /// <summary>垫付追偿.</summary>
    public const string FundRecovery = "fund-recovery";

    /// <summary>用工指导.</summary>
    public const string Guidance = "guidance";

    /// <summary>调解协议仲裁审查.</summary>
    public const string AgreementReview = "agreement-review";

    /// <summary>已办结.</summary>
    public const string Closed = "closed";

    /// <summary>不予垫付决定的救济期.</summary>
    public const string FundRemedies = "fund-remedies";

    /// <summary>不予垫付决定的复议诉讼中.</summary>
    public const string FundContested = "fund-contested";

    /// <summary>拟列入失信名单，听取意见.</summary>
    public const string ListingReview = "listing-review";

    /// <summary>已列入失信名单.</summary>
    public const string Listed = "listed";

    /// <summary>守法诚信等级评定，待审核审批.</summary>
    public const string CreditReview = "credit-review";

    /// <summary>等级已告知，异议期内或者异议核实中.</summary>
    public const string CreditObjection = "credit-objection";

    /// <summary>All, in the usual order.</summary>
    public static readonly IReadOnlyList<Stage> All =
    [
        new(Received, "待受理审查", "Received", "窗口工作人员将审查申请材料", "A window clerk reviews the application"),
        new(Correction, "待补正", "Correction requested", "请申请人补正申请材料", "The applicant corrects the application"),
        new(Accepted, "已受理", "Accepted", "将确定调解组织", "A mediation organisation will be assigned"),
        new(Mediation, "调解中", "In mediation", "调解员将组织调解", "The mediator will hold a session"),
        new(Agreement, "调解协议待确认", "Agreement to be confirmed", "请双方确认调解协议", "Both sides confirm the agreement"),
        new(
            ArbitrationApplication,
            "调解终结，待申请仲裁",
            "Mediation over, application awaited",
            "申请人可以申请仲裁：材料已备好，确认请求后提交即可；不申请的也请告知",
            "The applicant may apply for arbitration: the file is ready, confirm the claims and send it"
        ),
        new(ArbitrationIntake, "移送仲裁待立案", "Arbitration intake", "仲裁委员会将审查立案", "The commission decides on acceptance"),
        new(ArbitrationAccepted, "仲裁已立案", "Accepted for arbitration", "仲裁委员会将组成仲裁庭", "The commission will form a tribunal"),
        new(Collective, "集体争议处理", "Collective dispute", "请推举代表人参加仲裁", "The workers choose their representatives"),
        new(FastTrack, "速裁审理", "Fast-track arbitration", "仲裁庭将通知开庭", "The tribunal will set a hearing"),
        new(Ordinary, "仲裁审理", "Arbitration", "仲裁庭将通知开庭", "The tribunal will set a hearing"),
        new(Award, "待裁决", "Award pending", "仲裁庭将作出裁决", "The tribunal will make the award"),
        new(
            Remedies,
            "裁决已送达",
            "Award served",
            "不服裁决的，请在期限内起诉或者申请撤销",
            "Whoever disagrees may go to court within the period"
        ),
        new(InspectionIntake, "监察受理审查", "Inspection intake", "监察机构将决定是否立案", "The inspectorate decides on opening a case"),
        new(Investigation, "监察调查", "Investigation", "监察员将调查取证", "Inspectors investigate"),
        new(Rectification, "限期整改", "Rectification", "用人单位应当按期整改", "The employer puts things right in time"),
        new(Disposal, "监察处理", "Disposal", "监察机构将作出处理", "The inspectorate decides"),
        new(Enforcement, "处理决定执行", "Enforcement", "用人单位应当履行决定", "The employer performs the decision"),
        new(FundReview, "欠薪垫付审核", "Wage fund review", "基金经办机构将核算并决定", "The fund calculates and decides"),
        new(EmergencyFund, "区级应急专项审核", "District emergency fund", "区级应急专项将审核并决定", "The district reviews and decides"),
        new(FundPayment, "垫付支付", "Payment", "垫付款将支付到本人账户", "The advance is paid to the worker's own account"),
        new(FundRecovery, "垫付追偿", "Recovery", "基金将向用人单位追偿", "The fund recovers from the employer"),
        new(
            FundRemedies,
            "不予垫付，救济期内",
            "Refused, remedies open",
            "不服的，请在期限内申请行政复议或者提起行政诉讼",
            "Whoever disagrees may apply for reconsideration or go to court within the period"
        ),
        new(
            FundContested,
            "复议诉讼中",
            "Reconsideration or litigation",
            "等待复议机关或者法院的决定",
            "The reviewing authority or the court decides"
        ),
        new(
            ListingReview,
            "拟列入失信名单",
            "Listing under review",
            "请在期限内提出异议，或者改正并作出书面承诺",
            "The employer may object, or correct and promise in writing"
        ),
        new(
            Listed,
            "已列入失信名单",
            "On the blacklist",
            "期限届满自动移出，改正满规定期限的可以申请提前移出",
            "Ends by itself when the term is over; may be ended early after correction"
        ),
        new(CreditReview, "等级评定审核", "Credit grade under review", "监察机构将审核并告知等级", "The inspectorate reviews the grade"),
        new(
            CreditObjection,
            "等级告知与异议",
            "Grade told, objections",
            "对等级有异议的，请在期限内提出",
            "The employer may object within the period"
        ),
        new(Guidance, "用工指导", "Guidance", "服务团队将联系单位", "The service team gets in touch"),
        new(AgreementReview, "调解协议审查", "Review of the agreement", "仲裁委员会将审查调解协议", "The commission reviews the agreement"),
        new(Closed, "已办结", "Closed", "案件已办结", "The case is closed"),
    ];

    /// <summary>The stage; an unknown code (set by a procedure drawn locally) is shown as it is.</summary>
    public static Stage Get(string code) => All.FirstOrDefault(s => s.Code == code) ?? new Stage(code, code, code, "", "");
}
