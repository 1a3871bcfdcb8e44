using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "data_json",
                table: "case_documents",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "{}");

            migrationBuilder.AddColumn<string>(
                name: "document_number",
                table: "case_documents",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "issued_at",
                table: "case_documents",
                type: "datetimeoffset",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "issued_by",
                table: "case_documents",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "case_documents",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "Issued");

            migrationBuilder.AddColumn<string>(
                name: "template_id",
                table: "case_documents",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "case_documents",
                type: "int",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.CreateTable(
                name: "document_templates",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    template_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    template_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    version_number = table.Column<int>(type: "int", nullable: false),
                    to_parties = table.Column<bool>(type: "bit", nullable: false),
                    storage_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    source_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    added_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    note = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_document_templates", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "service_records",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    document_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    party_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    service_method = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    address = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: false),
                    sent_on = table.Column<DateOnly>(type: "date", nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: true),
                    deemed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    returned_because = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    explanation = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    proof_file_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    recorded_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_records", x => x.id);
                    table.ForeignKey(
                        name: "fk_service_records_case_documents_document_id",
                        column: x => x.document_id,
                        principalTable: "case_documents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_records_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_service_records_parties_party_id",
                        column: x => x.party_id,
                        principalTable: "parties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_document_templates_template_code_version_number",
                table: "document_templates",
                columns: new[] { "template_code", "version_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_records_case_id",
                table: "service_records",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_records_document_id",
                table: "service_records",
                column: "document_id");

            migrationBuilder.CreateIndex(
                name: "ix_service_records_party_id",
                table: "service_records",
                column: "party_id");

            migrationBuilder.Sql("EXEC('CREATE TRIGGER service_records_append_only ON service_records INSTEAD OF UPDATE, DELETE AS THROW 51001, ''Rows of service_records are appended and never changed.'', 1;')");

            migrationBuilder.Sql("EXEC('CREATE TRIGGER document_templates_append_only ON document_templates INSTEAD OF UPDATE, DELETE AS THROW 51001, ''Rows of document_templates are appended and never changed.'', 1;')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "document_templates");

            migrationBuilder.DropTable(
                name: "service_records");

            migrationBuilder.DropColumn(
                name: "data_json",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "document_number",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "issued_at",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "issued_by",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "state",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "template_id",
                table: "case_documents");

            migrationBuilder.DropColumn(
                name: "version",
                table: "case_documents");
        }
    }
}
