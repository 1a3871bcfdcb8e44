using System.Text.Json.Serialization;

namespace LaborFlow.Statutes.Deadlines;

/// <summary>The answer of <c>POST /api/statutes/deadlines/explain</c>.</summary>
public sealed record DeadlineAnswer
{
    /// <summary>The due day; absent for periods in hours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? DueOn { get; init; }

    /// <summary>The due instant in UTC; periods in hours only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether a year that the count needed has no holiday arrangement yet.</summary>
    public required bool Provisional { get; init; }

    /// <summary>Whether a row that was used still awaits confirmation.</summary>
    public required bool NeedsConfirmation { get; init; }

    /// <summary>The steps.</summary>
    public required IReadOnlyList<DeadlineAnswerStep> Steps { get; init; }

    /// <summary>Puts an explanation into the form of the answer.</summary>
    public static DeadlineAnswer From(DeadlineExplanation explanation) =>
        new()
        {
            DueOn = explanation.DueAt is null ? explanation.DueOn : null,
            DueAt = explanation.DueAt,
            Provisional = explanation.Provisional,
            NeedsConfirmation = explanation.NeedsConfirmation,
            Steps = [.. explanation.Steps.Select(step => new DeadlineAnswerStep(step.Date, step.Rule, step.Basis, step.Zh, step.En))],
        };
}

/// <summary>One step of the answer.</summary>
/// <param name="Date">The day that the step is about, or its first.</param>
/// <param name="Rule">What the step does.</param>
/// <param name="Basis">The article or notice.</param>
/// <param name="Zh">The Chinese sentence.</param>
/// <param name="En">The English sentence.</param>
public sealed record DeadlineAnswerStep(DateOnly Date, string Rule, string Basis, string Zh, string En);
