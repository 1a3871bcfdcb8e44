using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ClaimsOfAwards : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<DateOnly>(
                name: "notified_on",
                table: "hearings",
                type: "date",
                nullable: true,
                oldClrType: typeof(DateOnly),
                oldType: "date");

            migrationBuilder.AddColumn<Guid>(
                name: "claim_id",
                table: "award_items",
                type: "uuid",
                nullable: true);

            // An item counted the claims that the case had; from here on it names its claim. Claims of one place were counted in the order in
            // which they came, and get places of their own where the case is not archived.
            migrationBuilder.Sql(
                """
                UPDATE award_items SET claim_id = c.id
                FROM awards a JOIN (SELECT id, case_id, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY position, id) AS number FROM claims) c ON c.case_id = a.case_id
                WHERE award_items.award_id = a.id AND NOT award_items.on_counterclaim AND award_items.claim_number = c.number;
                """
            );
            migrationBuilder.Sql(
                """
                UPDATE claims SET position = c.number - 1
                FROM (SELECT id, case_id, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY position, id) AS number FROM claims) c
                WHERE c.id = claims.id
                    AND claims.case_id IN (SELECT case_id FROM claims GROUP BY case_id, position HAVING COUNT(*) > 1)
                    AND claims.case_id NOT IN (SELECT case_id FROM archived_cases);
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "claim_id",
                table: "award_items");

            migrationBuilder.AlterColumn<DateOnly>(
                name: "notified_on",
                table: "hearings",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1),
                oldClrType: typeof(DateOnly),
                oldType: "date",
                oldNullable: true);
        }
    }
}
