using System.Data.Common;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Persistence.Personal;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// What lies in a case's folder, for its page: read by one statement, whatever it holds, where the tables one by one would take nine.
/// </summary>
public sealed class CaseFolder(LaborFlowDbContext context)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly string[] Contents =
    [
        "SELECT id, parameter_id, name, starts_on, due_on, state, provisional, explanation_json FROM case_deadlines WHERE case_id = @case",
        "SELECT id, name, kind, content_type, size, created_by, created_at, document_number, state, version FROM case_documents WHERE case_id = @case",
        "SELECT id, name, content_type, size, submitted_by, submitted_at FROM evidence_files WHERE case_id = @case",
        "SELECT session_number, held_on, mode, applicant_present, respondent_present, summary, recorded_by FROM mediation_sessions WHERE case_id = @case",
        "SELECT id, terms, amount, perform_by, drafted_at, applicant_confirmed_at, respondent_confirmed_at, declined_by FROM mediation_agreements WHERE case_id = @case",
        "SELECT id, hearing_number, held_on, starts_at, place, notified_on, state, applicant_present, respondent_present, record FROM hearings WHERE case_id = @case",
        "SELECT position, cause, amount, period_from, period_to, basis FROM claims WHERE case_id = @case",
        "SELECT id, instance_id, activity_id, status, completed_at FROM case_tasks WHERE case_id = @case AND status <> 'Cancelled'",
        "SELECT data_json FROM register_entries WHERE case_id = @case AND kind = 'intake'",
        "SELECT o.name FROM mediation_organisations o JOIN cases c ON c.mediation_organisation_id = o.id WHERE c.id = @case",
        "SELECT id, name, residence FROM witnesses WHERE case_id = @case",
    ];

    /// <summary>Reads the folder of one case. The caller has made sure that the reader may see it.</summary>
    public async Task<CaseFolderContents> ReadAsync(Guid caseId, CancellationToken cancellationToken)
    {
        await using var session = await DatabaseSession.OpenAsync(context, cancellationToken);
        session.Batch.Add($"SELECT {string.Join(", ", Contents.Select(context.Dialect.JsonRows))}", ("@case", caseId));
        await using var reader = await session.Batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new(
            [.. Rows<DeadlineRow>(reader, 0).OrderBy(row => row.Id)],
            [.. Rows<DocumentRow>(reader, 1).OrderBy(row => row.CreatedAt).ThenBy(row => row.Version)],
            [.. Rows<EvidenceRow>(reader, 2).OrderBy(row => row.SubmittedAt).ThenBy(row => row.Id)],
            [
                .. Rows<SessionRow>(reader, 3)
                    .OrderBy(row => row.SessionNumber)
                    .Select(row => row with { Summary = Reveal("mediation_sessions.summary", row.Summary) }),
            ],
            [
                .. Rows<AgreementRow>(reader, 4)
                    .OrderBy(row => row.DraftedAt)
                    .ThenBy(row => row.Id)
                    .Select(row => row with { Terms = Reveal("mediation_agreements.terms", row.Terms) }),
            ],
            [
                .. Rows<HearingRow>(reader, 5)
                    .OrderBy(row => row.HearingNumber)
                    .Select(row => row with { Record = row.Record is { } record ? Reveal("hearings.record", record) : null }),
            ],
            [
                .. Rows<ClaimRow>(reader, 6)
                    .OrderBy(row => row.Position)
                    .Select(row => row with { Basis = Reveal("claims.basis", row.Basis) }),
            ],
            Rows<StepRow>(reader, 7),
            Rows<OrganisationRow>(reader, 9).FirstOrDefault()?.Name,
            IntakeFacts.Read(Rows<IntakeRow>(reader, 8).FirstOrDefault() is { } told ? StoredJson.Text(told.DataJson) : null),
            [
                .. Rows<WitnessRow>(reader, 10)
                    .OrderBy(row => row.Id)
                    .Select(row =>
                        row with
                        {
                            Name = Reveal("witnesses.name", row.Name),
                            Residence = Reveal("witnesses.residence", row.Residence),
                        }
                    ),
            ]
        );
    }

    private string Reveal(string column, string stored) =>
        (context.PersonalKeys ?? throw new PersonalDataException("Without keys of personal data no case can be read.")).Reveal(
            column,
            stored
        );

    private sealed record OrganisationRow(string Name);

    private sealed record IntakeRow(JsonElement DataJson);

    private static List<T> Rows<T>(DbDataReader reader, int column) => JsonSerializer.Deserialize<List<T>>(reader.GetString(column), Json)!;
}

/// <summary>A case's folder, each part in its order.</summary>
public sealed record CaseFolderContents(
    IReadOnlyList<DeadlineRow> Deadlines,
    IReadOnlyList<DocumentRow> Documents,
    IReadOnlyList<EvidenceRow> Evidence,
    IReadOnlyList<SessionRow> Sessions,
    IReadOnlyList<AgreementRow> Agreements,
    IReadOnlyList<HearingRow> Hearings,
    IReadOnlyList<ClaimRow> Claims,
    IReadOnlyList<StepRow> Steps,
    string? MediationOrganisation,
    IntakeFacts? Intake,
    IReadOnlyList<WitnessRow> Witnesses
);

/// <summary>A witness whom the application names.</summary>
public sealed record WitnessRow(Guid Id, string Name, string Residence);

/// <summary>A deadline with its explanation as JSON.</summary>
public sealed record DeadlineRow(
    Guid Id,
    string ParameterId,
    string Name,
    DateOnly StartsOn,
    DateOnly DueOn,
    string State,
    bool Provisional,
    JsonElement ExplanationJson
)
{
    /// <summary>The state by its name.</summary>
    public DeadlineState Standing => Enum.Parse<DeadlineState>(State);

    /// <summary>The explanation as text.</summary>
    public string? Explanation => StoredJson.Text(ExplanationJson);
}

/// <summary>A column that holds JSON, within rows that were read as JSON.</summary>
internal static class StoredJson
{
    /// <summary>The column's text, whether the database gave it as JSON or as a text that holds it.</summary>
    public static string? Text(JsonElement column) =>
        column.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => column.GetString(),
            _ => column.GetRawText(),
        };
}

/// <summary>An official document, without its contents.</summary>
public sealed record DocumentRow(
    Guid Id,
    string Name,
    string? Kind,
    string ContentType,
    long Size,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    string? DocumentNumber,
    string State,
    int Version
);

/// <summary>An evidence file, without its contents.</summary>
public sealed record EvidenceRow(Guid Id, string Name, string ContentType, long Size, string SubmittedBy, DateTimeOffset SubmittedAt);

/// <summary>A mediation session.</summary>
public sealed record SessionRow(
    int SessionNumber,
    DateOnly HeldOn,
    string Mode,
    bool ApplicantPresent,
    bool RespondentPresent,
    string Summary,
    string RecordedBy
);

/// <summary>A mediation agreement.</summary>
public sealed record AgreementRow(
    Guid Id,
    string Terms,
    decimal? Amount,
    DateOnly? PerformBy,
    DateTimeOffset DraftedAt,
    DateTimeOffset? ApplicantConfirmedAt,
    DateTimeOffset? RespondentConfirmedAt,
    string? DeclinedBy
);

/// <summary>A hearing.</summary>
public sealed record HearingRow(
    Guid Id,
    int HearingNumber,
    DateOnly HeldOn,
    string StartsAt,
    string Place,
    DateOnly? NotifiedOn,
    string State,
    bool? ApplicantPresent,
    bool? RespondentPresent,
    string? Record
);

/// <summary>A claim.</summary>
public sealed record ClaimRow(int Position, string Cause, decimal? Amount, DateOnly? PeriodFrom, DateOnly? PeriodTo, string Basis);

/// <summary>A task that was not withdrawn, as far as it decides which commands its neighbours have.</summary>
public sealed record StepRow(Guid Id, string InstanceId, string ActivityId, string Status, DateTimeOffset? CompletedAt);
