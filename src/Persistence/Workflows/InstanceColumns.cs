using System.Data.Common;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Persistence.Workflows;

/// <summary>Columns of the rows that an advance reads by hand, and how they are read.</summary>
internal static class InstanceColumns
{
    public const string Instance =
        "id, definition_id, definition_version_id, version, status, sub_status, name, correlation_id, parent_instance_id, incident_count, "
        + "created_at, updated_at, finished_at, revision, state_json";

    public const string Bookmark =
        "id, instance_id, name, hash, payload_json, activity_id, activity_node_id, activity_instance_id, created_at, auto_burn, auto_complete, "
        + "callback_method_name, metadata_json";

    public const string Consumption = "consumed_by, consumed_at, consumed_cause, consumed_operation_id";

    public const string Operation = "operation_id, instance_id, answer_json, given_by, given_at";

    public static InstanceRow ReadInstance(DbDataReader reader) =>
        new()
        {
            Id = reader.GetString(0),
            DefinitionId = reader.GetString(1),
            DefinitionVersionId = reader.GetString(2),
            Version = reader.GetInt32(3),
            Status = reader.GetString(4),
            SubStatus = reader.GetString(5),
            Name = Text(reader, 6),
            CorrelationId = Text(reader, 7),
            ParentInstanceId = Text(reader, 8),
            IncidentCount = reader.GetInt32(9),
            CreatedAt = Instant(reader, 10),
            UpdatedAt = Instant(reader, 11),
            FinishedAt = reader.IsDBNull(12) ? null : Instant(reader, 12),
            Revision = reader.GetInt64(13),
            StateJson = reader.GetString(14),
        };

    public static BookmarkRow ReadBookmark(DbDataReader reader) =>
        new()
        {
            Id = reader.GetString(0),
            InstanceId = reader.GetString(1),
            Name = reader.GetString(2),
            Hash = reader.GetString(3),
            PayloadJson = Text(reader, 4),
            ActivityId = reader.GetString(5),
            ActivityNodeId = reader.GetString(6),
            ActivityInstanceId = reader.GetString(7),
            CreatedAt = Instant(reader, 8),
            AutoBurn = reader.GetBoolean(9),
            AutoComplete = reader.GetBoolean(10),
            CallbackMethodName = Text(reader, 11),
            MetadataJson = Text(reader, 12),
        };

    /// <summary>Reads the columns of <see cref="Consumption"/> after those of <see cref="Bookmark"/>; null while the bookmark is open.</summary>
    public static ConsumedBookmark? ReadConsumption(DbDataReader reader) =>
        reader.IsDBNull(14)
            ? null
            : new(
                reader.GetString(0),
                reader.GetString(1),
                reader.GetString(13),
                Instant(reader, 14),
                reader.GetString(15),
                Text(reader, 16)
            );

    public static OperationRow ReadOperation(DbDataReader reader) =>
        new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), Instant(reader, 4));

    public static DateTimeOffset Instant(DbDataReader reader, int ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal);

    private static string? Text(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
