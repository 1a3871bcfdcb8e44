namespace LaborFlow.Persistence.Dialects;

/// <summary>
/// 归档案件不再变更: triggers that refuse to change an archived case and whatever belongs to it. Two things stay possible: bringing encrypted
/// columns under a new key, and ending what the retention ends (drafts, query codes). Its history goes on: who reads an archived case is
/// written there.
/// </summary>
internal static class PostgreSqlArchiveGuards
{
    /// <summary>Tables with a case's number, and their columns that may still change.</summary>
    private static readonly (string Table, string Mutable)[] OfCase =
    [
        ("awards", ""),
        ("hearings", ""),
        ("receipts", ""),
        ("tribunal_members", ""),
        ("claims", ""),
        ("case_deadlines", ""),
        ("case_documents", "data_json"),
        ("service_records", ""),
        ("evidence_files", ""),
        ("case_exceptions", ""),
        ("register_entries", ""),
        ("fund_advances", "account,account_index"),
        ("fund_recoveries", ""),
        ("payment_batches", ""),
        ("enterprise_profiles", ""),
        ("guidance_events", ""),
        ("inspection_decisions", ""),
        ("rectification_items", ""),
        ("mediation_agreements", ""),
        ("mediation_sessions", ""),
        ("parties", "id_number,id_number_index,phone,phone_index"),
        ("case_tasks", "form_data_json,draft_json,data_json"),
    ];

    private static readonly (string Table, string Mutable)[] DeskTables =
    [
        ("appointments", ""),
        ("case_notes", "note_text"),
        ("task_links", ""),
    ];

    /// <summary>The functions and triggers.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        Function("archived_case_stays", "a.case_id IN (OLD.case_id, NEW.case_id)"),
        Function("archived_case_itself_stays", "a.case_id = OLD.id"),
        Function("archived_party_stays", "a.case_id IN (SELECT p.case_id FROM parties p WHERE p.id IN (OLD.party_id, NEW.party_id))"),
        Function(
            "archived_advance_stays",
            "a.case_id IN (SELECT f.case_id FROM fund_advances f WHERE f.id IN (OLD.advance_id, NEW.advance_id))"
        ),
        .. OfCase.Select(guarded => Trigger(guarded.Table, "archived_case_stays", "INSERT OR UPDATE OR DELETE", guarded.Mutable)),
        Trigger(
            "cases",
            "archived_case_itself_stays",
            "UPDATE OR DELETE",
            "facts,query_code_hash,respondent_query_code_hash",
            "WHEN (OLD.closed_at IS NOT NULL)"
        ),
        Trigger("representatives", "archived_party_stays", "INSERT OR UPDATE OR DELETE", "id_number,id_number_index,phone,phone_index"),
        Trigger("fund_months", "archived_advance_stays", "INSERT OR UPDATE OR DELETE", ""),
        "CREATE TRIGGER archived_cases_append_only BEFORE UPDATE OR DELETE ON archived_cases FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER archive_volumes_append_only BEFORE UPDATE OR DELETE ON archive_volumes FOR EACH ROW EXECUTE FUNCTION append_only();",
    ];

    /// <summary>The same for tables that came later; a new table of cases gets its trigger by a migration of its own.</summary>
    public static IReadOnlyList<string> DeskScripts { get; } =
    [.. DeskTables.Select(guarded => Trigger(guarded.Table, "archived_case_stays", "INSERT OR UPDATE OR DELETE", guarded.Mutable))];

    /// <summary>Takes the later guards away again.</summary>
    public static IReadOnlyList<string> DeskUndo { get; } =
    [.. DeskTables.Select(guarded => $"DROP TRIGGER {guarded.Table}_archived ON {guarded.Table};")];

    /// <summary>The same for the instalments of agreements; they go with their table.</summary>
    public static string InstalmentScript { get; } =
        Trigger("agreement_instalments", "archived_case_stays", "INSERT OR UPDATE OR DELETE", "");

    /// <summary>The same for the witnesses that an application names; they go with their table.</summary>
    public static string WitnessScript { get; } =
        Trigger("witnesses", "archived_case_stays", "INSERT OR UPDATE OR DELETE", "name,residence");

    /// <summary>The same for what went to the bank and came back; they go with their tables.</summary>
    public static IReadOnlyList<string> BankScripts { get; } =
    [
        Trigger("bank_files", "archived_case_stays", "INSERT OR UPDATE OR DELETE", ""),
        Trigger("bank_returns", "archived_case_stays", "INSERT OR UPDATE OR DELETE", ""),
        "CREATE TRIGGER bank_files_append_only BEFORE UPDATE OR DELETE ON bank_files FOR EACH ROW EXECUTE FUNCTION append_only();",
        "CREATE TRIGGER bank_returns_append_only BEFORE UPDATE OR DELETE ON bank_returns FOR EACH ROW EXECUTE FUNCTION append_only();",
    ];

    /// <summary>Takes the guards away again.</summary>
    public static IReadOnlyList<string> Undo { get; } =
    [
        "DROP FUNCTION archived_case_stays() CASCADE;",
        "DROP FUNCTION archived_case_itself_stays() CASCADE;",
        "DROP FUNCTION archived_party_stays() CASCADE;",
        "DROP FUNCTION archived_advance_stays() CASCADE;",
        "DROP TRIGGER archived_cases_append_only ON archived_cases;",
        "DROP TRIGGER archive_volumes_append_only ON archive_volumes;",
    ];

    private static string Function(string name, string isOfTheRow) =>
        $"""
            CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF EXISTS (SELECT 1 FROM archived_cases a WHERE {isOfTheRow})
                    AND NOT (TG_OP = 'UPDATE' AND to_jsonb(NEW) - string_to_array(TG_ARGV[0], ',') = to_jsonb(OLD) - string_to_array(TG_ARGV[0], ','))
                THEN
                    RAISE EXCEPTION 'the case is archived and changes no more' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                IF TG_OP = 'DELETE' THEN
                    RETURN OLD;
                END IF;
                RETURN NEW;
            END $$;
            """;

    private static string Trigger(string table, string function, string events, string mutable, string when = "") =>
        $"CREATE TRIGGER {table}_archived BEFORE {events} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {function}('{mutable}');";
}
