using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
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
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "agreement_instalments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreement_id = table.Column<Guid>(type: "uuid", nullable: false),
                    instalment_number = table.Column<int>(type: "integer", nullable: false),
                    to_be_done = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    paid = table.Column<decimal>(type: "numeric(18,2)", precision: 18, scale: 2, nullable: false),
                    performed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
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

            migrationBuilder.Sql(LaborFlow.Persistence.Dialects.PostgreSqlArchiveGuards.InstalmentScript);
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
