using System.Diagnostics.CodeAnalysis;

namespace LaborFlow.Statutes.Identifiers;

/// <summary>
/// A citizen identity number (公民身份号码) of GB 11643-1999: six digits of region, eight of birth date, three of sequence
/// (odd for men) and one check character of ISO 7064 MOD 11-2.
/// </summary>
/// <remarks>
/// Only the form is judged here: a number that passes may still belong to nobody. Fifteen-digit numbers of the first generation
/// stopped being valid on 2013-01-01 and are refused with that reason.
/// </remarks>
public sealed record ResidentIdentityNumber
{
    private const string CheckCharacters = "10X98765432";

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // Provincial prefixes of GB/T 2260 as they stand in identity numbers (81, 82, 83: residence permits of Hong Kong, Macao, Taiwan).
    private const string Provinces =
        " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

    private ResidentIdentityNumber(string value, DateOnly bornOn)
    {
        Value = value;
        BornOn = bornOn;
    }

    /// <summary>The eighteen characters, the last one upper case when it is X.</summary>
    public string Value { get; }

    /// <summary>The date of birth that the number states.</summary>
    public DateOnly BornOn { get; }

    /// <summary>The six-digit region (GB/T 2260) where the number was first given out.</summary>
    public string RegionCode => Value[..6];

    /// <summary>Whether the number states a man (odd sequence) or a woman (even).</summary>
    public bool IsMale => (Value[16] - '0') % 2 == 1;

    /// <summary>The number with the middle hidden (<c>440306********4321</c>), as lists and notices show it.</summary>
    public string Masked => string.Concat(Value.AsSpan(0, 6), "********", Value.AsSpan(14));

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Reads a number; surrounding blanks and a lower-case x are tolerated, anything else is refused with its reason.</summary>
    /// <param name="text">What was entered.</param>
    /// <param name="number">The number, when the result is true.</param>
    /// <param name="reason">Why it was refused, when the result is false.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ResidentIdentityNumber? number, out Bilingual reason)
    {
        number = null;
        var value = (text ?? "").Trim().ToUpperInvariant();
        reason = Refuse(value, out var bornOn);
        if (reason != default)
        {
            return false;
        }

        number = new ResidentIdentityNumber(value, bornOn);
        return true;
    }

    private static Bilingual Refuse(string value, out DateOnly bornOn)
    {
        bornOn = default;
        if (value.Length == 0)
        {
            return new("请填写公民身份号码。", "The identity number is missing.");
        }

        if (value.Length == 15 && value.All(char.IsAsciiDigit))
        {
            return new(
                "15位身份号码自2013年1月1日起停止使用，请填写18位号码。",
                "15-digit numbers ceased to be valid on 2013-01-01; enter the 18-digit number."
            );
        }

        if (value.Length != 18)
        {
            return new($"公民身份号码应为18位，现为{value.Length}位。", $"An identity number has 18 characters; this has {value.Length}.");
        }

        if (!value.AsSpan(0, 17).ContainsOnlyDigits() || !(char.IsAsciiDigit(value[17]) || value[17] == 'X'))
        {
            return new("前17位应为数字，末位应为数字或X。", "The first 17 characters are digits and the last is a digit or X.");
        }

        if (!Provinces.Contains($" {value[..2]} ", StringComparison.Ordinal))
        {
            return new($"前两位{value[..2]}不是省级行政区划代码。", $"{value[..2]} is no provincial code (GB/T 2260).");
        }

        if (!DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", out bornOn) || bornOn.Year < 1880)
        {
            return new($"第7至14位{value[6..14]}不是有效的出生日期。", $"Characters 7 to 14, {value[6..14]}, are no date of birth.");
        }

        var expected = CheckCharacters[value.Take(17).Select((c, i) => (c - '0') * Weights[i]).Sum() % 11];
        return expected == value[17]
            ? default
            : new("末位校验码不符，请核对号码（GB 11643）。", "The check character does not match; check the number (GB 11643).");
    }
}
