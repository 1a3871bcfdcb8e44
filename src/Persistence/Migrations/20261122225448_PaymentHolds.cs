using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class PaymentHolds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            foreach (var (table, columns, filter, said) in LaborFlow.Persistence.Migrating.DoubledRows.OfTheFund)
                migrationBuilder.Sql(LaborFlow.Persistence.Migrating.DoubledRows.RefuseOnPostgreSql(table, columns, filter, said));

            migrationBuilder.DropIndex(
                name: "ix_fund_publications_quarter_places",
                table: "fund_publications");

            migrationBuilder.AddColumn<string>(
                name: "operation_id",
                table: "fund_incomes",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "worker_id",
                table: "fund_advances",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_fund_resolutions_carried",
                table: "fund_resolutions",
                columns: new[] { "report_year", "places" },
                unique: true,
                filter: "result = 'Carried'");

            migrationBuilder.CreateIndex(
                name: "ix_fund_reconciliations_calendar_month_places_emergency",
                table: "fund_reconciliations",
                columns: new[] { "calendar_month", "places", "emergency" },
                unique: true,
                filter: "state = 'Closed'");

            migrationBuilder.CreateIndex(
                name: "ix_fund_publications_quarter_places",
                table: "fund_publications",
                columns: new[] { "quarter", "places" },
                unique: true,
                filter: "state <> 'Returned'");

            migrationBuilder.CreateIndex(
                name: "ix_fund_incomes_operation_id",
                table: "fund_incomes",
                column: "operation_id",
                unique: true,
                filter: "operation_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_fund_resolutions_carried",
                table: "fund_resolutions");

            migrationBuilder.DropIndex(
                name: "ix_fund_reconciliations_calendar_month_places_emergency",
                table: "fund_reconciliations");

            migrationBuilder.DropIndex(
                name: "ix_fund_publications_quarter_places",
                table: "fund_publications");

            migrationBuilder.DropIndex(
                name: "ix_fund_incomes_operation_id",
                table: "fund_incomes");

            migrationBuilder.DropColumn(
                name: "operation_id",
                table: "fund_incomes");

            migrationBuilder.DropColumn(
                name: "worker_id",
                table: "fund_advances");

            migrationBuilder.CreateIndex(
                name: "ix_fund_publications_quarter_places",
                table: "fund_publications",
                columns: new[] { "quarter", "places" });
        }
    }
}
