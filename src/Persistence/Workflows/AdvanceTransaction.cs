using System.Data.Common;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LaborFlow.Persistence.Workflows;

/// <summary>
/// One advance on one transaction of the scope's context. It costs three round trips at most: BEGIN with the reads, EF Core's changes to
/// case data if there are any, and the engine's writes with COMMIT.
/// </summary>
internal sealed class AdvanceTransaction : IAdvanceTransaction
{
    private readonly LaborFlowDbContext context;
    private readonly IDbContextTransaction transaction;
    private bool committed;

    private AdvanceTransaction(LaborFlowDbContext context, IDbContextTransaction transaction)
    {
        this.context = context;
        this.transaction = transaction;
    }

    /// <inheritdoc />
    public InstanceRow? Instance { get; private set; }

    /// <inheritdoc />
    public IReadOnlyList<BookmarkRow> Bookmarks { get; private set; } = [];

    /// <inheritdoc />
    public ConsumedBookmark? Consumed { get; private set; }

    /// <inheritdoc />
    public OperationRow? Operation { get; private set; }

    public static async ValueTask<AdvanceTransaction> BeginAsync(
        LaborFlowDbContext context,
        AdvanceScope scope,
        CancellationToken cancellationToken
    )
    {
        // EF Core would spend a round trip on a savepoint that nobody rolls back to: the whole advance commits or none of it.
        context.Database.AutoSavepointsEnabled = false;
        var begun = new AdvanceTransaction(context, await context.Database.BeginTransactionAsync(cancellationToken));
        try
        {
            await begun.ReadAsync(scope, cancellationToken);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask LockAsync(string key, CancellationToken cancellationToken = default)
    {
        await using var batch = DatabaseSession.Create(context);
        batch.Add(context.Dialect.LockKey, ("@key", key));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask CommitAsync(AdvanceChanges changes, CancellationToken cancellationToken = default)
    {
        if (!changes.IsNew && Instance?.Revision != changes.Instance.Revision - 1)
        {
            throw new ConflictException(ConflictReason.InstanceChanged, $"Instance {changes.Instance.Id} moved since it was read.");
        }

        try
        {
            if (context.ChangeTracker.HasChanges())
            {
                await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            }

            await using (var batch = DatabaseSession.Create(context))
            {
                AdvanceWrites.Append(batch, context.Dialect, changes);
                if (context.Dialect.CommitsInBatch)
                {
                    batch.Add("COMMIT");
                }

                await batch.ExecuteNonQueryAsync(cancellationToken);
            }

            if (!context.Dialect.CommitsInBatch)
            {
                await transaction.CommitAsync(cancellationToken);
            }
        }
        catch (DbUpdateConcurrencyException exception)
        {
            throw new ConflictException(ConflictReason.InstanceChanged, "Case data moved since it was read.", inner: exception);
        }
        catch (Exception exception) when (context.Dialect.ViolatedUniqueKey(exception) is { } key)
        {
            if (key.Contains("workflow_operations", StringComparison.Ordinal))
            {
                throw new ConflictException(
                    ConflictReason.OperationRepeated,
                    "The operation was carried out at the same time.",
                    inner: exception
                );
            }

            if (key.Contains("workflow_instances", StringComparison.Ordinal))
            {
                throw new ConflictException(ConflictReason.InstanceExists, $"Instance {changes.Instance.Id} exists.", inner: exception);
            }

            throw;
        }

        committed = true;
        context.ChangeTracker.AcceptAllChanges();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        catch (DbException) when (!committed)
        {
            // The connection broke: the server rolls back by itself, and the caller has the first error already.
        }

        if (!committed)
        {
            // What was not written must not slip into a later save of the same scope.
            context.ChangeTracker.Clear();
        }
    }

    private async ValueTask ReadAsync(AdvanceScope scope, CancellationToken cancellationToken)
    {
        await using var batch = DatabaseSession.Create(context);
        var readsInstance = scope.InstanceId is not null || scope.BookmarkId is not null;
        if (readsInstance)
        {
            AppendInstance(batch, scope);
        }

        if (scope.OperationId is { } operationId)
        {
            batch.Add(
                $"SELECT {InstanceColumns.Operation} FROM workflow_operations WHERE operation_id = @operation",
                ("@operation", operationId)
            );
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (readsInstance)
        {
            await ReadInstanceAsync(reader, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
        }

        if (scope.OperationId is not null && await reader.ReadAsync(cancellationToken))
        {
            Operation = InstanceColumns.ReadOperation(reader);
        }

        // Errors of later statements surface only when their results are reached.
        while (await reader.NextResultAsync(cancellationToken)) { }
    }

    /// <summary>
    /// The instance is locked by the first statement; what belongs to it is read by later ones, so that they see what the former holder of
    /// the lock committed.
    /// </summary>
    private void AppendInstance(DbBatch batch, AdvanceScope scope)
    {
        var owner = scope.InstanceId is null ? "(SELECT instance_id FROM workflow_bookmarks WHERE id = @bookmark)" : "@instance";
        var open = scope.BookmarkId is null ? "consumed_at IS NULL" : "(consumed_at IS NULL OR id = @bookmark)";
        List<(string, object?)> parameters = [];
        if (scope.InstanceId is not null)
        {
            parameters.Add(("@instance", scope.InstanceId));
        }

        var lockParameters = parameters.ToList();
        if (scope.BookmarkId is not null)
        {
            parameters.Add(("@bookmark", scope.BookmarkId));
            if (scope.InstanceId is null)
            {
                lockParameters = parameters;
            }
        }

        batch.Add(context.Dialect.SelectForUpdate(InstanceColumns.Instance, "workflow_instances", $"id = {owner}"), [.. lockParameters]);
        batch.Add(
            $"SELECT {InstanceColumns.Bookmark}, {InstanceColumns.Consumption} FROM workflow_bookmarks "
                + $"WHERE instance_id = {owner} AND {open} ORDER BY created_at, id",
            [.. parameters]
        );
    }

    private async ValueTask ReadInstanceAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        if (await reader.ReadAsync(cancellationToken))
        {
            Instance = InstanceColumns.ReadInstance(reader);
        }

        await reader.NextResultAsync(cancellationToken);
        var bookmarks = new List<BookmarkRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            if (InstanceColumns.ReadConsumption(reader) is { } consumed)
            {
                Consumed = consumed;
            }
            else
            {
                bookmarks.Add(InstanceColumns.ReadBookmark(reader));
            }
        }

        Bookmarks = bookmarks;
    }
}
