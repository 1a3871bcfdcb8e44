using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class FundAccountProof : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "account_proof",
                table: "fund_advances",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "fund_resolutions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    places = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: false),
                    report_year = table.Column<int>(type: "integer", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    chair = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    resolution_text = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    result = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    recorded_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_resolutions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "fund_resolution_members",
                columns: table => new
                {
                    resolution_id = table.Column<Guid>(type: "uuid", nullable: false),
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    organisation = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    presence = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    vote = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    recusal = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_fund_resolution_members", x => new { x.resolution_id, x.id });
                    table.ForeignKey(
                        name: "fk_fund_resolution_members_fund_resolutions_resolution_id",
                        column: x => x.resolution_id,
                        principalTable: "fund_resolutions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fund_resolutions_report_year_places",
                table: "fund_resolutions",
                columns: new[] { "report_year", "places" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fund_resolution_members");

            migrationBuilder.DropTable(
                name: "fund_resolutions");

            migrationBuilder.DropColumn(
                name: "account_proof",
                table: "fund_advances");
        }
    }
}
