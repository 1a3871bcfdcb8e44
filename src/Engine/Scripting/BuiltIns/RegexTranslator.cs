using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LaborFlow.Engine.Scripting;

/// <summary>A pattern of ECMAScript in .NET's language, with the places of its named groups.</summary>
internal sealed record TranslatedRegex(string Pattern, RegexOptions Options, int GroupCount, IReadOnlyList<(string Name, int Index)> Names);

/// <summary>Rewrites ECMAScript regular expressions for .NET, where classes, anchors, group numbers and back references differ.</summary>
internal static class RegexTranslator
{
    private const int CacheSize = 512;
    private const string LineEnds = @"\n\r\u2028\u2029";
    private const string Space = @"\t\n\v\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string Han = @"\u2E80-\u2FDF\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF";

    private static readonly ConcurrentDictionary<(string, string, TimeSpan), (TranslatedRegex, Regex)> Cache = new();

    public static (TranslatedRegex Source, Regex Regex) Get(string pattern, string flags, TimeSpan timeout)
    {
        if (Cache.TryGetValue((pattern, flags, timeout), out var known))
        {
            return known;
        }

        var source = Translate(pattern, flags);
        if (Cache.Count >= CacheSize)
        {
            Cache.Clear();
        }

        try
        {
            return Cache[(pattern, flags, timeout)] = (source, new Regex(source.Pattern, source.Options, timeout));
        }
        catch (ArgumentException)
        {
            throw Invalid(pattern, flags, "Invalid pattern");
        }
    }

    private static FormatException Invalid(string pattern, string flags, string why) =>
        new($"Invalid regular expression: /{pattern}/{flags}: {why}");

    /// <exception cref="FormatException">The pattern or the flags are no regular expression.</exception>
    public static TranslatedRegex Translate(string pattern, string flags)
    {
        if (flags.Any(static f => !"dgimsuy".Contains(f, StringComparison.Ordinal)) || flags.Distinct().Count() != flags.Length)
        {
            throw new FormatException($"Invalid regular expression flags");
        }

        return new Translation(pattern, flags).Run();
    }

    private sealed class Translation(string pattern, string flags)
    {
        private readonly StringBuilder _out = new();
        private readonly List<(string Name, int Index)> _names = [];
        private readonly bool _multiline = flags.Contains('m', StringComparison.Ordinal);
        private readonly bool _dotAll = flags.Contains('s', StringComparison.Ordinal);
        private readonly bool _unicode = flags.Contains('u', StringComparison.Ordinal);
        private int _groups;
        private int _i;

        public TranslatedRegex Run()
        {
            ScanNames();
            _groups = 0;
            var open = 0;
            while (_i < pattern.Length)
            {
                var c = pattern[_i++];
                switch (c)
                {
                    case '\\':
                        Escape(inClass: false);
                        break;
                    case '[':
                        Class();
                        break;
                    case '(':
                        open++;
                        Group();
                        break;
                    case ')':
                        if (--open < 0)
                        {
                            throw Invalid(pattern, flags, "Unmatched ')'");
                        }

                        _out.Append(')');
                        break;
                    case '.':
                        _out.Append(_dotAll ? @"[\s\S]" : $"[^{LineEnds}]");
                        break;
                    case '^':
                        _out.Append(_multiline ? $"(?<=\\A|[{LineEnds}])" : @"\A");
                        break;
                    case '$':
                        _out.Append(_multiline ? $"(?=[{LineEnds}]|\\z)" : @"\z");
                        break;
                    case '*' or '+' or '?':
                        if (_out.Length == 0 || (_i >= 2 && pattern[_i - 2] is '(' or '|' && (_i < 3 || pattern[_i - 3] != '\\')))
                        {
                            throw Invalid(pattern, flags, "Nothing to repeat");
                        }

                        _out.Append(c);
                        break;
                    case '#' or ' ':
                        _out.Append('\\').Append(c);
                        break;
                    default:
                        _out.Append(c);
                        break;
                }
            }

            if (open > 0)
            {
                throw Invalid(pattern, flags, "Unterminated group");
            }

            var options = RegexOptions.CultureInvariant;
            if (flags.Contains('i', StringComparison.Ordinal))
            {
                options |= RegexOptions.IgnoreCase;
            }

            return new TranslatedRegex(_out.ToString(), options, _groups, _names);
        }

        private void ScanNames()
        {
            var inClass = false;
            for (var i = 0; i < pattern.Length; i++)
            {
                var c = pattern[i];
                if (c == '\\')
                {
                    i++;
                }
                else if (c == '[')
                {
                    inClass = true;
                }
                else if (c == ']')
                {
                    inClass = false;
                }
                else if (c == '(' && !inClass)
                {
                    var named = IsNamed(i + 1);
                    if (!named && i + 1 < pattern.Length && pattern[i + 1] == '?')
                    {
                        continue;
                    }

                    _groups++;
                    if (named)
                    {
                        var end = pattern.IndexOf('>', i);
                        if (end < 0 || end == i + 3)
                        {
                            throw Invalid(pattern, flags, "Invalid capture group name");
                        }

                        var name = pattern[(i + 3)..end];
                        if (_names.Any(n => n.Name == name))
                        {
                            throw Invalid(pattern, flags, "Duplicate capture group name");
                        }

                        _names.Add((name, _groups));
                    }
                }
            }

            _total = _groups;
        }

        private int _total;

        private bool IsNamed(int at) =>
            at + 2 < pattern.Length && pattern[at] == '?' && pattern[at + 1] == '<' && pattern[at + 2] is not ('=' or '!');

        private void Group()
        {
            if (IsNamed(_i))
            {
                _i = pattern.IndexOf('>', _i) + 1;
            }
            else if (_i < pattern.Length && pattern[_i] == '?')
            {
                var kinds = new[] { "?:", "?=", "?!", "?<=", "?<!" };
                var kind =
                    Array.Find(kinds, k => string.CompareOrdinal(pattern, _i, k, 0, k.Length) == 0)
                    ?? throw Invalid(pattern, flags, "Invalid group");
                _out.Append('(').Append(kind);
                _i += kind.Length;
                return;
            }

            // .NET numbers named groups last; with a number as their name they keep their place.
            _groups++;
            _out.Append(_names.Count == 0 ? "(" : string.Create(CultureInfo.InvariantCulture, $"(?<{_groups}>"));
        }

        private void Class()
        {
            var negated = _i < pattern.Length && pattern[_i] == '^';
            if (negated)
            {
                _i++;
            }

            if (_i < pattern.Length && pattern[_i] == ']')
            {
                _i++;
                _out.Append(negated ? @"[\s\S]" : "(?!)");
                return;
            }

            _out.Append(negated ? "[^" : "[");
            while (true)
            {
                if (_i >= pattern.Length)
                {
                    throw Invalid(pattern, flags, "Unterminated character class");
                }

                var c = pattern[_i++];
                if (c == ']')
                {
                    _out.Append(']');
                    return;
                }

                if (c == '\\')
                {
                    Escape(inClass: true);
                }
                else if (c == '[')
                {
                    _out.Append(@"\[");
                }
                else
                {
                    _out.Append(c);
                }
            }
        }

        private void Escape(bool inClass)
        {
            if (_i >= pattern.Length)
            {
                throw Invalid(pattern, flags, "\\ at end of pattern");
            }

            var c = pattern[_i++];
            switch (c)
            {
                case 'd':
                    _out.Append(inClass ? "0-9" : "[0-9]");
                    break;
                case 'D':
                    _out.Append(inClass ? @"\u0000-/:-\uFFFF" : "[^0-9]");
                    break;
                case 'w':
                    _out.Append(inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]");
                    break;
                case 'W':
                    _out.Append(inClass ? @"\u0000-/:-@\[-^`{-\uFFFF" : "[^a-zA-Z0-9_]");
                    break;
                case 's':
                    _out.Append(inClass ? Space : $"[{Space}]");
                    break;
                case 'S':
                    _out.Append(inClass ? @"\S" : $"[^{Space}]");
                    break;
                case 'b' when inClass:
                    _out.Append(@"\u0008");
                    break;
                case 'b':
                    _out.Append(@"(?:(?<=[a-zA-Z0-9_])(?![a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?=[a-zA-Z0-9_]))");
                    break;
                case 'B' when !inClass:
                    _out.Append(@"(?:(?<=[a-zA-Z0-9_])(?=[a-zA-Z0-9_])|(?<![a-zA-Z0-9_])(?![a-zA-Z0-9_]))");
                    break;
                case 'n' or 'r' or 't' or 'f' or 'v':
                    _out.Append('\\').Append(c);
                    break;
                case 'c' when _i < pattern.Length && char.IsAsciiLetter(pattern[_i]):
                    Unit(pattern[_i++] % 32);
                    break;
                case 'x' when Hex(2) is { } code:
                    Unit(code);
                    break;
                case 'u':
                    UnicodeEscape(inClass);
                    break;
                case 'p' or 'P' when _unicode:
                    Property(c == 'P', inClass);
                    break;
                case 'k' when _names.Count > 0 && !inClass:
                    var end = pattern.IndexOf('>', _i);
                    var name = end > _i + 1 ? pattern[(_i + 1)..end] : "";
                    var index = _names.FirstOrDefault(n => n.Name == name).Index;
                    if (index == 0)
                    {
                        throw Invalid(pattern, flags, "Invalid named capture referenced");
                    }

                    _i = end + 1;
                    BackReference(index);
                    break;
                case '0' when _i >= pattern.Length || !char.IsAsciiDigit(pattern[_i]):
                    Unit(0);
                    break;
                case >= '1' and <= '9' when !inClass:
                    var number = c - '0';
                    while (_i < pattern.Length && char.IsAsciiDigit(pattern[_i]) && (number * 10) + pattern[_i] - '0' <= _total)
                    {
                        number = (number * 10) + pattern[_i++] - '0';
                    }

                    if (number > _total)
                    {
                        throw Invalid(pattern, flags, "Invalid escape");
                    }

                    BackReference(number);
                    break;
                default:
                    Literal(c);
                    break;
            }
        }

        // A group that has not taken part matches the empty text; in .NET it would fail.
        private void BackReference(int number) => _out.Append(CultureInfo.InvariantCulture, $"(?({number})\\{number}|)");

        private void Literal(char c) => _out.Append(char.IsAsciiLetterOrDigit(c) || c is '_' || c > 126 ? c.ToString() : "\\" + c);

        private void Unit(int code) => _out.Append(CultureInfo.InvariantCulture, $"\\u{code:X4}");

        private int? Hex(int count)
        {
            if (
                _i + count <= pattern.Length
                && int.TryParse(pattern.AsSpan(_i, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                _i += count;
                return code;
            }

            return null;
        }

        private void UnicodeEscape(bool inClass)
        {
            if (_unicode && _i < pattern.Length && pattern[_i] == '{')
            {
                var end = pattern.IndexOf('}', _i);
                if (
                    end < 0
                    || !int.TryParse(
                        pattern.AsSpan(_i + 1, end - _i - 1),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    )
                    || code is < 0 or > 0x10FFFF
                )
                {
                    throw Invalid(pattern, flags, "Invalid Unicode escape");
                }

                _i = end + 1;
                if (code < 0x10000)
                {
                    Unit(code);
                    return;
                }

                var pair = char.ConvertFromUtf32(code);
                _out.Append(inClass ? pair : $"(?:{pair})");
                return;
            }

            if (Hex(4) is { } unit)
            {
                Unit(unit);
            }
            else
            {
                _out.Append('u');
            }
        }

        private void Property(bool negated, bool inClass)
        {
            var end = pattern.IndexOf('}', _i);
            if (_i >= pattern.Length || pattern[_i] != '{' || end < 0)
            {
                throw Invalid(pattern, flags, "Invalid property name");
            }

            var name = pattern[(_i + 1)..end];
            _i = end + 1;
            var value = name.Split('=')[^1];
            var set = value switch
            {
                "Han" => Han,
                "Latin" => @"A-Za-z\u00AA\u00BA\u00C0-\u024F\u1E00-\u1EFF",
                "Cyrillic" => @"\u0400-\u052F",
                "Greek" => @"\u0370-\u03FF\u1F00-\u1FFF",
                "Hiragana" => @"\u3041-\u309F",
                "Katakana" => @"\u30A0-\u30FF",
                "Letter" or "Alphabetic" => @"\p{L}",
                "Uppercase" or "Uppercase_Letter" => @"\p{Lu}",
                "Lowercase" or "Lowercase_Letter" => @"\p{Ll}",
                "Number" => @"\p{N}",
                "Decimal_Number" => @"\p{Nd}",
                "Punctuation" => @"\p{P}",
                "Symbol" => @"\p{S}",
                "White_Space" => Space,
                "ASCII" => @"\u0000-\u007F",
                "Any" => @"\s\S",
                { Length: 1 or 2 } => $"\\p{{{value}}}",
                _ => throw Invalid(pattern, flags, "Invalid property name"),
            };
            if (inClass && negated)
            {
                _out.Append(
                    set.StartsWith(@"\p", StringComparison.Ordinal)
                        ? @"\P" + set[2..]
                        : throw Invalid(pattern, flags, "Invalid property name in character class")
                );
                return;
            }

            _out.Append(
                inClass ? set
                : negated ? $"[^{set}]"
                : $"[{set}]"
            );
        }
    }
}
