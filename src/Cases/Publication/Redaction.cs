using System.Globalization;
using System.Text.RegularExpressions;
using LaborFlow.Cases.Parties;

namespace LaborFlow.Cases.Publication;

/// <summary>What an officer wants masked beyond what the rules find.</summary>
/// <param name="Text">The words as the award has them.</param>
/// <param name="Kind">A code of <see cref="Redaction.Kinds"/>.</param>
public sealed record MaskedTerm(string Text, string Kind);

/// <summary>
/// 隐名与隐去 (as the Supreme People's Court asks of judgments on the internet, arts 8–10): natural persons keep their surname only, told apart by
/// numbers where two would read the same; identity numbers, telephones, addresses, birthdays, bank accounts, number plates and what is said of
/// somebody's health are taken out. Names and credit codes of enterprises, and of the tribunal, stay.
/// </summary>
public sealed partial class Redaction
{
    /// <summary>What stands where something was taken out.</summary>
    public const string Blank = "×××";

    private const string HealthKind = "health";

    /// <summary>What is taken out, for the officer's list and the count.</summary>
    public static readonly IReadOnlyList<CodeName> Kinds =
    [
        new("name", "姓名", "Names"),
        new("id", "证件号码", "Identity numbers"),
        new("contact", "联系方式", "Telephones and addresses of e-mail"),
        new("address", "住址", "Home addresses"),
        new("birth", "出生日期", "Birthdays"),
        new("account", "银行账号", "Bank accounts"),
        new("plate", "车牌号码", "Number plates"),
        new(HealthKind, "健康状况", "Health"),
        new("secret", "商业秘密", "Trade secrets"),
        new("other", "其他", "Other"),
    ];

    private static readonly string[] DoubleSurnames =
    [
        "欧阳",
        "上官",
        "司马",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "端木",
        "南宫",
        "独孤",
    ];

    private readonly List<(string From, string To, string Kind)> _known = [];
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _found = new(StringComparer.Ordinal);

    private Redaction() { }

    /// <summary>How often each kind was taken out so far, by its code.</summary>
    public IReadOnlyDictionary<string, int> Found => _found;

    /// <summary>What must be taken out of the papers of a case.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="terms">What the officer adds.</param>
    public static Redaction Of(Case matter, IReadOnlyList<MaskedTerm> terms)
    {
        var made = new Redaction();
        foreach (var term in terms.Where(t => t.Text.Trim().Length > 0))
            made._known.Add((term.Text.Trim(), Blank, term.Kind));
        var people = matter.Parties.Where(IsPerson).Select(p => p.Name);
        var others = matter.Parties.SelectMany(p => p.Representatives.Select(r => r.Name).Append(p.LegalRepresentative)).OfType<string>();
        // What was anonymous in the application already stays as it is.
        made.AddNames([
            .. people
                .Concat(others)
                .Where(n => n.Trim().Length > 1 && !n.Contains('某', StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ]);
        foreach (var party in matter.Parties)
            made.AddFacts(party);
        // The longer goes first: a name may be the beginning of another.
        made._known.Sort((a, b) => b.From.Length.CompareTo(a.From.Length));
        return made;
    }

    private void AddNames(List<string> names)
    {
        foreach (var alike in names.GroupBy(Surname, StringComparer.Ordinal))
        {
            var number = 0;
            var several = alike.Count() > 1;
            foreach (var name in alike)
                _known.Add((name, several ? $"{alike.Key}某{++number}" : $"{alike.Key}某", "name"));
        }
    }

    /// <summary>Workers, and people who answer for a firm: the owner of one that is no more, a private employer.</summary>
    private static bool IsPerson(Party party) => party.Kind == "worker" || party.IdType is not (null or IdTypes.CreditCode);

    private void AddFacts(Party party)
    {
        var person = IsPerson(party);
        // A credit code of digits alone would read as a bank account.
        if (!person && party.IdNumber is { Length: > 0 } creditCode)
            _kept.Add(creditCode);
        if (person && party.IdNumber is { Length: > 0 } number)
            _known.Add((number, Blank, "id"));
        foreach (var contact in new[] { party.Phone, party.Email })
            if (contact is { Length: > 0 })
                _known.Add((contact, Blank, "contact"));
        if (!person)
            return;
        foreach (var address in new[] { party.ServiceAddress, party.RegisteredAddress })
            if (address is { Length: > 3 })
                _known.Add((address, Blank, "address"));
        if (party.BornOn is { } born)
            foreach (var form in new[] { "yyyy年M月d日", "yyyy-MM-dd", "yyyy.MM.dd" })
                _known.Add((born.ToString(form, CultureInfo.InvariantCulture), Blank, "birth"));
    }

    /// <summary>The surname of a Chinese name; the first letter of another.</summary>
    private static string Surname(string name) =>
        Array.Find(DoubleSurnames, s => name.StartsWith(s, StringComparison.Ordinal) && name.Length > s.Length)
        ?? StringInfo.GetNextTextElement(name);

    /// <summary>A text without what must not be read.</summary>
    public string Apply(string text)
    {
        // Labels first: what stands behind them is taken out whatever its shape.
        text = Replace(Address(), text, "address", m => $"{m.Groups["label"].Value}{Blank}");
        text = Replace(Birthday(), text, "birth", m => $"{m.Groups["label"].Value}{Blank}");
        foreach (var (from, to, kind) in _known)
            text = Replace(from, to, text, kind);
        text = Replace(ResidentId(), text, "id", _ => Blank);
        text = Replace(Mail(), text, "contact", _ => Blank);
        text = Replace(Phone(), text, "contact", _ => Blank);
        text = Replace(Account(), text, "account", _ => Blank);
        text = Replace(Plate(), text, "plate", _ => Blank);
        return Replace(Health(), text, HealthKind, m => $"{m.Groups["label"].Value}{Blank}");
    }

    /// <summary>What of the known still stands in a text that was redacted; empty when nothing does.</summary>
    public IReadOnlyList<string> Remaining(string text) =>
        [.. _known.Select(k => k.From).Where(from => text.Contains(from, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal)];

    private string Replace(string from, string to, string text, string kind)
    {
        var parts = text.Split(from);
        if (parts.Length == 1)
            return text;
        Count(kind, parts.Length - 1);
        return string.Join(to, parts);
    }

    private string Replace(Regex pattern, string text, string kind, MatchEvaluator to)
    {
        var found = 0;
        var replaced = pattern.Replace(
            text,
            match =>
            {
                if (_kept.Contains(match.Value) || match.Value.Contains(Blank, StringComparison.Ordinal))
                    return match.Value;
                found++;
                return to(match);
            }
        );
        if (found > 0)
            Count(kind, found);
        return replaced;
    }

    private void Count(string kind, int times) => _found[kind] = _found.GetValueOrDefault(kind) + times;

    [GeneratedRegex("(?<label>(?<![注册经营])住址|家庭地址|现住)(?<what>[^，。；,;\\n\\t]+)", Options, 1000)]
    private static partial Regex Address();

    [GeneratedRegex("(?<label>出生日期|出生于|生于)(?<what>[^，。；,;\\n\\t]+)", Options, 1000)]
    private static partial Regex Birthday();

    [GeneratedRegex(
        "(?<![0-9A-Za-z])[1-9][0-9]{5}(19|20)[0-9]{2}(0[1-9]|1[0-2])([0-2][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])",
        Options,
        1000
    )]
    private static partial Regex ResidentId();

    [GeneratedRegex("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}", Options, 1000)]
    private static partial Regex Mail();

    [GeneratedRegex("(?<![0-9A-Za-z.,])(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9A-Za-z])", Options, 1000)]
    private static partial Regex Phone();

    [GeneratedRegex("(?<![0-9A-Za-z.,])[1-9][0-9]{3}([ -]?[0-9]{4}){2,3}([ -]?[0-9]{1,4})?(?![0-9A-Za-z])", Options, 1000)]
    private static partial Regex Account();

    [GeneratedRegex(
        "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{5,6}(?![0-9A-Za-z])",
        Options,
        1000
    )]
    private static partial Regex Plate();

    [GeneratedRegex(
        "(?<label>诊断为|确诊为|确诊|患有|罹患|病历号|住院号|病情为|怀有|怀孕|妊娠|流产|因病|因患)(?<what>[^，。；,;\\n\\t]+)",
        Options,
        1000
    )]
    private static partial Regex Health();

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
}
