using System.Data.Common;
using LaborFlow.Cases;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Jobs;

/// <summary>Which case an instance carries, for the log line of a failure; not asked while all goes well.</summary>
internal static class CaseOfInstance
{
    /// <returns>The case number; null when the instance carries no case, or the database does not answer.</returns>
    public static async Task<string?> NumberAsync(LaborFlowDbContext database, string? instanceId, CancellationToken cancellationToken)
    {
        try
        {
            var correlation = await database
                .Set<InstanceRow>()
                .Where(row => row.Id == instanceId)
                .Select(row => row.CorrelationId)
                .SingleOrDefaultAsync(cancellationToken);
            return Guid.TryParse(correlation, out var caseId)
                ? await database
                    .Set<Case>()
                    .Where(found => found.Id == caseId)
                    .Select(found => found.CaseNumber)
                    .SingleOrDefaultAsync(cancellationToken)
                : null;
        }
        catch (Exception failure) when (failure is DbException or InvalidOperationException)
        {
            return null;
        }
    }
}
