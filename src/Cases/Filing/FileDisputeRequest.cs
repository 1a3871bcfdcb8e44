namespace LaborFlow.Cases.Filing;

/// <summary>
/// An application as the client sends it. Every member may be missing, so that <see cref="DisputeRules"/> can name each fault at once
/// instead of a parser naming the first.
/// </summary>
public sealed record FileDisputeRequest
{
    /// <summary>Procedure code; <c>MED</c> (mediation and, failing that, arbitration), <c>INS</c> (complaint to the inspectorate) or <c>WGF</c> (wage fund).</summary>
    public string? Procedure { get; init; }

    /// <summary>申请人.</summary>
    public ApplicantInput? Applicant { get; init; }

    /// <summary>Further workers who claim the same.</summary>
    public IReadOnlyList<CoApplicantInput?>? CoApplicants { get; init; }

    /// <summary>被申请人.</summary>
    public IReadOnlyList<RespondentInput?>? Respondents { get; init; }

    /// <summary>The employment relation.</summary>
    public EmploymentInput? Employment { get; init; }

    /// <summary>请求事项.</summary>
    public IReadOnlyList<ClaimInput?>? Claims { get; init; }

    /// <summary>事实与理由.</summary>
    public string? Facts { get; init; }

    /// <summary>The day on which the applicant knew of the infringement.</summary>
    public DateOnly? RightInfringedOn { get; init; }

    /// <summary>GB/T 2260 code of the district of the workplace.</summary>
    public string? District { get; init; }

    /// <summary>农民工.</summary>
    public bool MigrantWorker { get; init; }

    /// <summary>生活紧急困难.</summary>
    public bool UrgentHardship { get; init; }

    /// <summary><c>enterprise</c>, <c>community</c>, <c>street</c> or <c>district</c>; null leaves the choice to the rule.</summary>
    public string? PreferredMediationLevel { get; init; }

    /// <summary>Who acts for the applicant.</summary>
    public AgentInput? Agent { get; init; }

    /// <summary>Where the matter was before.</summary>
    public IReadOnlyList<PriorProcedureInput?>? PriorProcedures { get; init; }

    /// <summary>The evidence, and who holds it.</summary>
    public IReadOnlyList<EvidenceItemInput?>? EvidenceItems { get; init; }

    /// <summary>The witnesses, with their residences.</summary>
    public IReadOnlyList<WitnessInput?>? Witnesses { get; init; }

    /// <summary>The mediator whom the applicant asks for, by name.</summary>
    public string? PreferredMediator { get; init; }

    /// <summary>The language that the applicant asks for: a code of <see cref="Background.Languages"/>.</summary>
    public string? Language { get; init; }
}

/// <summary>The applicant.</summary>
public sealed record ApplicantInput
{
    /// <summary><c>worker</c> or <c>employer</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>A code of <c>IdTypes</c>.</summary>
    public string? IdType { get; init; }

    /// <summary>Its number.</summary>
    public string? IdNumber { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary><c>male</c> or <c>female</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>Where documents are served.</summary>
    public string? ServiceAddress { get; init; }

    /// <summary>E-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Documents may be served electronically.</summary>
    public bool ConsentsToElectronicService { get; init; }
}

/// <summary>A further worker on the applicant's side.</summary>
public sealed record CoApplicantInput
{
    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>A code of <c>IdTypes</c>.</summary>
    public string? IdType { get; init; }

    /// <summary>Its number.</summary>
    public string? IdNumber { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary><c>male</c> or <c>female</c>.</summary>
    public string? Gender { get; init; }

    /// <summary>Where documents are served; null means the applicant's.</summary>
    public string? ServiceAddress { get; init; }

    /// <summary>E-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Documents may be served electronically.</summary>
    public bool ConsentsToElectronicService { get; init; }
}

/// <summary>A respondent.</summary>
public sealed record RespondentInput
{
    /// <summary><c>worker</c> or <c>employer</c>.</summary>
    public string? Kind { get; init; }

    /// <summary><c>employer</c>, <c>dispatch-agency</c>, <c>user-firm</c> or <c>worker</c>.</summary>
    public string? Role { get; init; }

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>统一社会信用代码, when known.</summary>
    public string? CreditCode { get; init; }

    /// <summary>Registered address.</summary>
    public string? RegisteredAddress { get; init; }

    /// <summary>Workplace.</summary>
    public string? WorkplaceAddress { get; init; }

    /// <summary>法定代表人.</summary>
    public string? LegalRepresentative { get; init; }

    /// <summary>Telephone.</summary>
    public string? ContactPhone { get; init; }
}

/// <summary>The employment relation.</summary>
public sealed record EmploymentInput
{
    /// <summary>First day of work.</summary>
    public DateOnly? StartedOn { get; init; }

    /// <summary>Last day of work; null while employed.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>岗位.</summary>
    public string? Post { get; init; }

    /// <summary>CNY a month.</summary>
    public decimal? MonthlyWage { get; init; }

    /// <summary><c>written</c>, <c>none</c>, <c>expired</c> or <c>unknown</c>.</summary>
    public string? ContractStatus { get; init; }
}

/// <summary>One demanded item.</summary>
public sealed record ClaimInput
{
    /// <summary>A code of <c>ClaimCauses</c>.</summary>
    public string? Cause { get; init; }

    /// <summary>CNY.</summary>
    public decimal? Amount { get; init; }

    /// <summary>First day of the claimed period.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last day, inclusive.</summary>
    public DateOnly? PeriodTo { get; init; }

    /// <summary>How the amount is reckoned.</summary>
    public string? Basis { get; init; }
}
