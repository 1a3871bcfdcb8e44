using System.Text;

namespace LaborFlow.Cases.Imports;

/// <summary>Turns the bytes of a sheet into text: UTF-8 with or without a byte-order mark, or GB18030, as Excel saves CSV in China.</summary>
internal static class SheetText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030",
        EncoderFallback.ExceptionFallback,
        DecoderFallback.ExceptionFallback
    )!;

    /// <summary>The text without its byte-order mark, or null when the bytes are in neither encoding.</summary>
    public static string? Decode(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
            content = content[Encoding.UTF8.Preamble.Length..];
        // Chinese text in GB18030 is practically never valid UTF-8, so the stricter encoding is tried first.
        return TryDecode(Utf8, content) ?? TryDecode(Gb18030, content);
    }

    private static string? TryDecode(Encoding encoding, ReadOnlySpan<byte> content)
    {
        try
        {
            var text = encoding.GetString(content);
            return text.Contains('\0', StringComparison.Ordinal) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
