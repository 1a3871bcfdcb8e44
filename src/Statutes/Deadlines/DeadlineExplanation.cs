using System.Diagnostics.CodeAnalysis;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>A deadline with the way it was reached.</summary>
public sealed class DeadlineExplanation
{
    /// <summary>The row of the register that was applied.</summary>
    public required StatutoryParameter Parameter { get; init; }

    /// <summary>The day that starts the count, after a restart the day of the restart.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day on which the act is in time, included; for periods in hours the China date of <see cref="DueAt"/>.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The last instant, for periods in hours only.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The last day before it rolled over a day off; equal to <see cref="DueOn"/> when nothing rolled.</summary>
    public required DateOnly NominalDueOn { get; init; }

    /// <summary>Whether a year that the count needed has no holiday arrangement yet, so that the result can still move.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Whether the row, or its reading of 日 as working days, still awaits an administrator's confirmation.</summary>
    public required bool NeedsConfirmation { get; init; }

    /// <summary>The steps in order; their <see cref="ExplanationStep.Days"/> add up to the way from start to due day.</summary>
    public required IReadOnlyList<ExplanationStep> Steps { get; init; }

    /// <summary>The steps as one Chinese paragraph.</summary>
    public string Zh => string.Concat(Steps.Select(step => step.Zh));

    /// <summary>The steps as one English paragraph.</summary>
    public string En => string.Join(' ', Steps.Select(step => step.En));
}

/// <summary>An explanation, or the refusal to give one.</summary>
/// <param name="Explanation">The explanation; null when refused.</param>
/// <param name="Refusal">The refusal; null when explained.</param>
public readonly record struct DeadlineResult(DeadlineExplanation? Explanation, Refusal? Refusal)
{
    /// <summary>Whether there is an explanation.</summary>
    [MemberNotNullWhen(true, nameof(Explanation))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Explanation is not null;
}
