using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// Finds a tracked row and remembers which rows the open transaction has locked. EF Core keeps the values of an entity that it tracks even
/// when a later query reads newer ones; a row that is locked after it was first read is therefore read again.
/// </summary>
internal sealed class LockedRows<T>(LaborFlowDbContext context, string table)
    where T : class
{
    private readonly HashSet<T> locked = new(ReferenceEqualityComparer.Instance);
    private Guid transactionId;

    /// <param name="known">The row if it is tracked.</param>
    /// <param name="rows">The query of the one row, with what belongs to it.</param>
    /// <param name="key">Column and value that find it: what is locked.</param>
    /// <param name="forUpdate">Lock it first.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<T?> FindAsync(
        T? known,
        IQueryable<T> rows,
        (string Column, object Value) key,
        bool forUpdate,
        CancellationToken cancellationToken
    )
    {
        if (forUpdate)
        {
            var current =
                context.Database.CurrentTransaction?.TransactionId
                ?? throw new InvalidOperationException(
                    "A row is locked for update within a transaction only: without one the lock is gone at once."
                );
            if (current != transactionId)
            {
                transactionId = current;
                locked.Clear();
            }
        }

        if (known is not null && (!forUpdate || locked.Contains(known) || context.Entry(known).State == EntityState.Added))
        {
            return known;
        }

        if (forUpdate)
        {
            // A statement of its own: one that waits for a lock reads what belongs to the row as it was before the wait.
            await using var batch = DatabaseSession.Create(context);
            batch.Add(context.Dialect.SelectForUpdate("id", table, $"{key.Column} = @key"), ("@key", key.Value));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        var found = await rows.SingleOrDefaultAsync(cancellationToken);
        if (found is null || !forUpdate)
        {
            return found;
        }

        if (ReferenceEquals(found, known) && context.Entry(found).State == EntityState.Unchanged)
        {
            await context.Entry(found).ReloadAsync(cancellationToken);
        }

        locked.Add(found);
        return found;
    }
}
