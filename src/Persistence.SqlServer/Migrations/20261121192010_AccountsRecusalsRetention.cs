using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class AccountsRecusalsRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "authenticator_key",
                table: "users",
                type: "nvarchar(512)",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "last_code_step",
                table: "users",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "recovery_code_hashes",
                table: "users",
                type: "nvarchar(1024)",
                maxLength: 1024,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "account_index",
                table: "fund_advances",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "archive_volumes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    file_name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    written_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archive_volumes", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recusals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    declared_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    declared_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    lifted_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    lifting_reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recusals", x => x.id);
                    table.ForeignKey(
                        name: "fk_recusals_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    job = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    dry_run = table.Column<bool>(type: "bit", nullable: false),
                    started_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    ran_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    items = table.Column<int>(type: "int", nullable: false),
                    outcome_json = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "unmask_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    cases_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    cases = table.Column<int>(type: "int", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    legal_basis = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    requested_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    decision = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unmask_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "varbinary(1024)", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "user_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    method = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    address = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    agent = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    ended_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_sessions_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "archived_cases",
                columns: table => new
                {
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    volume_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    archived_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_archived_cases", x => x.case_id);
                    table.ForeignKey(
                        name: "fk_archived_cases_archive_volumes_volume_id",
                        column: x => x.volume_id,
                        principalTable: "archive_volumes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_archived_cases_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_fund_advances_account_index",
                table: "fund_advances",
                column: "account_index");

            migrationBuilder.CreateIndex(
                name: "ix_archived_cases_volume_id",
                table: "archived_cases",
                column: "volume_id");

            migrationBuilder.CreateIndex(
                name: "ix_recusals_case_id",
                table: "recusals",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_recusals_user_name",
                table: "recusals",
                column: "user_name");

            migrationBuilder.CreateIndex(
                name: "ix_unmask_requests_requested_at",
                table: "unmask_requests",
                column: "requested_at");

            migrationBuilder.CreateIndex(
                name: "ix_user_passkeys_user_id",
                table: "user_passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_sessions_user_id",
                table: "user_sessions",
                column: "user_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "archived_cases");

            migrationBuilder.DropTable(
                name: "recusals");

            migrationBuilder.DropTable(
                name: "retention_runs");

            migrationBuilder.DropTable(
                name: "unmask_requests");

            migrationBuilder.DropTable(
                name: "user_passkeys");

            migrationBuilder.DropTable(
                name: "user_sessions");

            migrationBuilder.DropTable(
                name: "archive_volumes");

            migrationBuilder.DropIndex(
                name: "ix_fund_advances_account_index",
                table: "fund_advances");

            migrationBuilder.DropColumn(
                name: "authenticator_key",
                table: "users");

            migrationBuilder.DropColumn(
                name: "last_code_step",
                table: "users");

            migrationBuilder.DropColumn(
                name: "recovery_code_hashes",
                table: "users");

            migrationBuilder.DropColumn(
                name: "account_index",
                table: "fund_advances");
        }
    }
}
