using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Mediation;

/// <summary>调解协议书. It binds once both sides have signed (调解仲裁法 art 14; <c>med-agreement-effective</c>).</summary>
public sealed class MediationAgreement
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>What was agreed.</summary>
    public required string Terms { get; init; }

    /// <summary>CNY to be paid, two decimals; null when nothing is paid.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The day by which it must be performed.</summary>
    public DateOnly? PerformBy { get; init; }

    /// <summary>User name of the mediator.</summary>
    public required string DraftedBy { get; init; }

    /// <summary>When it was put to the parties.</summary>
    public required DateTimeOffset DraftedAt { get; init; }

    /// <summary>When the applicant confirmed.</summary>
    public DateTimeOffset? ApplicantConfirmedAt { get; private set; }

    /// <summary>When the respondent confirmed.</summary>
    public DateTimeOffset? RespondentConfirmedAt { get; private set; }

    /// <summary>The side that declined, if one did: <c>applicant</c> or <c>respondent</c>.</summary>
    public string? DeclinedBy { get; private set; }

    /// <summary>When it was declined.</summary>
    public DateTimeOffset? DeclinedAt { get; private set; }

    /// <summary>Optimistic concurrency token.</summary>
    public long Revision { get; private set; } = 1;

    /// <summary>Both sides confirmed and none declined.</summary>
    public bool IsEffective => ApplicantConfirmedAt is not null && RespondentConfirmedAt is not null && DeclinedAt is null;

    /// <summary>Confirms for a side; a repeated confirmation keeps the first instant.</summary>
    /// <param name="side"><c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="at">When.</param>
    public void Confirm(string side, DateTimeOffset at)
    {
        if (side == TaskParties.Applicant)
            ApplicantConfirmedAt ??= at;
        else
            RespondentConfirmedAt ??= at;
        Revision++;
    }

    /// <summary>Declines for a side; the first refusal stands.</summary>
    /// <param name="side"><c>applicant</c> or <c>respondent</c>.</param>
    /// <param name="at">When.</param>
    public void Decline(string side, DateTimeOffset at)
    {
        DeclinedBy ??= side;
        DeclinedAt ??= at;
        Revision++;
    }
}
