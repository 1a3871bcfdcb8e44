using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace LaborFlow.Persistence.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class CasesAndWorkflows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "case_number_sequences",
                columns: table => new
                {
                    jurisdiction = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    calendar_year = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    next_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_number_sequences", x => new { x.jurisdiction, x.calendar_year, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "evidence_contents",
                columns: table => new
                {
                    storage_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    content = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_contents", x => x.storage_key);
                });

            migrationBuilder.CreateTable(
                name: "form_versions",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    form_key = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    schema_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ui_schema_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    installed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_form_versions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "mediation_organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    level = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    jurisdiction = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    enterprise_credit_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    active = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_organisations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "outbox_messages",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    kind = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    payload_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    not_before = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    attempts = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    last_error = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_messages", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_bookmarks",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    name = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    payload_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    activity_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    activity_node_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    activity_instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    auto_burn = table.Column<bool>(type: "bit", nullable: false),
                    auto_complete = table.Column<bool>(type: "bit", nullable: false),
                    callback_method_name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    metadata_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    consumed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    consumed_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    consumed_cause = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: true),
                    consumed_operation_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_bookmarks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_definitions",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    description = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    is_latest = table.Column<bool>(type: "bit", nullable: false),
                    is_published = table.Column<bool>(type: "bit", nullable: false),
                    is_readonly = table.Column<bool>(type: "bit", nullable: false),
                    is_system = table.Column<bool>(type: "bit", nullable: false),
                    usable_as_activity = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    definition_json = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_definitions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_instances",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_version_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    sub_status = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    correlation_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    parent_instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    incident_count = table.Column<int>(type: "int", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    state_json = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_instances", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_journal",
                columns: table => new
                {
                    instance_id = table.Column<string>(type: "nvarchar(442)", maxLength: 442, nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    activity_instance_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    parent_activity_instance_id = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    activity_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    activity_type = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    activity_type_version = table.Column<int>(type: "int", nullable: false),
                    activity_name = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    node_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    event_name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    message = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    event_source = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    payload_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    state_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    output_json = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_journal", x => new { x.instance_id, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "workflow_operations",
                columns: table => new
                {
                    operation_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    answer_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    given_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_operations", x => x.operation_id);
                });

            migrationBuilder.CreateTable(
                name: "workflow_triggers",
                columns: table => new
                {
                    id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_version_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    activity_id = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    name = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    payload_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    next_due_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    leased_until = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workflow_triggers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "cases",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_number = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    procedure_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    stage = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    district = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    channel = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    filed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    main_cause = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    facts = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    right_infringed_on = table.Column<DateOnly>(type: "date", nullable: false),
                    migrant_worker = table.Column<bool>(type: "bit", nullable: false),
                    urgent_hardship = table.Column<bool>(type: "bit", nullable: false),
                    collective = table.Column<bool>(type: "bit", nullable: false),
                    preferred_mediation_level = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    mediation_organisation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    query_code_hash = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    respondent_query_code_hash = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    workflow_instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: true),
                    related_case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    closed_as = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    closing_reason = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false),
                    employment_contract_status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    employment_ended_on = table.Column<DateOnly>(type: "date", nullable: true),
                    employment_monthly_wage = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: false),
                    employment_post = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    employment_started_on = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cases", x => x.id);
                    table.ForeignKey(
                        name: "fk_cases_cases_related_case_id",
                        column: x => x.related_case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_cases_mediation_organisations_mediation_organisation_id",
                        column: x => x.mediation_organisation_id,
                        principalTable: "mediation_organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_deadlines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    parameter_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    explanation_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    provisional = table.Column<bool>(type: "bit", nullable: false),
                    state = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_deadlines", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_deadlines_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_documents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    storage_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    public_to_parties = table.Column<bool>(type: "bit", nullable: false),
                    created_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_documents", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_documents_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    happened_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    actor = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    actor_role = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    action_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    zh = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    en = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    public_to_parties = table.Column<bool>(type: "bit", nullable: false),
                    procedure_version = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    legal_basis = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    changes_json = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_events_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    procedure_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    title = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    step = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    form_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    outcomes_json = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    form_data_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    legal_basis = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    office_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    jurisdiction = table.Column<string>(type: "nvarchar(12)", maxLength: 12, nullable: false),
                    party = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    assignee = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    claimed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    due_on = table.Column<DateOnly>(type: "date", nullable: true),
                    due_parameter = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    instance_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    bookmark_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    activity_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    definition_version_id = table.Column<string>(type: "nvarchar(450)", maxLength: 450, nullable: false),
                    draft_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    data_json = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    outcome = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    completed_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_case_tasks_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    cause = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    period_from = table.Column<DateOnly>(type: "date", nullable: true),
                    period_to = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_claims_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "evidence_files",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    storage_key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    submitted_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    submitted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_evidence_files", x => x.id);
                    table.ForeignKey(
                        name: "fk_evidence_files_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mediation_agreements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    terms = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    amount = table.Column<decimal>(type: "decimal(18,2)", precision: 18, scale: 2, nullable: true),
                    perform_by = table.Column<DateOnly>(type: "date", nullable: true),
                    drafted_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false),
                    applicant_confirmed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    respondent_confirmed_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    declined_by = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    declined_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_agreements", x => x.id);
                    table.ForeignKey(
                        name: "fk_mediation_agreements_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "mediation_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    session_number = table.Column<int>(type: "int", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    mode = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    applicant_present = table.Column<bool>(type: "bit", nullable: false),
                    respondent_present = table.Column<bool>(type: "bit", nullable: false),
                    summary = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    recorded_by = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mediation_sessions", x => x.id);
                    table.ForeignKey(
                        name: "fk_mediation_sessions_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parties",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    case_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    side = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    id_type = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    id_number = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    gender = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    born_on = table.Column<DateOnly>(type: "date", nullable: true),
                    phone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    service_address = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    consents_to_electronic_service = table.Column<bool>(type: "bit", nullable: false),
                    registered_address = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    workplace_address = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    legal_representative = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_parties", x => x.id);
                    table.ForeignKey(
                        name: "fk_parties_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "task_candidates",
                columns: table => new
                {
                    task_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_task_candidates", x => new { x.task_id, x.role });
                    table.ForeignKey(
                        name: "fk_task_candidates_case_tasks_task_id",
                        column: x => x.task_id,
                        principalTable: "case_tasks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "representatives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    party_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    phone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    id_number = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    authority = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_representatives", x => x.id);
                    table.ForeignKey(
                        name: "fk_representatives_parties_party_id",
                        column: x => x.party_id,
                        principalTable: "parties",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_deadlines_case_id",
                table: "case_deadlines",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_deadlines_state_due_on",
                table: "case_deadlines",
                columns: new[] { "state", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_case_documents_case_id",
                table: "case_documents",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_events_case_id",
                table: "case_events",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_assignee_status",
                table: "case_tasks",
                columns: new[] { "assignee", "status" });

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_bookmark_id",
                table: "case_tasks",
                column: "bookmark_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_case_id",
                table: "case_tasks",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_case_tasks_status_due_on",
                table: "case_tasks",
                columns: new[] { "status", "due_on" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_case_number",
                table: "cases",
                column: "case_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_cases_district_stage_filed_at",
                table: "cases",
                columns: new[] { "district", "stage", "filed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_filed_at_id",
                table: "cases",
                columns: new[] { "filed_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_cases_mediation_organisation_id",
                table: "cases",
                column: "mediation_organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_related_case_id",
                table: "cases",
                column: "related_case_id");

            migrationBuilder.CreateIndex(
                name: "ix_cases_workflow_instance_id",
                table: "cases",
                column: "workflow_instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_claims_case_id",
                table: "claims",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_evidence_files_case_id",
                table: "evidence_files",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_mediation_agreements_case_id",
                table: "mediation_agreements",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_mediation_organisations_enterprise_credit_code",
                table: "mediation_organisations",
                column: "enterprise_credit_code");

            migrationBuilder.CreateIndex(
                name: "ix_mediation_organisations_jurisdiction",
                table: "mediation_organisations",
                column: "jurisdiction");

            migrationBuilder.CreateIndex(
                name: "ix_mediation_sessions_case_id",
                table: "mediation_sessions",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_mediation_sessions_case_id_session_number",
                table: "mediation_sessions",
                columns: new[] { "case_id", "session_number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_created_at_id",
                table: "outbox_messages",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_parties_case_id",
                table: "parties",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_parties_id_number",
                table: "parties",
                column: "id_number");

            migrationBuilder.CreateIndex(
                name: "ix_parties_name",
                table: "parties",
                column: "name");

            migrationBuilder.CreateIndex(
                name: "ix_representatives_party_id",
                table: "representatives",
                column: "party_id");

            migrationBuilder.CreateIndex(
                name: "ix_task_candidates_role",
                table: "task_candidates",
                column: "role");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_due_at_id",
                table: "workflow_bookmarks",
                columns: new[] { "due_at", "id" },
                filter: "due_at IS NOT NULL AND consumed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_hash",
                table: "workflow_bookmarks",
                column: "hash",
                filter: "consumed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_instance_id",
                table: "workflow_bookmarks",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_bookmarks_name",
                table: "workflow_bookmarks",
                column: "name",
                filter: "consumed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_definition_id_version",
                table: "workflow_definitions",
                columns: new[] { "definition_id", "version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_workflow_definitions_published",
                table: "workflow_definitions",
                column: "definition_id",
                unique: true,
                filter: "is_published = 1");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_correlation_id",
                table: "workflow_instances",
                column: "correlation_id",
                filter: "correlation_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_created_at_id",
                table: "workflow_instances",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_id_created_at",
                table: "workflow_instances",
                columns: new[] { "definition_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_definition_version_id",
                table: "workflow_instances",
                column: "definition_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_finished_at_id",
                table: "workflow_instances",
                columns: new[] { "finished_at", "id" },
                filter: "finished_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_incident_count",
                table: "workflow_instances",
                column: "incident_count",
                filter: "incident_count > 0");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_parent_instance_id",
                table: "workflow_instances",
                column: "parent_instance_id",
                filter: "parent_instance_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_instances_updated_at_id",
                table: "workflow_instances",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_workflow_operations_instance_id",
                table: "workflow_operations",
                column: "instance_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_triggers_definition_id",
                table: "workflow_triggers",
                column: "definition_id");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_triggers_hash",
                table: "workflow_triggers",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_workflow_triggers_next_due_at",
                table: "workflow_triggers",
                column: "next_due_at",
                filter: "next_due_at IS NOT NULL");

            foreach (var script in SqlServerGuards.Scripts)
            {
                migrationBuilder.Sql(script);
            }
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_deadlines");

            migrationBuilder.DropTable(
                name: "case_documents");

            migrationBuilder.DropTable(
                name: "case_events");

            migrationBuilder.DropTable(
                name: "case_number_sequences");

            migrationBuilder.DropTable(
                name: "claims");

            migrationBuilder.DropTable(
                name: "evidence_contents");

            migrationBuilder.DropTable(
                name: "evidence_files");

            migrationBuilder.DropTable(
                name: "form_versions");

            migrationBuilder.DropTable(
                name: "mediation_agreements");

            migrationBuilder.DropTable(
                name: "mediation_sessions");

            migrationBuilder.DropTable(
                name: "outbox_messages");

            migrationBuilder.DropTable(
                name: "representatives");

            migrationBuilder.DropTable(
                name: "task_candidates");

            migrationBuilder.DropTable(
                name: "workflow_bookmarks");

            migrationBuilder.DropTable(
                name: "workflow_definitions");

            migrationBuilder.DropTable(
                name: "workflow_instances");

            migrationBuilder.DropTable(
                name: "workflow_journal");

            migrationBuilder.DropTable(
                name: "workflow_operations");

            migrationBuilder.DropTable(
                name: "workflow_triggers");

            migrationBuilder.DropTable(
                name: "parties");

            migrationBuilder.DropTable(
                name: "case_tasks");

            migrationBuilder.DropTable(
                name: "cases");

            migrationBuilder.DropTable(
                name: "mediation_organisations");
        }
    }
}
