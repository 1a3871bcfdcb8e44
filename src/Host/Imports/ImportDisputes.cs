using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Imports;
using LaborFlow.Host.Filing;

namespace LaborFlow.Host.Imports;

/// <summary>
/// Files every line of a sheet by the use case of the public form: each line in a transaction of its own, so that a refused one leaves
/// nothing behind and stops no other, and none twice, however often and by how many at once the sheet is imported.
/// </summary>
internal sealed class ImportDisputes(IServiceScopeFactory scopes)
{
    /// <param name="content">The sheet.</param>
    /// <param name="find">Where co-applicants and evidence are.</param>
    /// <param name="actor">Who imports it.</param>
    /// <param name="tell">Hears of each line as soon as it is decided.</param>
    /// <param name="cancellationToken">Stops after the line at hand.</param>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read; nothing was filed.</exception>
    public async Task<ImportReport> HandleAsync(
        ReadOnlyMemory<byte> content,
        FindAttachment find,
        string actor,
        Func<LineReport, Task>? tell = null,
        CancellationToken cancellationToken = default
    )
    {
        var sheet = DisputeSheet.Read(content.Span, find);
        if (sheet.Faults.Count > 0)
            throw new InvalidInputException(sheet.Faults);

        var reports = new List<LineReport>(sheet.Lines.Count);
        foreach (var line in sheet.Lines)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var report = await FileAsync(line, actor, cancellationToken);
            reports.Add(report);
            if (tell is not null)
                await tell(report);
        }
        return new ImportReport(reports);
    }

    private async Task<LineReport> FileAsync(ImportLine line, string actor, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var errors = ErrorsOf(line, services.GetRequiredService<FileDispute>());
        if (errors.Count > 0)
            return new LineReport(line.Number, line.Reference, LineOutcome.Refused, null, null, errors);
        if (await NumberOfAsync(line.CaseId, services, cancellationToken) is { } known)
            return new LineReport(line.Number, line.Reference, LineOutcome.Already, known, null, []);

        try
        {
            var filed = await services
                .GetRequiredService<DisputeFiling>()
                .HandleAsync(line.Application, line.Evidence, "import", actor, cancellationToken: cancellationToken, caseId: line.CaseId);
            return new LineReport(line.Number, line.Reference, LineOutcome.Taken, filed.Case.CaseNumber, filed.QueryCode, []);
        }
        catch (Exception failure) when (failure is not (InvalidInputException or OperationCanceledException))
        {
            // Another import of the same line may have won the race for the case's id.
            await using var later = scopes.CreateAsyncScope();
            if (await NumberOfAsync(line.CaseId, later.ServiceProvider, cancellationToken) is not { } won)
                throw;
            return new LineReport(line.Number, line.Reference, LineOutcome.Already, won, null, []);
        }
    }

    /// <summary>A cell that could not be read counts as not given, so only its own fault is told of that field.</summary>
    private static List<FieldError> ErrorsOf(ImportLine line, FileDispute file)
    {
        if (line.Errors.Any(error => error.Field.Length == 0))
            return [.. line.Errors];
        var unread = line.Errors.Select(error => error.Field).ToHashSet(StringComparer.Ordinal);
        return [.. line.Errors, .. file.Check(line.Application, line.Evidence).Where(error => !unread.Contains(error.Field))];
    }

    private static async Task<string?> NumberOfAsync(Guid caseId, IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<ICaseStore>().FindAsync(caseId, forUpdate: false, cancellationToken))?.CaseNumber;
}
