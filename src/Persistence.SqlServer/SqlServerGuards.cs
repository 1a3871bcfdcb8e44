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
}
