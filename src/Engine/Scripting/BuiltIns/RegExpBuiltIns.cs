using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LaborFlow.Engine.Scripting;

/// <summary>RegExp, and the string methods that take one.</summary>
internal static class RegExpBuiltIns
{
    public static readonly Template Prototype = new Template()
        .Object("constructor", Intrinsic.RegExp)
        .Fn("exec", 1, static a => This(a).Exec(a.Text(0)))
        .Fn("test", 1, static a => !This(a).Exec(a.Text(0)).IsNull)
        .Fn("toString", 0, static a => $"/{This(a).Source}/{This(a).Flags}")
        .Getter("source", static a => This(a).Source)
        .Getter("flags", static a => This(a).Flags)
        .Getter("global", static a => This(a).IsGlobal)
        .Getter("ignoreCase", static a => This(a).Flags.Contains('i', StringComparison.Ordinal))
        .Getter("multiline", static a => This(a).Flags.Contains('m', StringComparison.Ordinal))
        .Getter("sticky", static a => This(a).IsSticky)
        .Getter("unicode", static a => This(a).Flags.Contains('u', StringComparison.Ordinal))
        .Getter("dotAll", static a => This(a).Flags.Contains('s', StringComparison.Ordinal));

    public static JsValue Construct(JsCallArgs a)
    {
        var (source, flags) = a[0].As<JsRegExp>() is { } other
            ? (other.Source, a[1].IsUndefined ? other.Flags : a.Text(1))
            : (a[0].IsUndefined ? "(?:)" : a.Text(0), a[1].IsUndefined ? "" : a.Text(1));
        return new JsRegExp(a.Run, source.Length == 0 ? "(?:)" : source, flags);
    }

    private static JsRegExp This(JsCallArgs a) => a.This.As<JsRegExp>() ?? throw a.Run.TypeError("Receiver is not a RegExp");

    private static JsRegExp ToRegExp(JsCallArgs a, string flags) =>
        a[0].As<JsRegExp>() ?? new JsRegExp(a.Run, a[0].IsUndefined ? "(?:)" : a.Text(0), flags);

    public static JsValue Match(JsCallArgs a, string text)
    {
        var regex = ToRegExp(a, "");
        if (!regex.IsGlobal)
        {
            return regex.Exec(text);
        }

        var all = new JsArray(a.Run);
        foreach (var match in regex.Matches(text))
        {
            a.Run.ChargeText(match.Length);
            all.Append(match.Value);
        }

        regex.LastIndex = 0;
        return all.Length == 0 ? JsValue.Null : all;
    }

    public static JsValue MatchAll(JsCallArgs a, string text)
    {
        var regex = ToRegExp(a, "g");
        return regex.IsGlobal
            ? new JsIterator(a.Run, regex.Matches(text).Select(m => JsValue.From(regex.Result(m, text))), "RegExp String Iterator")
            : throw a.Run.TypeError("String.prototype.matchAll called with a non-global RegExp argument");
    }

    public static JsValue Search(JsCallArgs a, string text) => ToRegExp(a, "").MatchAt(text, 0)?.Index ?? -1;

    public static JsValue Split(JsCallArgs a, string text)
    {
        var limit = a[1].IsUndefined ? uint.MaxValue : Operators.ToUint32(a.Number(1));
        var result = new JsArray(a.Run);
        void Append(JsValue part)
        {
            if ((uint)result.Length < limit)
            {
                a.Run.Step();
                a.Run.ChargeText(part.AsString?.Length ?? 0);
                result.Append(part);
            }
        }

        if (a[0].IsUndefined)
        {
            Append(text);
        }
        else if (a[0].As<JsRegExp>() is { } regex)
        {
            SplitByRegex(regex, text, Append);
        }
        else if (a.Text(0) is { Length: > 0 } separator)
        {
            var start = 0;
            for (
                int at;
                (at = text.IndexOf(separator, start, StringComparison.Ordinal)) >= 0 && (uint)result.Length < limit;
                start = at + separator.Length
            )
            {
                Append(text[start..at]);
            }

            Append(text[start..]);
        }
        else
        {
            for (var i = 0; i < text.Length && (uint)result.Length < limit; i++)
            {
                Append(ScriptRun.CharText(text[i]));
            }
        }

        return result;
    }

    private static void SplitByRegex(JsRegExp regex, string text, Action<JsValue> append)
    {
        if (text.Length == 0)
        {
            if (regex.MatchAt(text, 0) is null)
            {
                append(text);
            }

            return;
        }

        var start = 0;
        foreach (var match in regex.Matches(text))
        {
            if (match.Length == 0 && (match.Index == start || match.Index >= text.Length))
            {
                continue;
            }

            append(text[start..match.Index]);
            for (var i = 1; i <= regex.GroupCount; i++)
            {
                append(regex.Group(match, i));
            }

            start = match.Index + match.Length;
        }

        append(text[start..]);
    }

    public static JsValue Replace(JsCallArgs a, string text, bool all)
    {
        var replacer = a[1].AsFunction;
        var template = replacer is null ? a.Text(1) : "";
        var result = new StringBuilder();
        var end = 0;
        if (a[0].As<JsRegExp>() is { } regex)
        {
            if (all && !regex.IsGlobal)
            {
                throw a.Run.TypeError("replaceAll must be called with a global RegExp");
            }

            var matches =
                regex.IsGlobal ? regex.Matches(text)
                : regex.MatchAt(text, regex.IsSticky ? regex.LastIndex : 0) is { } one ? [one]
                : [];
            foreach (var match in matches)
            {
                result.Append(text, end, match.Index - end);
                result.Append(
                    replacer is null ? Expand(a.Run, template, text, match, regex) : CallReplacer(a.Run, replacer, text, match, regex)
                );
                a.Run.ChargeText(result.Length > 65536 ? 4096 : 0);
                Guard(a.Run, result);
                end = match.Index + match.Length;
            }

            if (regex.IsGlobal)
            {
                regex.LastIndex = 0;
            }
        }
        else
        {
            var sought = a.Text(0);
            for (var at = text.IndexOf(sought, StringComparison.Ordinal); at >= 0; )
            {
                a.Run.Step();
                result.Append(text, end, at - end);
                result.Append(
                    replacer is null ? ExpandPlain(template, text, sought, at) : a.Run.ToText(replacer.Call(default, sought, at, text))
                );
                Guard(a.Run, result);
                end = at + sought.Length;
                var next = sought.Length == 0 ? at + 1 : end;
                at = all && next <= text.Length ? text.IndexOf(sought, next, StringComparison.Ordinal) : -1;
            }
        }

        a.Run.ChargeText(result.Length + text.Length - end);
        return result.Append(text, end, text.Length - end).ToString();
    }

    private static void Guard(ScriptRun run, StringBuilder result)
    {
        if (result.Length * 2L > run.Limits.MaxMemory)
        {
            run.ChargeText(result.Length);
        }
    }

    private static string CallReplacer(ScriptRun run, JsFunction replacer, string text, Match match, JsRegExp regex)
    {
        var args = new List<JsValue>();
        for (var i = 0; i <= regex.GroupCount; i++)
        {
            args.Add(regex.Group(match, i));
        }

        args.Add(match.Index);
        args.Add(text);
        if (regex.HasNames)
        {
            args.Add(regex.Named(match));
        }

        return run.ToText(replacer.Call(default, [.. args]));
    }

    private static string ExpandPlain(string template, string text, string matched, int at) =>
        template.Contains('$', StringComparison.Ordinal)
            ? Expand(template, text, matched, at, 0, static _ => default, static _ => default)
            : template;

    private static string Expand(ScriptRun run, string template, string text, Match match, JsRegExp regex)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var named = regex.HasNames ? regex.Named(match) : null;
        return Expand(
            template,
            text,
            match.Value,
            match.Index,
            regex.GroupCount,
            i => regex.Group(match, i),
            name => named is null ? JsValue.Hole : run.ToText(named.Get(name) is { IsUndefined: false } v ? v : "")
        );
    }

    private static string Expand(
        string template,
        string text,
        string matched,
        int at,
        int groups,
        Func<int, JsValue> group,
        Func<string, JsValue> named
    )
    {
        var result = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var next = i + 1 < template.Length ? template[i + 1] : '\0';
            if (template[i] != '$' || next == '\0')
            {
                result.Append(template[i]);
                continue;
            }

            i++;
            switch (next)
            {
                case '$':
                    result.Append('$');
                    break;
                case '&':
                    result.Append(matched);
                    break;
                case '`':
                    result.Append(text, 0, at);
                    break;
                case '\'':
                    result.Append(text, at + matched.Length, text.Length - at - matched.Length);
                    break;
                case >= '0' and <= '9':
                    var digits = i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]) ? 2 : 1;
                    var number = int.Parse(template.AsSpan(i, digits), CultureInfo.InvariantCulture);
                    if (number > groups && digits == 2)
                    {
                        digits = 1;
                        number = next - '0';
                    }

                    if (number == 0 || number > groups)
                    {
                        result.Append('$').Append(next);
                        break;
                    }

                    result.Append(group(number).AsString);
                    i += digits - 1;
                    break;
                case '<' when template.IndexOf('>', i) is var close and > 0 && named(template[(i + 1)..close]) is { IsString: true } value:
                    result.Append(value.AsString);
                    i = close;
                    break;
                default:
                    result.Append('$').Append(next);
                    break;
            }
        }

        return result.ToString();
    }
}
