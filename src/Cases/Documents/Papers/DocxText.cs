using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>A part of a Word document, for showing it in a page.</summary>
/// <param name="Kind"><c>paragraph</c> or <c>table</c>.</param>
/// <param name="Align"><c>left</c>, <c>center</c>, <c>right</c> or <c>justify</c>; null for tables.</param>
/// <param name="Size">Points of the first run; null when the document does not say.</param>
/// <param name="Text">A paragraph's text, with line breaks.</param>
/// <param name="Rows">A table's cells.</param>
/// <param name="Sealed">The office's seal stands on this paragraph.</param>
public sealed record DocxBlock(
    string Kind,
    string? Align,
    double? Size,
    string? Text,
    IReadOnlyList<IReadOnlyList<string>>? Rows,
    bool Sealed = false
);

/// <summary>Reads what a Word document says. Macros, fields and links are not followed.</summary>
public static class DocxText
{
    /// <summary>The parts of the document's body.</summary>
    /// <exception cref="InvalidDataException">The content is not a Word document.</exception>
    public static IReadOnlyList<DocxBlock> Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var stream = DocxTemplate.Open(content);
            using var package = WordprocessingDocument.Open(stream, isEditable: false);
            var body = package.MainDocumentPart?.Document.Body ?? throw new InvalidDataException("The document has no body.");
            return [.. body.ChildElements.Select(Block).OfType<DocxBlock>()];
        }
        catch (Exception error) when (error is OpenXmlPackageException or FileFormatException or System.Xml.XmlException)
        {
            throw new InvalidDataException("The content is not a Word document.", error);
        }
    }

    /// <summary>All text, one line for each paragraph or row (cells apart by tabs).</summary>
    public static string Whole(ReadOnlyMemory<byte> content) =>
        string.Join('\n', Read(content).SelectMany(b => b.Rows is null ? [b.Text ?? ""] : b.Rows.Select(r => string.Join('\t', r))));

    private static DocxBlock? Block(OpenXmlElement element) =>
        element switch
        {
            Paragraph paragraph => new("paragraph", Align(paragraph), Size(paragraph), Text(paragraph), null, IsSealed(paragraph)),
            Table table => new(
                "table",
                null,
                null,
                null,
                [
                    .. table
                        .Elements<TableRow>()
                        .Select(row =>
                            (IReadOnlyList<string>)
                                [.. row.Elements<TableCell>().Select(c => string.Join('\n', c.Descendants<Paragraph>().Select(Text)))]
                        ),
                ]
            ),
            _ => null,
        };

    private static string Text(Paragraph paragraph) =>
        string.Concat(
            paragraph
                .Descendants()
                .Select(e =>
                    e switch
                    {
                        Text text => text.Text,
                        Break => "\n",
                        TabChar => "\t",
                        _ => "",
                    }
                )
        );

    private static bool IsSealed(Paragraph paragraph) =>
        paragraph
            .Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.DocProperties>()
            .Any(picture => picture.Name?.Value == SealPlaces.PictureName);

    private static string Align(Paragraph paragraph)
    {
        var alignment = paragraph.ParagraphProperties?.Justification?.Val?.Value;
        return alignment == JustificationValues.Center ? "center"
            : alignment == JustificationValues.Right ? "right"
            : alignment == JustificationValues.Both ? "justify"
            : "left";
    }

    private static double? Size(Paragraph paragraph) =>
        int.TryParse(
            paragraph.Descendants<FontSize>().FirstOrDefault()?.Val?.Value,
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var halfPoints
        )
            ? halfPoints / 2d
            : null;
}
