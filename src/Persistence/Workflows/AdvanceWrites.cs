using System.Data.Common;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;

namespace LaborFlow.Persistence.Workflows;

/// <summary>The statements that write one advance: at most four for a resume, however many rows.</summary>
internal static class AdvanceWrites
{
    /// <summary>Told when messages for other hosts were committed.</summary>
    public const string OutboxChannel = "laborflow_outbox";

    private static readonly BulkColumn[] BookmarkColumns =
    [
        new("id", BulkType.Text),
        new("instance_id", BulkType.Text),
        new("name", BulkType.Text),
        new("hash", BulkType.Text),
        new("payload_json", BulkType.Json),
        new("activity_id", BulkType.Text),
        new("activity_node_id", BulkType.Text),
        new("activity_instance_id", BulkType.Text),
        new("created_at", BulkType.Instant),
        new("auto_burn", BulkType.Boolean),
        new("auto_complete", BulkType.Boolean),
        new("callback_method_name", BulkType.Text),
        new("metadata_json", BulkType.Json),
        new("due_at", BulkType.Instant),
    ];

    private static readonly BulkColumn[] JournalColumns =
    [
        new("id", BulkType.Text),
        new("instance_id", BulkType.Text),
        new("sequence", BulkType.Long),
        new("activity_instance_id", BulkType.Text),
        new("parent_activity_instance_id", BulkType.Text),
        new("activity_id", BulkType.Text),
        new("activity_type", BulkType.Text),
        new("activity_type_version", BulkType.Integer),
        new("activity_name", BulkType.Text),
        new("node_id", BulkType.Text),
        new("happened_at", BulkType.Instant),
        new("event_name", BulkType.Text),
        new("message", BulkType.Text),
        new("event_source", BulkType.Text),
        new("payload_json", BulkType.Json),
        new("state_json", BulkType.Json),
        new("output_json", BulkType.Json),
    ];

    private static readonly BulkColumn[] OutboxColumns =
    [
        new("id", BulkType.Text),
        new("kind", BulkType.Text),
        new("instance_id", BulkType.Text),
        new("payload_json", BulkType.Json),
        new("created_at", BulkType.Instant),
        new("not_before", BulkType.Instant),
    ];

    public static void Append(DbBatch batch, SqlDialect dialect, AdvanceChanges changes)
    {
        var all = WithChildren(changes).ToList();
        foreach (var change in all)
        {
            AppendOperation(batch, dialect, change.Operation);
            AppendInstance(batch, dialect, change.Instance, change.IsNew);
        }

        AppendConsumed(batch, dialect, all.SelectMany(change => change.BookmarksConsumed));
        var due = all.SelectMany(change => change.Timers)
            .GroupBy(t => t.BookmarkId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(t => t.DueAt), StringComparer.Ordinal);
        BulkInsert[] inserts =
        [
            new(
                "workflow_bookmarks",
                BookmarkColumns,
                [.. all.SelectMany(change => change.BookmarksAdded).Select(b => Values(b, due.TryGetValue(b.Id, out var at) ? at : null))]
            ),
            new("workflow_journal", JournalColumns, [.. all.SelectMany(change => change.Journal).Select(Values)]),
            new("outbox_messages", OutboxColumns, [.. all.SelectMany(change => change.Outbox).Select(Values)])
            {
                NotifyChannel = OutboxChannel,
            },
        ];
        dialect.AppendInserts(batch, [.. inserts.Where(rows => rows.Rows.Count > 0)]);
    }

    /// <summary>An advance with the instances that it started and ran inline, and theirs: one transaction holds them all.</summary>
    private static IEnumerable<AdvanceChanges> WithChildren(AdvanceChanges changes) =>
        changes.Children.SelectMany(WithChildren).Prepend(changes);

    /// <summary>First, so that the same command given twice at once waits here and then stops, before it has written anything.</summary>
    private static void AppendOperation(DbBatch batch, SqlDialect dialect, OperationRow? operation)
    {
        if (operation is not null)
        {
            batch.Add(
                "INSERT INTO workflow_operations (operation_id, instance_id, answer_json, given_by, given_at) "
                    + $"VALUES (@operation, @instance, {dialect.JsonParameter("@answer")}, @by, @at)",
                ("@operation", operation.OperationId),
                ("@instance", operation.InstanceId),
                ("@answer", operation.AnswerJson),
                ("@by", operation.By),
                ("@at", operation.At)
            );
        }
    }

    private static void AppendInstance(DbBatch batch, SqlDialect dialect, InstanceRow row, bool isNew)
    {
        var state = dialect.JsonParameter("@state");
        batch.Add(
            isNew
                ? $"INSERT INTO workflow_instances ({InstanceColumns.Instance}) VALUES (@id, @definition, @definition_version, @version, @status, "
                    + "@sub_status, @name, @correlation, @parent, @incidents, @created, @updated, @finished, @revision, "
                    + $"{state})"
                : "UPDATE workflow_instances SET definition_id = @definition, definition_version_id = @definition_version, version = @version, "
                    + "status = @status, sub_status = @sub_status, name = @name, correlation_id = @correlation, parent_instance_id = @parent, "
                    + "incident_count = @incidents, created_at = @created, updated_at = @updated, finished_at = @finished, revision = @revision, "
                    + $"state_json = {state} WHERE id = @id",
            ("@id", row.Id),
            ("@definition", row.DefinitionId),
            ("@definition_version", row.DefinitionVersionId),
            ("@version", row.Version),
            ("@status", row.Status),
            ("@sub_status", row.SubStatus),
            ("@name", row.Name),
            ("@correlation", row.CorrelationId),
            ("@parent", row.ParentInstanceId),
            ("@incidents", row.IncidentCount),
            ("@created", row.CreatedAt),
            ("@updated", row.UpdatedAt),
            ("@finished", row.FinishedAt),
            ("@revision", row.Revision),
            ("@state", row.StateJson)
        );
    }

    private static void AppendConsumed(DbBatch batch, SqlDialect dialect, IEnumerable<ConsumedBookmark> consumed)
    {
        foreach (var group in consumed.GroupBy(c => (c.By, c.At, c.Cause, c.OperationId)))
        {
            batch.Add(
                "UPDATE workflow_bookmarks SET consumed_by = @by, consumed_at = @at, consumed_cause = @cause, consumed_operation_id = @operation "
                    + $"WHERE consumed_at IS NULL AND {dialect.IsAnyOf("id", "@ids")}",
                ("@by", group.Key.By),
                ("@at", group.Key.At),
                ("@cause", group.Key.Cause),
                ("@operation", group.Key.OperationId),
                ("@ids", dialect.ListParameter(group.Select(c => c.BookmarkId)))
            );
        }
    }

    private static object?[] Values(BookmarkRow row, DateTimeOffset? dueAt) =>
        [
            row.Id,
            row.InstanceId,
            row.Name,
            row.Hash,
            row.PayloadJson,
            row.ActivityId,
            row.ActivityNodeId,
            row.ActivityInstanceId,
            row.CreatedAt,
            row.AutoBurn,
            row.AutoComplete,
            row.CallbackMethodName,
            row.MetadataJson,
            dueAt,
        ];

    private static object?[] Values(JournalRow row) =>
        [
            row.Id,
            row.InstanceId,
            row.Sequence,
            row.ActivityInstanceId,
            row.ParentActivityInstanceId,
            row.ActivityId,
            row.ActivityType,
            row.ActivityTypeVersion,
            row.ActivityName,
            row.NodeId,
            row.Timestamp,
            row.EventName,
            row.Message,
            row.Source,
            row.PayloadJson,
            row.StateJson,
            row.OutputJson,
        ];

    private static object?[] Values(OutboxMessage row) => [row.Id, row.Kind, row.InstanceId, row.PayloadJson, row.CreatedAt, row.NotBefore];
}
