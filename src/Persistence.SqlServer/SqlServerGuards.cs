namespace LaborFlow.Persistence.SqlServer;

/// <summary>SQL Server triggers that refuse what must never happen, whoever connects.</summary>
internal static class SqlServerGuards
{
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
            CREATE TRIGGER workflow_definitions_immutable ON workflow_definitions AFTER UPDATE AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (
                    SELECT 1 FROM deleted AS old LEFT JOIN inserted AS new ON new.id = old.id
                    WHERE old.is_published = 1 AND (
                        new.id IS NULL
                        OR new.definition_id <> old.definition_id
                        OR new.version <> old.version
                        OR new.created_at <> old.created_at
                        OR NOT EXISTS (SELECT new.name, new.description INTERSECT SELECT old.name, old.description)
                        OR CAST(new.definition_json AS varbinary(max)) <> CAST(old.definition_json AS varbinary(max))))
                    THROW 51000, 'A published version of a definition never changes.', 1;
            END;
            """,
        """
            CREATE TRIGGER workflow_journal_append_only ON workflow_journal INSTEAD OF UPDATE AS
                THROW 51001, 'Rows of workflow_journal are appended and never changed.', 1;
            """,
        """
            CREATE TRIGGER case_events_append_only ON case_events INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of case_events are appended and never changed.', 1;
            """,
        """
            CREATE TRIGGER form_versions_append_only ON form_versions INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of form_versions are appended and never changed.', 1;
            """,
    ];

    /// <summary>A version that was ever published stays as it was, also when it is retracted: instances run on it.</summary>
    public static IReadOnlyList<string> PublishedOnceScripts { get; } =
    [
        // Of what was stored before, only a draft that nothing ever ran on is certain never to have been published.
        """
            UPDATE workflow_definitions SET published_at = created_at
                WHERE is_published = 1 OR is_latest = 0 OR id IN (SELECT definition_version_id FROM workflow_instances);
            """,
        """
            CREATE OR ALTER TRIGGER workflow_definitions_immutable ON workflow_definitions AFTER UPDATE AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (
                    SELECT 1 FROM deleted AS old LEFT JOIN inserted AS new ON new.id = old.id
                    WHERE (old.is_published = 1 OR old.published_at IS NOT NULL) AND (
                        new.id IS NULL
                        OR new.definition_id <> old.definition_id
                        OR new.version <> old.version
                        OR new.created_at <> old.created_at
                        OR NOT EXISTS (SELECT new.published_at INTERSECT SELECT old.published_at)
                        OR NOT EXISTS (SELECT new.name, new.description INTERSECT SELECT old.name, old.description)
                        OR CAST(new.definition_json AS varbinary(max)) <> CAST(old.definition_json AS varbinary(max))))
                    THROW 51000, 'A version of a definition that was published never changes.', 1;
            END;
            """,
    ];

    /// <summary>Takes <see cref="PublishedOnceScripts"/> back.</summary>
    public static IReadOnlyList<string> PublishedOnceUndo { get; } =
    [Scripts[0].Replace("CREATE TRIGGER", "CREATE OR ALTER TRIGGER", StringComparison.Ordinal)];

    /// <summary>Guards of the audit chain. TRUNCATE fires no trigger here; it needs ALTER TABLE, which the host's account need not have.</summary>
    public static IReadOnlyList<string> AuditScripts { get; } =
    [
        """
            CREATE TRIGGER audit_entries_append_only ON audit_entries INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of audit_entries are appended and never changed.', 1;
            """,
        """
            CREATE TRIGGER audit_roots_append_only ON audit_roots INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of audit_roots are appended and never changed.', 1;
            """,
        """
            CREATE TRIGGER audit_heads_forward ON audit_heads AFTER UPDATE, DELETE AS
            BEGIN
                SET NOCOUNT ON;
                IF EXISTS (
                    SELECT 1 FROM deleted AS old LEFT JOIN inserted AS new ON new.chain_id = old.chain_id
                    WHERE new.chain_id IS NULL OR new.sequence <= old.sequence)
                    THROW 51002, 'Heads of the audit chains only move forward.', 1;
            END;
            """,
    ];

    /// <summary>Guards of the stored register.</summary>
    public static IReadOnlyList<string> StatuteScripts { get; } =
    [
        """
            CREATE TRIGGER statute_rows_append_only ON statute_rows INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of statute_rows are appended and never changed.', 1;
            """,
        """
            CREATE TRIGGER calendar_years_append_only ON calendar_years INSTEAD OF UPDATE, DELETE AS
                THROW 51001, 'Rows of calendar_years are appended and never changed.', 1;
            """,
    ];
}
