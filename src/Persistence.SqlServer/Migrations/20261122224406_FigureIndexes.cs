using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FigureIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_cases_closed_at_id_district",
                table: "cases",
                columns: new[] { "closed_at", "id", "district" })
                .Annotation("SqlServer:Include", new[] { "procedure_code", "closed_as", "docket_number" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_open",
                table: "cases",
                columns: new[] { "filed_at", "id", "district" },
                filter: "closed_at IS NULL")
                .Annotation("SqlServer:Include", new[] { "procedure_code", "stage", "main_cause" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" })
                .Annotation("SqlServer:Include", new[] { "case_id", "title", "created_at", "procedure_code", "step", "assignee", "party", "completed_by", "delegated_by" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_step_outcome_completed_at_case_id",
                table: "case_tasks",
                columns: new[] { "step", "outcome", "completed_at", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_deadlines_parameter_id_case_id",
                table: "case_deadlines",
                columns: new[] { "parameter_id", "case_id" })
                .Annotation("SqlServer:Include", new[] { "state", "ended_at", "overdue_since" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_closed_at_id_district",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_cases_open",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_step_outcome_completed_at_case_id",
                table: "case_tasks");

            migrationBuilder.DropIndex(
                name: "ix_case_deadlines_parameter_id_case_id",
                table: "case_deadlines");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" })
                .Annotation("SqlServer:Include", new[] { "case_id", "title", "created_at", "procedure_code", "step", "assignee", "party" });
        }
    }
}
