using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FundBooksAndNewEnterprises : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "contact_name",
                table: "enterprise_profiles",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "contract_method",
                table: "enterprise_profiles",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "feed_trigger",
                table: "enterprise_profiles",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "first_insured_on",
                table: "enterprise_profiles",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "has_union",
                table: "enterprise_profiles",
                type: "bit",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "enterprise_profiles",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "park",
                table: "enterprise_profiles",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "planned_headcount",
                table: "enterprise_profiles",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "previous_companies",
                table: "enterprise_profiles",
                type: "nvarchar(1000)",
                maxLength: 1000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "scale",
                table: "enterprise_profiles",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "service_language",
                table: "enterprise_profiles",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "special_hours",
                table: "enterprise_profiles",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "fund_incomes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    emergency = table.Column<bool>(type: "bit", nullable: false),
                    places = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    note = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    recorded_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_incomes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fund_publications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    places = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    quarter = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    prepared_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    prepared_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    decided_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    published_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    published_on = table.Column<DateOnly>(type: "date", nullable: true),
                    published_at = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_publications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fund_publication_employers",
                columns: table => new
                {
                    publication_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    case_number = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    credit_code = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    address = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    legal_representative = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    workers = table.Column<int>(type: "int", nullable: false),
                    paid = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    removed = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    removed_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_publication_employers", x => new { x.publication_id, x.id });
                    table.ForeignKey(
                        name: "fk_fund_publication_employers_fund_publications_publication_id",
                        column: x => x.publication_id,
                        principalTable: "fund_publications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fund_incomes_places_received_on",
                table: "fund_incomes",
                columns: new[] { "places", "received_on" });

            migrationBuilder.CreateIndex(
                name: "ix_fund_publications_quarter_places",
                table: "fund_publications",
                columns: new[] { "quarter", "places" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fund_incomes");

            migrationBuilder.DropTable(
                name: "fund_publication_employers");

            migrationBuilder.DropTable(
                name: "fund_publications");

            migrationBuilder.DropColumn(
                name: "contact_name",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "contract_method",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "feed_trigger",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "first_insured_on",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "has_union",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "park",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "planned_headcount",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "previous_companies",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "scale",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "service_language",
                table: "enterprise_profiles");

            migrationBuilder.DropColumn(
                name: "special_hours",
                table: "enterprise_profiles");
        }
    }
}
