namespace LaborFlow.Cases.Mediation;

/// <summary>A mediation session that was held, as its record 调解笔录 tells it.</summary>
public sealed class MediationSession
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>Counts the case's sessions from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The day it was held.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary><c>in-person</c>, <c>online</c> or <c>telephone</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>The applicant attended.</summary>
    public required bool ApplicantPresent { get; init; }

    /// <summary>The respondent attended.</summary>
    public required bool RespondentPresent { get; init; }

    /// <summary>The record.</summary>
    public required string Summary { get; init; }

    /// <summary>User name of the mediator.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
