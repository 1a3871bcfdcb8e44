using System.Globalization;
using System.Text;

namespace LaborFlow.Engine.Scripting;

internal static class UriCoding
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    public const string ComponentUnreserved = Alphanumeric + "-_.!~*'()";
    public const string Reserved = ";/?:@&=+$,#";
    public const string UriUnreserved = ComponentUnreserved + Reserved;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static JsValue Encode(JsCallArgs a, string unreserved)
    {
        var text = a.Text(0);
        a.Run.ChargeText(text.Length * 3L);
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (unreserved.Contains(text[i], StringComparison.Ordinal))
            {
                result.Append(text[i]);
                continue;
            }

            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                throw a.Run.UriError();
            }

            var count = rune.EncodeToUtf8(bytes);
            foreach (var b in bytes[..count])
            {
                result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return result.ToString();
    }

    public static JsValue Decode(JsCallArgs a, string keep)
    {
        var text = a.Text(0);
        a.Run.ChargeText(text.Length);
        var result = new StringBuilder(text.Length);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }

            var start = i;
            bytes.Clear();
            while (i < text.Length && text[i] == '%')
            {
                if (
                    i + 2 >= text.Length
                    || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b)
                )
                {
                    throw a.Run.UriError();
                }

                if (b < 128 && keep.Contains((char)b, StringComparison.Ordinal))
                {
                    break;
                }

                bytes.Add(b);
                i += 3;
            }

            try
            {
                result.Append(Strict.GetString([.. bytes]));
            }
            catch (ArgumentException)
            {
                throw a.Run.UriError();
            }

            if (i == start || (i < text.Length && text[i] == '%'))
            {
                result.Append(text, i, 3); // a reserved character stays as it was written
                i += 3;
            }

            i--;
        }

        return result.ToString();
    }
}
