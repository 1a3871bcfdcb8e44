using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class BankFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "due_deadline_id",
                table: "case_tasks",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bank_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    batch_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    items = table.Column<int>(type: "int", nullable: false),
                    total = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    taken_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    taken_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_bank_files_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_files_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_returns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    batch_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    paid = table.Column<int>(type: "int", nullable: false),
                    failed = table.Column<int>(type: "int", nullable: false),
                    imported_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    imported_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_returns", x => x.id);
                    table.ForeignKey(
                        name: "fk_bank_returns_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_bank_returns_payment_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "payment_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bank_payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    return_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    worker_number = table.Column<int>(type: "int", nullable: false),
                    paid_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bank_payments", x => x.id);
                    table.ForeignKey(
                        name: "fk_bank_payments_bank_returns_return_id",
                        column: x => x.return_id,
                        principalTable: "bank_returns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bank_files_batch_id",
                table: "bank_files",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_files_case_id",
                table: "bank_files",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_payments_return_id",
                table: "bank_payments",
                column: "return_id");

            migrationBuilder.CreateIndex(
                name: "ix_bank_returns_batch_id",
                table: "bank_returns",
                column: "batch_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_bank_returns_case_id",
                table: "bank_returns",
                column: "case_id");

            // Rechecks that are open now were due with the period of an item, and follow it from now on.
            migrationBuilder.Sql(
                "UPDATE case_tasks SET due_deadline_id ="
                    + " (SELECT TOP 1 d.id FROM case_deadlines d WHERE d.case_id = case_tasks.case_id AND d.parameter_id = 'ins-rectify-period' AND d.state IN ('Running', 'Paused') AND d.due_on = case_tasks.due_on ORDER BY d.id)"
                    + " WHERE step IN ('insf-recheck', 'insf-recheck-later') AND status IN ('Open', 'Claimed')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bank_files");

            migrationBuilder.DropTable(
                name: "bank_payments");

            migrationBuilder.DropTable(
                name: "bank_returns");

            migrationBuilder.DropColumn(
                name: "due_deadline_id",
                table: "case_tasks");
        }
    }
}
