using System.Text.RegularExpressions;

namespace LaborFlow.Engine.Scripting;

/// <summary>A regular expression object; the .NET expression behind it is shared.</summary>
internal sealed class JsRegExp : JsObject
{
    private readonly TranslatedRegex _translated;
    private readonly Regex _regex;

    public JsRegExp(ScriptRun run, string source, string flags)
        : base(run, run.Get(Intrinsic.RegExpPrototype))
    {
        Source = source;
        Flags = string.Concat(flags.Order());
        try
        {
            (_translated, _regex) = RegexTranslator.Get(source, flags, run.Limits.RegexTimeout);
        }
        catch (FormatException error)
        {
            throw run.SyntaxError(error.Message);
        }

        Put("lastIndex", 0, PropertyFlags.Writable);
    }

    public override string Class => "RegExp";

    public string Source { get; }

    public string Flags { get; }

    public bool IsGlobal => Flags.Contains('g', StringComparison.Ordinal);

    public bool IsSticky => Flags.Contains('y', StringComparison.Ordinal);

    public int LastIndex
    {
        get => Operators.Clamp(Run.ToNumber(Get("lastIndex")), int.MaxValue);
        set => Set("lastIndex", value, this);
    }

    /// <summary>The match at or behind a place, under the run's regex timeout.</summary>
    public Match? MatchAt(string text, int start)
    {
        if (start > text.Length)
        {
            return null;
        }

        Run.Work((text.Length / 64) + 1);
        try
        {
            var match = _regex.Match(text, start);
            return match.Success && (!IsSticky || match.Index == start) ? match : null;
        }
        catch (RegexMatchTimeoutException)
        {
            throw Run.Limit($"The regular expression /{Source}/ was stopped after {Run.Limits.RegexTimeout.TotalMilliseconds:0} ms");
        }
    }

    /// <summary>All matches from the start, empty ones included.</summary>
    public IEnumerable<Match> Matches(string text)
    {
        var at = 0;
        while (MatchAt(text, at) is { } match)
        {
            Run.Step();
            yield return match;
            at = match.Length == 0 ? match.Index + 1 : match.Index + match.Length;
        }
    }

    public int GroupCount => _translated.GroupCount;

    public JsValue Group(Match match, int index) => match.Groups[index] is { Success: true } group ? group.Value : default(JsValue);

    public bool HasNames => _translated.Names.Count > 0;

    public JsObject Named(Match match)
    {
        var groups = new JsObject(Run, null);
        foreach (var (name, index) in _translated.Names)
        {
            groups.Put(name, Group(match, index));
        }

        return groups;
    }

    /// <summary>The array that <c>exec</c> gives.</summary>
    public JsArray Result(Match match, string text)
    {
        Run.ChargeText(match.Length);
        var result = new JsArray(Run, GroupCount + 1);
        for (var i = 0; i <= GroupCount; i++)
        {
            result.Append(Group(match, i));
        }

        result.Put("index", match.Index);
        result.Put("input", text);
        result.Put("groups", HasNames ? Named(match) : default(JsValue));
        return result;
    }

    public JsValue Exec(string text)
    {
        var stateful = IsGlobal || IsSticky;
        var match = MatchAt(text, stateful ? LastIndex : 0);
        if (stateful)
        {
            LastIndex = match is null ? 0 : match.Index + match.Length;
        }

        return match is null ? JsValue.Null : Result(match, text);
    }
}
