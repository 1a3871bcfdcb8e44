using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LaborFlow.Persistence;

/// <summary>
/// A batch on the context's own connection, within its transaction if one is open: hand-written statements and EF Core's see and commit
/// the same.
/// </summary>
internal sealed class DatabaseSession : IAsyncDisposable
{
    private readonly LaborFlowDbContext context;

    private DatabaseSession(LaborFlowDbContext context)
    {
        this.context = context;
        Batch = Create(context);
    }

    public DbBatch Batch { get; }

    public static async ValueTask<DatabaseSession> OpenAsync(LaborFlowDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return new(context);
    }

    /// <summary>A batch on a connection that is open already.</summary>
    public static DbBatch Create(LaborFlowDbContext context)
    {
        var batch = context.Database.GetDbConnection().CreateBatch();
        batch.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return batch;
    }

    public async ValueTask DisposeAsync()
    {
        await Batch.DisposeAsync();
        await context.Database.CloseConnectionAsync();
    }
}
