using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AllTasksIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_due_on_id_jurisdiction",
                table: "case_tasks",
                columns: new[] { "due_on", "id", "jurisdiction" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_tasks_due_on_id_jurisdiction",
                table: "case_tasks");
        }
    }
}
