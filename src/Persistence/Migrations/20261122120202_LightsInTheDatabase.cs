using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LightsInTheDatabase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_deadlines_state_due_on",
                table: "case_deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases",
                columns: new[] { "filed_at", "id", "district" })
                .Annotation("Npgsql:IndexInclude", new[] { "closed_at", "procedure_code" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "case_id", "title", "created_at", "procedure_code", "step", "assignee", "party" });

            migrationBuilder.CreateIndex(
                name: "ix_case_deadlines_state_due_on",
                table: "case_deadlines",
                columns: new[] { "state", "due_on" })
                .Annotation("Npgsql:IndexInclude", new[] { "case_id", "starts_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_deadlines_state_due_on",
                table: "case_deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_at_id_district",
                table: "cases",
                columns: new[] { "filed_at", "id", "district" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "case_id", "title" });

            migrationBuilder.CreateIndex(
                name: "ix_case_deadlines_state_due_on",
                table: "case_deadlines",
                columns: new[] { "state", "due_on" });
        }
    }
}
