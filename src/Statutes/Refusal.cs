namespace LaborFlow.Statutes;

/// <summary>Why a calculation was refused. Nothing was changed and no half result exists.</summary>
/// <param name="Code">A stable code, such as <c>deadline.extension-beyond-cap</c>.</param>
/// <param name="Basis">The article that the refusal rests on; empty when the request itself is malformed.</param>
/// <param name="Message">What to tell the officer; it names the article.</param>
public sealed record Refusal(string Code, string Basis, Bilingual Message)
{
    /// <summary>The member of the question that is at fault, such as <c>pauses[0].to</c>; null when the law refuses and not the form.</summary>
    public string? Field { get; init; }
}
