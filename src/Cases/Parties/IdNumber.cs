namespace LaborFlow.Cases.Parties;

/// <summary>How numbers of identity documents are stored and compared.</summary>
public static class IdNumber
{
    /// <summary>Trimmed and in upper case; null for an empty text.</summary>
    public static string? Normalise(string? number) => string.IsNullOrWhiteSpace(number) ? null : number.Trim().ToUpperInvariant();
}
