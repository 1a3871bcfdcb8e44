using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CaseExceptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "archived_at",
                table: "cases",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_since",
                table: "cases",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "completion_order",
                table: "case_tasks",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "dissents",
                table: "case_tasks",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<Guid>(
                name: "party_id",
                table: "case_documents",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "case_exceptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    side = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    data_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    raised_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    raised_in = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    handled_by = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    effect = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    decided_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_exceptions", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_exceptions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    entry_text = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    data_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    related_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    recorded_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_register_entries_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_register_entries_cases_related_case_id",
                        column: x => x.related_case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_exceptions_case_id",
                table: "case_exceptions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_register_entries_case_id",
                table: "register_entries",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_register_entries_kind",
                table: "register_entries",
                column: "kind");

            migrationBuilder.CreateIndex(
                name: "ix_register_entries_related_case_id",
                table: "register_entries",
                column: "related_case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_exceptions");

            migrationBuilder.DropTable(
                name: "register_entries");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "suspended_since",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "completion_order",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "dissents",
                table: "case_tasks");

            migrationBuilder.DropColumn(
                name: "party_id",
                table: "case_documents");
        }
    }
}
