using LaborFlow.Cases.Reminders;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Workflows;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Reminders;

/// <summary>
/// Due reminders, claimed and written in one transaction: several hosts share them without waiting for each other, and a host that dies in the
/// middle has told nobody.
/// </summary>
public sealed class ReminderQueue(LaborFlowDbContext context)
{
    private static readonly BulkColumn[] NotificationColumns =
    [
        new("id", BulkType.Uuid),
        new("user_name", BulkType.Text),
        new("reminder_id", BulkType.Uuid),
        new("case_id", BulkType.Uuid),
        new("deadline_id", BulkType.Uuid),
        new("zh", BulkType.Text),
        new("en", BulkType.Text),
        new("due_on", BulkType.Date),
        new("urgent", BulkType.Boolean),
        new("created_at", BulkType.Instant),
        new("mail", BulkType.Text),
    ];

    private static readonly BulkColumn[] OutboxColumns =
    [
        new("id", BulkType.Text),
        new("kind", BulkType.Text),
        new("payload_json", BulkType.Json),
        new("created_at", BulkType.Instant),
    ];

    /// <summary>The deadlines of due reminders, in the database's order of their ids; one that several reminders concern stands there several times.</summary>
    public async Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
        await context
            .Set<Reminder>()
            .Where(reminder => reminder.State == ReminderState.Planned && reminder.FireAt <= now)
            .OrderBy(reminder => reminder.DeadlineId)
            .Select(reminder => reminder.DeadlineId)
            .Take(limit)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// The ids of the due reminders of a run of deadlines, locked until the transaction that the caller opened ends; those that another host
    /// holds are passed over.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> ClaimAsync(
        DateTimeOffset now,
        (Guid From, Guid To) deadlines,
        CancellationToken cancellationToken = default
    )
    {
        await using var batch = DatabaseSession.Create(context);
        batch.Add(
            context.Dialect.ClaimBatch(
                "id",
                "reminders",
                "deadline_id BETWEEN @from AND @to AND state = @planned AND fire_at <= @now",
                "deadline_id"
            ),
            ("@from", deadlines.From),
            ("@to", deadlines.To),
            ("@planned", nameof(ReminderState.Planned)),
            ("@now", now),
            ("@limit", int.MaxValue)
        );
        var ids = new List<Guid>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Writes what a batch of reminders leaves: notifications, and messages for mails of their own.</summary>
    public async Task WriteAsync(
        IReadOnlyList<Notification> notifications,
        IReadOnlyList<OutboxMessage> messages,
        CancellationToken cancellationToken = default
    )
    {
        await using var batch = DatabaseSession.Create(context);
        BulkInsert[] tables =
        [
            new("notifications", NotificationColumns, [.. notifications.Select(Values)]),
            new("outbox_messages", OutboxColumns, [.. messages.Select(m => new object?[] { m.Id, m.Kind, m.PayloadJson, m.CreatedAt })])
            {
                NotifyChannel = WorkflowQueues.Channel,
            },
        ];
        context.Dialect.AppendInserts(batch, [.. tables.Where(rows => rows.Rows.Count > 0)]);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static object?[] Values(Notification row) =>
        [
            row.Id,
            row.UserName,
            row.ReminderId,
            row.CaseId,
            row.DeadlineId,
            row.Zh,
            row.En,
            row.DueOn,
            row.Urgent,
            row.CreatedAt,
            row.Mail.ToString(),
        ];
}
