using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace LaborFlow.Host.Documents.Glyphs;

/// <summary>The fonts of one paper: what was written so far, drawn from <see cref="PaperGlyphs"/>, 256 characters to a font (ISO 32000, 9.6.4).</summary>
internal sealed class DrawnFonts
{
    private const int Most = 256;

    private readonly List<List<Rune>> fonts = [];
    private readonly Dictionary<Rune, (int Font, int Code)> known = [];

    /// <summary>Some character is drawn by a font of the reader's own, named F.</summary>
    public bool LeavesToReader { get; private set; }

    /// <summary>The operators that show a text, from where the line stands.</summary>
    public string Show(string text, double size)
    {
        var shown = new StringBuilder();
        var (font, codes) = (-2, new StringBuilder());
        void End()
        {
            if (codes.Length > 0)
                shown.Append(CultureInfo.InvariantCulture, $"/{(font < 0 ? "F" : $"T{font}")} {size:0.##} Tf <{codes}> Tj ");
            codes.Clear();
        }

        foreach (var character in text.EnumerateRunes())
        {
            var (of, code) = PlaceOf(character);
            if (of != font)
                End();
            font = of;
            codes.Append(
                of < 0
                    ? Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))
                    : code.ToString("X2", CultureInfo.InvariantCulture)
            );
        }

        End();
        return shown.ToString();
    }

    /// <summary>Adds the fonts to the objects of a file, and tells their names as a page's resources.</summary>
    public string AddTo(List<string> objects)
    {
        var names = new StringBuilder();
        for (var n = 0; n < fonts.Count; n++)
        {
            var glyphs = fonts[n].ConvertAll(character => PaperGlyphs.Find(character)!.Value);
            var first = objects.Count + 1;
            foreach (var glyph in glyphs)
                objects.Add(Packed($"{glyph.Width} 0 -200 -300 1300 1100 d1\n{glyph.Path} f"));
            objects.Add(Packed(Meaning(fonts[n])));
            var procedures = string.Join(' ', glyphs.Select((_, code) => $"/g{code} {first + code} 0 R"));
            objects.Add(
                "<< /Type /Font /Subtype /Type3 /FontBBox [-200 -300 1300 1100] /FontMatrix [0.001 0 0 0.001 0 0] /Resources << >> "
                    + $"/FirstChar 0 /LastChar {glyphs.Count - 1} /Widths [{string.Join(' ', glyphs.Select(glyph => glyph.Width))}] "
                    + $"/Encoding << /Type /Encoding /Differences [0 {string.Join(' ', glyphs.Select((_, code) => $"/g{code}"))}] >> "
                    + $"/CharProcs << {procedures} >> /ToUnicode {first + glyphs.Count} 0 R >>"
            );
            names.Append(CultureInfo.InvariantCulture, $"/T{n} {objects.Count} 0 R ");
        }

        return names.ToString();
    }

    private (int Font, int Code) PlaceOf(Rune character)
    {
        if (known.TryGetValue(character, out var place))
            return place;
        if (PaperGlyphs.Find(character) is null)
        {
            LeavesToReader = true;
            return known[character] = (-1, 0);
        }

        if (fonts.Count == 0 || fonts[^1].Count == Most)
            fonts.Add([]);
        fonts[^1].Add(character);
        return known[character] = (fonts.Count - 1, fonts[^1].Count - 1);
    }

    /// <summary>Which character each code stands for, for readers that search.</summary>
    private static string Meaning(List<Rune> characters)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Drawn def /CMapType 2 def\n");
        map.Append("1 begincodespacerange <00> <FF> endcodespacerange\n");
        foreach (var part in characters.Select((character, code) => (character, code)).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var (character, code) in part)
                map.Append(
                    CultureInfo.InvariantCulture,
                    $"<{code:X2}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(character.ToString()))}>\n"
                );
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }

    private static string Packed(string stream)
    {
        using var bytes = new MemoryStream();
        using (var packing = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            packing.Write(Encoding.ASCII.GetBytes(stream));
        return $"<< /Filter /FlateDecode /Length {bytes.Length} >>\nstream\n{Encoding.Latin1.GetString(bytes.ToArray())}\nendstream";
    }
}
