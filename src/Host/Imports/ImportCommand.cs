using LaborFlow.Cases;
using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Imports;

/// <summary>The command <c>import FILE</c>: files a sheet and tells line by line what was taken, and what was refused and why.</summary>
internal static class ImportCommand
{
    /// <returns>0 when the file was read, even if lines were refused; 1 when the file as a whole was.</returns>
    /// <exception cref="SetupException">There is no such file.</exception>
    public static async Task<int> RunAsync(
        IServiceProvider services,
        string path,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken = default
    )
    {
        if (!File.Exists(path))
            throw new SetupException($"没有这个文件 / There is no such file: {path}");
        var content = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            var report = await services
                .GetRequiredService<ImportDisputes>()
                .HandleAsync(content, Attachments.Beside(path), "import", line => TellAsync(line, output), cancellationToken);
            await output.WriteLineAsync(
                $"共{report.Lines.Count}行：收件{report.Taken}件，以前已收{report.Already}件，退回{report.Refused}件"
                    + $" / {report.Lines.Count} lines: {report.Taken} taken, {report.Already} taken before, {report.Refused} refused"
            );
            return 0;
        }
        catch (InvalidInputException refused)
        {
            await error.WriteLineAsync($"文件整体退回，未收任何一行 / The file is refused as a whole: {path}");
            foreach (var fault in refused.Errors)
                await error.WriteLineAsync(Reason(fault));
            return 1;
        }
    }

    private static async Task TellAsync(LineReport line, TextWriter output)
    {
        var head = $"第{line.Line}行 line {line.Line}  {Printable(line.Reference ?? "–")}  ";
        await output.WriteLineAsync(
            line.Outcome switch
            {
                LineOutcome.Taken => $"{head}收件 taken  {line.CaseNumber}  查询码 query code {line.QueryCode}",
                LineOutcome.Already => $"{head}以前已收 taken before  {line.CaseNumber}",
                _ => $"{head}退回 refused",
            }
        );
        foreach (var fault in line.Errors)
            await output.WriteLineAsync(Reason(fault));
    }

    private static string Reason(FieldError fault) =>
        $"    {Printable(fault.Field.Length == 0 ? "–" : fault.Field)}  {Printable(fault.Zh)} / {Printable(fault.En)}";

    // What a sheet holds must not move the cursor of the terminal that shows it.
    private static string Printable(string text) => new([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);
}
