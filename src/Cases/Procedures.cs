namespace LaborFlow.Cases;

/// <summary>A statutory process that cases are handled under.</summary>
/// <param name="Code">Stable code, also the folder of its definition.</param>
/// <param name="Zh">Official name.</param>
/// <param name="En">English name.</param>
public sealed record Procedure(string Code, string Zh, string En);

/// <summary>The procedures that LaborFlow knows by code.</summary>
public static class Procedures
{
    /// <summary>调解前置受理.</summary>
    public const string Mediation = "MED";

    /// <summary>仲裁.</summary>
    public const string Arbitration = "ARB";

    /// <summary>劳动保障监察.</summary>
    public const string Inspection = "INS";

    /// <summary>欠薪保障垫付.</summary>
    public const string WageFund = "WGF";

    /// <summary>例外情形: the sub-flows of what may happen at any moment; no case is opened under it.</summary>
    public const string Exceptions = "EXC";

    /// <summary>裁决书公开: begins when an award binds; no case is opened under it.</summary>
    public const string Publication = "ARB-PUB";

    /// <summary>案件质量评查: looks at closed cases that were drawn; no case is opened under it.</summary>
    public const string QualityReview = "ARB-QA";

    /// <summary>调解协议履行跟踪.</summary>
    public const string Performance = "MED-PERF";

    /// <summary>先行裁决跟踪: sees to a partial award when what made it has ended; no case is opened under it.</summary>
    public const string PartialAward = "ARB-PART";

    /// <summary>All, in the order of the house's documents.</summary>
    public static readonly IReadOnlyList<Procedure> All =
    [
        new(Mediation, "调解前置受理", "Mediation before arbitration"),
        new("FTA", "速裁（简易处理）", "Fast-track arbitration"),
        new(Arbitration, "劳动人事争议仲裁", "Labour arbitration"),
        new("COL", "集体争议特别程序", "Collective disputes"),
        new("MEDREV", "调解协议仲裁审查", "Arbitral review of a mediation agreement"),
        new(Inspection, "劳动保障监察", "Labour inspection"),
        new("INSF", "监察后续跟踪", "Inspection follow-up"),
        new("BLK", "失信联合惩戒名单管理", "Blacklist of wage arrears"),
        new("CRD", "守法诚信等级评价", "Credit grades of employers"),
        new(WageFund, "欠薪保障垫付", "Wage guarantee fund"),
        new("EMF", "区级欠薪应急专项资金", "District emergency fund"),
        new("NEW", "新企用工指导", "New-enterprise guidance"),
        new(Exceptions, "案件例外情形", "Exceptions"),
        new(Publication, "裁决书公开", "Publication of awards"),
        new(PartialAward, "先行裁决跟踪", "Partial awards after the case"),
        new(QualityReview, "仲裁案件质量评查", "Quality review"),
        new(Performance, "调解协议履行跟踪", "Performance of agreements"),
    ];

    /// <summary>Whether its steps are done on closed cases, too.</summary>
    public static bool WorksOnClosed(string code) => code is Exceptions or Publication or QualityReview or Performance or PartialAward;

    /// <summary>The procedure under which the tasks of a definition are listed: the part of its id before the dash, or an own one.</summary>
    public static string OfDefinition(string definitionId) => Find(definitionId)?.Code ?? definitionId.Split('-')[0];

    /// <summary>The procedure, or null for an unknown code.</summary>
    public static Procedure? Find(string code) => All.FirstOrDefault(p => p.Code == code);
}
