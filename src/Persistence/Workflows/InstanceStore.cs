using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Workflows;

/// <summary>Instances over the scope's context: case data and workflow commit together.</summary>
internal sealed class InstanceStore(LaborFlowDbContext context) : IInstanceStore
{
    /// <inheritdoc />
    public async ValueTask<IAdvanceTransaction> BeginAsync(AdvanceScope scope, CancellationToken cancellationToken = default) =>
        await AdvanceTransaction.BeginAsync(context, scope, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<InstanceRow?> FindAsync(string instanceId, CancellationToken cancellationToken = default) =>
        await context.Set<InstanceRow>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == instanceId, cancellationToken);

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<BookmarkRow>> FindBookmarksAsync(
        BookmarkQuery query,
        CancellationToken cancellationToken = default
    )
    {
        var rows = context.Set<BookmarkRow>().AsNoTracking().Where(b => EF.Property<DateTimeOffset?>(b, "ConsumedAt") == null);
        rows = query.BookmarkId is { } id ? rows.Where(b => b.Id == id) : rows;
        rows = query.Name is { } name ? rows.Where(b => b.Name == name) : rows;
        rows = query.Hash is { } hash ? rows.Where(b => b.Hash == hash) : rows;
        rows = query.InstanceId is { } instanceId ? rows.Where(b => b.InstanceId == instanceId) : rows;
        rows = query.ActivityInstanceId is { } execution ? rows.Where(b => b.ActivityInstanceId == execution) : rows;
        rows = query.ActivityId is { } activityId ? rows.Where(b => b.ActivityId == activityId) : rows;
        if (query.CorrelationId is { } correlationId)
        {
            rows = rows.Where(b => context.Set<InstanceRow>().Any(i => i.Id == b.InstanceId && i.CorrelationId == correlationId));
        }

        return await rows.OrderBy(b => b.CreatedAt).ThenBy(b => b.Id).ToListAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<Page<InstanceRow>> ListAsync(InstanceQuery query, CancellationToken cancellationToken = default)
    {
        var rows = InstanceFilter.Apply(context.Set<InstanceRow>().AsNoTracking(), query);
        var total = query.WithTotal ? await rows.LongCountAsync(cancellationToken) : -1;
        if (query.Take <= 0 || total == 0)
        {
            return new([], total);
        }

        var after = query.AfterId is { } id ? await FindAsync(id, cancellationToken) : null;
        var page = InstanceFilter.Order(rows, query, after).Take(query.Take);
        return new(await Late(page, query, after).ToListAsync(cancellationToken), total);
    }

    /// <summary>
    /// A page by its number passes all rows before it. It passes them in the index alone and fetches only its own: a row carries the
    /// instance's whole state.
    /// </summary>
    private IQueryable<InstanceRow> Late(IQueryable<InstanceRow> page, InstanceQuery query, InstanceRow? after)
    {
        if (query.Skip <= 0 || after is not null)
        {
            return page;
        }

        var ids = page.Select(i => i.Id);
        var rows = context.Set<InstanceRow>().AsNoTracking().Where(i => ids.Contains(i.Id));
        return InstanceFilter.Order(rows, query with { Skip = 0 }, null);
    }

    /// <inheritdoc />
    public async ValueTask<Page<JournalRow>> ReadJournalAsync(
        string instanceId,
        int skip,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        var rows = context.Set<JournalRow>().AsNoTracking().Where(j => j.InstanceId == instanceId);
        var total = await rows.LongCountAsync(cancellationToken);
        return new(take <= 0 ? [] : await rows.OrderBy(j => j.Sequence).Skip(skip).Take(take).ToListAsync(cancellationToken), total);
    }

    /// <inheritdoc />
    public async ValueTask<IReadOnlyList<JournalRow>> ReadExecutionAsync(
        string activityInstanceId,
        CancellationToken cancellationToken = default
    ) =>
        await context
            .Set<JournalRow>()
            .AsNoTracking()
            .Where(j => j.ActivityInstanceId == activityInstanceId)
            .OrderBy(j => j.Sequence)
            .ToListAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask<int> DeleteAsync(IReadOnlyCollection<string> instanceIds, CancellationToken cancellationToken = default)
    {
        if (instanceIds.Count == 0)
        {
            return 0;
        }

        var dialect = context.Dialect;
        var ids = dialect.ListParameter(instanceIds);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await using (var belongings = DatabaseSession.Create(context))
        {
            // The instances first: their locks keep an advance from adding to what is being deleted.
            belongings.Add(dialect.SelectForUpdate("id", "workflow_instances", dialect.IsAnyOf("id", "@ids")), ("@ids", ids));
            foreach (var table in (string[])["workflow_bookmarks", "workflow_journal", "workflow_operations"])
            {
                belongings.Add($"DELETE FROM {table} WHERE {dialect.IsAnyOf("instance_id", "@ids")}", ("@ids", ids));
            }

            await belongings.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var instances = DatabaseSession.Create(context);
        instances.Add($"DELETE FROM workflow_instances WHERE {dialect.IsAnyOf("id", "@ids")}", ("@ids", ids));
        var deleted = await instances.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }
}
