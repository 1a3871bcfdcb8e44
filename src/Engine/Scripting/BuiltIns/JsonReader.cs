using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

/// <summary><c>JSON.parse</c>.</summary>
internal ref struct JsonReader(ScriptRun run, string text)
{
    private int _i;

    public JsValue Read()
    {
        var value = ReadValue();
        SkipBlanks();
        return _i < text.Length ? throw Unexpected() : value;
    }

    private readonly Exception Unexpected() =>
        run.SyntaxError(
            _i >= text.Length ? "Unexpected end of JSON input" : $"Unexpected token '{text[_i]}', {Excerpt()} is not valid JSON"
        );

    private readonly string Excerpt()
    {
        var start = Math.Max(0, _i - 10);
        var end = Math.Min(text.Length, _i + 10);
        return text.Length <= 40 ? $"\"{text}\"" : $"{(start > 0 ? "..." : "")}\"{text[start..end]}\"{(end < text.Length ? "..." : "")}";
    }

    private void SkipBlanks()
    {
        while (_i < text.Length && text[_i] is ' ' or '\t' or '\n' or '\r')
        {
            _i++;
        }
    }

    private bool Take(char c)
    {
        SkipBlanks();
        if (_i < text.Length && text[_i] == c)
        {
            _i++;
            return true;
        }

        return false;
    }

    private void Expect(char c)
    {
        if (!Take(c))
        {
            throw Unexpected();
        }
    }

    private JsValue ReadValue()
    {
        SkipBlanks();
        if (_i >= text.Length)
        {
            throw Unexpected();
        }

        run.Step();
        switch (text[_i])
        {
            case '{':
                return ReadObject();
            case '[':
                return ReadArray();
            case '"':
                return ReadText();
            case 't':
                return Word("true", true);
            case 'f':
                return Word("false", false);
            case 'n':
                return Word("null", JsValue.Null);
            default:
                return ReadNumber();
        }
    }

    private JsValue Word(string word, JsValue value)
    {
        foreach (var c in word)
        {
            if (_i >= text.Length || text[_i] != c)
            {
                throw Unexpected();
            }

            _i++;
        }

        return value;
    }

    private JsValue ReadObject()
    {
        run.EnsureStack();
        _i++;
        var o = new JsObject(run, run.ObjectPrototype);
        if (Take('}'))
        {
            return o;
        }

        do
        {
            SkipBlanks();
            if (_i >= text.Length || text[_i] != '"')
            {
                throw Unexpected();
            }

            var key = ReadText();
            Expect(':');
            o.Put(key, ReadValue());
        } while (Take(','));
        Expect('}');
        return o;
    }

    private JsValue ReadArray()
    {
        run.EnsureStack();
        _i++;
        var array = new JsArray(run);
        if (Take(']'))
        {
            return array;
        }

        do
        {
            array.Append(ReadValue());
        } while (Take(','));
        Expect(']');
        return array;
    }

    private JsValue ReadNumber()
    {
        var start = _i;
        if (text[_i] == '-')
        {
            _i++;
        }

        if (_i >= text.Length || !char.IsAsciiDigit(text[_i]))
        {
            throw Unexpected();
        }

        if (text[_i] == '0' && _i + 1 < text.Length && char.IsAsciiDigit(text[_i + 1]))
        {
            _i++;
            throw Unexpected();
        }

        SkipDigits();
        if (_i < text.Length && text[_i] == '.')
        {
            _i++;
            RequireDigits();
        }

        if (_i < text.Length && text[_i] is 'e' or 'E')
        {
            _i++;
            if (_i < text.Length && text[_i] is '+' or '-')
            {
                _i++;
            }

            RequireDigits();
        }

        return double.Parse(text.AsSpan(start, _i - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void SkipDigits()
    {
        while (_i < text.Length && char.IsAsciiDigit(text[_i]))
        {
            _i++;
        }
    }

    private void RequireDigits()
    {
        if (_i >= text.Length || !char.IsAsciiDigit(text[_i]))
        {
            throw Unexpected();
        }

        SkipDigits();
    }

    private string ReadText()
    {
        var start = ++_i;
        while (_i < text.Length && text[_i] is not ('"' or '\\') && text[_i] >= ' ')
        {
            _i++;
        }

        if (_i < text.Length && text[_i] == '"')
        {
            return text[start.._i++];
        }

        var value = new StringBuilder().Append(text, start, _i - start);
        while (true)
        {
            if (_i >= text.Length)
            {
                throw run.SyntaxError("Unterminated string in JSON at position " + NumberText.Format(_i));
            }

            var c = text[_i];
            if (c < ' ')
            {
                throw run.SyntaxError("Bad control character in string literal in JSON at position " + NumberText.Format(_i));
            }

            _i++;
            if (c == '"')
            {
                return value.ToString();
            }

            value.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private char ReadEscape()
    {
        var c = _i < text.Length ? text[_i++] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u'
                when _i + 4 <= text.Length
                    && ushort.TryParse(text.AsSpan(_i, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _i += 4;
                return (char)code;
            default:
                throw run.SyntaxError("Bad escaped character in JSON at position " + NumberText.Format(_i - 1));
        }
    }
}
