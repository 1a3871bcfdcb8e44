using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

/// <summary>Numbers, strings, templates and regular expressions.</summary>
internal sealed partial class Lexer
{
    private double ReadNumber()
    {
        var start = _position;
        double value;
        var radix =
            source[_position] != '0'
                ? 0
                : (Peek(1) | 0x20) switch
                {
                    'x' => 16,
                    'o' => 8,
                    'b' => 2,
                    _ => 0,
                };
        if (radix != 0)
        {
            _position += 2;
            var digits = ReadDigits(static c => char.IsAsciiHexDigit(c));
            value = NumberText.ParseRadix(digits, radix, out var used);
            if (used == 0 || used != digits.Length)
            {
                throw Error("Invalid or unexpected token", start);
            }
        }
        else
        {
            var text = ReadDigits(char.IsAsciiDigit);
            if (text.Length > 1 && text[0] == '0')
            {
                throw Error("Octal literals are not allowed in strict mode.", start);
            }

            if (Peek(0) == '.')
            {
                _position++;
                text += "." + ReadDigits(char.IsAsciiDigit);
            }

            if (Peek(0) is 'e' or 'E')
            {
                _position++;
                text += "e";
                if (Peek(0) is '+' or '-')
                {
                    text += source[_position++];
                }

                var exponent = ReadDigits(char.IsAsciiDigit);
                if (exponent.Length == 0)
                {
                    throw Error("Invalid or unexpected token", start);
                }

                text += exponent;
            }

            value = NumberText.ParseDecimal(text);
        }

        if (Peek(0) == 'n')
        {
            throw Error("BigInt is not supported", start);
        }

        return _position < source.Length && (IsNameStart(source[_position]) || char.IsAsciiDigit(source[_position]))
            ? throw Error("Invalid or unexpected token", _position)
            : value;
    }

    private string ReadDigits(Func<char, bool> isDigit)
    {
        var start = _position;
        while (_position < source.Length && (isDigit(source[_position]) || (source[_position] == '_' && _position > start && isDigit(Peek(1)))))
        {
            _position++;
        }

        return source[start.._position].Replace("_", "", StringComparison.Ordinal);
    }

    private string ReadString(char quote)
    {
        var start = _position++;
        var plain = source.AsSpan(_position).IndexOfAny(quote, '\\', '\n');
        if (plain >= 0 && source[_position + plain] == quote && !source.AsSpan(_position, plain).Contains('\r'))
        {
            var text = Intern(source.AsSpan(_position, plain));
            _position += plain + 1;
            return text;
        }

        var value = new StringBuilder();
        while (true)
        {
            if (_position >= source.Length || source[_position] is '\n' or '\r')
            {
                throw Error("Invalid or unexpected token", start);
            }

            var c = source[_position++];
            if (c == quote)
            {
                return value.ToString();
            }

            if (c == '\\')
            {
                value.Append(ReadEscape(inTemplate: false));
            }
            else
            {
                value.Append(c);
            }
        }
    }

    private string ReadEscape(bool inTemplate)
    {
        if (_position >= source.Length)
        {
            throw Error("Invalid or unexpected token", _position);
        }

        var c = source[_position++];
        switch (c)
        {
            case 'n':
                return "\n";
            case 't':
                return "\t";
            case 'r':
                return "\r";
            case 'b':
                return "\b";
            case 'f':
                return "\f";
            case 'v':
                return "\v";
            case '\r':
                if (Peek(0) == '\n')
                {
                    _position++;
                }

                return "";
            case '\n' or '\u2028' or '\u2029':
                return "";
            case 'x':
                return ((char)ReadHex(2, "Invalid hexadecimal escape sequence")).ToString();
            case 'u':
                return ReadUnicodeEscape();
            case '0' when !char.IsAsciiDigit(Peek(0)):
                return "\0";
            case >= '0' and <= '9':
                throw Error(
                    inTemplate ? "Octal escape sequences are not allowed in template strings" : "Octal escape sequences are not allowed in strict mode.",
                    _position - 2
                );
            default:
                return c.ToString();
        }
    }

    private int ReadHex(int count, string message)
    {
        if (
            _position + count > source.Length
            || !int.TryParse(source.AsSpan(_position, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
        )
        {
            throw Error(message, _position);
        }

        _position += count;
        return value;
    }

    private string ReadUnicodeEscape()
    {
        if (Peek(0) != '{')
        {
            return ((char)ReadHex(4, "Invalid Unicode escape sequence")).ToString();
        }

        var end = source.IndexOf('}', _position);
        if (
            end < 0
            || end - _position > 9
            || !int.TryParse(source.AsSpan(_position + 1, end - _position - 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code is < 0 or > 0x10FFFF
        )
        {
            throw Error("Undefined Unicode code-point", _position);
        }

        _position = end + 1;
        return code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);
    }

    /// <summary>The chunk after <c>`</c> or the brace that closes a substitution.</summary>
    public Token ContinueTemplate(int afterBrace)
    {
        _position = afterBrace;
        var token = new Token { Start = afterBrace, Text = "" };
        ReadTemplateChunk(ref token);
        token.End = _position;
        return token;
    }

    private void ReadTemplateChunk(ref Token token)
    {
        token.Kind = TokenKind.Template;
        var start = _position;
        var cooked = new StringBuilder();
        while (true)
        {
            if (_position >= source.Length)
            {
                throw Error("Unterminated template literal", token.Start);
            }

            var c = source[_position++];
            if (c == '`' || (c == '$' && Peek(0) == '{'))
            {
                token.TemplateEnds = c == '`';
                token.Text = cooked.ToString();
                token.Raw = source[start..(_position - 1)].Replace("\r\n", "\n", StringComparison.Ordinal);
                _position += token.TemplateEnds ? 0 : 1;
                return;
            }

            if (c == '\\')
            {
                cooked.Append(ReadEscape(inTemplate: true));
            }
            else if (c == '\r')
            {
                cooked.Append('\n');
                _position += Peek(0) == '\n' ? 1 : 0;
            }
            else
            {
                cooked.Append(c);
            }
        }
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
}
