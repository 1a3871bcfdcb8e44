namespace LaborFlow.Persistence.Dialects;

/// <summary>PostgreSQL triggers that refuse what must never happen, whoever connects.</summary>
internal static class PostgreSqlGuards
{
    public static IReadOnlyList<string> Scripts { get; } =
    [
        """
            CREATE FUNCTION workflow_definitions_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF OLD.is_published AND (
                    NEW.id IS DISTINCT FROM OLD.id
                    OR NEW.definition_id IS DISTINCT FROM OLD.definition_id
                    OR NEW.version IS DISTINCT FROM OLD.version
                    OR NEW.name IS DISTINCT FROM OLD.name
                    OR NEW.description IS DISTINCT FROM OLD.description
                    OR NEW.created_at IS DISTINCT FROM OLD.created_at
                    OR NEW.definition_json::text IS DISTINCT FROM OLD.definition_json::text) THEN
                    RAISE EXCEPTION 'version % of definition % is published and never changes', OLD.version, OLD.definition_id
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            """,
        """
            CREATE TRIGGER workflow_definitions_immutable BEFORE UPDATE ON workflow_definitions
                FOR EACH ROW EXECUTE FUNCTION workflow_definitions_immutable();
            """,
        """
            CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'rows of % are appended and never changed', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
            END $$;
            """,
        "CREATE TRIGGER workflow_journal_append_only BEFORE UPDATE ON workflow_journal FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER case_events_append_only BEFORE UPDATE OR DELETE ON case_events FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER form_versions_append_only BEFORE UPDATE OR DELETE ON form_versions FOR EACH ROW EXECUTE FUNCTION append_only();",
    ];

    /// <summary>A version that was ever published stays as it was, also when it is retracted: instances run on it.</summary>
    public static IReadOnlyList<string> PublishedOnceScripts { get; } =
    [
        // Of what was stored before, only a draft that nothing ever ran on is certain never to have been published.
        """
            UPDATE workflow_definitions SET published_at = created_at
                WHERE is_published OR NOT is_latest OR id IN (SELECT definition_version_id FROM workflow_instances);
            """,
        """
            CREATE OR REPLACE FUNCTION workflow_definitions_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF (OLD.is_published OR OLD.published_at IS NOT NULL) AND (
                    NEW.id IS DISTINCT FROM OLD.id
                    OR NEW.definition_id IS DISTINCT FROM OLD.definition_id
                    OR NEW.version IS DISTINCT FROM OLD.version
                    OR NEW.name IS DISTINCT FROM OLD.name
                    OR NEW.description IS DISTINCT FROM OLD.description
                    OR NEW.created_at IS DISTINCT FROM OLD.created_at
                    OR NEW.published_at IS DISTINCT FROM OLD.published_at
                    OR NEW.definition_json::text IS DISTINCT FROM OLD.definition_json::text) THEN
                    RAISE EXCEPTION 'version % of definition % was published and never changes', OLD.version, OLD.definition_id
                        USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            """,
    ];

    /// <summary>Takes <see cref="PublishedOnceScripts"/> back.</summary>
    public static IReadOnlyList<string> PublishedOnceUndo { get; } =
    [Scripts[0].Replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", StringComparison.Ordinal)];

    /// <summary>Guards of the audit chain; <c>append_only</c> is made by the first scripts.</summary>
    public static IReadOnlyList<string> AuditScripts { get; } =
    [
        "CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries FOR EACH STATEMENT EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER audit_roots_append_only BEFORE UPDATE OR DELETE ON audit_roots FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER audit_roots_no_truncate BEFORE TRUNCATE ON audit_roots FOR EACH STATEMENT EXECUTE FUNCTION append_only();",
        """
            CREATE FUNCTION audit_heads_forward() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP <> 'UPDATE' OR NEW.chain_id <> OLD.chain_id OR NEW.sequence <= OLD.sequence THEN
                    RAISE EXCEPTION 'heads of the audit chains only move forward' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN NEW;
            END $$;
            """,
        "CREATE TRIGGER audit_heads_forward BEFORE UPDATE OR DELETE ON audit_heads FOR EACH ROW EXECUTE FUNCTION audit_heads_forward();",
        "CREATE TRIGGER audit_heads_no_truncate BEFORE TRUNCATE ON audit_heads FOR EACH STATEMENT EXECUTE FUNCTION append_only();",
        // Beside the triggers: the account that makes the tables gives up these rights itself, and never had them to give to another.
        "REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries, audit_roots FROM PUBLIC, CURRENT_USER;",
        "REVOKE DELETE, TRUNCATE ON audit_heads FROM PUBLIC, CURRENT_USER;",
    ];

    /// <summary>Guards of the stored register.</summary>
    public static IReadOnlyList<string> StatuteScripts { get; } =
    [
        "CREATE TRIGGER statute_rows_append_only BEFORE UPDATE OR DELETE ON statute_rows FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER calendar_years_append_only BEFORE UPDATE OR DELETE ON calendar_years FOR EACH ROW EXECUTE FUNCTION append_only();",
    ];
}
