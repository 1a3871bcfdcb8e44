using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class ChangeProposals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "change_proposals",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(450)", maxLength: 450, nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    definition_id = table.Column<string>(type: "character varying(450)", maxLength: 450, nullable: false),
                    definition_name = table.Column<string>(type: "character varying(1024)", maxLength: 1024, nullable: true),
                    version_id = table.Column<string>(type: "character varying(450)", maxLength: 450, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: true),
                    draft_revision = table.Column<long>(type: "bigint", nullable: true),
                    base_version = table.Column<int>(type: "integer", nullable: true),
                    note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    legal_basis = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    alterations_json = table.Column<string>(type: "json", nullable: true),
                    outcome_json = table.Column<string>(type: "json", nullable: true),
                    proposed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_change_proposals", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_change_proposals_state_proposed_at",
                table: "change_proposals",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_change_proposals_waiting",
                table: "change_proposals",
                column: "definition_id",
                unique: true,
                filter: "state = 'Waiting' AND kind = 'Publication'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "change_proposals");
        }
    }
}
