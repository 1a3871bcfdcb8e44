using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class TaskActs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "delegated_by",
                table: "case_tasks",
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "permitted_acts",
                table: "case_tasks",
                type: "character varying(256)",
                maxLength: 256,
                nullable: false,
                defaultValue: "transfer,delegate,co-sign,urge,copy,send-back,take-back");

            migrationBuilder.AddColumn<string>(
                name: "return_reason",
                table: "case_tasks",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "returned_to",
                table: "case_tasks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "stage_before",
                table: "case_tasks",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "urged_at",
                table: "case_tasks",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "urged_count",
                table: "case_tasks",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "task_co_signers",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    requested_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    agrees = table.Column<bool>(type: "boolean", nullable: true),
                    comment = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    signed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_co_signers", x => new { x.task_id, x.user_name });
                    table.ForeignKey(
                        name: "fk_task_co_signers_case_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "case_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "task_copies",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    given_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_copies", x => new { x.task_id, x.user_name });
                    table.ForeignKey(
                        name: "fk_task_copies_case_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "case_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_task_co_signers_user_name",
                table: "task_co_signers",
                column: "user_name");

            migrationBuilder.CreateIndex(
                name: "ix_task_copies_user_name",
                table: "task_copies",
                column: "user_name");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "task_co_signers");

            migrationBuilder.DropTable(
                name: "task_copies");

            migrationBuilder.DropColumn(
                name: "delegated_by",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "permitted_acts",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "return_reason",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "returned_to",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "stage_before",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "urged_at",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "urged_count",
                table: "case_tasks");
        }
    }
}
