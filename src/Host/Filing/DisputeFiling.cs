using LaborFlow.Cases;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Filing;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Filing;

/// <summary>Files a dispute in one transaction, however it came: online, at the window, or from an import.</summary>
internal sealed class DisputeFiling(LaborFlowDbContext database, FileDispute fileDispute, LogScope log, TimeProvider time)
{
    /// <exception cref="InvalidInputException">The application has faults; nothing was saved.</exception>
    public async Task<FiledDispute> HandleAsync(
        FileDisputeRequest application,
        IReadOnlyList<UploadedFile> files,
        string channel,
        string actor,
        CancellationToken cancellationToken,
        Guid? caseId = null
    )
    {
        var filing = new LaborFlow.Cases.Filing.Filing(caseId ?? Guid.CreateVersion7(time.GetUtcNow()), null, channel, actor);
        await using var transaction = await database.Database.BeginTransactionAsync(cancellationToken);
        var filed = await fileDispute.HandleAsync(application, files, filing, cancellationToken);
        await database.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.CaseNumber = filed.Case.CaseNumber;
        return filed;
    }
}
