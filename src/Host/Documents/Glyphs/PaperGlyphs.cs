using System.Buffers.Text;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace LaborFlow.Host.Documents.Glyphs;

/// <summary>How characters are drawn on papers: outlines that the program brings along, since a reader's machine may have no Chinese font.</summary>
internal static class PaperGlyphs
{
    private static readonly Lazy<(byte[] Text, FrozenDictionary<int, Place> Places)> Known = new(Read);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(int Width, int Start, int Length);

    /// <param name="Width">How far the next character is, in thousandths of the size.</param>
    /// <param name="Path">The outline, as operators of PDF.</param>
    public readonly record struct Glyph(int Width, string Path);

    /// <summary>The glyph of a character; null for the rare one that is not among them.</summary>
    public static Glyph? Find(Rune character)
    {
        var (text, places) = Known.Value;
        return places.TryGetValue(character.Value, out var place)
            ? new Glyph(place.Width, Encoding.ASCII.GetString(text, place.Start, place.Length))
            : null;
    }

    /// <summary>Its width alone; a whole em where the glyph is not known.</summary>
    public static int WidthOf(Rune character) => Known.Value.Places.TryGetValue(character.Value, out var place) ? place.Width : 1000;

    private static (byte[] Text, FrozenDictionary<int, Place> Places) Read()
    {
        using var packed = typeof(PaperGlyphs).Assembly.GetManifestResourceStream("LaborFlow.Host.Documents.paper-glyphs.txt.br")!;
        using var plain = new MemoryStream();
        using (var unpacked = new BrotliStream(packed, CompressionMode.Decompress))
            unpacked.CopyTo(plain);
        var text = plain.ToArray();
        var places = new Dictionary<int, Place>();
        for (var start = 0; start < text.Length; )
        {
            var line = text.AsSpan(start);
            line = line[..line.IndexOf((byte)'\n')];
            if (
                !Utf8Parser.TryParse(line, out int code, out var afterCode, 'x')
                || !Utf8Parser.TryParse(line[(afterCode + 1)..], out int width, out var afterWidth)
            )
                throw new InvalidDataException($"A glyph cannot be read at {start}.");
            var path = Math.Min(afterCode + afterWidth + 2, line.Length);
            places[code] = new Place(width, start + path, line.Length - path);
            start += line.Length + 1;
        }

        return (text, places.ToFrozenDictionary());
    }
}
