using System.Text.RegularExpressions;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>
/// Reads the source of a template: a head (<c>name:</c>, <c>parties:</c>), a line <c>---</c>, then one line for each part.
/// <c># </c> heading, <c>## </c> title, <c>### </c> section, <c>№ </c> number, <c>&gt; </c> seal and date, <c>| a | b |</c> row,
/// <c>. </c> line without indent, <c>{{#…}}</c> or <c>{{/…}}</c> or <c>{{else}}</c> alone steers; everything else is body.
/// </summary>
public static partial class PaperSource
{
    /// <summary>Reads one source.</summary>
    /// <param name="code">The template's code.</param>
    /// <param name="source">The text.</param>
    /// <exception cref="InvalidDataException">The head is missing or names nothing.</exception>
    public static Paper Read(string code, string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var end = Array.IndexOf(lines, "---");
        if (end < 0)
            throw new InvalidDataException($"The template {code} has no line '---' after its head.");

        var head = lines[..end]
            .Select(l => l.Split(':', 2))
            .Where(p => p.Length == 2)
            .ToDictionary(p => p[0].Trim(), p => p[1].Trim(), StringComparer.Ordinal);
        var name = head.GetValueOrDefault("name") ?? throw new InvalidDataException($"The template {code} has no name.");
        return new Paper(
            code,
            name,
            head.GetValueOrDefault("parties") != "no",
            [.. lines[(end + 1)..].Where(l => l.Trim().Length > 0).Select(Block)]
        );
    }

    private static PaperBlock Block(string line)
    {
        var text = line.Trim();
        if (text.StartsWith('|'))
            return new(PaperStyle.Row, [.. CellBorder().Split(text.Trim('|')).Select(c => c.Trim())]);

        if (DocxTemplate.IsControl(text))
            return new(PaperStyle.Control, [text]);

        (PaperStyle, string)[] marks =
        [
            (PaperStyle.Section, "### "),
            (PaperStyle.Title, "## "),
            (PaperStyle.Heading, "# "),
            (PaperStyle.Number, "№ "),
            (PaperStyle.Seal, "> "),
            (PaperStyle.Line, ". "),
        ];
        foreach (var (style, mark) in marks)
            if (text.StartsWith(mark, StringComparison.Ordinal))
                return new(style, [text[mark.Length..].Trim()]);

        return new(PaperStyle.Body, [text]);
    }

    // A bar inside a field separates its fallback and is no border.
    [GeneratedRegex(@"\|(?![^{}]*\}\})", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CellBorder();
}
