using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>
/// Lays a paper out as a Word document in the manner of official papers (GB/T 9704): A4, margins 37/35/28/26 mm, title 小标宋 22 pt,
/// body 仿宋 16 pt on lines of 28 pt with an indent of two characters, section headings 黑体, page numbers in the footer.
/// </summary>
public static class PaperLayout
{
    private const string BodyFont = "仿宋";
    private const string TitleFont = "方正小标宋简体";
    private const string SectionFont = "黑体";

    /// <summary>The media type of what <see cref="Write"/> gives.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Writes the template; the same paper gives the same parts.</summary>
    public static byte[] Write(Paper paper)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            var body = new Body();
            for (var i = 0; i < paper.Blocks.Count; i++)
            {
                if (paper.Blocks[i].Style != PaperStyle.Row)
                {
                    body.Append(Paragraph(paper.Blocks[i].Style, paper.Blocks[i].Cells[0]));
                    continue;
                }

                var rows = paper.Blocks.Skip(i).TakeWhile(b => b.Style == PaperStyle.Row).ToList();
                body.Append(PaperTable(rows));
                i += rows.Count - 1;
            }

            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(PageNumber());
            body.Append(
                new SectionProperties(
                    new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                    new PageSize { Width = 11906U, Height = 16838U },
                    new PageMargin
                    {
                        Top = 2098,
                        Bottom = 1984,
                        Left = 1588U,
                        Right = 1474U,
                        Header = 851U,
                        Footer = 992U,
                        Gutter = 0U,
                    }
                )
            );
            main.Document = new Document(body);
            package.PackageProperties.Title = paper.Name;
        }

        return stream.ToArray();
    }

    private static Paragraph Paragraph(PaperStyle style, string text)
    {
        var (alignment, font, size, indented, bold) = style switch
        {
            PaperStyle.Heading => (JustificationValues.Center, TitleFont, 32, false, false),
            PaperStyle.Title => (JustificationValues.Center, TitleFont, 44, false, false),
            PaperStyle.Number => (JustificationValues.Center, BodyFont, 32, false, false),
            PaperStyle.Seal => (JustificationValues.Right, BodyFont, 32, false, false),
            PaperStyle.Section => (JustificationValues.Left, SectionFont, 32, true, false),
            PaperStyle.Line or PaperStyle.Control => (JustificationValues.Left, BodyFont, 32, false, false),
            _ => (JustificationValues.Both, BodyFont, 32, true, false),
        };
        var properties = new ParagraphProperties(
            new SpacingBetweenLines
            {
                Line = style == PaperStyle.Title ? "640" : "560",
                LineRule = LineSpacingRuleValues.Exact,
                Before = style is PaperStyle.Seal or PaperStyle.Title ? "240" : "0",
                After = style is PaperStyle.Title or PaperStyle.Number ? "240" : "0",
            }
        );
        if (indented)
            properties.Append(new Indentation { FirstLine = "640", FirstLineChars = 200 });
        properties.Append(new Justification { Val = alignment });
        return new Paragraph(properties, Run(text, font, size, bold));
    }

    private static Run Run(string text, string font, int halfPoints, bool bold)
    {
        var properties = new RunProperties(
            new RunFonts
            {
                Ascii = "Times New Roman",
                HighAnsi = "Times New Roman",
                EastAsia = font,
            }
        );
        if (bold)
            properties.Append(new Bold());
        properties.Append(new FontSize { Val = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new Run(properties, new Text(text) { Space = SpaceProcessingModeValues.Preserve });
    }

    private static Table PaperTable(List<PaperBlock> rows)
    {
        var line = BorderValues.Single;
        var table = new Table(
            new TableProperties(
                new TableWidth { Type = TableWidthUnitValues.Pct, Width = "5000" },
                new TableBorders(
                    new TopBorder { Val = line, Size = 4U },
                    new LeftBorder { Val = line, Size = 4U },
                    new BottomBorder { Val = line, Size = 4U },
                    new RightBorder { Val = line, Size = 4U },
                    new InsideHorizontalBorder { Val = line, Size = 4U },
                    new InsideVerticalBorder { Val = line, Size = 4U }
                )
            ),
            new TableGrid(rows[0].Cells.Select(_ => new GridColumn()))
        );
        foreach (var row in rows)
            table.Append(
                new TableRow(
                    row.Cells.Select(
                        (cell, i) =>
                            new TableCell(
                                new TableCellProperties(
                                    new TableCellWidth { Type = TableWidthUnitValues.Pct, Width = Width(rows, row, i) },
                                    new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center }
                                ),
                                new Paragraph(
                                    new ParagraphProperties(
                                        new SpacingBetweenLines { Line = "440", LineRule = LineSpacingRuleValues.Exact },
                                        new Justification { Val = JustificationValues.Center }
                                    ),
                                    Run(cell, BodyFont, 24, bold: false)
                                )
                            )
                    )
                )
            );
        return table;
    }

    /// <summary>Fiftieths of a percent: the numbers of rows need little room, amounts more than others; a row of its own kind shares evenly.</summary>
    private static string Width(List<PaperBlock> rows, PaperBlock row, int cell)
    {
        var even = rows.Exists(other => other.Cells.Count != row.Cells.Count);
        var share = even ? 1d / row.Cells.Count : Share(rows[0].Cells[cell]) / rows[0].Cells.Sum(Share);
        return Math.Round(5000 * share).ToString(CultureInfo.InvariantCulture);
    }

    private static double Share(string heading) =>
        heading is "序号" ? 0.6
        : heading.Contains("金额", StringComparison.Ordinal) ? 1.5
        : 1;

    private static Paragraph PageNumber() =>
        new(
            new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
            new SimpleField(new Run(new Text("1"))) { Instruction = " PAGE " }
        );
}
