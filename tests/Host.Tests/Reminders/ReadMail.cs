using System.Text;
using System.Text.RegularExpressions;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>A mail as a mail program takes it apart: headers unfolded and decoded, parts in order, bodies decoded (RFC 2045–2047).</summary>
internal sealed partial class ReadMail
{
    private ReadMail(Dictionary<string, string> headers, byte[] body, IReadOnlyList<ReadMail> parts) =>
        (Headers, Body, Parts) = (headers, body, parts);

    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Decoded from its transfer encoding.</summary>
    public byte[] Body { get; }

    public IReadOnlyList<ReadMail> Parts { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    public string MediaType => Header("Content-Type").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>The file name of an attachment, decoded; empty for none.</summary>
    public string FileName =>
        Decode(FileNameParameter().Match(Header("Content-Disposition") + ";" + Header("Content-Type")).Groups[1].Value.Trim('"'));

    /// <summary>This part and those in it, in order.</summary>
    public IEnumerable<ReadMail> All => Parts.SelectMany(part => part.All).Prepend(this);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>A header with its encoded words decoded.</summary>
    public string Shown(string name) => Decode(Header(name));

    public static ReadMail Of(string raw)
    {
        var text = raw.ReplaceLineEndings("\n");
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = split < 0 ? text : text[..split];
        var body = split < 0 ? "" : text[(split + 2)..];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Folded().Replace(head, " ").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
                headers[line[..colon]] = line[(colon + 1)..].Trim();
        }

        var boundary = Boundary().Match(headers.GetValueOrDefault("Content-Type", "")).Groups[1].Value;
        if (boundary.Length > 0)
        {
            var pieces = body.Split("--" + boundary, StringSplitOptions.None)[1..]
                .TakeWhile(piece => !piece.StartsWith("--", StringComparison.Ordinal));
            return new ReadMail(headers, [], [.. pieces.Select(piece => Of(piece.TrimStart('\n')))]);
        }

        return new ReadMail(
            headers,
            headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").ToLowerInvariant() switch
            {
                "base64" => Convert.FromBase64String(body.ReplaceLineEndings("")),
                "quoted-printable" => QuotedPrintable(body),
                _ => Encoding.Latin1.GetBytes(body),
            },
            []
        );
    }

    private static string Decode(string header) =>
        EncodedWord()
            .Replace(
                BetweenWords().Replace(header, "?==?"),
                word =>
                    Encoding.UTF8.GetString(
                        word.Groups[1].Value is "B" or "b"
                            ? Convert.FromBase64String(word.Groups[2].Value)
                            : QuotedPrintable(word.Groups[2].Value.Replace('_', ' '))
                    )
            );

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length)
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)text[i]);
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"boundary=""?([^"";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?([bBqQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"name=(""[^""]*""|[^;\s]+)", RegexOptions.IgnoreCase)]
    private static partial Regex FileNameParameter();
}
