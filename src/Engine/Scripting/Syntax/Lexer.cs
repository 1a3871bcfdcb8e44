using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

/// <summary>Cuts source into tokens on demand; the parser says where a slash begins a regular expression and a brace continues a template.</summary>
internal sealed partial class Lexer(string source)
{
    private static readonly FrozenSet<string> Keywords = new[]
    {
        "break",
        "case",
        "catch",
        "class",
        "const",
        "continue",
        "debugger",
        "default",
        "delete",
        "do",
        "else",
        "export",
        "extends",
        "false",
        "finally",
        "for",
        "function",
        "if",
        "import",
        "in",
        "instanceof",
        "new",
        "null",
        "return",
        "super",
        "switch",
        "this",
        "throw",
        "true",
        "try",
        "typeof",
        "var",
        "void",
        "while",
        "with",
        "enum",
    }.ToFrozenSet();

    // Longest first, so that the first match is the token.
    private static readonly string[] Punctuators =
    [
        ">>>=",
        "...",
        "===",
        "!==",
        "**=",
        "<<=",
        ">>=",
        ">>>",
        "&&=",
        "||=",
        "??=",
        "=>",
        "==",
        "!=",
        "<=",
        ">=",
        "&&",
        "||",
        "??",
        "?.",
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "%=",
        "&=",
        "|=",
        "^=",
        "<<",
        ">>",
        "**",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ";",
        ",",
        "<",
        ">",
        "+",
        "-",
        "*",
        "/",
        "%",
        "&",
        "|",
        "^",
        "!",
        "~",
        "?",
        ":",
        "=",
        ".",
        "@",
    ];

    private static readonly string[][] PunctuatorsByFirst =
    [
        .. Enumerable.Range(0, 128).Select(c => Punctuators.Where(p => p[0] == c).ToArray()),
    ];

    private readonly Dictionary<string, string> _names = [];
    private int _position;

    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public Token Next()
    {
        var newline = SkipBlanks();
        var token = new Token
        {
            Start = _position,
            NewlineBefore = newline,
            Text = "",
        };
        if (_position >= source.Length)
        {
            token.Kind = TokenKind.End;
        }
        else
        {
            Read(ref token, source[_position]);
        }

        token.End = _position;
        return token;
    }

    private void Read(ref Token token, char c)
    {
        if (IsNameStart(c) || c == '\\')
        {
            token.Text = ReadName(out token.Escaped);
            token.Kind = !token.Escaped && Keywords.Contains(token.Text) ? TokenKind.Keyword : TokenKind.Identifier;
        }
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            token.Kind = TokenKind.Number;
            token.Number = ReadNumber();
        }
        else if (c is '"' or '\'')
        {
            token.Kind = TokenKind.String;
            token.Text = ReadString(c);
        }
        else if (c == '`')
        {
            _position++;
            ReadTemplateChunk(ref token);
        }
        else if (c == '#' && (IsNameStart(Peek(1)) || Peek(1) == '\\'))
        {
            _position++;
            token.Kind = TokenKind.PrivateName;
            token.Text = "#" + ReadName(out _);
        }
        else
        {
            token.Kind = TokenKind.Punctuator;
            token.Text = ReadPunctuator(c);
        }
    }

    private string ReadPunctuator(char c)
    {
        if (c < 128)
        {
            foreach (var punctuator in PunctuatorsByFirst[c])
            {
                if (string.CompareOrdinal(source, _position, punctuator, 0, punctuator.Length) != 0)
                {
                    continue;
                }

                if (punctuator == "?." && char.IsAsciiDigit(Peek(2)))
                {
                    continue; // a?.5:b
                }

                _position += punctuator.Length;
                return punctuator;
            }
        }

        throw Error("Invalid or unexpected token", _position);
    }

    private char Peek(int offset) => _position + offset < source.Length ? source[_position + offset] : '\0';

    private static bool IsNameStart(char c) =>
        c < 128
            ? char.IsAsciiLetter(c) || c is '$' or '_'
            : char.IsLetter(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsNamePart(char c) =>
        c < 128
            ? char.IsAsciiLetterOrDigit(c) || c is '$' or '_'
            : char.IsLetterOrDigit(c)
                || char.IsSurrogate(c)
                || c is '\u200C' or '\u200D'
                || char.GetUnicodeCategory(c)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark
                        or UnicodeCategory.ConnectorPunctuation;

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private bool SkipBlanks()
    {
        var newline = false;
        while (_position < source.Length)
        {
            var c = source[_position];
            if (IsLineEnd(c))
            {
                newline = true;
                _position++;
            }
            else if (c == ' ' || NumberText.Whitespace.Contains(c, StringComparison.Ordinal))
            {
                _position++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                while (_position < source.Length && !IsLineEnd(source[_position]))
                {
                    _position++;
                }
            }
            else if (c == '/' && Peek(1) == '*')
            {
                var end = source.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Error("Invalid or unexpected token", _position);
                }

                newline |= source.AsSpan(_position, end - _position).IndexOfAny('\n', '\r') >= 0;
                _position = end + 2;
            }
            else
            {
                break;
            }
        }

        return newline;
    }

    private string ReadName(out bool escaped)
    {
        escaped = false;
        var start = _position;
        while (_position < source.Length && IsNamePart(source[_position]))
        {
            _position++;
        }

        if (Peek(0) != '\\')
        {
            return Intern(source.AsSpan(start, _position - start));
        }

        escaped = true;
        var name = new StringBuilder(source, start, _position - start, 64);
        while (_position < source.Length && (IsNamePart(source[_position]) || source[_position] == '\\'))
        {
            if (source[_position] != '\\')
            {
                name.Append(source[_position++]);
                continue;
            }

            if (Peek(1) != 'u')
            {
                throw Error("Invalid Unicode escape sequence", _position);
            }

            _position += 2;
            name.Append(ReadUnicodeEscape());
        }

        return name.ToString();
    }

    // One string object per distinct name: property look-ups then mostly end at a reference comparison.
    private string Intern(ReadOnlySpan<char> name)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(name, out var known))
        {
            known = string.IsInterned(name.ToString()) ?? name.ToString();
            _names[known] = known;
        }

        return known;
    }

    /// <summary>Reads the slash at <paramref name="start"/> as a regular expression: pattern in Text, flags in Raw.</summary>
    public Token RescanRegex(int start)
    {
        _position = start + 1;
        var inClass = false;
        while (true)
        {
            if (_position >= source.Length || IsLineEnd(source[_position]))
            {
                throw Error("Invalid regular expression: missing /", start);
            }

            var c = source[_position++];
            if (c == '\\' && _position < source.Length && !IsLineEnd(source[_position]))
            {
                _position++;
            }
            else if (c == '[')
            {
                inClass = true;
            }
            else if (c == ']')
            {
                inClass = false;
            }
            else if (c == '/' && !inClass)
            {
                break;
            }
        }

        var pattern = source[(start + 1)..(_position - 1)];
        var flags = _position;
        while (_position < source.Length && IsNamePart(source[_position]))
        {
            _position++;
        }

        return new Token
        {
            Kind = TokenKind.Regex,
            Text = pattern,
            Raw = source[flags.._position],
            Start = start,
            End = _position,
        };
    }

    private static SyntaxErrorException Error(string message, int position) => new(message, position);
}
