using System.Text;

namespace LaborFlow.Cases.Imports;

/// <summary>One record of a CSV text.</summary>
/// <param name="Number">The line of the text on which it starts, from 1.</param>
/// <param name="Cells">At least one.</param>
/// <param name="Unclosed">A quotation mark is never closed: the record holds the rest of the text.</param>
internal readonly record struct CsvRecord(int Number, string[] Cells, bool Unclosed);

/// <summary>
/// Cuts CSV text into records (RFC 4180): cells in quotation marks may hold commas, line ends and doubled quotation marks; a mark inside
/// an unquoted cell is a character like others. Cells are data, whatever they begin with.
/// </summary>
internal static class CsvRecords
{
    public static IEnumerable<CsvRecord> Read(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, first) = (1, 1);
        var (quoted, open) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (open)
            {
                line += c == '\n' ? 1 : 0;
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    open = false;
            }
            else if (c == '"' && !quoted && cell.Length == 0)
                (quoted, open) = (true, true);
            else if (c == ',')
                Close();
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                Close();
                yield return new CsvRecord(first, [.. cells], false);
                cells.Clear();
                first = ++line;
            }
            else
                cell.Append(c);
        }

        if (open || quoted || cell.Length > 0 || cells.Count > 0)
        {
            Close();
            yield return new CsvRecord(first, [.. cells], open);
        }

        void Close()
        {
            cells.Add(cell.ToString());
            cell.Clear();
            quoted = false;
        }
    }
}
