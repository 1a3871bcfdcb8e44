using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ListIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_cases_district_stage_filed_at",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_claims_cause_case_id",
                table: "claims",
                columns: new[] { "cause", "case_id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_stage_filed_at_id_district",
                table: "cases",
                columns: new[] { "stage", "filed_at", "id", "district" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" })
                .Annotation("Npgsql:IndexInclude", new[] { "case_id", "title" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_claims_cause_case_id",
                table: "claims");

            migrationBuilder.DropIndex(
                name: "ix_cases_stage_filed_at_id_district",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_cases_district_stage_filed_at",
                table: "cases",
                columns: new[] { "district", "stage", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on_id_jurisdiction_office_id",
                table: "case_tasks",
                columns: new[] { "status", "due_on", "id", "jurisdiction", "office_id" });
        }
    }
}
