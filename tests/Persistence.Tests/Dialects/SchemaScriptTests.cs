using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Dialects;

/// <summary>The full schema of each database, made without a server.</summary>
public sealed class SchemaScriptTests
{
    private static readonly string[] Tables =
    [
        "users",
        "roles",
        "cases",
        "parties",
        "claims",
        "case_tasks",
        "case_events",
        "form_versions",
        "evidence_contents",
        "case_number_sequences",
        "workflow_definitions",
        "workflow_instances",
        "workflow_bookmarks",
        "workflow_triggers",
        "workflow_journal",
        "workflow_operations",
        "outbox_messages",
        "audit_entries",
        "audit_heads",
        "audit_roots",
    ];

    [Fact]
    public void SQL_Server_script_makes_every_table_with_its_own_types_and_guards()
    {
        using var provider = TestServices.OnSqlServer("Server=none;Database=none");
        var script = Script(provider);
        Tables.ShouldAllBe(table => script.Contains($"CREATE TABLE [{table}]", StringComparison.Ordinal));
        script.ShouldContain("decimal(18,2)");
        script.ShouldContain("nvarchar(max)");
        script.ShouldContain("datetimeoffset");
        script.ShouldContain("CREATE TRIGGER workflow_definitions_immutable");
        script.ShouldContain("CREATE TRIGGER audit_entries_append_only");
        script.ShouldContain("CREATE TRIGGER audit_heads_forward");
        script.ShouldContain("THROW 50001, @fund_reconciliations_said, 1;");
        string[] foreign = ["jsonb", "timestamp with time zone", "character varying", "bytea", "plpgsql", "uuid"];
        foreign.ShouldAllBe(word => !script.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void PostgreSQL_script_makes_every_table_with_its_own_types_and_guards()
    {
        using var provider = TestServices.OnPostgreSql("Host=none;Database=none");
        var script = Script(provider);
        Tables.ShouldAllBe(table => script.Contains($"CREATE TABLE {table} (", StringComparison.Ordinal));
        script.ShouldContain("numeric(18,2)");
        script.ShouldContain("timestamp with time zone");
        script.ShouldContain("CREATE TRIGGER workflow_definitions_immutable");
        script.ShouldContain("CREATE TRIGGER audit_entries_append_only");
        script.ShouldContain("CREATE TRIGGER audit_heads_forward");
        script.ShouldNotContain("nvarchar");
    }

    [Fact]
    public void Every_name_is_in_snake_case_and_fits_PostgreSQL()
    {
        using var provider = TestServices.OnPostgreSql("Host=none;Database=none");
        using var scope = provider.CreateScope();
        var model = scope
            .ServiceProvider.GetRequiredService<LaborFlowDbContext>()
            .GetService<Microsoft.EntityFrameworkCore.Metadata.IDesignTimeModel>()
            .Model;
        var names = model
            .GetRelationalModel()
            .Tables.SelectMany(table =>
                table
                    .Columns.Select(c => c.Name)
                    .Concat(table.Indexes.Select(i => i.Name))
                    .Concat(table.ForeignKeyConstraints.Select(f => f.Name))
                    .Append(table.Name)
            );
        names.ShouldAllBe(name => name.Length <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'));
    }

    private static string Script(ServiceProvider provider)
    {
        using var scope = provider.CreateScope();
        return scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().GetService<IMigrator>().GenerateScript();
    }
}
