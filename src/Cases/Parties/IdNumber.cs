using System.Text.RegularExpressions;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Identifiers;

namespace LaborFlow.Cases.Parties;

/// <summary>How numbers of identity documents are checked, stored and compared.</summary>
public static partial class IdNumber
{
    /// <summary>Trimmed and in upper case; null for an empty text.</summary>
    public static string? Normalise(string? number) => string.IsNullOrWhiteSpace(number) ? null : number.Trim().ToUpperInvariant();

    /// <summary>Why a text is no number of that kind of document; null when it is one.</summary>
    /// <param name="idType">A code of <see cref="IdTypes"/>.</param>
    /// <param name="number">The text.</param>
    public static Bilingual? Fault(string? idType, string? number)
    {
        var reason = default(Bilingual);
        var valid = idType switch
        {
            IdTypes.ResidentId => ResidentIdentityNumber.TryParse(number, out _, out reason),
            IdTypes.CreditCode => UnifiedCreditCode.TryParse(number, out _, out reason),
            IdTypes.HkMacaoPermit => PermitPattern().IsMatch(number ?? ""),
            _ => PassportPattern().IsMatch(number ?? ""),
        };
        return valid ? null
            : reason.Zh is null ? new Bilingual("证件号码格式不正确。", "This is not a number of that document.")
            : reason;
    }

    [GeneratedRegex("^[HMhm][0-9]{8}([0-9]{2})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex PermitPattern();

    [GeneratedRegex("^[A-Za-z0-9]{5,20}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex PassportPattern();
}
