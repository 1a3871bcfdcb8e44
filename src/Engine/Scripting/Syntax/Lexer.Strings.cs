using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

/// <content>String literals, their escapes, and the chunks of templates.</content>
internal sealed partial class Lexer
{
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
                    inTemplate
                        ? "Octal escape sequences are not allowed in template strings"
                        : "Octal escape sequences are not allowed in strict mode.",
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
            || !int.TryParse(
                source.AsSpan(_position + 1, end - _position - 1),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var code
            )
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
}
