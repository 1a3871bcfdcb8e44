using System.Linq;
using LaborFlow.Persistence.Dialects;
﻿using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class AuditStatutesReminders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "course_json",
                table: "case_deadlines",
                type: "json",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "overdue_since",
                table: "case_deadlines",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    chain_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    actor_role = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    origin = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    action_code = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    zh = table.Column<string>(type: "text", nullable: false),
                    en = table.Column<string>(type: "text", nullable: false),
                    changes_json = table.Column<string>(type: "json", nullable: true),
                    procedure_version = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    legal_basis = table.Column<string>(type: "text", nullable: true),
                    key_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    previous_seal = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    seal = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.chain_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "audit_heads",
                columns: table => new
                {
                    chain_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    seal = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_heads", x => x.chain_id);
                });

            migrationBuilder.CreateTable(
                name: "audit_roots",
                columns: table => new
                {
                    signed_day = table.Column<DateOnly>(type: "date", nullable: false),
                    chains = table.Column<long>(type: "bigint", nullable: false),
                    entries = table.Column<long>(type: "bigint", nullable: false),
                    digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    signature = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    heads_json = table.Column<string>(type: "json", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_roots", x => x.signed_day);
                });

            migrationBuilder.CreateTable(
                name: "calendar_local_days",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    jurisdiction = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    is_working = table.Column<bool>(type: "boolean", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    name_en = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    effective_to = table.Column<DateOnly>(type: "date", nullable: true),
                    added_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_local_days", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "calendar_subscriptions",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    token_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    renewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_subscriptions", x => x.user_name);
                });

            migrationBuilder.CreateTable(
                name: "calendar_years",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    calendar_year = table.Column<int>(type: "integer", nullable: false),
                    days_json = table.Column<string>(type: "json", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    added_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_years", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_deliveries",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    subject = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    payload_json = table.Column<string>(type: "json", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    last_error = table.Column<string>(type: "text", nullable: true),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mail_digests",
                columns: table => new
                {
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    digest_day = table.Column<DateOnly>(type: "date", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mail_digests", x => new { x.user_name, x.digest_day });
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    reminder_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    zh = table.Column<string>(type: "text", nullable: false),
                    en = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mail = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notifications", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminder_plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    procedure_code = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    jurisdiction = table.Column<string>(type: "character varying(9)", maxLength: 9, nullable: false),
                    rules_json = table.Column<string>(type: "json", nullable: false),
                    updated_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminder_plans", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reminders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reminder_point = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    recipient = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    can_wait = table.Column<bool>(type: "boolean", nullable: false),
                    fire_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    useful_until = table.Column<DateOnly>(type: "date", nullable: false),
                    state = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reminders", x => x.id);
                    table.ForeignKey(
                        name: "fk_reminders_case_deadlines_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "case_deadlines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "statute_proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    subject = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    payload_json = table.Column<string>(type: "json", nullable: false),
                    legal_basis = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    decided_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decision_note = table.Column<string>(type: "text", nullable: true),
                    moved_deadlines = table.Column<int>(type: "integer", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statute_proposals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "statute_rows",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parameter_id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    jurisdictions = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    effective_from = table.Column<DateOnly>(type: "date", nullable: true),
                    list_position = table.Column<long>(type: "bigint", nullable: false),
                    row_json = table.Column<string>(type: "json", nullable: false),
                    legal_basis = table.Column<string>(type: "text", nullable: false),
                    proposed_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    approved_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_statute_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "supervision_items",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    consequence = table.Column<string>(type: "text", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    handled_by = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    handled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_supervision_items", x => x.id);
                    table.ForeignKey(
                        name: "fk_supervision_items_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_actor_happened_at",
                table: "audit_entries",
                columns: new[] { "actor", "happened_at" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_happened_at",
                table: "audit_entries",
                column: "happened_at");

            migrationBuilder.CreateIndex(
                name: "ix_calendar_subscriptions_token_hash",
                table: "calendar_subscriptions",
                column: "token_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_mail_deliveries_state",
                table: "mail_deliveries",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_mail",
                table: "notifications",
                column: "mail");

            migrationBuilder.CreateIndex(
                name: "ix_notifications_reminder_id_user_name",
                table: "notifications",
                columns: new[] { "reminder_id", "user_name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_user_name_created_at",
                table: "notifications",
                columns: new[] { "user_name", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_reminder_plans_procedure_code_jurisdiction",
                table: "reminder_plans",
                columns: new[] { "procedure_code", "jurisdiction" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminders_deadline_id_due_on_reminder_point_recipient",
                table: "reminders",
                columns: new[] { "deadline_id", "due_on", "reminder_point", "recipient" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reminders_state_fire_at",
                table: "reminders",
                columns: new[] { "state", "fire_at" });

            migrationBuilder.CreateIndex(
                name: "ix_statute_proposals_state_proposed_at",
                table: "statute_proposals",
                columns: new[] { "state", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_statute_rows_parameter_id",
                table: "statute_rows",
                column: "parameter_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_items_case_id",
                table: "supervision_items",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_supervision_items_deadline_id_due_on",
                table: "supervision_items",
                columns: new[] { "deadline_id", "due_on" },
                unique: true);

            foreach (var script in PostgreSqlGuards.AuditScripts.Concat(PostgreSqlGuards.StatuteScripts))
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "audit_heads");

            migrationBuilder.DropTable(
                name: "audit_roots");

            migrationBuilder.DropTable(
                name: "calendar_local_days");

            migrationBuilder.DropTable(
                name: "calendar_subscriptions");

            migrationBuilder.DropTable(
                name: "calendar_years");

            migrationBuilder.DropTable(
                name: "mail_deliveries");

            migrationBuilder.DropTable(
                name: "mail_digests");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "reminder_plans");

            migrationBuilder.DropTable(
                name: "reminders");

            migrationBuilder.DropTable(
                name: "statute_proposals");

            migrationBuilder.DropTable(
                name: "statute_rows");

            migrationBuilder.DropTable(
                name: "supervision_items");

            migrationBuilder.DropColumn(
                name: "course_json",
                table: "case_deadlines");

            migrationBuilder.DropColumn(
                name: "overdue_since",
                table: "case_deadlines");

            migrationBuilder.Sql("DROP FUNCTION audit_heads_forward();");
        }
    }
}
