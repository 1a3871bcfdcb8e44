using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Exceptions;

/// <summary>A kind of exception.</summary>
/// <param name="Code">Stable code; the sub-flow goes by it.</param>
/// <param name="Zh">Official name.</param>
/// <param name="En">English name.</param>
/// <param name="LegalBasis">The articles that it rests on.</param>
/// <param name="Sides">The sides that may raise it with their query code; officers may raise every kind.</param>
/// <param name="Needs">Members that its data must hold.</param>
/// <param name="WhenClosed">Raised on a closed case, and only there.</param>
/// <param name="Disposes">
/// Who raises it disposes of the rights of the side: an agent only with special authority, see <see cref="Authorities.Demand"/>.
/// </param>
public sealed record ExceptionKind(
    string Code,
    string Zh,
    string En,
    string LegalBasis,
    IReadOnlyList<string> Sides,
    IReadOnlyList<string> Needs,
    bool WhenClosed = false,
    bool Disposes = false
)
{
    /// <summary>Whether a side may raise it in a case. The review of an agreement was asked for together: either side may withdraw that.</summary>
    public bool IsOpenTo(string side, Case disputed) =>
        Sides.Contains(side) || (Code == ExceptionKinds.Withdrawal && disputed.Stage == Stages.AgreementReview);

    /// <summary>The side whose rights are disposed of: who raises it, or, when an officer notes it down, the side that may.</summary>
    /// <param name="side">The side that raises it, or that the officer names; null when nobody named one.</param>
    public PartySide DisposedOf(string? side) =>
        (side ?? (Sides is [var first, ..] ? first : null)) == TaskParties.Respondent ? PartySide.Respondent : PartySide.Applicant;

    /// <summary>Somebody without special authority acts for the side: whoever raises this must say who it is.</summary>
    /// <param name="disputed">The case.</param>
    /// <param name="side">See <see cref="DisposedOf"/>.</param>
    public bool AsksWho(Case disputed, string? side) => Disposes && Authorities.MustSayWho(disputed, DisposedOf(side));
}

/// <summary>The exceptions that may happen to a case at any moment.</summary>
public static class ExceptionKinds
{
    /// <summary>撤回申请.</summary>
    public const string Withdrawal = "withdrawal";

    /// <summary>不愿继续调解: mediation is voluntary, and either side may leave it at any moment.</summary>
    public const string MediationEnd = "mediation-end";

    /// <summary>补正庭审笔录: a party finds what it said left out of the record, or wrong in it.</summary>
    public const string RecordCorrection = "record-correction";

    private static readonly string[] Both = [TaskParties.Applicant, TaskParties.Respondent];
    private static readonly string[] Nobody = [];

    /// <summary>All, in the order in which officers look for them.</summary>
    public static readonly IReadOnlyList<ExceptionKind> All =
    [
        new(Withdrawal, "撤回申请", "Withdrawal", "《劳动人事争议仲裁办案规则》第38条", [TaskParties.Applicant], [], Disposes: true),
        new(
            "incapacity",
            "当事人死亡或者丧失行为能力",
            "Death or incapacity of a party",
            "《劳动人事争议仲裁办案规则》第47条",
            Both,
            ["party"]
        ),
        new(
            "claims",
            "变更请求",
            "Change of claims",
            "《劳动人事争议仲裁办案规则》第44条、第46条",
            [TaskParties.Applicant],
            ["claims"],
            Disposes: true
        ),
        new(
            "counterclaim",
            "反申请",
            "Counterclaim",
            "《劳动人事争议仲裁办案规则》第36条、第46条",
            [TaskParties.Respondent],
            ["claims"],
            Disposes: true
        ),
        new(
            "add-party",
            "追加当事人",
            "Joinder of a party",
            "《劳动争议调解仲裁法》第22条、第23条；《劳动人事争议仲裁办案规则》第6条、第46条",
            Both,
            ["newParty"]
        ),
        new(
            "jurisdiction",
            "管辖权异议",
            "Objection to jurisdiction",
            "《劳动人事争议仲裁办案规则》第10条",
            [TaskParties.Respondent],
            ["authority"]
        ),
        new("recusal", "申请回避", "Recusal", "《劳动争议调解仲裁法》第33条", Both, ["officer"]),
        new("no-show", "无正当理由不到场", "No-show", "《劳动争议调解仲裁法》第36条", Nobody, ["absent", "noticeProven"]),
        new("postpone", "延期开庭", "Postponement of a hearing", "《劳动争议调解仲裁法》第35条", Both, []),
        new(
            "evidence-order",
            "责令提供证据",
            "Order to produce evidence",
            "《劳动争议调解仲裁法》第6条、第39条",
            [TaskParties.Applicant],
            ["evidence"]
        ),
        new(
            RecordCorrection,
            "申请补正庭审笔录",
            "Correction of the hearing record",
            "《劳动争议调解仲裁法》第40条",
            Both,
            ["passage", "correction"]
        ),
        new(
            "mediation-extension",
            "延长调解期限",
            "Extension of the mediation",
            "《企业劳动争议协商调解规定》第29条",
            Both,
            ["agreedUntil"]
        ),
        new(MediationEnd, "不愿继续调解", "No longer wants mediation", "《劳动争议调解仲裁法》第5条、第14条", Both, []),
        new(
            "member-exit",
            "成员退出集体争议",
            "A member leaves the group",
            "《劳动争议调解仲裁法》第7条；《劳动人事争议仲裁办案规则》第63条",
            [TaskParties.Applicant],
            ["member", "leaves"],
            Disposes: true
        ),
        new("clue", "移送监察线索", "Pass a violation on to the inspectorate", "《劳动保障监察条例》第11条", Nobody, ["facts"]),
        new(
            "insolvency",
            "用人单位破产或者逃匿",
            "Insolvency or absconding of the employer",
            "《深圳经济特区欠薪保障条例》；《企业破产法》第48条、第113条",
            [TaskParties.Applicant],
            ["event"]
        ),
        new("incident", "群体性事件", "Mass incident", "《劳动保障监察条例》第14条", Nobody, ["facts"]),
        new("suspension", "中止", "Suspension", "《劳动人事争议仲裁办案规则》第47条", Both, []),
        new("missing", "当事人下落不明", "Missing party", "《民事诉讼法》第95条", Nobody, ["party"]),
        new("merger", "合并办理", "Merger of cases", "《劳动人事争议仲裁办案规则》第5条、第46条", Nobody, ["leadCase"]),
        new("split", "分案办理", "Split of a case", "《劳动人事争议仲裁办案规则》第5条", Nobody, ["claimNumbers"]),
        new(
            CourtAcceptance.Kind,
            "人民法院受理诉讼",
            "Court acceptance after a missed time limit",
            "《劳动人事争议仲裁办案规则》第48条",
            Both,
            ["court", "courtCase", "acceptedOn"]
        ),
        new("transfer", "移送管辖", "Transfer of jurisdiction", "《劳动争议调解仲裁法》第21条", Nobody, ["authority"]),
        new(
            "review",
            "调解协议仲裁审查",
            "Arbitral review of the agreement",
            "《劳动人事争议仲裁办案规则》第74条",
            Both,
            ["joint"],
            WhenClosed: true
        ),
        new(
            "performance",
            "调解协议履行情况",
            "Performance of the agreement",
            "《劳动争议调解仲裁法》第15条、第16条",
            Both,
            ["performed"],
            WhenClosed: true
        ),
        new(
            "court-outcome",
            "登记法院处理结果",
            "What the court decided",
            "《劳动争议调解仲裁法》第48条至第50条",
            Both,
            ["court", "courtCase", "decidedOn", "courtResult"],
            WhenClosed: true
        ),
        new(
            "enforcement",
            "申请执行或者履行情况",
            "Enforcement or performance of the award",
            "《劳动争议调解仲裁法》第51条；《民事诉讼法》第250条",
            Both,
            [],
            WhenClosed: true
        ),
        new("publish", "提请公开裁决书", "Publish the award", "《劳动争议调解仲裁法》第26条", Nobody, [], WhenClosed: true),
        new("unpublish", "撤回公开的裁决书", "Take a published award back", "《劳动争议调解仲裁法》第26条", Both, [], WhenClosed: true),
        new("reopening", "重新办理", "Reopening", "《劳动人事争议仲裁办案规则》第39条", Nobody, ["procedure"], WhenClosed: true),
    ];

    /// <summary>The kind, or null for an unknown code.</summary>
    public static ExceptionKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
