using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class OfficeSeals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "seal_id",
                table: "case_documents",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "office_seals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    version_number = table.Column<int>(type: "integer", nullable: false),
                    storage_key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "text", nullable: true),
                    retired_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retired_because = table.Column<string>(type: "text", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_seals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_seal_id",
                table: "case_documents",
                column: "seal_id");

            migrationBuilder.CreateIndex(
                name: "ix_office_seals_office_version_number",
                table: "office_seals",
                columns: new[] { "office", "version_number" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "fk_case_documents_office_seals_seal_id",
                table: "case_documents",
                column: "seal_id",
                principalTable: "office_seals",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_case_documents_office_seals_seal_id",
                table: "case_documents");

            migrationBuilder.DropTable(
                name: "office_seals");

            migrationBuilder.DropIndex(
                name: "ix_case_documents_seal_id",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "seal_id",
                table: "case_documents");
        }
    }
}
