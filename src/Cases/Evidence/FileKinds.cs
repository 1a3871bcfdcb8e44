using System.IO.Compression;
using System.Runtime.InteropServices;

namespace LaborFlow.Cases.Evidence;

/// <summary>A kind of file: its media type and how its content is recognised.</summary>
internal sealed record FileKind(string ContentType, Func<ReadOnlyMemory<byte>, bool> Recognise);

/// <summary>The kinds that evidence may have, by extension.</summary>
internal static class FileKinds
{
    private const int MostEntries = 5_000;
    private const long LargestUnpacked = 200L * 1024 * 1024;

    private static readonly FileKind Jpeg = new("image/jpeg", c => Starts(c, [0xFF, 0xD8, 0xFF]));

    public static readonly IReadOnlyDictionary<string, FileKind> ByExtension = new Dictionary<string, FileKind>(StringComparer.Ordinal)
    {
        [".pdf"] = new("application/pdf", c => Starts(c, "%PDF-"u8)),
        [".jpg"] = Jpeg,
        [".jpeg"] = Jpeg,
        [".png"] = new("image/png", c => Starts(c, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        [".docx"] = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", c => IsOfficePackage(c, "word/")),
        [".xlsx"] = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", c => IsOfficePackage(c, "xl/")),
        [".txt"] = new("text/plain", IsText),
        [".csv"] = new("text/csv", IsText),
        [".mp3"] = new("audio/mpeg", c => Starts(c, "ID3"u8) || IsMpegFrame(c.Span)),
        [".m4a"] = new("audio/mp4", IsMp4),
        [".mp4"] = new("video/mp4", IsMp4),
    };

    private static bool Starts(ReadOnlyMemory<byte> content, ReadOnlySpan<byte> magic) => content.Span.StartsWith(magic);

    private static bool IsMp4(ReadOnlyMemory<byte> content) => content.Length > 12 && content.Span[4..8].SequenceEqual("ftyp"u8);

    // Eleven set bits, then a version and a layer that are not the reserved ones.
    private static bool IsMpegFrame(ReadOnlySpan<byte> content) =>
        content.Length > 4 && content[0] == 0xFF && (content[1] & 0xE0) == 0xE0 && (content[1] & 0x18) != 0x08 && (content[1] & 0x06) != 0;

    private static bool IsOfficePackage(ReadOnlyMemory<byte> content, string folder)
    {
        if (!Starts(content, "PK\u0003\u0004"u8))
            return false;

        try
        {
            using var stream = ReadOnlyStream(content);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var names = archive.Entries.Select(e => e.FullName).ToList();
            // A document with macros pretending to have none.
            return names.Contains("[Content_Types].xml")
                && names.Exists(n => n.StartsWith(folder, StringComparison.Ordinal))
                && !names.Exists(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))
                && IsHarmless(archive);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// No bomb: what it really unpacks to is bounded, whatever its directory claims, and no XML in it declares entities.
    /// </summary>
    private static bool IsHarmless(ZipArchive archive)
    {
        if (archive.Entries.Count > MostEntries)
            return false;

        var left = LargestUnpacked;
        var piece = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            var isXml =
                entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase);
            using var content = entry.Open();
            for (var first = true; content.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false) is var count and > 0; first = false)
            {
                left -= count;
                // A document type stands before the first element.
                if (left < 0 || (first && isXml && DeclaresType(piece.AsSpan(0, count))))
                    return false;
            }
        }

        return true;
    }

    private static bool DeclaresType(ReadOnlySpan<byte> xml) =>
        xml.IndexOf("<!DOCTYPE"u8) >= 0
        || xml.IndexOf("<!ENTITY"u8) >= 0
        // UTF-16, either way round.
        || xml.IndexOf("<\0!\0D\0"u8) >= 0
        || xml.IndexOf("\0<\0!\0D"u8) >= 0;

    private static MemoryStream ReadOnlyStream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);

    // Text of any Chinese encoding in use: no binary control characters (UTF-16 is not accepted, since it holds NUL).
    private static bool IsText(ReadOnlyMemory<byte> content)
    {
        foreach (var b in content.Span)
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C))
                return false;

        return true;
    }
}
