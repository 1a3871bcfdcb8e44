namespace LaborFlow.Cases.Places;

/// <summary>Who handles a case, by the field of law.</summary>
public enum AuthorityKind
{
    /// <summary>调解: cases name their organisation; what none has yet is with the window that took it in.</summary>
    Mediation,

    /// <summary>劳动人事争议仲裁委员会 (《劳动争议调解仲裁法》第十七条).</summary>
    Arbitration,

    /// <summary>劳动保障监察机构 (《劳动保障监察条例》第四条).</summary>
    Inspection,

    /// <summary>欠薪保障经办机构.</summary>
    Fund,

    /// <summary>新企用工指导.</summary>
    Guidance,
}
