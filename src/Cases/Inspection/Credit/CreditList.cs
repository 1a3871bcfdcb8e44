namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>Where a year's list stands.</summary>
public enum CreditListState
{
    /// <summary>评分中: the job is not through with the employers.</summary>
    Scoring,

    /// <summary>待监察员审核.</summary>
    Scored,

    /// <summary>待负责人审批.</summary>
    Reviewed,

    /// <summary>已审批，待告知.</summary>
    Approved,

    /// <summary>已告知，异议期内.</summary>
    Notified,

    /// <summary>已确定.</summary>
    Final,
}

/// <summary>
/// 年度等级评价名单: the employers of a district that keep the grade which the facts give them, A or B, decided on together. Who is graded C,
/// whose grade an inspector would change and who objects leaves it for a case of its own.
/// </summary>
public sealed class CreditList
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>评价年度.</summary>
    public required int Year { get; init; }

    /// <summary>The district: six digits.</summary>
    public required string Place { get; init; }

    /// <summary>State.</summary>
    public required CreditListState State { get; set; }

    /// <summary>When the job began with it.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The inspector who reviewed it.</summary>
    public string? ReviewedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? ReviewedAt { get; set; }

    /// <summary>Who approved it or sent it back; never who reviewed it.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it was sent back; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>Who told the employers.</summary>
    public string? NotifiedBy { get; set; }

    /// <summary>告知日期.</summary>
    public DateOnly? NotifiedOn { get; set; }

    /// <summary>How they were told: the site, the platform, by hand.</summary>
    public string? NotifiedHow { get; set; }

    /// <summary>异议期满日 (<c>crd-objection-10wd</c>).</summary>
    public DateOnly? ObjectUntil { get; set; }

    /// <summary>The day on which it became final.</summary>
    public DateOnly? FinalOn { get; set; }
}
