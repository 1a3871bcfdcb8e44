using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class CreditRatings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "credit_lists",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    rated_year = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    begun_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    reviewed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    notified_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    notified_on = table.Column<DateOnly>(type: "date", nullable: true),
                    notified_how = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    object_until = table.Column<DateOnly>(type: "date", nullable: true),
                    final_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_lists", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "credit_ratings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    list_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rated_year = table.Column<int>(type: "integer", nullable: false),
                    place = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    employer_key = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    employer = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    credit_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    source_case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    inspections = table.Column<int>(type: "integer", nullable: false),
                    findings = table.Column<int>(type: "integer", nullable: false),
                    scored_grade = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    grade = table.Column<string>(type: "character varying(1)", maxLength: 1, nullable: false),
                    reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    facts_json = table.Column<string>(type: "json", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    final_on = table.Column<DateOnly>(type: "date", nullable: true),
                    keep_until = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_credit_ratings", x => x.id);
                    table.ForeignKey(
                        name: "fk_credit_ratings_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_ratings_cases_source_case_id",
                        column: x => x.source_case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_credit_ratings_credit_lists_list_id",
                        column: x => x.list_id,
                        principalTable: "credit_lists",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_credit_lists_rated_year_place",
                table: "credit_lists",
                columns: new[] { "rated_year", "place" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_ratings_case_id",
                table: "credit_ratings",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_credit_ratings_employer_key",
                table: "credit_ratings",
                column: "employer_key");

            migrationBuilder.CreateIndex(
                name: "ix_credit_ratings_list_id_state",
                table: "credit_ratings",
                columns: new[] { "list_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_credit_ratings_rated_year_place_employer_key",
                table: "credit_ratings",
                columns: new[] { "rated_year", "place", "employer_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_credit_ratings_source_case_id",
                table: "credit_ratings",
                column: "source_case_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "credit_ratings");

            migrationBuilder.DropTable(
                name: "credit_lists");
        }
    }
}
