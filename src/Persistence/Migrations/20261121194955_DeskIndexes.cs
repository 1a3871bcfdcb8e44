using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class DeskIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_task_candidates_role",
                table: "task_candidates");

            migrationBuilder.DropIndex(
                name: "ix_cases_filed_at_id",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_assignee_status",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_task_candidates_role_task_id",
                table: "task_candidates",
                columns: new[] { "role", "task_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases",
                columns: new[] { "filed_at", "id", "district" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_assignee_status_case_id",
                table: "case_tasks",
                columns: new[] { "assignee", "status", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_completed_by_completed_at_case_id",
                table: "case_tasks",
                columns: new[] { "completed_by", "completed_at", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_delegated_by",
                table: "case_tasks",
                column: "delegated_by");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" });

            // Pairs of neighbouring characters, so that a part of a name is found by an index: Chinese names are too short for trigrams.
            migrationBuilder.Sql(
                """
                CREATE FUNCTION text_bigrams(value text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
                    SELECT array_agg(DISTINCT substr(value, n, 2)) FROM generate_series(1, greatest(length(value) - 1, 1)) n
                $$;
                CREATE INDEX ix_cases_case_number_bigrams ON cases USING gin (text_bigrams(case_number));
                CREATE INDEX ix_cases_docket_number_bigrams ON cases USING gin (text_bigrams(docket_number));
                CREATE INDEX ix_parties_name_bigrams ON parties USING gin (text_bigrams(name));
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP INDEX ix_cases_case_number_bigrams;
                DROP INDEX ix_cases_docket_number_bigrams;
                DROP INDEX ix_parties_name_bigrams;
                DROP FUNCTION text_bigrams(text);
                """
            );

            migrationBuilder.DropIndex(
                name: "ix_task_candidates_role_task_id",
                table: "task_candidates");

            migrationBuilder.DropIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_assignee_status_case_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_completed_by_completed_at_case_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_delegated_by",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_task_candidates_role",
                table: "task_candidates",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_at_id",
                table: "cases",
                columns: new[] { "filed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_assignee_status",
                table: "case_tasks",
                columns: new[] { "assignee", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on",
                table: "case_tasks",
                columns: new[] { "status", "due_on" });
        }
    }
}
