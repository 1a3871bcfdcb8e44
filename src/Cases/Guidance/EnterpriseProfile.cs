namespace LaborFlow.Cases.Guidance;

/// <summary>一户一册: what is known of a newly registered employer that is guided.</summary>
public sealed class EnterpriseProfile : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>统一社会信用代码.</summary>
    public required string CreditCode { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Industry, as the feed calls it.</summary>
    public required string Industry { get; init; }

    /// <summary>Day of registration.</summary>
    public required DateOnly RegisteredOn { get; init; }

    /// <summary>Insured employees when the feed was taken.</summary>
    public required int Headcount { get; set; }

    /// <summary>Uses dispatched, outsourced or platform labour.</summary>
    public bool FlexibleLabour { get; init; }

    /// <summary>A company of the same legal representative owed wages before.</summary>
    public bool RepresentativeOwedWages { get; set; }

    /// <summary>Why it came in: one of <see cref="EnterpriseCodes.Triggers"/>.</summary>
    public string? Trigger { get; set; }

    /// <summary>企业类型, as the register calls it.</summary>
    public string? Kind { get; init; }

    /// <summary>One of <see cref="EnterpriseCodes.Scales"/>; null when the feed doesn't tell.</summary>
    public string? Scale { get; init; }

    /// <summary>园区 where it sits; null outside of one.</summary>
    public string? Park { get; init; }

    /// <summary>人事联系人.</summary>
    public string? ContactName { get; init; }

    /// <summary>Day on which the first employee was insured.</summary>
    public DateOnly? FirstInsuredOn { get; set; }

    /// <summary>Employees that it plans to have in six months.</summary>
    public int? PlannedHeadcount { get; set; }

    /// <summary>It wants irregular or averaged hours, which need an approval.</summary>
    public bool SpecialHours { get; init; }

    /// <summary>It has a trade union; null when the feed doesn't tell.</summary>
    public bool? Union { get; init; }

    /// <summary>One of <see cref="EnterpriseCodes.ContractMethods"/>; null when the feed doesn't tell.</summary>
    public string? ContractMethod { get; init; }

    /// <summary>Earlier companies of the same legal representative or founders, as the feed lists them (《保障农民工工资支付条例》第22条).</summary>
    public string? PreviousCompanies { get; set; }

    /// <summary>The language in which it wants to be served; null for Chinese.</summary>
    public string? Language { get; init; }

    /// <summary>重点或者一般: how closely it is served; null until grouped.</summary>
    public string? Group { get; set; }

    /// <summary>Why.</summary>
    public string? GroupReason { get; set; }

    /// <summary>The coordinator of the service team; null until assigned.</summary>
    public string? Coordinator { get; set; }
}

/// <summary>服务记录: one thing done for a guided employer.</summary>
public sealed class GuidanceEvent : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary><c>contact</c>, <c>package</c>, <c>visit</c>, <c>training</c>, <c>advice</c> or <c>follow-up</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>People reached.</summary>
    public int People { get; init; }

    /// <summary>How many points of the check-list were not in order; null when none was gone through.</summary>
    public int? Shortcomings { get; init; }

    /// <summary>What was done or found.</summary>
    public required string Note { get; init; }

    /// <summary>User name.</summary>
    public required string RecordedBy { get; init; }
}
