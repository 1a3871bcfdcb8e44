using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class BankAnswersInParts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_bank_returns_batch_id",
                table: "bank_returns");

            migrationBuilder.CreateIndex(
                name: "ix_bank_returns_batch_id_sha256",
                table: "bank_returns",
                columns: new[] { "batch_id", "sha256" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_bank_returns_batch_id_sha256",
                table: "bank_returns");

            migrationBuilder.CreateIndex(
                name: "ix_bank_returns_batch_id",
                table: "bank_returns",
                column: "batch_id",
                unique: true);
        }
    }
}
