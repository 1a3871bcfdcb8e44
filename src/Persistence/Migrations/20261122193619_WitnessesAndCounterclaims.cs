using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class WitnessesAndCounterclaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "on_counterclaim",
                table: "award_items",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "witnesses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    residence = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_witnesses", x => x.id);
                    table.ForeignKey(
                        name: "fk_witnesses_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_witnesses_case_id",
                table: "witnesses",
                column: "case_id");

            migrationBuilder.Sql(LaborFlow.Persistence.Dialects.PostgreSqlArchiveGuards.WitnessScript);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "witnesses");

            migrationBuilder.DropColumn(
                name: "on_counterclaim",
                table: "award_items");
        }
    }
}
