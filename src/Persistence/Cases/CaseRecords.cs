using LaborFlow.Cases;
using LaborFlow.Cases.Exceptions;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>Records of cases over the scope's context.</summary>
internal sealed class CaseRecords(LaborFlowDbContext context, CaseLists lists) : ICaseRecords
{
    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<T>> ListAsync<T>(Guid caseId, CancellationToken cancellationToken = default)
        where T : class, ICaseRecord
    {
        var all = await lists.ListAsync(
            caseId,
            context.Set<T>().Where(record => record.CaseId == caseId),
            record => record.CaseId == caseId,
            cancellationToken
        );
        return [.. all.OrderBy(record => record.Id)];
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<RegisterEntry>> EntriesAsync(
        Guid caseId,
        string kind,
        CancellationToken cancellationToken = default
    )
    {
        await context.Set<RegisterEntry>().Where(entry => entry.CaseId == caseId && entry.Kind == kind).LoadAsync(cancellationToken);
        return
        [
            .. context.Set<RegisterEntry>().Local.Where(entry => entry.CaseId == caseId && entry.Kind == kind).OrderBy(entry => entry.Id),
        ];
    }

    /// <inheritdoc />
    public void Add<T>(T record)
        where T : class, ICaseRecord => context.Add(record);
}
