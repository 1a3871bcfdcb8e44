using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class SavedViewsAndTaskOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_case_tasks_due_on_id_jurisdiction",
                table: "case_tasks");

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    list_name = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    views = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_completed_at_id_jurisdiction",
                table: "case_tasks",
                columns: new[] { "completed_at", "id", "jurisdiction" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_user_id_list_name",
                table: "saved_views",
                columns: new[] { "user_id", "list_name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropIndex(
                name: "ix_case_tasks_completed_at_id_jurisdiction",
                table: "case_tasks");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_due_on_id_jurisdiction",
                table: "case_tasks",
                columns: new[] { "due_on", "id", "jurisdiction" });
        }
    }
}
