using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class TrackedAgreements : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "cross_border",
                table: "mediation_organisations",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "agreement_instalments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    instalment_number = table.Column<int>(type: "int", nullable: false),
                    to_be_done = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    paid = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    performed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreement_instalments", x => x.id);
                    table.ForeignKey(
                        name: "fk_agreement_instalments_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_agreement_instalments_mediation_agreements_agreement_id",
                        column: x => x.agreement_id,
                        principalTable: "mediation_agreements",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreement_instalments_agreement_id",
                table: "agreement_instalments",
                column: "agreement_id");

            migrationBuilder.CreateIndex(
                name: "ix_agreement_instalments_case_id",
                table: "agreement_instalments",
                column: "case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agreement_instalments");

            migrationBuilder.DropColumn(
                name: "cross_border",
                table: "mediation_organisations");
        }
    }
}
