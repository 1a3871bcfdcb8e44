namespace LaborFlow.Cases.Imports;

/// <summary>A line of a sheet: its cells by column name, or why it cannot be read.</summary>
/// <param name="Number">The line of the file on which it starts, from 1; the header is usually 1.</param>
/// <param name="Cells">Trimmed, without the empty ones.</param>
/// <param name="Fault">Why its cells cannot be told apart, or null.</param>
internal sealed record SheetLine(int Number, IReadOnlyDictionary<string, string> Cells, FieldError? Fault)
{
    public string? this[string column] => Cells.GetValueOrDefault(column);
}

/// <summary>A CSV file (RFC 4180) with a header, cut into lines; what concerns the file as a whole is refused as a whole.</summary>
internal sealed class Sheet
{
    private Sheet(IReadOnlyList<SheetLine> lines, IReadOnlyList<FieldError> faults) => (Lines, Faults) = (lines, faults);

    public IReadOnlyList<SheetLine> Lines { get; }

    public IReadOnlyList<FieldError> Faults { get; }

    public static Sheet Read(
        ReadOnlySpan<byte> content,
        IReadOnlyCollection<string> columns,
        IReadOnlyCollection<string> required,
        int mostLines
    )
    {
        if (SheetText.Decode(content) is not { } text)
            return Refused("encoding", "文件既不是UTF-8也不是GB18030编码的文本。", "The file is text in neither UTF-8 nor GB18030.");

        // A blank line is nobody's record.
        var records = CsvRecords.Read(text).Where(record => record.Unclosed || record.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell)));
        using var rest = records.GetEnumerator();
        if (!rest.MoveNext())
            return Refused("empty", "文件没有内容。", "The file is empty.");

        string[] header = [.. TrimEnd(rest.Current.Cells).Select(name => name.Trim())];
        var faults = CheckHeader(header, columns, required);
        if (faults.Count > 0)
            return new Sheet([], faults);

        var lines = new List<SheetLine>();
        while (rest.MoveNext())
        {
            if (lines.Count == mostLines)
                return Refused("too-many", $"一次最多导入{mostLines}行。", $"At most {mostLines} lines at once.");
            lines.Add(ReadLine(rest.Current, header));
        }
        return new Sheet(lines, []);
    }

    private static SheetLine ReadLine(CsvRecord record, string[] header)
    {
        var cells = TrimEnd(record.Cells);
        FieldError? fault = null;
        if (record.Unclosed)
            fault = new(
                "",
                "unclosed-quote",
                "引号没有成对，从此行起无法分列。",
                "A quotation mark is not closed, so the columns cannot be told apart from this line on."
            );
        else if (cells.Length > header.Length)
            fault = new(
                "",
                "too-many-columns",
                $"有{cells.Length}列，表头只有{header.Length}列。",
                $"{cells.Length} columns; the header has {header.Length}."
            );
        else if (record.Cells.Length < header.Length)
            fault = new(
                "",
                "missing-columns",
                $"只有{record.Cells.Length}列，表头有{header.Length}列。",
                $"Only {record.Cells.Length} columns; the header has {header.Length}."
            );
        var named = header
            .Zip(cells, (name, cell) => (name, cell: cell.Trim()))
            .Where(pair => pair.cell.Length > 0)
            .ToDictionary(pair => pair.name, pair => pair.cell, StringComparer.Ordinal);
        return new SheetLine(record.Number, named, fault);
    }

    private static List<FieldError> CheckHeader(string[] header, IReadOnlyCollection<string> columns, IReadOnlyCollection<string> required)
    {
        var faults = new List<FieldError>();
        foreach (var name in header.Where(name => !columns.Contains(name)).Distinct(StringComparer.Ordinal))
            faults.Add(new(Shown(name), "unknown-column", $"没有“{Shown(name)}”这一列。", $"There is no column '{Shown(name)}'."));
        foreach (
            var name in header.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)
        )
            faults.Add(new(Shown(name), "duplicate-column", $"“{Shown(name)}”列出现多次。", $"The column '{Shown(name)}' occurs twice."));
        foreach (var name in required.Where(name => !header.Contains(name)))
            faults.Add(new(name, "missing-column", $"缺少“{name}”列。", $"The column '{name}' is missing."));
        return faults;
    }

    private static Sheet Refused(string code, string zh, string en) => new([], [new FieldError("", code, zh, en)]);

    private static string Shown(string name) => name.Length > 40 ? name[..40] : name;

    // Spreadsheets write empty cells behind the last column; nobody meant them.
    private static string[] TrimEnd(string[] cells) => cells[..(Array.FindLastIndex(cells, cell => !string.IsNullOrWhiteSpace(cell)) + 1)];
}
