using System.Data.Common;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Audit;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Workflows;

/// <summary>Versions of definitions over the scope's context.</summary>
internal sealed class DefinitionStore(LaborFlowDbContext context) : IDefinitionStore
{
    /// <summary>Told with a definition's id when its versions or triggers changed: hosts forget what they compiled.</summary>
    public const string Channel = "laborflow_definitions";

    private const string Columns =
        "id, definition_id, version, name, description, is_latest, is_published, published_at, is_readonly, is_system, usable_as_activity, created_at, revision, "
        + "definition_json";

    private static readonly BulkColumn[] TriggerColumns =
    [
        new("id", BulkType.Text),
        new("definition_id", BulkType.Text),
        new("definition_version_id", BulkType.Text),
        new("activity_id", BulkType.Text),
        new("name", BulkType.Text),
        new("hash", BulkType.Text),
        new("payload_json", BulkType.Json),
        new("next_due_at", BulkType.Instant),
    ];

    private IQueryable<DefinitionRow> Rows => context.Set<DefinitionRow>().AsNoTracking();

    /// <inheritdoc />
    public async ValueTask<DefinitionRow?> FindAsync(string versionId, CancellationToken cancellationToken = default) =>
        await Rows.SingleOrDefaultAsync(d => d.Id == versionId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<DefinitionRow>> ListVersionsAsync(
        string definitionId,
        CancellationToken cancellationToken = default
    ) => await Rows.Where(d => d.DefinitionId == definitionId).OrderBy(d => d.Version).ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<Page<DefinitionRow>> ListAsync(DefinitionQuery query, CancellationToken cancellationToken = default)
    {
        var rows = Filter(Rows, query);
        var total = await rows.LongCountAsync(cancellationToken);
        if (query.Take <= 0 || total == 0)
        {
            return new([], total);
        }

        var page = Order(rows, query).Skip(query.Skip);
        return new(await (query.Take == int.MaxValue ? page : page.Take(query.Take)).ToListAsync(cancellationToken), total);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<TriggerRow>> FindTriggersAsync(
        string name,
        string? hash,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<TriggerRow>()
            .AsNoTracking()
            .Where(t => t.Name == name && (hash == null || t.Hash == hash))
            .OrderBy(t => t.Id)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask CommitAsync(DefinitionChanges changes, CancellationToken cancellationToken = default)
    {
        // An installer may write definitions together with forms in a transaction of its own.
        var outer = context.Database.CurrentTransaction;
        await using var own = outer is null ? await context.Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            var before = await DefinitionChangesRecord.BeforeAsync(context, changes, cancellationToken);
            await WriteAsync(changes, cancellationToken);
            await DefinitionChangesRecord.WriteAsync(context, changes, before, cancellationToken);
            if (own is not null)
            {
                await own.CommitAsync(cancellationToken);
            }
        }
        catch (Exception exception)
            when (context.Dialect.ViolatedUniqueKey(exception)?.Contains("workflow_definitions", StringComparison.Ordinal) == true)
        {
            throw new ConflictException(ConflictReason.DraftChanged, "The definition was saved by another editor.", inner: exception);
        }
    }

    private async ValueTask WriteAsync(DefinitionChanges changes, CancellationToken cancellationToken)
    {
        if (changes.Deleted.Count > 0)
        {
            await RunAsync(
                b =>
                    b.Add(
                        $"DELETE FROM workflow_definitions WHERE {context.Dialect.IsAnyOf("id", "@ids")}",
                        ("@ids", context.Dialect.ListParameter(changes.Deleted))
                    ),
                cancellationToken
            );
        }

        // Rows that give a flag away before rows that take it: at most one version of a definition is published at any moment.
        foreach (var row in changes.Updated.OrderBy(r => r.IsPublished).ThenBy(r => r.Id, StringComparer.Ordinal))
        {
            if (await RunAsync(b => AppendUpdate(b, row), cancellationToken) == 0)
            {
                throw new ConflictException(
                    ConflictReason.DraftChanged,
                    $"Version {row.Version} of {row.DefinitionId} was saved by another editor."
                );
            }
        }

        await using var batch = DatabaseSession.Create(context);
        foreach (var row in changes.Added)
        {
            batch.Add(
                $"INSERT INTO workflow_definitions ({Columns}) VALUES (@id, @definition, @version, @name, @description, @latest, @published, @since, @readonly, "
                    + $"@system, @activity, @created, @revision, {context.Dialect.JsonParameter("@json")})",
                Parameters(row)
            );
        }

        AppendTriggers(batch, changes);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private void AppendTriggers(DbBatch batch, DefinitionChanges changes)
    {
        if (changes.TriggersOf.Count > 0)
        {
            batch.Add(
                $"DELETE FROM workflow_triggers WHERE {context.Dialect.IsAnyOf("definition_id", "@ids")}",
                ("@ids", context.Dialect.ListParameter(changes.TriggersOf))
            );
        }

        if (changes.Triggers.Count > 0)
        {
            var rows = changes.Triggers.Select(t =>
                (object?[])[t.Id, t.DefinitionId, t.DefinitionVersionId, t.ActivityId, t.Name, t.Hash, t.PayloadJson, t.NextDueAt]
            );
            context.Dialect.AppendInserts(batch, [new("workflow_triggers", TriggerColumns, [.. rows])]);
        }

        if (context.Dialect.Notify(Channel) is { } notify)
        {
            foreach (
                var id in changes
                    .Added.Concat(changes.Updated)
                    .Select(r => r.DefinitionId)
                    .Concat(changes.TriggersOf)
                    .Distinct(StringComparer.Ordinal)
            )
            {
                batch.Add(notify, ("@payload", id));
            }
        }
    }

    private void AppendUpdate(DbBatch batch, DefinitionRow row) =>
        batch.Add(
            "UPDATE workflow_definitions SET definition_id = @definition, version = @version, name = @name, description = @description, "
                + "is_latest = @latest, is_published = @published, published_at = @since, is_readonly = @readonly, is_system = @system, usable_as_activity = @activity, "
                + $"created_at = @created, revision = @revision, definition_json = {context.Dialect.JsonParameter("@json")} "
                + "WHERE id = @id AND revision = @revision - 1",
            Parameters(row)
        );

    private async ValueTask<int> RunAsync(Action<DbBatch> append, CancellationToken cancellationToken)
    {
        await using var batch = DatabaseSession.Create(context);
        append(batch);
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static (string, object?)[] Parameters(DefinitionRow row) =>
        [
            ("@id", row.Id),
            ("@definition", row.DefinitionId),
            ("@version", row.Version),
            ("@name", row.Name),
            ("@description", row.Description),
            ("@latest", row.IsLatest),
            ("@published", row.IsPublished),
            ("@since", row.PublishedAt),
            ("@readonly", row.IsReadonly),
            ("@system", row.IsSystem),
            ("@activity", row.UsableAsActivity),
            ("@created", row.CreatedAt),
            ("@revision", row.Revision),
            ("@json", row.Json),
        ];

    private static IQueryable<DefinitionRow> Filter(IQueryable<DefinitionRow> rows, DefinitionQuery query)
    {
        rows = query.Ids is { } ids ? rows.Where(d => ids.Contains(d.Id)) : rows;
        rows = query.DefinitionIds is { } definitions ? rows.Where(d => definitions.Contains(d.DefinitionId)) : rows;
        rows = query.IsLatest is { } latest ? rows.Where(d => d.IsLatest == latest) : rows;
        rows = query.IsPublished is { } published ? rows.Where(d => d.IsPublished == published) : rows;
        rows = query.Version is { } version ? rows.Where(d => d.Version == version) : rows;
        rows = query.IsSystem is { } system ? rows.Where(d => d.IsSystem == system) : rows;
        rows = query.UsableAsActivity is { } activity ? rows.Where(d => d.UsableAsActivity == activity) : rows;
        if (query.Name is { } name)
        {
            var lower = name.ToLowerInvariant();
            rows = rows.Where(d => d.Name != null && d.Name.ToLower() == lower);
        }

        if (string.IsNullOrWhiteSpace(query.SearchTerm))
        {
            return rows;
        }

        var term = query.SearchTerm.Trim().ToLowerInvariant();
        return rows.Where(d =>
            (d.Name != null && d.Name.ToLower().Contains(term))
            || (d.Description != null && d.Description.ToLower().Contains(term))
            || d.DefinitionId.ToLower().Contains(term)
            || d.Id.ToLower().Contains(term)
        );
    }

    private static IQueryable<DefinitionRow> Order(IQueryable<DefinitionRow> rows, DefinitionQuery query) =>
        (query.OrderBy.ToUpperInvariant(), query.Descending) switch
        {
            ("NAME", false) => rows.OrderBy(d => d.Name).ThenBy(d => d.Version).ThenBy(d => d.Id),
            ("NAME", true) => rows.OrderByDescending(d => d.Name).ThenByDescending(d => d.Version).ThenBy(d => d.Id),
            ("VERSION", false) => rows.OrderBy(d => d.Version).ThenBy(d => d.Name).ThenBy(d => d.Id),
            ("VERSION", true) => rows.OrderByDescending(d => d.Version).ThenBy(d => d.Name).ThenBy(d => d.Id),
            (_, false) => rows.OrderBy(d => d.CreatedAt).ThenBy(d => d.Id),
            (_, true) => rows.OrderByDescending(d => d.CreatedAt).ThenBy(d => d.Id),
        };
}
