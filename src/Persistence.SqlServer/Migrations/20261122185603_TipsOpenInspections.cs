using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class TipsOpenInspections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "case_id",
                table: "anonymous_tips",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_anonymous_tips_case_id",
                table: "anonymous_tips",
                column: "case_id");

            migrationBuilder.AddForeignKey(
                name: "fk_anonymous_tips_cases_case_id",
                table: "anonymous_tips",
                column: "case_id",
                principalTable: "cases",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            // Inspections and their follow-ups, and the two funds, write numbers that look alike: they count together from now on.
            foreach (var (kind, other) in new[] { ("INS", "INSF"), ("WGF", "EMF") })
            {
                migrationBuilder.Sql(
                    "UPDATE case_number_sequences SET next_number = (SELECT MAX(o.next_number) FROM case_number_sequences o "
                        + "WHERE o.jurisdiction = case_number_sequences.jurisdiction AND o.calendar_year = case_number_sequences.calendar_year "
                        + $"AND o.kind IN ('{kind}', '{other}')) WHERE kind = '{kind}'"
                );
                migrationBuilder.Sql(
                    $"UPDATE case_number_sequences SET kind = '{kind}' WHERE kind = '{other}' AND NOT EXISTS (SELECT 1 FROM case_number_sequences o "
                        + "WHERE o.jurisdiction = case_number_sequences.jurisdiction AND o.calendar_year = case_number_sequences.calendar_year "
                        + $"AND o.kind = '{kind}')"
                );
                migrationBuilder.Sql($"DELETE FROM case_number_sequences WHERE kind = '{other}'");
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "fk_anonymous_tips_cases_case_id",
                table: "anonymous_tips");

            migrationBuilder.DropIndex(
                name: "ix_anonymous_tips_case_id",
                table: "anonymous_tips");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "anonymous_tips");
        }
    }
}
