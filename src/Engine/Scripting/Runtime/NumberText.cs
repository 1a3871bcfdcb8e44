using System.Globalization;

namespace LaborFlow.Engine.Scripting;

/// <summary>Numbers to text and back, as ECMAScript writes and reads them.</summary>
internal static class NumberText
{
    private static readonly string[] Small = [.. Enumerable.Range(0, 1024).Select(static i => i.ToString(CultureInfo.InvariantCulture))];

    public static string Format(long value) => value is >= 0 and < 1024 ? Small[value] : value.ToString(CultureInfo.InvariantCulture);

    public static string Format(double value)
    {
        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (Math.Abs(value) < 9e15 && Math.Floor(value) == value)
        {
            return Format((long)value);
        }

        var (negative, digits, point) = Shortest(value);
        return (negative ? "-" : "") + Layout(digits, point);
    }

    // digits d1d2…dn with the decimal point after the first `point` of them.
    private static string Layout(string digits, int point)
    {
        if (point is > 0 and <= 21)
        {
            return digits.Length <= point ? digits.PadRight(point, '0') : digits[..point] + "." + digits[point..];
        }

        if (point is > -6 and <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return Exponential(digits, point - 1);
    }

    public static string Exponential(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return mantissa + (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The shortest digits that read back as the value, and the place of the decimal point.</summary>
    public static (bool Negative, string Digits, int Point) Shortest(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var negative = text[0] == '-';
        if (negative)
        {
            text = text[1..];
        }

        var exponent = 0;
        var e = text.IndexOf('E', StringComparison.Ordinal);
        if (e >= 0)
        {
            exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            text = text[..e];
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var digits = dot < 0 ? text : whole + text[(dot + 1)..];
        var point = whole.Length + exponent;
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits[leading..].TrimEnd('0');
        return (negative, digits.Length == 0 ? "0" : digits, point - leading);
    }

    /// <summary>Whether a property name is a whole number below 2^32 - 1 in canonical form.</summary>
    public static bool TryArrayIndex(string name, out uint index)
    {
        index = 0;
        if (name.Length is 0 or > 10 || name[0] is < '0' or > '9' || (name[0] == '0' && name.Length > 1))
        {
            return false;
        }

        ulong value = 0;
        foreach (var c in name)
        {
            if (c is < '0' or > '9')
            {
                return false;
            }

            value = (value * 10) + (uint)(c - '0');
        }

        if (value >= uint.MaxValue)
        {
            return false;
        }

        index = (uint)value;
        return true;
    }

    /// <summary><c>Number(text)</c>.</summary>
    public static double Parse(string text)
    {
        var span = text.AsSpan().Trim(Whitespace);
        if (span.IsEmpty)
        {
            return 0;
        }

        if (span.Length > 2 && span[0] == '0')
        {
            var radix = (char)(span[1] | 0x20) switch
            {
                'x' => 16,
                'o' => 8,
                'b' => 2,
                _ => 0,
            };
            if (radix != 0)
            {
                return ParseRadix(span[2..], radix, out var used) is var n && used == span.Length - 2 ? n : double.NaN;
            }
        }

        return PrefixLength(span) == span.Length ? ParseDecimal(span) : double.NaN;
    }

    /// <summary>Length of the longest prefix that is a decimal literal, for <c>parseFloat</c>.</summary>
    public static int PrefixLength(ReadOnlySpan<char> span)
    {
        var i = 0;
        if (i < span.Length && span[i] is '+' or '-')
        {
            i++;
        }

        if (span[i..].StartsWith("Infinity"))
        {
            return i + 8;
        }

        var digits = 0;
        while (i < span.Length && char.IsAsciiDigit(span[i]))
        {
            i++;
            digits++;
        }

        if (i < span.Length && span[i] == '.')
        {
            var j = i + 1;
            while (j < span.Length && char.IsAsciiDigit(span[j]))
            {
                j++;
                digits++;
            }

            if (j > i + 1 || digits > 0)
            {
                i = j;
            }
        }

        if (digits == 0)
        {
            return 0;
        }

        if (i < span.Length && span[i] is 'e' or 'E')
        {
            var j = i + 1;
            if (j < span.Length && span[j] is '+' or '-')
            {
                j++;
            }

            var start = j;
            while (j < span.Length && char.IsAsciiDigit(span[j]))
            {
                j++;
            }

            if (j > start)
            {
                i = j;
            }
        }

        return i;
    }

    public static double ParseDecimal(ReadOnlySpan<char> span)
    {
        if (span.EndsWith("Infinity"))
        {
            return span[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        return double.TryParse(span, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
    }

    public static double ParseRadix(ReadOnlySpan<char> span, int radix, out int used)
    {
        double value = 0;
        used = 0;
        foreach (var c in span)
        {
            var digit =
                c is >= '0' and <= '9' ? c - '0'
                : (c | 0x20) is >= 'a' and <= 'z' ? (c | 0x20) - 'a' + 10
                : 99;
            if (digit >= radix)
            {
                break;
            }

            value = (value * radix) + digit;
            used++;
        }

        return used == 0 ? double.NaN : value;
    }

    /// <summary>What <c>trim()</c> removes: ECMAScript's white space and line ends.</summary>
    public const string Whitespace =
        "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
}
