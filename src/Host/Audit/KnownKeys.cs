using LaborFlow.Cases.Audit;
using LaborFlow.Host.Operations;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Audit;

/// <summary>
/// Refuses to start on a database whose newest entry was sealed with a key that this host lacks: another directory of keys was meant, and
/// going on would leave a chain that no single installation can verify.
/// </summary>
internal sealed class KnownKeys(LaborFlowDbContext database, AuditKeys keys, AuditKeyFiles files) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var newest = await database
            .Set<AuditEntry>()
            .OrderByDescending(entry => entry.At)
            .Select(entry => entry.KeyId)
            .FirstOrDefaultAsync(cancellationToken);
        if (newest is not null && keys.Find(newest) is null)
            throw new SetupException(
                $"The audit chain of this database was sealed with key {newest}, which is not in {files.Directory}. Set Audit__KeyDirectory to where it is."
            );
    }
}
