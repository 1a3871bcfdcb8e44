using System.Data.Common;
using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Audit;
using LaborFlow.Cases.Timeline;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LaborFlow.Persistence.Workflows;

/// <summary>
/// One advance on one transaction of the scope's context. It costs three round trips at most: BEGIN with the reads, EF Core's changes to
/// case data if there are any, and the engine's writes and audit entries with COMMIT. The head of the case's audit chain comes with the first
/// reads, unlocked; in the rare case that somebody else appended to the chain meanwhile, the last step is taken again under a lock.
/// </summary>
internal sealed class AdvanceTransaction : IAdvanceTransaction
{
    private readonly LaborFlowDbContext context;
    private readonly IDbContextTransaction transaction;
    private readonly Dictionary<string, AuditHead> foreseen = new(StringComparer.Ordinal);
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
        context.DefersAudit = true;
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
                NameVersion(changes.Instance);
                await context.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancellationToken);
            }

            var facts = (context.Audit?.Take() ?? [])
                .Select(fact => fact.ProcedureVersion is null ? fact with { ProcedureVersion = VersionOf(changes.Instance) } : fact)
                .ToList();
            try
            {
                await WriteAsync(changes, facts, Foresee(facts), cancellationToken);
            }
            catch (Exception exception)
                when (context.Dialect.ViolatedUniqueKey(exception)?.Contains("audit_", StringComparison.Ordinal) == true)
            {
                await using var back = DatabaseSession.Create(context);
                back.Add("ROLLBACK TO SAVEPOINT unsealed");
                await back.ExecuteNonQueryAsync(cancellationToken);
                await WriteAsync(changes, facts, heads: null, cancellationToken);
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

    /// <summary>New entries of the timeline tell under which version of the procedure they came to be.</summary>
    private void NameVersion(InstanceRow instance)
    {
        foreach (var entry in context.ChangeTracker.Entries<CaseEvent>().Where(entry => entry.State == EntityState.Added))
        {
            if (entry.Entity.ProcedureVersion is null)
            {
                entry.Property(told => told.ProcedureVersion).CurrentValue = VersionOf(instance);
            }
        }
    }

    private static string VersionOf(InstanceRow instance) =>
        $"{instance.DefinitionId} v{instance.Version.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The heads to seal with unread, if the database can go back to a savepoint within a batch and all of them are known.</summary>
    private Dictionary<string, AuditHead>? Foresee(IReadOnlyList<AuditFact> facts)
    {
        if (!context.Dialect.CommitsInBatch)
        {
            return null;
        }

        foreach (var made in context.ChangeTracker.Entries<Case>().Where(entry => entry.State == EntityState.Added))
        {
            foreseen[AuditChain.OfCase(made.Entity.Id)] = new AuditHead(0, AuditChain.NoSeal);
        }

        return facts.All(fact => foreseen.ContainsKey(fact.ChainId)) ? foreseen : null;
    }

    private async ValueTask WriteAsync(
        AdvanceChanges changes,
        IReadOnlyList<AuditFact> facts,
        Dictionary<string, AuditHead>? heads,
        CancellationToken cancellationToken
    )
    {
        await using var batch = DatabaseSession.Create(context);
        if (facts.Count > 0)
        {
            if (heads is not null)
            {
                batch.Add("SAVEPOINT unsealed");
            }

            await context.Audit!.AppendAsync(context, batch, facts, heads, cancellationToken);
        }

        AdvanceWrites.Append(batch, context.Dialect, changes);
        if (context.Dialect.CommitsInBatch)
        {
            batch.Add("COMMIT");
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
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

        context.DefersAudit = false;
        if (!committed)
        {
            context.Audit?.Forget();
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
            await ReadHeadAsync(reader, cancellationToken);
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
        if (context.Audit is not null)
        {
            batch.Add(
                "SELECT sequence, seal FROM audit_heads "
                    + $"WHERE chain_id = CONCAT('case:', REPLACE((SELECT correlation_id FROM workflow_instances WHERE id = {owner}), '-', ''))",
                [.. lockParameters]
            );
        }
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

    private async ValueTask ReadHeadAsync(DbDataReader reader, CancellationToken cancellationToken)
    {
        if (context.Audit is null)
        {
            return;
        }

        if (Guid.TryParse(Instance?.CorrelationId, out var caseId))
        {
            foreseen[AuditChain.OfCase(caseId)] = await reader.ReadAsync(cancellationToken)
                ? new AuditHead(reader.GetInt64(0), reader.GetString(1))
                : new AuditHead(0, AuditChain.NoSeal);
        }

        await reader.NextResultAsync(cancellationToken);
    }
}
