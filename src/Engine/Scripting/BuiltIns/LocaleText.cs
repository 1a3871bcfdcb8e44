using System.Globalization;

namespace LaborFlow.Engine.Scripting;

/// <summary>The little of Intl that expressions use: grouping, currency and percent of numbers, order of texts.</summary>
internal static class LocaleText
{
    public static CultureInfo Culture(JsValue locale)
    {
        try
        {
            return locale.AsString is { Length: > 0 } name ? CultureInfo.GetCultureInfo(name) : CultureInfo.GetCultureInfo("en-US");
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.GetCultureInfo("en-US");
        }
    }

    public static JsValue Number(double value, JsValue locale, JsValue options, ScriptRun run)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN"
                : value > 0 ? "∞"
                : "-∞";
        }

        var o = options.AsObject;
        var style = o?.Get("style").AsString ?? "decimal";
        var currency = o?.Get("currency").AsString;
        var minimum = Option("minimumFractionDigits", style == "currency" ? 2 : 0);
        var maximum = Option(
            "maximumFractionDigits",
            Math.Max(
                minimum,
                style switch
                {
                    "currency" => 2,
                    "percent" => 0,
                    _ => 3,
                }
            )
        );
        var grouping = o is null || o.Get("useGrouping").IsUndefined || Operators.Truthy(o.Get("useGrouping"));
        if (style == "percent")
        {
            value *= 100;
        }

        var text = NumberBuiltIns.Fixed(Math.Abs(value), maximum);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? text : text[..dot];
        var fraction = dot < 0 ? "" : text[(dot + 1)..].TrimEnd('0').PadRight(minimum, '0');
        whole = whole.PadLeft(Option("minimumIntegerDigits", 1), '0');
        var culture = Culture(locale);
        if (grouping && whole[0] != '0' && whole.All(char.IsAsciiDigit))
        {
            whole = System.Numerics.BigInteger.Parse(whole, CultureInfo.InvariantCulture).ToString("#,0", culture);
        }

        text = fraction.Length == 0 ? whole : whole + culture.NumberFormat.NumberDecimalSeparator + fraction;
        text = style switch
        {
            "percent" => text + "%",
            "currency" => Symbol(currency, culture) + text,
            _ => text,
        };
        return value < 0 && text.Any(static c => c is >= '1' and <= '9') ? "-" + text : text;

        int Option(string name, int otherwise)
        {
            var given = o?.Get(name) ?? default;
            if (given.IsUndefined)
            {
                return otherwise;
            }

            var digits = run.ToInteger(given);
            return digits is >= 0 and <= 100 ? (int)digits : throw run.RangeError($"{name} value is out of range.");
        }
    }

    private static string Symbol(string? currency, CultureInfo culture) =>
        currency switch
        {
            "CNY" => culture.Name.StartsWith("zh", StringComparison.Ordinal) ? "¥" : "CN¥",
            "USD" => culture.Name.StartsWith("zh", StringComparison.Ordinal) ? "US$" : "$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            null => "",
            _ => currency + "\u00A0",
        };

    public static JsValue Compare(JsCallArgs a)
    {
        var culture = a[1].IsUndefined ? CultureInfo.GetCultureInfo("en-US") : Culture(a[1]);
        var options = a[2].AsObject;
        var sensitivity = options?.Get("sensitivity").AsString;
        var flags = sensitivity switch
        {
            "base" => CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace,
            "accent" => CompareOptions.IgnoreCase,
            "case" => CompareOptions.IgnoreNonSpace,
            _ => CompareOptions.None,
        };
        if (options is not null && Operators.Truthy(options.Get("numeric")))
        {
            flags |= CompareOptions.NumericOrdering;
        }

        var (left, right) = (a.Run.ToText(a.This), a.Text(0));
        a.Run.Work((left.Length + right.Length) / 32);
        return Math.Sign(culture.CompareInfo.Compare(left, right, flags));
    }
}
