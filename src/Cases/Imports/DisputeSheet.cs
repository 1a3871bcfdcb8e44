using LaborFlow.Cases.Evidence;

namespace LaborFlow.Cases.Imports;

/// <summary>Finds a file that a sheet names: its bytes, or null when there is none (or it lies where it must not).</summary>
/// <param name="path">The path as written in the sheet, relative to it.</param>
public delegate UploadedFile? FindAttachment(string path);

/// <summary>
/// A file of disputes read line by line. Its form is described in samples/README.md. Reading changes nothing; each line is then filed by
/// the use case that the public form and the window use.
/// </summary>
public sealed class DisputeSheet
{
    /// <summary>The most lines of one file.</summary>
    public const int MostLines = 2_000;

    private DisputeSheet(IReadOnlyList<ImportLine> lines, IReadOnlyList<FieldError> faults) => (Lines, Faults) = (lines, faults);

    /// <summary>The lines in the order of the file; empty when the file as a whole is refused.</summary>
    public IReadOnlyList<ImportLine> Lines { get; }

    /// <summary>Why the file as a whole is refused; empty when it is not.</summary>
    public IReadOnlyList<FieldError> Faults { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="content">UTF-8 or GB18030, with or without a byte-order mark.</param>
    /// <param name="find">Where the members and the evidence are.</param>
    public static DisputeSheet Read(ReadOnlySpan<byte> content, FindAttachment find)
    {
        var sheet = Sheet.Read(content, DisputeColumns.All, DisputeColumns.Required, MostLines);
        if (sheet.Faults.Count > 0)
            return new DisputeSheet([], sheet.Faults);

        var reader = new DisputeLines(find);
        return new DisputeSheet([.. sheet.Lines.Select(reader.Read)], []);
    }
}
