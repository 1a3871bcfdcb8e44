using System.Data.Common;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Workflows;

/// <summary>
/// What waits for a host to take it up: due timers, due triggers and outbox messages. A claim is a lease: a host that dies gives it back
/// by letting it run out. Claims pass over what others hold, so hosts share the work without waiting for each other.
/// </summary>
public sealed class WorkflowQueues(LaborFlowDbContext context)
{
    /// <summary>The channel on which PostgreSQL tells of new messages (LISTEN); other databases have none.</summary>
    public const string Channel = AdvanceWrites.OutboxChannel;

    private const string FreeLease = "(leased_until IS NULL OR leased_until <= @now)";

    private const string IsFirstOfItsInstance =
        "NOT EXISTS (SELECT 1 FROM workflow_bookmarks earlier WHERE earlier.instance_id = workflow_bookmarks.instance_id "
        + "AND earlier.consumed_at IS NULL AND (earlier.due_at < workflow_bookmarks.due_at "
        + "OR (earlier.due_at = workflow_bookmarks.due_at AND earlier.id < workflow_bookmarks.id)))";

    /// <summary>
    /// Claims timers that are due, oldest first, of each instance only its earliest: its next one can be claimed when that has fired, so
    /// that what was missed happens in order however many hosts sweep. Firing resumes the bookmark, which consumes it and the timer with it; a second firing finds
    /// the bookmark consumed.
    /// </summary>
    public async ValueTask<IReadOnlyList<TimerRow>> ClaimTimersAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken cancellationToken = default
    ) =>
        await ClaimAsync(
            "workflow_bookmarks",
            "id, instance_id, due_at",
            $"consumed_at IS NULL AND due_at <= @now AND {FreeLease} AND {IsFirstOfItsInstance}",
            "due_at, id",
            (now, lease, limit),
            reader => new TimerRow(reader.GetString(1), reader.GetString(0), InstanceColumns.Instant(reader, 2)),
            timer => timer.BookmarkId,
            cancellationToken
        );

    /// <summary>Removes the timer of a bookmark that stays open after it fired (one that isn't auto-burned).</summary>
    public ValueTask ClearTimerAsync(TimerRow timer, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            "UPDATE workflow_bookmarks SET due_at = NULL, leased_until = NULL WHERE id = @id AND due_at = @due",
            [("@id", timer.BookmarkId), ("@due", timer.DueAt)],
            cancellationToken
        );

    /// <summary>Gives a claimed timer back, not to be tried before an instant.</summary>
    public ValueTask PostponeTimerAsync(TimerRow timer, DateTimeOffset until, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            "UPDATE workflow_bookmarks SET leased_until = @until WHERE id = @id AND consumed_at IS NULL",
            [("@id", timer.BookmarkId), ("@until", until)],
            cancellationToken
        );

    /// <summary>When the next timer, trigger or postponed message is due (past or future); null when none waits.</summary>
    public async ValueTask<DateTimeOffset?> NextDueAtAsync(CancellationToken cancellationToken = default)
    {
        var timer = await context
            .Set<BookmarkRow>()
            .Where(b => EF.Property<DateTimeOffset?>(b, "ConsumedAt") == null && EF.Property<DateTimeOffset?>(b, "DueAt") != null)
            .MinAsync(b => EF.Property<DateTimeOffset?>(b, "DueAt"), cancellationToken);
        var trigger = await context.Set<TriggerRow>().MinAsync(t => t.NextDueAt, cancellationToken);
        var message = await context.Set<OutboxMessage>().MinAsync(m => m.NotBefore, cancellationToken);
        DateTimeOffset?[] due = [timer, trigger, message];
        return due.Min();
    }

    /// <summary>Claims triggers whose clock is due, oldest first.</summary>
    public async ValueTask<IReadOnlyList<TriggerRow>> ClaimTriggersAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken cancellationToken = default
    ) =>
        await ClaimAsync(
            "workflow_triggers",
            "id, definition_id, definition_version_id, activity_id, name, hash, payload_json, next_due_at",
            $"next_due_at <= @now AND {FreeLease}",
            "next_due_at, id",
            (now, lease, limit),
            reader => new TriggerRow
            {
                Id = reader.GetString(0),
                DefinitionId = reader.GetString(1),
                DefinitionVersionId = reader.GetString(2),
                ActivityId = reader.GetString(3),
                Name = reader.GetString(4),
                Hash = reader.GetString(5),
                PayloadJson = reader.IsDBNull(6) ? null : reader.GetString(6),
                NextDueAt = InstanceColumns.Instant(reader, 7),
            },
            trigger => trigger.Id,
            cancellationToken
        );

    /// <summary>
    /// Moves a trigger on to its next instant (null: never again) once its instance was started; the start's operation id, made of trigger and
    /// due time, keeps a repetition after a crash from starting a second one.
    /// </summary>
    public ValueTask RescheduleTriggerAsync(TriggerRow fired, DateTimeOffset? next, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            next is null
                ? "UPDATE workflow_triggers SET next_due_at = NULL, leased_until = NULL WHERE id = @id AND next_due_at = @due"
                : "UPDATE workflow_triggers SET next_due_at = @next, leased_until = NULL WHERE id = @id AND next_due_at = @due",
            next is null ? [("@id", fired.Id), ("@due", fired.NextDueAt)] : [("@id", fired.Id), ("@due", fired.NextDueAt), ("@next", next)],
            cancellationToken
        );

    /// <summary>Claims outbox messages, oldest first.</summary>
    public async ValueTask<IReadOnlyList<ClaimedMessage>> ClaimOutboxAsync(
        DateTimeOffset now,
        TimeSpan lease,
        int limit,
        CancellationToken cancellationToken = default
    ) =>
        await ClaimAsync(
            "outbox_messages",
            "id, kind, instance_id, payload_json, created_at, not_before, attempts",
            $"(not_before IS NULL OR not_before <= @now) AND {FreeLease}",
            "created_at, id",
            (now, lease, limit),
            reader => new ClaimedMessage(
                new()
                {
                    Id = reader.GetString(0),
                    Kind = reader.GetString(1),
                    InstanceId = reader.IsDBNull(2) ? null : reader.GetString(2),
                    PayloadJson = reader.GetString(3),
                    CreatedAt = InstanceColumns.Instant(reader, 4),
                    NotBefore = reader.IsDBNull(5) ? null : InstanceColumns.Instant(reader, 5),
                },
                reader.GetInt32(6)
            ),
            claimed => claimed.Message.Id,
            cancellationToken
        );

    /// <summary>Removes messages that were handled.</summary>
    public ValueTask CompleteOutboxAsync(IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            $"DELETE FROM outbox_messages WHERE {context.Dialect.IsAnyOf("id", "@ids")}",
            [("@ids", context.Dialect.ListParameter(messageIds))],
            cancellationToken
        );

    /// <summary>Keeps a message that could not be handled, to be tried again at an instant.</summary>
    public ValueTask RetryOutboxAsync(string messageId, string error, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        ExecuteAsync(
            "UPDATE outbox_messages SET attempts = attempts + 1, last_error = @error, not_before = @at, leased_until = NULL WHERE id = @id",
            [("@id", messageId), ("@error", error), ("@at", at)],
            cancellationToken
        );

    private async ValueTask<IReadOnlyList<T>> ClaimAsync<T>(
        string table,
        string columns,
        string where,
        string orderBy,
        (DateTimeOffset Now, TimeSpan Lease, int Limit) claim,
        Func<DbDataReader, T> read,
        Func<T, string> id,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var claimed = new List<T>();
        await using (var select = DatabaseSession.Create(context))
        {
            select.Add(context.Dialect.ClaimBatch(columns, table, where, orderBy), ("@now", claim.Now), ("@limit", claim.Limit));
            await using var reader = await select.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                claimed.Add(read(reader));
            }
        }

        if (claimed.Count > 0)
        {
            await using var update = DatabaseSession.Create(context);
            update.Add(
                $"UPDATE {table} SET leased_until = @until WHERE {context.Dialect.IsAnyOf("id", "@ids")}",
                ("@until", claim.Now + claim.Lease),
                ("@ids", context.Dialect.ListParameter(claimed.Select(id)))
            );
            await update.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return claimed;
    }

    private async ValueTask ExecuteAsync(string sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var session = await DatabaseSession.OpenAsync(context, cancellationToken);
        session.Batch.Add(sql, parameters);
        await session.Batch.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>A message that this host holds a lease on.</summary>
/// <param name="Message">What to do.</param>
/// <param name="Attempts">How often it failed before.</param>
public sealed record ClaimedMessage(OutboxMessage Message, int Attempts);
