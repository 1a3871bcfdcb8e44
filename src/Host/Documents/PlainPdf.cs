using System.Globalization;
using System.Text;
using LaborFlow.Host.Documents.Glyphs;

namespace LaborFlow.Host.Documents;

/// <summary>
/// A paper of plain lines as PDF (ISO 32000), A4 with page numbers. The outlines of its characters stand in the file, so that it looks the
/// same on every machine; a rare character that is not among them is left to a font of the reader. The text can be searched and copied.
/// </summary>
internal sealed class PlainPdf
{
    private const double Width = 595;
    private const double Height = 842;
    private const double Margin = 56;

    private readonly DrawnFonts drawn = new();
    private readonly List<StringBuilder> pages = [];
    private double y;

    public PlainPdf() => NewPage();

    /// <summary>Writes a text, broken over as many lines and pages as it needs.</summary>
    /// <param name="text">Any text; line breaks are kept.</param>
    /// <param name="size">Height of the letters in points.</param>
    /// <param name="indent">Space at the left in points.</param>
    public PlainPdf Write(string text, double size = 10, double indent = 0)
    {
        foreach (
            var line in text.ReplaceLineEndings("\n").Split('\n').SelectMany(line => Broken(line, size, Width - (2 * Margin) - indent))
        )
        {
            if (y < Margin + size)
                NewPage();
            y -= size * 1.5;
            Place(line, size, Margin + indent, y);
        }

        return this;
    }

    /// <summary>Leaves space.</summary>
    public PlainPdf Space(double points = 6)
    {
        y -= points;
        return this;
    }

    /// <summary>The finished file.</summary>
    public byte[] ToBytes()
    {
        for (var n = 0; n < pages.Count; n++)
            Place($"{n + 1} / {pages.Count}", 9, (Width / 2) - 14, 28, pages[n]);
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            "", // The pages: told when their numbers are known.
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
                + "/DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
                + "/Descent -120 /CapHeight 880 /StemV 93 >>",
        };
        var resources = (drawn.LeavesToReader ? "/F 3 0 R " : "") + drawn.AddTo(objects);
        var kids = new List<string>();
        foreach (var page in pages)
        {
            kids.Add($"{objects.Count + 1} 0 R");
            objects.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << {resources}>> >> /Contents {objects.Count + 2} 0 R >>"
                )
            );
            objects.Add($"<< /Length {page.Length} >>\nstream\n{page}\nendstream");
        }

        objects[1] = $"<< /Type /Pages /Count {pages.Count} /Kids [{string.Join(' ', kids)}] >>";
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>(objects.Count);
        for (var n = 0; n < objects.Count; n++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{n + 1} 0 obj\n{objects[n]}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            file.Append(CultureInfo.InvariantCulture, $"{place:d10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        // Compressed outlines are bytes, one to a character.
        return Encoding.Latin1.GetBytes(file.ToString());
    }

    private void NewPage()
    {
        pages.Add(new StringBuilder());
        y = Height - Margin;
    }

    /// <summary>A line stands as its own text beside its glyphs: what is copied or read aloud is what was written.</summary>
    private void Place(string text, double size, double x, double at, StringBuilder? page = null) =>
        (page ?? pages[^1])
            .Append(
                CultureInfo.InvariantCulture,
                $"/Span << /ActualText <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}> >> BDC BT {x:0.##} {at:0.##} Td "
            )
            .Append(drawn.Show(text, size))
            .Append("ET EMC\n");

    /// <summary>Chinese breaks anywhere.</summary>
    private static IEnumerable<string> Broken(string line, double size, double width)
    {
        var (start, at, used) = (0, 0, 0.0);
        foreach (var character in line.EnumerateRunes())
        {
            var needed = size * PaperGlyphs.WidthOf(character) / 1000;
            if (used + needed > width && at > start)
            {
                yield return line[start..at];
                (start, used) = (at, 0);
            }

            used += needed;
            at += character.Utf16SequenceLength;
        }

        yield return line[start..];
    }
}
