namespace LaborFlow.Statutes.Identifiers;

internal static class DigitSpan
{
    /// <summary>Whether every character is one of 0 to 9 (and not some other script's digit).</summary>
    public static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');
}
