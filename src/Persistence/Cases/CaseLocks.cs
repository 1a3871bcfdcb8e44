using System.Globalization;
using LaborFlow.Persistence.Dialects;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Locks many cases for one transaction that changes them all: first the instances that carry them, then their own rows, as an advance does,
/// and each kind in one order, so that nobody who works on one of them is waited for in a circle.
/// </summary>
public static class CaseLocks
{
    private const int Portion = 500;

    /// <summary>Takes the locks; waits for whoever works on one of the cases.</summary>
    public static async Task TakeAsync(LaborFlowDbContext context, IReadOnlyCollection<Guid> cases, CancellationToken cancellationToken)
    {
        var ids = cases.Select(id => id.ToString("N", CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);
        foreach (var portion in ids.Chunk(Portion))
        {
            await using var batch = DatabaseSession.Create(context);
            var those = context.Dialect.IsAnyOf("correlation_id", "@ids") + " ORDER BY id";
            batch.Add(context.Dialect.SelectForUpdate("id", "workflow_instances", those), ("@ids", context.Dialect.ListParameter(portion)));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var portion in cases.Order().Chunk(Portion))
        {
            await using var batch = DatabaseSession.Create(context);
            foreach (var id in portion)
                batch.Add(context.Dialect.SelectForUpdate("id", "cases", "id = @id"), ("@id", id));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
