using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LaborFlow.Cases.Documents.Sealing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>A field of a template could not be filled: the paper is not made.</summary>
/// <param name="fields">The fields, as the template writes them.</param>
public sealed class UnresolvedFieldsException(IReadOnlyList<string> fields)
    : InvalidOperationException($"文书模板中的字段没有取得内容：{string.Join("、", fields)}。")
{
    /// <summary>The fields, as the template writes them.</summary>
    public IReadOnlyList<string> Fields { get; } = fields;
}

/// <summary>
/// Fills a Word document. <c>{{path}}</c> is replaced by a value, <c>{{path:money}}</c> by a formatted one (money, capital, date,
/// capitalDate), <c>{{path:seal}}</c> by the seal of the office that the value names, <c>{{path|text}}</c> by a text when there is no value; without one a missing value stops generation. A paragraph that
/// holds only <c>{{#each path}}</c>, <c>{{#if path}}</c>, <c>{{else}}</c>, <c>{{/each}}</c> or <c>{{/if}}</c> repeats or leaves out what lies
/// between; a table row that begins with <c>{{#each path}}</c> and ends with <c>{{/each}}</c> is repeated.
/// </summary>
public static partial class DocxTemplate
{
    /// <summary>True for a line that only steers.</summary>
    public static bool IsControl(string text) => Control().IsMatch(text.Trim());

    /// <summary>Fills a template; the places of seals stay empty.</summary>
    /// <param name="template">A .docx.</param>
    /// <param name="data">The values.</param>
    /// <exception cref="UnresolvedFieldsException">A field without a value; the exception names all of them.</exception>
    /// <exception cref="InvalidDataException">The content is not a Word document, or its loops don't close.</exception>
    public static byte[] Fill(ReadOnlyMemory<byte> template, JsonObject data)
    {
        using var stream = Open(template);
        var values = new TemplateValues(data);
        using (var package = OpenPackage(stream))
        {
            var main = FillParts(package, values);
            values.Seals.Clear(main);
        }

        return values.Unresolved.Count == 0 ? stream.ToArray() : throw new UnresolvedFieldsException([.. values.Unresolved]);
    }

    /// <summary>Fills a template and puts the seal of the office on it that issues the paper.</summary>
    /// <param name="template">A .docx.</param>
    /// <param name="data">The values.</param>
    /// <param name="sealOf">The seal of an office by its name, or null when it has none: then its place stays free for the stamp.</param>
    /// <exception cref="UnresolvedFieldsException">A field without a value; the exception names all of them.</exception>
    /// <exception cref="InvalidDataException">The content is not a Word document, or its loops don't close.</exception>
    public static async ValueTask<FilledPaper> FillAsync(
        ReadOnlyMemory<byte> template,
        JsonObject data,
        Func<string, ValueTask<SealPicture?>> sealOf
    )
    {
        await using var stream = Open(template);
        var values = new TemplateValues(data);
        SealPicture? picture = null;
        using (var package = OpenPackage(stream))
        {
            var main = FillParts(package, values);
            // A paper carries one seal, that of the body which issues it.
            if (values.Unresolved.Count == 0 && values.Seals.First is { } office)
                picture = await sealOf(office);
            if (picture is null || !values.Seals.Put(main, picture))
                picture = null;
            values.Seals.Clear(main);
        }

        return values.Unresolved.Count == 0
            ? new FilledPaper(stream.ToArray(), picture?.Seal)
            : throw new UnresolvedFieldsException([.. values.Unresolved]);
    }

    private static MainDocumentPart FillParts(WordprocessingDocument package, TemplateValues values)
    {
        var main = package.MainDocumentPart ?? throw new InvalidDataException("The template is not a Word document.");
        FillSiblings(main.Document.Body!, values);
        foreach (var header in main.HeaderParts)
            FillSiblings(header.Header, values);
        foreach (var footer in main.FooterParts)
            FillSiblings(footer.Footer, values);
        return main;
    }

    /// <summary>The fields that a template uses, each once, in the order of their first use.</summary>
    /// <exception cref="InvalidDataException">The content is not a Word document.</exception>
    public static IReadOnlyList<string> Fields(ReadOnlyMemory<byte> template)
    {
        using var stream = Open(template);
        using var package = OpenPackage(stream);
        var body = package.MainDocumentPart?.Document.Body ?? throw new InvalidDataException("The template is not a Word document.");
        return
        [
            .. body.Descendants<Paragraph>()
                .SelectMany(p => TemplateValues.Field().Matches(p.InnerText).Select(m => m.Groups["path"].Value))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private static void FillSiblings(OpenXmlElement parent, TemplateValues values)
    {
        var filled = Expand([.. parent.ChildElements], values).ToList();
        parent.RemoveAllChildren();
        parent.Append(filled);
    }

    private static IEnumerable<OpenXmlElement> Expand(IReadOnlyList<OpenXmlElement> elements, TemplateValues values)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var element = elements[i];
            if (element is Paragraph paragraph && Control().Match(paragraph.InnerText.Trim()) is { Success: true } control)
            {
                var block = Block.From(elements, i, control);
                i = block.End;
                foreach (var scope in values.Scopes(block.Kind, block.Path))
                foreach (var part in Expand(block.Inner(scope.Chosen), scope.Values))
                    yield return part;
                continue;
            }

            var copy = element.CloneNode(deep: true);
            switch (copy)
            {
                case Paragraph text:
                    ParagraphText.Replace(text, values);
                    yield return copy;
                    break;
                case Table table:
                    FillTable(table, values);
                    yield return copy;
                    break;
                default:
                    foreach (var inner in copy.Descendants<Paragraph>().ToList())
                        ParagraphText.Replace(inner, values);
                    yield return copy;
                    break;
            }
        }
    }

    private static void FillTable(Table table, TemplateValues values)
    {
        foreach (var row in table.Elements<TableRow>().ToList())
        {
            var text = row.InnerText.Trim();
            if (RowLoop().Match(text) is not { Success: true } loop)
            {
                FillRow(row, values);
                continue;
            }

            foreach (var scope in values.Scopes("each", loop.Groups["path"].Value).Where(s => s.Chosen))
            {
                var copy = (TableRow)row.CloneNode(deep: true);
                foreach (var paragraph in copy.Descendants<Paragraph>())
                    ParagraphText.Remove(paragraph, RowMark());
                FillRow(copy, scope.Values);
                table.InsertBefore(copy, row);
            }

            row.Remove();
        }
    }

    private static void FillRow(TableRow row, TemplateValues values)
    {
        foreach (var cell in row.Elements<TableCell>())
        {
            foreach (var nested in cell.Elements<Table>().ToList())
                FillTable(nested, values);
            foreach (var paragraph in cell.Elements<Paragraph>().ToList())
                ParagraphText.Replace(paragraph, values);
        }
    }

    internal static MemoryStream Open(ReadOnlyMemory<byte> content)
    {
        var stream = new MemoryStream();
        stream.Write(content.Span);
        stream.Position = 0;
        return stream;
    }

    private static WordprocessingDocument OpenPackage(Stream stream)
    {
        try
        {
            return WordprocessingDocument.Open(stream, isEditable: true);
        }
        catch (Exception error)
            when (error is OpenXmlPackageException or FileFormatException or InvalidDataException or System.Xml.XmlException)
        {
            throw new InvalidDataException("The template is not a Word document.", error);
        }
    }

    [GeneratedRegex(
        @"^\{\{\s*(?<kind>\#each|\#if|\#unless|else|/each|/if|/unless)\s*(?<path>[^\s{}]*)\s*\}\}$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Control();

    [GeneratedRegex(
        @"^\{\{\s*\#each\s+(?<path>[^\s{}]+)\s*\}\}.*\{\{\s*/each\s*\}\}$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex RowLoop();

    [GeneratedRegex(@"\{\{\s*(\#each\s+[^\s{}]+|/each)\s*\}\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowMark();

    /// <summary>What lies between an opening mark and its closing one.</summary>
    private sealed record Block(
        string Kind,
        string Path,
        IReadOnlyList<OpenXmlElement> First,
        IReadOnlyList<OpenXmlElement> Second,
        int End
    )
    {
        public IReadOnlyList<OpenXmlElement> Inner(bool chosen) => chosen ? First : Second;

        public static Block From(IReadOnlyList<OpenXmlElement> elements, int start, Match opening)
        {
            var kind = opening.Groups["kind"].Value;
            if (!kind.StartsWith('#'))
                throw new InvalidDataException($"The template closes '{kind}' before opening it.");

            var depth = 0;
            var middle = -1;
            for (var i = start + 1; i < elements.Count; i++)
            {
                if (elements[i] is not Paragraph paragraph || Control().Match(paragraph.InnerText.Trim()) is not { Success: true } mark)
                    continue;

                var word = mark.Groups["kind"].Value;
                if (word.StartsWith('#'))
                    depth++;
                else if (word == "else" && depth == 0)
                    middle = i;
                else if (word.StartsWith('/') && depth-- == 0)
                    return new Block(
                        kind[1..],
                        opening.Groups["path"].Value,
                        [.. elements.Take((start + 1)..(middle < 0 ? i : middle))],
                        middle < 0 ? [] : [.. elements.Take((middle + 1)..i)],
                        i
                    );
            }

            throw new InvalidDataException($"The template opens '{opening.Value}' and never closes it.");
        }
    }
}
