using System.Numerics;

namespace LaborFlow.Engine.Scripting;

internal static class MathBuiltIns
{
    public static readonly Template Members = new Template()
        .Value("PI", Math.PI)
        .Value("E", Math.E)
        .Value("LN2", 0.6931471805599453)
        .Value("LN10", 2.302585092994046)
        .Value("LOG2E", 1.4426950408889634)
        .Value("LOG10E", 0.4342944819032518)
        .Value("SQRT2", 1.4142135623730951)
        .Value("SQRT1_2", 0.7071067811865476)
        .Value(JsSymbol.ToStringTag, "Math")
        .Fn("abs", 1, static a => Math.Abs(a.Number(0)))
        .Fn("floor", 1, static a => Math.Floor(a.Number(0)))
        .Fn("ceil", 1, static a => Math.Ceiling(a.Number(0)))
        .Fn("round", 1, static a => Round(a.Number(0)))
        .Fn("trunc", 1, static a => Math.Truncate(a.Number(0)))
        .Fn(
            "sign",
            1,
            static a =>
                a.Number(0) is var x && double.IsNaN(x) ? x
                : x == 0 ? x
                : Math.Sign(x)
        )
        .Fn("sqrt", 1, static a => Math.Sqrt(a.Number(0)))
        .Fn("cbrt", 1, static a => Cbrt(a.Number(0)))
        .Fn("exp", 1, static a => Math.Exp(a.Number(0)))
        .Fn("expm1", 1, static a => a.Number(0) is var x && Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1)
        .Fn("log", 1, static a => Math.Log(a.Number(0)))
        .Fn("log1p", 1, static a => a.Number(0) is var x && Math.Abs(x) < 1e-5 ? x - (x * x / 2) : Math.Log(1 + x))
        .Fn("log2", 1, static a => Math.Log2(a.Number(0)))
        .Fn("log10", 1, static a => Math.Log10(a.Number(0)))
        .Fn("pow", 2, static a => Operators.Power(a.Number(0), a.Number(1)))
        .Fn("sin", 1, static a => Math.Sin(a.Number(0)))
        .Fn("cos", 1, static a => Math.Cos(a.Number(0)))
        .Fn("tan", 1, static a => Math.Tan(a.Number(0)))
        .Fn("asin", 1, static a => Math.Asin(a.Number(0)))
        .Fn("acos", 1, static a => Math.Acos(a.Number(0)))
        .Fn("atan", 1, static a => Math.Atan(a.Number(0)))
        .Fn("atan2", 2, static a => Math.Atan2(a.Number(0), a.Number(1)))
        .Fn("sinh", 1, static a => Math.Sinh(a.Number(0)))
        .Fn("cosh", 1, static a => Math.Cosh(a.Number(0)))
        .Fn("tanh", 1, static a => Math.Tanh(a.Number(0)))
        .Fn("asinh", 1, static a => Math.Asinh(a.Number(0)))
        .Fn("acosh", 1, static a => Math.Acosh(a.Number(0)))
        .Fn("atanh", 1, static a => Math.Atanh(a.Number(0)))
        .Fn("fround", 1, static a => (double)(float)a.Number(0))
        .Fn("imul", 2, static a => unchecked(Operators.ToInt32(a.Number(0)) * Operators.ToInt32(a.Number(1))))
        .Fn("clz32", 1, static a => BitOperations.LeadingZeroCount(Operators.ToUint32(a.Number(0))))
        .Fn("hypot", 2, static a => Math.Sqrt(Numbers(a).Sum(static x => x * x)))
        .Fn("max", 2, static a => Numbers(a).Aggregate(double.NegativeInfinity, Math.Max))
        .Fn("min", 2, static a => Numbers(a).Aggregate(double.PositiveInfinity, Math.Min))
        .Fn("random", 0, static a => a.Run.Random.NextDouble());

    private static double Cbrt(double x) => Math.Round(Math.Cbrt(x)) is var root && root * root * root == x ? root : Math.Cbrt(x);

    private static double[] Numbers(JsCallArgs a)
    {
        a.Run.Work(a.Count / 8);
        return Array.ConvertAll(a.Values, a.Run.ToNumber);
    }

    // Halves go up, and -0.5 .. 0 gives -0, which neither of .NET's modes does.
    private static double Round(double x) =>
        double.IsNaN(x) || Math.Abs(x) >= 4503599627370496 ? x
        : x is < 0 and >= -0.5 ? -0.0
        : Math.Floor(x) is var down && x - down >= 0.5 ? down + 1
        : Math.Floor(x);
}
