using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class UnmaskRequestsByState : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_unmask_requests_requested_at",
                table: "unmask_requests");

            migrationBuilder.RenameColumn(
                name: "cases_json",
                table: "unmask_requests",
                newName: "case_ids");

            // A JSON array of ids is an array of the database but for its brackets and quotes.
            migrationBuilder.Sql(
                """
                ALTER TABLE unmask_requests
                    ALTER COLUMN case_ids TYPE uuid[] USING translate(case_ids::text, '[]" ', '{}')::uuid[];
                """);

            migrationBuilder.CreateIndex(
                name: "ix_unmask_requests_state_requested_at",
                table: "unmask_requests",
                columns: new[] { "state", "requested_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_unmask_requests_state_requested_at",
                table: "unmask_requests");

            migrationBuilder.Sql("ALTER TABLE unmask_requests ALTER COLUMN case_ids TYPE json USING to_json(case_ids);");

            migrationBuilder.RenameColumn(
                name: "case_ids",
                table: "unmask_requests",
                newName: "cases_json");

            migrationBuilder.CreateIndex(
                name: "ix_unmask_requests_requested_at",
                table: "unmask_requests",
                column: "requested_at");
        }
    }
}
