namespace LaborFlow.Engine.Scripting;

/// <content>Numeric literals.</content>
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
        while (
            _position < source.Length && (isDigit(source[_position]) || (source[_position] == '_' && _position > start && isDigit(Peek(1))))
        )
        {
            _position++;
        }

        return source[start.._position].Replace("_", "", StringComparison.Ordinal);
    }
}
