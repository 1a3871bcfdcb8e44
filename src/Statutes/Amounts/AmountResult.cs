using System.Diagnostics.CodeAnalysis;

namespace LaborFlow.Statutes.Amounts;

/// <summary>One step of a calculation.</summary>
/// <param name="Rule">The row of the register that the step applies, or <c>input</c>, <c>rounding</c>, <c>result</c>.</param>
/// <param name="Basis">The article; empty for what was only entered.</param>
/// <param name="Amount">The amount that the step arrives at, when it arrives at one.</param>
/// <param name="Zh">The Chinese sentence.</param>
/// <param name="En">The English sentence.</param>
public sealed record AmountStep(string Rule, string Basis, Money? Amount, string Zh, string En);

/// <summary>A statutory amount with the way it was reached.</summary>
/// <param name="Total">The result, rounded to the fen with halves away from zero.</param>
/// <param name="NeedsConfirmation">Whether a row that was used still awaits an administrator's confirmation.</param>
/// <param name="Steps">The steps in order.</param>
public sealed record AmountExplanation(Money Total, bool NeedsConfirmation, IReadOnlyList<AmountStep> Steps)
{
    /// <summary>The parts whose sum is the total, unrounded, by name (years, items, months); empty when there is but one.</summary>
    public IReadOnlyList<AmountPart> Parts { get; init; } = [];
}

/// <summary>A part of an amount: a claim item, a month, a kind of overtime.</summary>
/// <param name="Name">Which.</param>
/// <param name="Amount">Its amount, unrounded.</param>
/// <param name="Note">What holds for it, such as whether the award on the item is final.</param>
public sealed record AmountPart(string Name, Money Amount, Bilingual Note = default);

/// <summary>An amount, or the refusal to give one.</summary>
/// <param name="Explanation">The amount; null when refused.</param>
/// <param name="Refusal">The refusal; null when calculated.</param>
public readonly record struct AmountResult(AmountExplanation? Explanation, Refusal? Refusal)
{
    /// <summary>Whether there is an amount.</summary>
    [MemberNotNullWhen(true, nameof(Explanation))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Explanation is not null;
}
