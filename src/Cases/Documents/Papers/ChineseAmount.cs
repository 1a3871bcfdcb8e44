using System.Globalization;
using System.Text;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>How official papers write days and money.</summary>
public static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private const string PlainDigits = "〇一二三四五六七八九";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿", "万亿"];

    /// <summary>大写金额, e.g. 12000.50 → 壹万贰仟元伍角; no leading 人民币.</summary>
    /// <param name="amount">CNY, not negative, below 10¹⁶; rounded to fen, half away from zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative or too large.</exception>
    public static string Capital(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(amount, 10_000_000_000_000_000m);
        var fen = decimal.Round(amount * 100m, 0, MidpointRounding.AwayFromZero);
        var yuan = (long)decimal.Truncate(fen / 100m);
        var rest = (int)(fen - yuan * 100m);
        var text = new StringBuilder(yuan == 0 && rest > 0 ? "" : Whole(yuan) + "元");
        if (rest == 0)
            return text.Append('整').ToString();

        if (rest >= 10)
            text.Append(Digits[rest / 10]).Append('角');
        else if (yuan > 0)
            text.Append('零');
        if (rest % 10 > 0)
            text.Append(Digits[rest % 10]).Append('分');
        return text.ToString();
    }

    /// <summary>人民币12,000.50元.</summary>
    public static string Money(decimal amount) => string.Create(CultureInfo.InvariantCulture, $"人民币{amount:N2}元");

    /// <summary>2026年2月12日.</summary>
    public static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>二〇二六年二月十二日, as papers are dated above the seal.</summary>
    public static string CapitalDay(DateOnly day)
    {
        var year = string.Concat(day.Year.ToString("0000", CultureInfo.InvariantCulture).Select(c => PlainDigits[c - '0']));
        return $"{year}年{Ordinal(day.Month)}月{Ordinal(day.Day)}日";
    }

    /// <summary>A number from 1 to 99 in characters: 十二, 二十一.</summary>
    public static string Ordinal(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99);
        var tens = number / 10;
        var ones = number % 10;
        return (tens > 1 ? PlainDigits[tens].ToString() : "") + (tens > 0 ? "十" : "") + (ones > 0 ? PlainDigits[ones].ToString() : "");
    }

    private static string Whole(long yuan)
    {
        if (yuan == 0)
            return "零";

        var text = new StringBuilder();
        var groups = new List<int>();
        for (var left = yuan; left > 0; left /= 10_000)
            groups.Add((int)(left % 10_000));
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            if (groups[i] == 0)
            {
                // 亿 stands even when its own group is empty but a higher one is not; 万 never does.
                continue;
            }

            if (text.Length > 0 && (groups[i] < 1000 || (i + 1 < groups.Count && groups[i + 1] == 0)))
                text.Append('零');
            text.Append(Group(groups[i])).Append(Groups[i]);
        }

        return text.ToString();
    }

    private static string Group(int value)
    {
        var text = new StringBuilder();
        var zero = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = value / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                zero = text.Length > 0;
                continue;
            }

            if (zero)
                text.Append('零');
            zero = false;
            text.Append(Digits[digit]).Append(Places[place]);
        }

        return text.ToString();
    }
}
