namespace LaborFlow.Cases.Arbitration;

/// <summary>What became of a hearing.</summary>
public enum HearingState
{
    /// <summary>已排期.</summary>
    Scheduled,

    /// <summary>已开庭.</summary>
    Held,

    /// <summary>延期.</summary>
    Adjourned,

    /// <summary>未开庭: it was no longer needed, or the applicant stayed away.</summary>
    NotHeld,
}

/// <summary>开庭 (调解仲裁法 art 35–40).</summary>
public sealed class Hearing : ICaseRecord
{
    /// <inheritdoc/>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public required Guid CaseId { get; init; }

    /// <summary>Counts the hearings of the case from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>Local time, e.g. <c>09:30</c>.</summary>
    public required string StartsAt { get; init; }

    /// <summary>Room, or the address of an online hearing.</summary>
    public required string Place { get; init; }

    /// <summary>The day on which the last of both sides had the written notice by the record of its service; null until then.</summary>
    public DateOnly? NotifiedOn { get; set; }

    /// <summary>State.</summary>
    public HearingState State { get; set; } = HearingState.Scheduled;

    /// <summary>The applicant attended; null before the hearing.</summary>
    public bool? ApplicantPresent { get; set; }

    /// <summary>The respondent attended; null before the hearing.</summary>
    public bool? RespondentPresent { get; set; }

    /// <summary>庭审笔录.</summary>
    public string? Record { get; set; }

    /// <summary>The one that was set last and not held yet; null when there is none.</summary>
    public static Hearing? NextOf(IReadOnlyList<Hearing> hearings) =>
        hearings is [.., { State: HearingState.Scheduled } next] ? next : null;
}
