namespace LaborFlow.Engine.Scripting;

/// <summary>The conversions and comparisons that need no run, hence no script code.</summary>
internal static class Operators
{
    public static bool Truthy(JsValue value)
    {
        if (value.IsBoolean)
        {
            return value.Num != 0;
        }

        if (value.IsNumber)
        {
            return value.Num is not (0 or double.NaN) && !double.IsNaN(value.Num);
        }

        return value.Ref switch
        {
            null => false,
            string s => s.Length != 0,
            Rope r => r.Length != 0,
            _ => !value.IsNull && !value.IsHole,
        };
    }

    public static bool StrictEquals(JsValue a, JsValue b)
    {
        if (a.IsNumber)
        {
            return b.IsNumber && a.Num == b.Num;
        }

        if (a.IsString)
        {
            return b.IsString && TextEquals(a, b);
        }

        return ReferenceEquals(a.Ref, b.Ref) && (!a.IsBoolean || a.Num == b.Num);
    }

    public static bool SameValue(JsValue a, JsValue b)
    {
        if (a.IsNumber && b.IsNumber)
        {
            return BitConverter.DoubleToInt64Bits(a.Num) == BitConverter.DoubleToInt64Bits(b.Num)
                || (double.IsNaN(a.Num) && double.IsNaN(b.Num));
        }

        return StrictEquals(a, b);
    }

    public static bool SameValueZero(JsValue a, JsValue b) =>
        StrictEquals(a, b) || (a.IsNumber && b.IsNumber && double.IsNaN(a.Num) && double.IsNaN(b.Num));

    private static bool TextEquals(JsValue a, JsValue b) =>
        ReferenceEquals(a.Ref, b.Ref) || (Length(a) == Length(b) && string.Equals(a.AsString, b.AsString, StringComparison.Ordinal));

    private static int Length(JsValue value) => value.Ref is Rope rope ? rope.Length : ((string)value.Ref!).Length;

    public static int ToInt32(double value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            return (int)value;
        }

        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return 0;
        }

        var modulo = Math.Truncate(value) % 4294967296.0;
        if (modulo < 0)
        {
            modulo += 4294967296.0;
        }

        return unchecked((int)(uint)modulo);
    }

    public static uint ToUint32(double value) => unchecked((uint)ToInt32(value));

    /// <summary>Truncation towards zero, NaN to 0; infinities stay.</summary>
    public static double ToInteger(double value) => double.IsNaN(value) ? 0 : Math.Truncate(value);

    /// <summary>A relative index as of <c>slice</c>: negative counts from the end, clamped to the length.</summary>
    public static int RelativeIndex(double value, int length)
    {
        var integer = ToInteger(value);
        return integer < 0 ? (int)Math.Max(0, length + integer) : (int)Math.Min(integer, length);
    }

    public static int Clamp(double value, int max)
    {
        var integer = ToInteger(value);
        return integer <= 0 ? 0
            : integer >= max ? max
            : (int)integer;
    }

    public static string TypeOf(JsValue value) =>
        value.Type switch
        {
            JsType.Undefined => "undefined",
            JsType.Null => "object",
            JsType.Boolean => "boolean",
            JsType.Number => "number",
            JsType.String => "string",
            JsType.Symbol => "symbol",
            _ => value.IsFunction ? "function" : "object",
        };

    public static double Power(double x, double y) =>
        double.IsNaN(y) || (double.IsInfinity(y) && Math.Abs(x) == 1) ? double.NaN : Math.Pow(x, y);

    public static double Remainder(double x, double y) => x % y;
}
