using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>
/// Writes a Word document anew with other words: every paragraph of body, tables, headers and footers goes through a rewriter. Pictures (the
/// seal among them), comments, revisions and the names of authors are left out: a copy for everybody is no original, and nothing may hide in it.
/// </summary>
public static class DocxRedaction
{
    /// <summary>Rewrites it.</summary>
    /// <param name="content">The document.</param>
    /// <param name="rewrite">What becomes of a paragraph's text.</param>
    /// <param name="heading">A line above the first paragraph that says what this copy is.</param>
    /// <exception cref="InvalidDataException">The content is not a Word document.</exception>
    public static byte[] Rewrite(ReadOnlyMemory<byte> content, Func<string, string> rewrite, string heading)
    {
        using var stream = DocxTemplate.Open(content);
        using (var package = WordprocessingDocument.Open(stream, isEditable: true))
        {
            var main = package.MainDocumentPart ?? throw new InvalidDataException("The content is not a Word document.");
            var body = main.Document.Body ?? throw new InvalidDataException("The document has no body.");
            RewriteAll(body, rewrite);
            foreach (var header in main.HeaderParts)
                RewriteAll(header.Header, rewrite);
            foreach (var footer in main.FooterParts)
                RewriteAll(footer.Footer, rewrite);
            main.DeleteParts(main.ImageParts.ToList());
            if (main.WordprocessingCommentsPart is { } comments)
                main.DeletePart(comments);
            package.PackageProperties.Creator = null;
            package.PackageProperties.LastModifiedBy = null;
            if (body.GetFirstChild<Paragraph>() is { } first)
            {
                var line = (Paragraph)first.CloneNode(deep: true);
                Write(line, heading);
                body.InsertBefore(line, first);
            }
        }

        return stream.ToArray();
    }

    private static void RewriteAll(OpenXmlElement root, Func<string, string> rewrite)
    {
        foreach (var hidden in Hidden(root))
            hidden.Remove();
        foreach (var paragraph in root.Descendants<Paragraph>().ToList())
        {
            var text = TextOf(paragraph);
            if (text.Length == 0)
                continue;
            var written = rewrite(text);
            if (!string.Equals(written, text, StringComparison.Ordinal))
                Write(paragraph, written);
        }
    }

    private static List<OpenXmlElement> Hidden(OpenXmlElement root) =>
        [
            .. root.Descendants()
                .Where(e => e is Drawing or Picture or DeletedRun or CommentRangeStart or CommentRangeEnd or CommentReference),
        ];

    private static string TextOf(Paragraph paragraph) =>
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

    /// <summary>One run with the look of the first, line by line.</summary>
    private static void Write(Paragraph paragraph, string text)
    {
        var look = paragraph.Descendants<RunProperties>().FirstOrDefault()?.CloneNode(deep: true);
        foreach (var child in paragraph.ChildElements.Where(c => c is not ParagraphProperties).ToList())
            child.Remove();
        var run = new Run();
        if (look is not null)
            run.Append(look);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            run.Append(new Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }
        paragraph.Append(run);
    }
}
