using System.Text;

namespace LaborFlow.Host.Web;

/// <summary>Tables for spreadsheets: UTF-8 with its mark, so that Chinese opens right, and text that no spreadsheet takes for a formula.</summary>
internal static class Csv
{
    /// <summary>What a table begins with.</summary>
    public const string Mark = "\uFEFF";

    public static IResult File(string name, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder(Mark);
        foreach (var row in rows)
            Append(text, row);
        return TypedResults.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);
    }

    /// <summary>Adds a row.</summary>
    public static void Append(StringBuilder text, IReadOnlyList<string?> row) => text.AppendJoin(',', row.Select(Cell)).Append("\r\n");

    /// <summary>A spreadsheet calculates what begins like a formula: such text gets an apostrophe in front.</summary>
    public static string Cell(string? text)
    {
        var safe = text is { Length: > 0 } && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text ?? "";
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
