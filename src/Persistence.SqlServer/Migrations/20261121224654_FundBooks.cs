using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class FundBooks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "display_name",
                table: "tribunal_members",
                type: "nvarchar(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "emergency",
                table: "fund_advances",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "fund_reconciliations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    emergency = table.Column<bool>(type: "bit", nullable: false),
                    places = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    calendar_month = table.Column<DateOnly>(type: "date", nullable: false),
                    ledger_paid = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    ledger_recovered = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    bank_paid = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    bank_recovered = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    differences = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    prepared_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    prepared_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    closed_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_reconciliations", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fund_reconciliations_calendar_month_places",
                table: "fund_reconciliations",
                columns: new[] { "calendar_month", "places" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fund_reconciliations");

            migrationBuilder.DropColumn(
                name: "display_name",
                table: "tribunal_members");

            migrationBuilder.DropColumn(
                name: "emergency",
                table: "fund_advances");
        }
    }
}
