using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>Replaces fields in a paragraph. Word spreads a field over several runs as it likes; the replacement takes the look of the first.</summary>
internal static class ParagraphText
{
    public static void Replace(Paragraph paragraph, TemplateValues values) =>
        Edit(paragraph, TemplateValues.Field(), match => values.Text(match));

    public static void Remove(Paragraph paragraph, Regex mark) => Edit(paragraph, mark, _ => "");

    private static void Edit(Paragraph paragraph, Regex pattern, Func<Match, string> replacement)
    {
        var texts = paragraph.Descendants<Text>().ToList();
        var whole = string.Concat(texts.Select(t => t.Text));
        var matches = pattern.Matches(whole);
        // From the last to the first, so that the places of the earlier ones stay true; values are read in reading order.
        foreach (var (match, value) in matches.Select(m => (m, replacement(m))).Reverse().ToList())
            Splice(texts, match.Index, match.Length, value);
        foreach (var text in texts)
            BreakLines(text);
    }

    private static void Splice(List<Text> texts, int start, int length, string value)
    {
        var offset = 0;
        var placed = false;
        foreach (var text in texts)
        {
            var end = offset + text.Text.Length;
            var from = Math.Max(start, offset);
            var to = Math.Min(start + length, end);
            var next = end;
            if (from < to)
            {
                text.Text = string.Concat(text.Text.AsSpan(0, from - offset), placed ? "" : value, text.Text.AsSpan(to - offset));
                text.Space = SpaceProcessingModeValues.Preserve;
                placed = true;
            }

            offset = next;
        }
    }

    private static void BreakLines(Text text)
    {
        var lines = text.Text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1)
            return;

        text.Text = lines[0];
        OpenXmlElement last = text;
        foreach (var line in lines[1..])
        {
            last = last.InsertAfterSelf(new Break());
            last = last.InsertAfterSelf(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }
    }
}
