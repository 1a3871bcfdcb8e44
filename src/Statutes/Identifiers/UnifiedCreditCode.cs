using System.Diagnostics.CodeAnalysis;

namespace LaborFlow.Statutes.Identifiers;

/// <summary>
/// A unified social credit code (统一社会信用代码) of GB 32100-2015: registering department, kind of organisation, six digits of region,
/// nine characters of organisation code (itself checked by GB 11714) and one check character modulo 31.
/// </summary>
/// <remarks>The letters I, O, S, V and Z are never used, which catches the usual misreadings of 1, 0, 5, U and 2.</remarks>
public sealed record UnifiedCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static readonly int[] OrganisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

    private UnifiedCreditCode(string value) => Value = value;

    /// <summary>The eighteen characters, upper case.</summary>
    public string Value { get; }

    /// <summary>The six-digit region (GB/T 2260) of the registering department.</summary>
    public string RegionCode => Value[2..8];

    /// <summary>The organisation code inside (characters 9 to 17, GB 11714).</summary>
    public string OrganisationCode => Value[8..17];

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Reads a code; surrounding blanks and lower case are tolerated, anything else is refused with its reason.</summary>
    /// <param name="text">What was entered.</param>
    /// <param name="code">The code, when the result is true.</param>
    /// <param name="reason">Why it was refused, when the result is false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out UnifiedCreditCode? code, out Bilingual reason)
    {
        var value = (text ?? "").Trim().ToUpperInvariant();
        reason = Refuse(value);
        code = reason == default ? new UnifiedCreditCode(value) : null;
        return code is not null;
    }

    private static Bilingual Refuse(string value)
    {
        if (value.Length == 0)
        {
            return new("请填写统一社会信用代码。", "The unified social credit code is missing.");
        }

        if (value.Length != 18)
        {
            return new(
                $"统一社会信用代码应为18位，现为{value.Length}位。",
                $"A unified social credit code has 18 characters; this has {value.Length}."
            );
        }

        foreach (var character in value)
        {
            if (!Alphabet.Contains(character))
            {
                return new(
                    $"不应含有“{character}”（代码不使用I、O、S、V、Z）。",
                    $"'{character}' never occurs (I, O, S, V and Z are not used)."
                );
            }
        }

        if (!value.AsSpan(2, 6).ContainsOnlyDigits())
        {
            return new("第3至8位应为6位行政区划代码。", "Characters 3 to 8 are the six-digit region code.");
        }

        if (CheckOfOrganisation(value.AsSpan(8, 8)) != value[16])
        {
            return new(
                "第17位（主体标识码校验位）不符，请核对（GB 11714）。",
                "Character 17, the organisation code's check, does not match (GB 11714)."
            );
        }

        var sum = 0;
        for (var i = 0; i < 17; i++)
        {
            sum += Alphabet.IndexOf(value[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(31 - (sum % 31)) % 31] == value[17]
            ? default
            : new("末位校验码不符，请核对代码（GB 32100）。", "The check character does not match; check the code (GB 32100).");
    }

    private static char CheckOfOrganisation(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < body.Length; i++)
        {
            // GB 11714 counts letters by their place in the full alphabet (A = 10 … Z = 35), unlike GB 32100.
            var worth = char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10;
            sum += worth * OrganisationWeights[i];
        }

        return (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
    }
}
