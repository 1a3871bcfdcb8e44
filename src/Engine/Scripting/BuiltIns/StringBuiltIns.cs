using System.Text;

namespace LaborFlow.Engine.Scripting;

internal static class StringBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.String)
        .Fn(
            "at",
            1,
            static a =>
                This(a) is var s && Relative(a, s.Length) is var i && i >= 0 && i < s.Length
                    ? ScriptRun.CharText(s[(int)i])
                    : default(JsValue)
        )
        .Fn(
            "charAt",
            1,
            static a => This(a) is var s && a.Run.ToInteger(a[0]) is var i && i >= 0 && i < s.Length ? ScriptRun.CharText(s[(int)i]) : ""
        )
        .Fn(
            "charCodeAt",
            1,
            static a => This(a) is var s && a.Run.ToInteger(a[0]) is var i && i >= 0 && i < s.Length ? s[(int)i] : double.NaN
        )
        .Fn("codePointAt", 1, CodePointAt)
        .Fn("concat", 1, static a => a.Values.Aggregate(JsValue.From(This(a)), (text, v) => a.Run.Concat(text, a.Run.ToText(v))))
        .Fn("endsWith", 1, EndsWith)
        .Fn("includes", 1, static a => IndexOf(a) >= 0)
        .Fn("indexOf", 1, static a => IndexOf(a))
        .Fn("isWellFormed", 0, static a => !This(a).EnumerateRunes().Any(static r => r == Rune.ReplacementChar))
        .Fn("lastIndexOf", 1, LastIndexOf)
        .Fn("localeCompare", 1, static a => LocaleText.Compare(a))
        .Fn("match", 1, static a => RegExpBuiltIns.Match(a, This(a)))
        .Fn("matchAll", 1, static a => RegExpBuiltIns.MatchAll(a, This(a)))
        .Fn("normalize", 0, Normalize)
        .Fn("padEnd", 2, static a => Pad(a, atStart: false))
        .Fn("padStart", 2, static a => Pad(a, atStart: true))
        .Fn("repeat", 1, Repeat)
        .Fn("replace", 2, static a => RegExpBuiltIns.Replace(a, This(a), all: false))
        .Fn("replaceAll", 2, static a => RegExpBuiltIns.Replace(a, This(a), all: true))
        .Fn("search", 1, static a => RegExpBuiltIns.Search(a, This(a)))
        .Fn("slice", 2, Slice)
        .Fn("split", 2, static a => RegExpBuiltIns.Split(a, This(a)))
        .Fn("startsWith", 1, StartsWith)
        .Fn("substr", 2, Substr)
        .Fn("substring", 2, Substring)
        .Fn("toLocaleLowerCase", 0, static a => Charged(a, This(a)).ToLowerInvariant())
        .Fn("toLocaleUpperCase", 0, static a => Upper(Charged(a, This(a))))
        .Fn("toLowerCase", 0, static a => Charged(a, This(a)).ToLowerInvariant())
        .Fn("toString", 0, static a => Value(a))
        .Fn("toUpperCase", 0, static a => Upper(Charged(a, This(a))))
        .Fn("trim", 0, static a => This(a).AsSpan().Trim(NumberText.Whitespace).ToString())
        .Fn("trimEnd", 0, static a => This(a).AsSpan().TrimEnd(NumberText.Whitespace).ToString())
        .Fn("trimStart", 0, static a => This(a).AsSpan().TrimStart(NumberText.Whitespace).ToString())
        .Fn("valueOf", 0, static a => Value(a))
        .Fn(JsSymbol.Iterator, 0, static a => new JsIterator(a.Run, Iteration.CodePoints(This(a)), "String Iterator"));

    public static readonly Template Statics = new Template()
        .Fn(
            "fromCharCode",
            1,
            static a => new string(Array.ConvertAll(a.Values, v => unchecked((char)Operators.ToInt32(a.Run.ToNumber(v)))))
        )
        .Fn("fromCodePoint", 1, FromCodePoint)
        .Fn("raw", 1, Raw);

    public static JsValue Construct(JsCallArgs a)
    {
        var text =
            a.Count == 0 ? ""
            : a[0].Ref is JsSymbol symbol && a.NewTarget is null ? symbol.ToString()
            : a.Text(0);
        return a.NewTarget is null ? text : new JsPrimitiveObject(a.Run, a.Run.Get(Intrinsic.StringPrototype), text);
    }

    private static string This(JsCallArgs a)
    {
        if (a.This.Ref is string text)
        {
            a.Run.Work(text.Length / 512);
            return text;
        }

        return a.This.IsNullish ? throw a.Run.TypeError("String.prototype method called on null or undefined") : a.Run.ToText(a.This);
    }

    private static string Value(JsCallArgs a) =>
        a.This.AsString
        ?? a.This.As<JsPrimitiveObject>()?.Value.AsString
        ?? throw a.Run.TypeError("String.prototype.valueOf requires that 'this' be a String");

    private static string Charged(JsCallArgs a, string text)
    {
        a.Run.ChargeText(text.Length);
        return text;
    }

    // The one special casing that German, and so every European name, needs.
    private static string Upper(string text) => text.Replace("ß", "SS", StringComparison.Ordinal).ToUpperInvariant();

    private static double Relative(JsCallArgs a, int length)
    {
        var index = a.Run.ToInteger(a[0]);
        return index < 0 ? index + length : index;
    }

    private static JsValue CodePointAt(JsCallArgs a)
    {
        var text = This(a);
        var index = a.Run.ToInteger(a[0]);
        if (index < 0 || index >= text.Length)
        {
            return default;
        }

        var i = (int)index;
        return char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
            ? char.ConvertToUtf32(text[i], text[i + 1])
            : text[i];
    }

    private static string NotRegex(JsCallArgs a, string method) =>
        a[0].Ref is JsRegExp
            ? throw a.Run.TypeError($"First argument to String.prototype.{method} must not be a regular expression")
            : a.Text(0);

    private static JsValue StartsWith(JsCallArgs a)
    {
        var (text, part) = (This(a), NotRegex(a, "startsWith"));
        return text.AsSpan(Operators.Clamp(a.Number(1), text.Length)).StartsWith(part);
    }

    private static JsValue EndsWith(JsCallArgs a)
    {
        var (text, part) = (This(a), NotRegex(a, "endsWith"));
        return text.AsSpan(0, a[1].IsUndefined ? text.Length : Operators.Clamp(a.Number(1), text.Length)).EndsWith(part);
    }

    private static int IndexOf(JsCallArgs a)
    {
        var (text, part) = (This(a), NotRegex(a, "includes"));
        a.Run.Work(text.Length / 64);
        return text.IndexOf(part, Operators.Clamp(a.Number(1), text.Length), StringComparison.Ordinal);
    }

    private static JsValue LastIndexOf(JsCallArgs a)
    {
        var (text, part) = (This(a), a.Text(0));
        a.Run.Work(text.Length / 64);
        var from = a.Number(1);
        var start = double.IsNaN(from) ? text.Length : Operators.Clamp(from, text.Length);
        return text.AsSpan(0, (int)Math.Min((long)start + part.Length, text.Length)).LastIndexOf(part);
    }

    private static JsValue Normalize(JsCallArgs a)
    {
        var form = a[0].IsUndefined ? "NFC" : a.Text(0);
        var text = Charged(a, This(a));
        a.Run.Work(text.Length / 16);
        try
        {
            return text.Normalize(
                form switch
                {
                    "NFC" => NormalizationForm.FormC,
                    "NFD" => NormalizationForm.FormD,
                    "NFKC" => NormalizationForm.FormKC,
                    "NFKD" => NormalizationForm.FormKD,
                    _ => throw a.Run.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD."),
                }
            );
        }
        catch (ArgumentException)
        {
            return text; // lone surrogates have no normal form
        }
    }

    private static JsValue Pad(JsCallArgs a, bool atStart)
    {
        var text = This(a);
        var length = a.Run.ToInteger(a[0]);
        var filler = a[1].IsUndefined ? " " : a.Text(1);
        if (length <= text.Length || filler.Length == 0)
        {
            return text;
        }

        a.Run.ChargeText((long)Math.Min(length, long.MaxValue / 4));
        var missing = (int)length - text.Length;
        var padding = new StringBuilder(missing + filler.Length);
        while (padding.Length < missing)
        {
            padding.Append(filler);
        }

        padding.Length = missing;
        return atStart ? padding + text : text + padding;
    }

    private static JsValue Repeat(JsCallArgs a)
    {
        var text = This(a);
        var count = a.Run.ToInteger(a[0]);
        if (count < 0 || double.IsInfinity(count))
        {
            throw a.Run.RangeError("Invalid count value: " + a.Text(0));
        }

        if (text.Length == 0)
        {
            return "";
        }

        a.Run.ChargeText((long)Math.Min(count * text.Length, long.MaxValue / 4));
        return new StringBuilder(text.Length * (int)count).Insert(0, text, (int)count).ToString();
    }

    private static JsValue Slice(JsCallArgs a)
    {
        var text = This(a);
        var start = Operators.RelativeIndex(a.Number(0), text.Length);
        var end = a[1].IsUndefined ? text.Length : Operators.RelativeIndex(a.Number(1), text.Length);
        return Sub(a, text, start, end);
    }

    private static JsValue Sub(JsCallArgs a, string text, int start, int end)
    {
        if (end <= start)
        {
            return "";
        }

        a.Run.ChargeText(end - start);
        return text[start..end];
    }

    private static JsValue Substring(JsCallArgs a)
    {
        var text = This(a);
        var start = Operators.Clamp(a.Number(0), text.Length);
        var end = a[1].IsUndefined ? text.Length : Operators.Clamp(a.Number(1), text.Length);
        return Sub(a, text, Math.Min(start, end), Math.Max(start, end));
    }

    private static JsValue Substr(JsCallArgs a)
    {
        var text = This(a);
        var start = Operators.RelativeIndex(a.Number(0), text.Length);
        var count = a[1].IsUndefined ? text.Length - start : Operators.Clamp(a.Number(1), text.Length - start);
        return Sub(a, text, start, start + count);
    }

    private static JsValue FromCodePoint(JsCallArgs a)
    {
        var text = new StringBuilder();
        foreach (var value in a.Values)
        {
            var code = a.Run.ToNumber(value);
            if (code is not (>= 0 and <= 0x10FFFF) || Math.Floor(code) != code)
            {
                throw a.Run.RangeError("Invalid code point " + a.Run.ToText(value));
            }

            text.Append(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32((int)code));
        }

        return text.ToString();
    }

    private static JsValue Raw(JsCallArgs a)
    {
        var raw = a.Run.ToObject(a.Run.GetMember(a[0], "raw"));
        var count = Operators.Clamp(a.Run.ToNumber(raw.Get("length")), int.MaxValue);
        JsValue text = "";
        for (var i = 0; i < count; i++)
        {
            a.Run.Step();
            text = a.Run.Concat(text, a.Run.ToText(raw.GetIndex(i)));
            if (i + 1 < count && i + 1 < a.Count)
            {
                text = a.Run.Concat(text, a.Text(i + 1));
            }
        }

        return text;
    }
}
