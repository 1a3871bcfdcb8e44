using System.Globalization;
using System.Numerics;
using System.Text;

namespace LaborFlow.Engine.Scripting;

internal static class NumberBuiltIns
{
    private const string RadixDigits = "0123456789abcdefghijklmnopqrstuvwxyz";

    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.Number)
        .Fn("toString", 1, static a => ToText(a.Run, This(a), a[0]))
        .Fn("toLocaleString", 0, static a => LocaleText.Number(This(a), a[0], a[1], a.Run))
        .Fn("valueOf", 0, static a => This(a))
        .Fn("toFixed", 1, static a => Fixed(This(a), Digits(a, 0, 100, 0, "toFixed() digits")))
        .Fn(
            "toPrecision",
            1,
            static a => a[0].IsUndefined ? NumberText.Format(This(a)) : Precision(This(a), Digits(a, 1, 100, 1, "toPrecision()"))
        )
        .Fn("toExponential", 1, static a => Exponential(This(a), a[0].IsUndefined ? -1 : Digits(a, 0, 100, 0, "toExponential()")));

    public static readonly Template BooleanPrototype = new Template()
        .Object("constructor", Intrinsic.Boolean)
        .Fn("toString", 0, static a => Boolean(a) ? "true" : "false")
        .Fn("valueOf", 0, static a => Boolean(a));

    public static readonly Template Statics = new Template()
        .Value("EPSILON", Math.Pow(2, -52))
        .Value("MAX_SAFE_INTEGER", 9007199254740991)
        .Value("MIN_SAFE_INTEGER", -9007199254740991)
        .Value("MAX_VALUE", double.MaxValue)
        .Value("MIN_VALUE", double.Epsilon)
        .Value("POSITIVE_INFINITY", double.PositiveInfinity)
        .Value("NEGATIVE_INFINITY", double.NegativeInfinity)
        .Value("NaN", double.NaN)
        .Fn("isInteger", 1, static a => IsInteger(a[0]))
        .Fn("isSafeInteger", 1, static a => IsInteger(a[0]) && Math.Abs(a[0].Num) <= 9007199254740991)
        .Fn("isFinite", 1, static a => a[0].IsNumber && double.IsFinite(a[0].Num))
        .Fn("isNaN", 1, static a => a[0].IsNumber && double.IsNaN(a[0].Num))
        .Fn("parseInt", 2, ParseInt)
        .Fn("parseFloat", 1, ParseFloat);

    public static JsValue Construct(JsCallArgs a)
    {
        JsValue value = a.Count == 0 ? 0 : a.Number(0);
        return a.NewTarget is null ? value : new JsPrimitiveObject(a.Run, a.Run.Get(Intrinsic.NumberPrototype), value);
    }

    public static JsValue ConstructBoolean(JsCallArgs a)
    {
        JsValue value = Operators.Truthy(a[0]);
        return a.NewTarget is null ? value : new JsPrimitiveObject(a.Run, a.Run.Get(Intrinsic.BooleanPrototype), value);
    }

    private static bool IsInteger(JsValue value) => value.IsNumber && double.IsFinite(value.Num) && Math.Floor(value.Num) == value.Num;

    private static double This(JsCallArgs a) =>
        a.This.IsNumber ? a.This.Num
        : a.This.As<JsPrimitiveObject>() is { Value: { IsNumber: true, Num: var number } } ? number
        : throw a.Run.TypeError("Number.prototype.valueOf requires that 'this' be a Number");

    private static bool Boolean(JsCallArgs a) =>
        a.This.IsBoolean ? a.This.AsBoolean
        : a.This.As<JsPrimitiveObject>() is { Value: { IsBoolean: true, AsBoolean: var value } } ? value
        : throw a.Run.TypeError("Boolean.prototype.valueOf requires that 'this' be a Boolean");

    private static int Digits(JsCallArgs a, int minimum, int maximum, int otherwise, string name)
    {
        if (a[0].IsUndefined)
        {
            return otherwise;
        }

        var digits = a.Run.ToInteger(a[0]);
        return digits < minimum || digits > maximum
            ? throw a.Run.RangeError($"{name} argument must be between {minimum} and {maximum}")
            : (int)digits;
    }

    public static JsValue ParseInt(JsCallArgs a)
    {
        if (a[0].IsNumber && a.Count == 1 && Math.Abs(a[0].Num) is < 1e15 and (0 or >= 1))
        {
            return Math.Truncate(a[0].Num) + 0.0;
        }

        var text = a.Text(0).AsSpan().Trim(NumberText.Whitespace);
        var radix = Operators.ToInt32(a.Number(1));
        var negative = text.StartsWith("-");
        if (negative || text.StartsWith("+"))
        {
            text = text[1..];
        }

        if (radix is 0 or 16 && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            text = text[2..];
            radix = 16;
        }

        if (radix == 0)
        {
            radix = 10;
        }

        if (radix is < 2 or > 36)
        {
            return double.NaN;
        }

        var value = NumberText.ParseRadix(text, radix, out var used);
        if (radix == 10 && used > 15)
        {
            value = double.Parse(text[..used], CultureInfo.InvariantCulture);
        }

        return negative ? -value : value;
    }

    public static JsValue ParseFloat(JsCallArgs a)
    {
        var text = a.Text(0).AsSpan().TrimStart(NumberText.Whitespace);
        var length = NumberText.PrefixLength(text);
        return length == 0 ? double.NaN : NumberText.ParseDecimal(text[..length]);
    }

    private static JsValue ToText(ScriptRun run, double value, JsValue radixValue)
    {
        var radix = radixValue.IsUndefined ? 10 : run.ToInteger(radixValue);
        if (radix is < 2 or > 36)
        {
            throw run.RangeError("toString() radix must be between 2 and 36");
        }

        return radix == 10 || !double.IsFinite(value) ? NumberText.Format(value) : InRadix(value, (int)radix);
    }

    private static string InRadix(double value, int radix)
    {
        var whole = Math.Floor(Math.Abs(value));
        var places = FractionIn(Math.Abs(value) - whole, radix, Math.Abs(value), out var carry);
        var rest = new BigInteger(whole + (carry ? 1 : 0));
        var text = new StringBuilder();
        do
        {
            text.Insert(0, RadixDigits[(int)(rest % radix)]);
            rest /= radix;
        } while (rest > 0);
        if (places.Length > 0)
        {
            text.Append('.').Append(places);
        }

        return value < 0 ? "-" + text : text.ToString();
    }

    /// <summary>The fewest digits that tell the number from its neighbours; the last is rounded, which may carry up to the whole part.</summary>
    private static StringBuilder FractionIn(double fraction, int radix, double value, out bool carry)
    {
        carry = false;
        var text = new StringBuilder();
        var precision = Math.Max(0.5 * (Math.BitIncrement(value) - value), double.Epsilon);
        while (fraction >= precision)
        {
            fraction *= radix;
            precision *= radix;
            var digit = (int)fraction;
            fraction -= digit;
            text.Append(RadixDigits[digit]);
            if ((fraction > 0.5 || (fraction == 0.5 && (digit & 1) == 1)) && fraction + precision > 1)
            {
                carry = RoundUp(text, radix);
                break;
            }
        }

        return text;
    }

    private static bool RoundUp(StringBuilder text, int radix)
    {
        while (text.Length > 0)
        {
            var digit = RadixDigits.IndexOf(text[^1], StringComparison.Ordinal) + 1;
            text.Length--;
            if (digit < radix)
            {
                text.Append(RadixDigits[digit]);
                return false;
            }
        }

        return true;
    }

    // Exact decimal expansion: a double times a power of ten, rounded half up on its true value, as the specification asks.
    private static BigInteger Scaled(double value, int decimals)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = bits & 0xFFFFFFFFFFFFFL;
        if (exponent == 0)
        {
            exponent++;
        }
        else
        {
            mantissa |= 1L << 52;
        }

        exponent -= 1075;
        var numerator = new BigInteger(mantissa) * BigInteger.Pow(2, Math.Max(exponent, 0)) * BigInteger.Pow(10, Math.Max(decimals, 0));
        var denominator = BigInteger.Pow(2, Math.Max(-exponent, 0)) * BigInteger.Pow(10, Math.Max(-decimals, 0));
        return ((numerator * 2) + denominator) / (denominator * 2);
    }

    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value) || Math.Abs(value) >= 1e21)
        {
            return NumberText.Format(value);
        }

        var digits = Scaled(Math.Abs(value), decimals).ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var text = decimals == 0 ? digits : digits[..^decimals] + "." + digits[^decimals..];
        return value < 0 ? "-" + text : text;
    }

    private static (string Digits, int Exponent) Significant(double value, int count)
    {
        if (value == 0)
        {
            return (new string('0', count), 0);
        }

        var exponent = NumberText.Shortest(value).Point - 1;
        var digits = Scaled(value, count - 1 - exponent).ToString(CultureInfo.InvariantCulture);
        return digits.Length > count ? (digits[..count], exponent + 1) : (digits, exponent);
    }

    private static JsValue Precision(double value, int count)
    {
        if (!double.IsFinite(value))
        {
            return NumberText.Format(value);
        }

        var sign = value < 0 ? "-" : "";
        var (digits, exponent) = Significant(Math.Abs(value), count);
        if (exponent < -6 || exponent >= count)
        {
            return sign + NumberText.Exponential(digits, exponent);
        }

        return exponent >= 0
            ? sign + (digits.Length == exponent + 1 ? digits : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..])
            : sign + "0." + new string('0', -exponent - 1) + digits;
    }

    private static JsValue Exponential(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return NumberText.Format(value);
        }

        var sign = value < 0 ? "-" : "";
        if (decimals >= 0)
        {
            var (rounded, power) = Significant(Math.Abs(value), decimals + 1);
            return sign + NumberText.Exponential(rounded, power);
        }

        var (_, digits, point) = NumberText.Shortest(Math.Abs(value));
        return sign + NumberText.Exponential(digits, value == 0 ? 0 : point - 1);
    }
}
