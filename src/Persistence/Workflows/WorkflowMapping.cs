using LaborFlow.Engine.Durability;
using LaborFlow.Persistence.Dialects;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Workflows;

/// <summary>
/// The engine's rows as tables. A timer is the <c>due_at</c> of its bookmark, and a consumed bookmark is the same row with
/// <c>consumed_*</c> set: a resume touches one row, and a timer cannot outlive what it waits for.
/// </summary>
internal static class WorkflowMapping
{
    /// <summary>Ids made by the engine are 32 hex digits; those that clients choose may be longer, within what SQL Server can index.</summary>
    private const int KeyLength = 450;

    public static void Apply(ModelBuilder model, SqlDialect dialect)
    {
        model.Entity<DefinitionRow>(row =>
        {
            row.ToTable("workflow_definitions", table => table.HasTrigger("workflow_definitions_immutable"));
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(KeyLength);
            row.Property(r => r.DefinitionId).HasMaxLength(KeyLength);
            row.Property(r => r.Json).HasColumnName("definition_json");
            row.HasIndex(r => new { r.DefinitionId, r.Version }).IsUnique();
            row.HasIndex(r => r.DefinitionId, "IX_workflow_definitions_published").IsUnique().HasFilter(dialect.IsTrue("is_published"));
        });
        model.Entity<TriggerRow>(row =>
        {
            row.ToTable("workflow_triggers");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(KeyLength);
            row.Property(r => r.DefinitionId).HasMaxLength(KeyLength);
            row.Property(r => r.DefinitionVersionId).HasMaxLength(KeyLength);
            row.Property(r => r.Name).HasMaxLength(KeyLength);
            row.Property(r => r.Hash).HasMaxLength(64);
            row.Property<DateTimeOffset?>("LeasedUntil");
            row.HasIndex(r => r.DefinitionId);
            row.HasIndex(r => r.Hash);
            row.HasIndex(r => r.NextDueAt).HasFilter("next_due_at IS NOT NULL");
        });
        model.Entity<InstanceRow>(row =>
        {
            row.ToTable("workflow_instances");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(KeyLength);
            row.Property(r => r.DefinitionId).HasMaxLength(KeyLength);
            row.Property(r => r.DefinitionVersionId).HasMaxLength(KeyLength);
            row.Property(r => r.CorrelationId).HasMaxLength(KeyLength);
            row.Property(r => r.ParentInstanceId).HasMaxLength(KeyLength);
            row.Property(r => r.Status).HasMaxLength(16);
            row.Property(r => r.SubStatus).HasMaxLength(16);
            row.HasIndex(r => new { r.CreatedAt, r.Id });
            row.HasIndex(r => new { r.UpdatedAt, r.Id });
            row.HasIndex(r => new { r.FinishedAt, r.Id }).HasFilter("finished_at IS NOT NULL");
            row.HasIndex(r => new { r.DefinitionId, r.CreatedAt });
            row.HasIndex(r => r.DefinitionVersionId);
            row.HasIndex(r => r.CorrelationId).HasFilter("correlation_id IS NOT NULL");
            row.HasIndex(r => r.ParentInstanceId).HasFilter("parent_instance_id IS NOT NULL");
            row.HasIndex(r => r.IncidentCount).HasFilter("incident_count > 0");
        });
        MapBookmarks(model);
        MapJournal(model);
        model.Entity<OperationRow>(row =>
        {
            row.ToTable("workflow_operations");
            row.HasKey(r => r.OperationId);
            row.Property(r => r.OperationId).HasMaxLength(KeyLength);
            row.Property(r => r.InstanceId).HasMaxLength(KeyLength);
            row.Property(r => r.By).HasColumnName("given_by").HasMaxLength(256);
            row.Property(r => r.At).HasColumnName("given_at");
            row.HasIndex(r => r.InstanceId);
        });
        model.Entity<OutboxMessage>(row =>
        {
            row.ToTable("outbox_messages");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(KeyLength);
            row.Property(r => r.Kind).HasMaxLength(128);
            row.Property(r => r.InstanceId).HasMaxLength(KeyLength);
            row.Property<int>("Attempts").HasDefaultValue(0);
            row.Property<DateTimeOffset?>("LeasedUntil");
            row.Property<string?>("LastError");
            row.HasIndex(r => new { r.CreatedAt, r.Id });
        });
    }

    private static void MapBookmarks(ModelBuilder model) =>
        model.Entity<BookmarkRow>(row =>
        {
            row.ToTable("workflow_bookmarks");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).HasMaxLength(KeyLength);
            row.Property(r => r.InstanceId).HasMaxLength(KeyLength);
            row.Property(r => r.Name).HasMaxLength(KeyLength);
            row.Property(r => r.Hash).HasMaxLength(64);
            row.Property(r => r.ActivityInstanceId).HasMaxLength(KeyLength);
            row.Property<DateTimeOffset?>("DueAt");
            row.Property<DateTimeOffset?>("LeasedUntil");
            row.Property<DateTimeOffset?>("ConsumedAt");
            row.Property<string?>("ConsumedBy").HasMaxLength(256);
            row.Property<string?>("ConsumedCause").HasMaxLength(16);
            row.Property<string?>("ConsumedOperationId").HasMaxLength(KeyLength);
            row.HasIndex(r => r.InstanceId);
            row.HasIndex(r => r.Hash).HasFilter("consumed_at IS NULL");
            row.HasIndex(r => r.Name).HasFilter("consumed_at IS NULL");
            row.HasIndex("DueAt", "Id").HasFilter("due_at IS NOT NULL AND consumed_at IS NULL");
        });

    private static void MapJournal(ModelBuilder model) =>
        model.Entity<JournalRow>(row =>
        {
            row.ToTable("workflow_journal");
            row.HasKey(r => new { r.InstanceId, r.Sequence });
            row.Property(r => r.Id).HasMaxLength(64);
            row.Property(r => r.InstanceId).HasMaxLength(KeyLength - 8);
            row.Property(r => r.Timestamp).HasColumnName("happened_at");
            row.Property(r => r.EventName).HasMaxLength(64);
            row.Property(r => r.Source).HasColumnName("event_source");
            row.Property(r => r.ActivityInstanceId).HasMaxLength(64);
            // The viewer asks for one execution by its id alone.
            row.HasIndex(r => r.ActivityInstanceId);
        });
}
