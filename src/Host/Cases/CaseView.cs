using System.Text.Json;
using LaborFlow.Cases.Filing;
using LaborFlow.Host.Filing;
using LaborFlow.Host.Tasks;

namespace LaborFlow.Host.Cases;

/// <summary>A case as its page shows it to those who may read it.</summary>
internal sealed record CaseView(
    Guid Id,
    string CaseNumber,
    string? DocketNumber,
    CodeZh Procedure,
    CodeZh Stage,
    string Light,
    CodeZh Cause,
    string Channel,
    DateTimeOffset FiledAt,
    string District,
    IReadOnlyList<PartyView> Applicants,
    IReadOnlyList<PartyView> Respondents,
    IReadOnlyList<ClaimView> Claims,
    EmploymentView Employment,
    string? Facts,
    bool NarrativesHidden,
    DateOnly RightInfringedOn,
    FlagsView Flags,
    string? MediationOrganisation,
    CodeZh? Authority,
    IntakeFacts? Intake,
    IReadOnlyList<WitnessView> Witnesses,
    IReadOnlyList<DeadlineView> Deadlines,
    IReadOnlyList<FileView> Documents,
    IReadOnlyList<FileView> Evidence,
    IReadOnlyList<SessionView> Sessions,
    IReadOnlyList<HearingView> Hearings,
    IReadOnlyList<AgreementView> Agreements,
    IReadOnlyList<TaskItem> Tasks,
    IReadOnlyList<RelatedView> Related,
    DateTimeOffset? ClosedAt,
    CodeZh? ClosedAs,
    string? ClosingReason,
    long Revision
);

/// <summary>证人. Shown to those only who read what is narrated in the case.</summary>
internal sealed record WitnessView(string Name, string Residence);

/// <summary>A party. <see cref="IdNumber"/> and <see cref="Phone"/> are masked: the middle is sent only by <c>unmask-party</c>, which is recorded.</summary>
/// <param name="Number">员工序号: the place in the roster, from 1, by which forms name an applicant; null for the other side.</param>
/// <param name="Role"><c>worker</c>, <c>employer</c>, <c>dispatch-agency</c> or <c>user-firm</c>.</param>
/// <param name="WorkplaceAddress">With <paramref name="RegisteredAddress"/> it decides whose district the case is.</param>
internal sealed record PartyView(
    Guid Id,
    int? Number,
    string Kind,
    string Role,
    string Name,
    string? IdType,
    string? IdNumber,
    string? Gender,
    string? Phone,
    string? Email,
    string? ServiceAddress,
    string? RegisteredAddress,
    string? WorkplaceAddress,
    string? LegalRepresentative,
    bool ConsentsToElectronicService,
    IReadOnlyList<RepresentativeView> Representatives
);

/// <param name="Kind"><c>agent</c>, <c>statutory-agent</c> or <c>worker-representative</c>.</param>
/// <param name="Phone">Masked.</param>
/// <param name="Authority"><c>general</c> or <c>special</c>.</param>
internal sealed record RepresentativeView(string Name, string Kind, string? Phone, string? Authority);

internal sealed record ClaimView(int Number, CodeZh Cause, decimal? Amount, DateOnly? PeriodFrom, DateOnly? PeriodTo, string Basis);

internal sealed record EmploymentView(DateOnly StartedOn, DateOnly? EndedOn, string Post, decimal MonthlyWage, string ContractStatus);

/// <param name="HkMacao">涉港澳.</param>
/// <param name="Foreign">涉外.</param>
internal sealed record FlagsView(bool MigrantWorker, bool UrgentHardship, bool Collective, bool HkMacao, bool Foreign);

internal sealed record DeadlineView(
    string ParameterId,
    string Zh,
    DateOnly StartsOn,
    DateOnly DueOn,
    string Light,
    int? RemainingDays,
    string State,
    bool Provisional,
    JsonElement Explanation
);

internal sealed record FileView(
    Guid Id,
    string Name,
    string? Kind,
    string ContentType,
    long Size,
    string By,
    DateTimeOffset At,
    string? Number = null,
    string? State = null,
    int? Version = null
);

internal sealed record SessionView(
    int Number,
    DateOnly HeldOn,
    string Mode,
    bool ApplicantPresent,
    bool RespondentPresent,
    string? Summary,
    string RecordedBy
);

/// <summary>A hearing; <see cref="State"/> is <c>scheduled</c>, <c>held</c>, <c>adjourned</c> or <c>not-held</c>.</summary>
internal sealed record HearingView(
    Guid Id,
    int Number,
    DateOnly HeldOn,
    string StartsAt,
    string Place,
    DateOnly? NotifiedOn,
    string State,
    bool? ApplicantPresent,
    bool? RespondentPresent,
    string? Record
);

internal sealed record AgreementView(
    string Terms,
    decimal? Amount,
    DateOnly? PerformBy,
    DateTimeOffset DraftedAt,
    DateTimeOffset? ApplicantConfirmedAt,
    DateTimeOffset? RespondentConfirmedAt,
    string? DeclinedBy
);

internal sealed record RelatedView(Guid Id, string CaseNumber, CodeZh Procedure, CodeZh Stage);
