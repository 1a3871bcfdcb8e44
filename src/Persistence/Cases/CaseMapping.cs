using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Documents;
using LaborFlow.Cases.Documents.Sealing;
using LaborFlow.Cases.Documents.Serving;
using LaborFlow.Cases.Evidence;
using LaborFlow.Cases.Forms;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Numbers;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LaborFlow.Persistence.Cases;

/// <summary>Cases and what belongs to them as tables.</summary>
internal static class CaseMapping
{
    private const int CodeLength = 64;
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<Case>(MapCase);
        model.Entity<Party>(MapParty);
        model.Entity<Representative>(row =>
        {
            row.ToTable("representatives");
            Key(row);
            Texts(row, CodeLength, nameof(Representative.Kind), nameof(Representative.Authority));
            Texts(row, NameLength, nameof(Representative.Name));
        });
        model.Entity<Claim>(row =>
        {
            row.ToTable("claims");
            Key(row);
            Texts(row, CodeLength, nameof(Claim.Cause));
            row.HasIndex(c => new { c.Cause, c.CaseId });
        });
        MapBelongings(model);
        MapMediation(model);
        model.Entity<CaseTask>(MapTask);
        model.Entity<TaskCandidate>(row =>
        {
            row.ToTable("task_candidates");
            row.HasKey(c => new { c.TaskId, c.Role });
            Texts(row, CodeLength, nameof(TaskCandidate.Role));
            row.HasIndex(c => new { c.Role, c.TaskId });
        });
        model.Entity<TaskCoSigner>(row =>
        {
            row.ToTable("task_co_signers");
            row.HasKey(c => new { c.TaskId, c.UserName });
            Texts(row, NameLength, nameof(TaskCoSigner.UserName), nameof(TaskCoSigner.RequestedBy));
            Texts(row, 2_000, nameof(TaskCoSigner.Comment));
            row.HasIndex(c => c.UserName);
        });
        model.Entity<TaskCopy>(row =>
        {
            row.ToTable("task_copies");
            row.HasKey(c => new { c.TaskId, c.UserName });
            Texts(row, NameLength, nameof(TaskCopy.UserName), nameof(TaskCopy.By));
            row.Property(c => c.By).HasColumnName("given_by");
            row.Property(c => c.At).HasColumnName("given_at");
            Texts(row, 2_000, nameof(TaskCopy.Note));
            row.HasIndex(c => c.UserName);
        });
        model.Entity<FormVersion>(row =>
        {
            row.ToTable("form_versions", table => table.HasTrigger("form_versions_append_only"));
            row.HasKey(f => f.Id);
            Texts(row, NameLength, nameof(FormVersion.Id), nameof(FormVersion.Key));
            row.Property(f => f.Key).HasColumnName("form_key");
        });
        model.Entity<CaseNumberSequence>(row =>
        {
            row.ToTable("case_number_sequences");
            row.HasKey(s => new
            {
                s.Jurisdiction,
                s.Year,
                s.Kind,
            });
            row.Property(s => s.Jurisdiction).HasMaxLength(12);
            row.Property(s => s.Year).HasColumnName("calendar_year");
            row.Property(s => s.Kind).HasMaxLength(16);
            row.Property(s => s.Next).HasColumnName("next_number");
        });
        model.Entity<EvidenceContent>(row =>
        {
            row.ToTable("evidence_contents");
            row.HasKey(c => c.StorageKey);
            Texts(row, CodeLength, nameof(EvidenceContent.StorageKey));
        });
    }

    private static void MapCase(EntityTypeBuilder<Case> row)
    {
        row.ToTable("cases");
        Key(row);
        Texts(
            row,
            128,
            nameof(Case.CaseNumber),
            nameof(Case.DocketNumber),
            nameof(Case.QueryCodeHash),
            nameof(Case.RespondentQueryCodeHash)
        );
        Texts(
            row,
            CodeLength,
            nameof(Case.ProcedureCode),
            nameof(Case.Stage),
            nameof(Case.MainCause),
            nameof(Case.Channel),
            nameof(Case.ClosedAs)
        );
        Texts(row, CodeLength, nameof(Case.PreferredMediationLevel));
        Texts(row, 12, nameof(Case.District));
        Texts(row, 450, nameof(Case.WorkflowInstanceId));
        row.Ignore(c => c.CrossBorder);
        row.Ignore(c => c.Applicants);
        row.Ignore(c => c.Roster);
        row.Ignore(c => c.Respondents);
        row.ComplexProperty(
            c => c.Employment,
            employment =>
            {
                employment.Property(e => e.Post).HasMaxLength(NameLength);
                employment.Property(e => e.ContractStatus).HasMaxLength(CodeLength);
            }
        );
        row.HasMany(c => c.Parties).WithOne().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasMany(c => c.Claims).WithOne().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<Case>().WithMany().HasForeignKey(c => c.RelatedCaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasOne<MediationOrganisation>().WithMany().HasForeignKey(c => c.MediationOrganisationId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(c => c.CaseNumber).IsUnique();
        row.HasIndex(c => c.DocketNumber).IsUnique();
        // The newest cases of a place are counted and paged by this alone. Parts of numbers and names are found by indexes of bigrams, which
        // the migrations of PostgreSQL make by hand.
        row.HasIndex(c => new
            {
                c.FiledAt,
                c.Id,
                c.District,
            })
            .Carry(nameof(Case.ClosedAt), nameof(Case.ProcedureCode));
        // What is open is a small part of what is stored.
        row.HasIndex(
                c => new
                {
                    c.FiledAt,
                    c.Id,
                    c.District,
                },
                "ix_cases_open"
            )
            .HasFilter("closed_at IS NULL")
            .Carry(nameof(Case.ProcedureCode), nameof(Case.Stage), nameof(Case.MainCause));
        // What ended in a month is counted without a look at all that ever ended.
        row.HasIndex(c => new
            {
                c.ClosedAt,
                c.Id,
                c.District,
            })
            .Carry(nameof(Case.ProcedureCode), nameof(Case.ClosedAs), nameof(Case.DocketNumber));
        // A stage is counted and paged by this alone, whoever may see which districts.
        row.HasIndex(c => new
        {
            c.Stage,
            c.FiledAt,
            c.Id,
            c.District,
        });
        // How many there are in a place, whatever the rest of the question.
        row.HasIndex(c => new { c.District, c.Id }).Carry(nameof(Case.MediationOrganisationId));
        row.HasIndex(c => c.WorkflowInstanceId);
    }

    private static void MapParty(EntityTypeBuilder<Party> row)
    {
        row.ToTable("parties");
        Key(row);
        Texts(row, CodeLength, nameof(Party.Kind), nameof(Party.Role), nameof(Party.IdType), nameof(Party.Gender));
        Texts(row, NameLength, nameof(Party.Name), nameof(Party.Email), nameof(Party.LegalRepresentative));
        row.HasMany(p => p.Representatives).WithOne().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(p => p.CaseId);
        row.HasIndex(p => p.Name);
    }

    private static void MapTask(EntityTypeBuilder<CaseTask> row)
    {
        row.ToTable("case_tasks");
        Key(row);
        Texts(
            row,
            CodeLength,
            nameof(CaseTask.ProcedureCode),
            nameof(CaseTask.Step),
            nameof(CaseTask.Party),
            nameof(CaseTask.DueParameter),
            nameof(CaseTask.Outcome),
            nameof(CaseTask.StageBefore),
            nameof(CaseTask.ReturnedTo)
        );
        Texts(
            row,
            NameLength,
            nameof(CaseTask.Title),
            nameof(CaseTask.FormId),
            nameof(CaseTask.Assignee),
            nameof(CaseTask.CompletedBy),
            nameof(CaseTask.DelegatedBy),
            nameof(CaseTask.PermittedActs)
        );
        Texts(row, 2_000, nameof(CaseTask.ReturnReason));
        // Tasks from before steps could permit or forbid acts.
        row.Property(t => t.PermittedActs).HasDefaultValue(string.Join(',', TaskActs.All));
        Texts(
            row,
            450,
            nameof(CaseTask.InstanceId),
            nameof(CaseTask.BookmarkId),
            nameof(CaseTask.ActivityId),
            nameof(CaseTask.DefinitionVersionId)
        );
        Texts(row, 12, nameof(CaseTask.Jurisdiction));
        row.HasOne<Case>().WithMany().HasForeignKey(t => t.CaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasMany(t => t.Candidates).WithOne().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        row.HasMany(t => t.CoSigners).WithOne().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        row.HasMany(t => t.Copies).WithOne().HasForeignKey(c => c.TaskId).OnDelete(DeleteBehavior.Cascade);
        row.HasIndex(t => t.CaseId);
        row.HasIndex(t => t.BookmarkId);
        // Lists are counted and paged by these alone, what is due first; rows are read only for the page that is shown.
        row.HasIndex(t => new
            {
                t.Status,
                t.DueOn,
                t.Id,
                t.Jurisdiction,
                t.OfficeId,
            })
            .Carry(
                nameof(CaseTask.CaseId),
                nameof(CaseTask.Title),
                nameof(CaseTask.CreatedAt),
                nameof(CaseTask.ProcedureCode),
                nameof(CaseTask.Step),
                nameof(CaseTask.Assignee),
                nameof(CaseTask.Party),
                nameof(CaseTask.CompletedBy),
                nameof(CaseTask.DelegatedBy)
            );
        row.HasIndex(t => new
        {
            t.Assignee,
            t.Status,
            t.CaseId,
        });
        row.HasIndex(t => new
        {
            t.CompletedBy,
            t.CompletedAt,
            t.CaseId,
        });
        row.HasIndex(t => t.DelegatedBy);
        // Who sees all of a city sees it in every state: after what waits, the latest that was done.
        row.HasIndex(t => new
        {
            t.CompletedAt,
            t.Id,
            t.Jurisdiction,
        });
        // Figures ask which cases took a step with an outcome.
        row.HasIndex(t => new
        {
            t.Step,
            t.Outcome,
            t.CompletedAt,
            t.CaseId,
        });
    }

    private static void MapBelongings(ModelBuilder model)
    {
        model.Entity<CaseDeadline>(row =>
        {
            row.ToTable("case_deadlines");
            Belongs(row, d => d.CaseId);
            Texts(row, NameLength, nameof(CaseDeadline.ParameterId), nameof(CaseDeadline.Name));
            row.Ignore(d => d.Course);
            // Which light a case shows is asked of this alone.
            row.HasIndex(d => new { d.State, d.DueOn }).Carry(nameof(CaseDeadline.CaseId), nameof(CaseDeadline.StartsOn));
            // Figures ask which cases kept a statutory period.
            row.HasIndex(d => new { d.ParameterId, d.CaseId })
                .Carry(nameof(CaseDeadline.State), nameof(CaseDeadline.EndedAt), nameof(CaseDeadline.OverdueSince));
        });
        model.Entity<EvidenceFile>(row =>
        {
            row.ToTable("evidence_files");
            Belongs(row, f => f.CaseId);
            Texts(row, NameLength, nameof(EvidenceFile.Name), nameof(EvidenceFile.ContentType), nameof(EvidenceFile.SubmittedBy));
            Texts(row, CodeLength, nameof(EvidenceFile.Sha256), nameof(EvidenceFile.StorageKey));
        });
        model.Entity<CaseDocument>(row =>
        {
            row.ToTable("case_documents");
            Belongs(row, d => d.CaseId);
            Texts(row, NameLength, nameof(CaseDocument.Name), nameof(CaseDocument.ContentType), nameof(CaseDocument.CreatedBy));
            Texts(row, NameLength, nameof(CaseDocument.Number), nameof(CaseDocument.TemplateId), nameof(CaseDocument.IssuedBy));
            Texts(row, CodeLength, nameof(CaseDocument.Kind), nameof(CaseDocument.Sha256), nameof(CaseDocument.StorageKey));
            row.Property(d => d.Number).HasColumnName("document_number");
            row.HasOne<OfficeSeal>().WithMany().HasForeignKey(d => d.SealId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<OfficeSeal>(row =>
        {
            row.ToTable("office_seals");
            Key(row);
            Texts(row, NameLength, nameof(OfficeSeal.Office), nameof(OfficeSeal.ProposedBy), nameof(OfficeSeal.DecidedBy));
            Texts(row, NameLength, nameof(OfficeSeal.RetiredBy));
            Texts(row, CodeLength, nameof(OfficeSeal.StorageKey), nameof(OfficeSeal.Sha256));
            row.Property(s => s.Version).HasColumnName("version_number");
            row.HasIndex(s => new { s.Office, s.Version }).IsUnique();
        });
        model.Entity<ServiceRecord>(row =>
        {
            row.ToTable("service_records", table => table.HasTrigger("service_records_append_only"));
            Belongs(row, r => r.CaseId);
            row.HasOne<CaseDocument>().WithMany().HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<Party>().WithMany().HasForeignKey(r => r.PartyId).OnDelete(DeleteBehavior.Restrict);
            row.Property(r => r.Method).HasColumnName("service_method");
            Texts(row, CodeLength, nameof(ServiceRecord.Method));
            Texts(row, NameLength, nameof(ServiceRecord.RecordedBy));
            Texts(row, 1024, nameof(ServiceRecord.Address));
        });
        model.Entity<DocumentTemplate>(row =>
        {
            row.ToTable("document_templates", table => table.HasTrigger("document_templates_append_only"));
            row.HasKey(t => t.Id);
            Texts(row, NameLength, nameof(DocumentTemplate.Id), nameof(DocumentTemplate.Name), nameof(DocumentTemplate.AddedBy));
            Texts(row, CodeLength, nameof(DocumentTemplate.Code), nameof(DocumentTemplate.StorageKey), nameof(DocumentTemplate.SourceHash));
            row.Property(t => t.Code).HasColumnName("template_code");
            row.Property(t => t.Name).HasColumnName("template_name");
            row.Property(t => t.Version).HasColumnName("version_number");
            row.HasIndex(t => new { t.Code, t.Version }).IsUnique();
        });
        model.Entity<CaseEvent>(row =>
        {
            row.ToTable("case_events", table => table.HasTrigger("case_events_append_only"));
            Belongs(row, e => e.CaseId);
            row.Property(e => e.At).HasColumnName("happened_at");
            Texts(row, NameLength, nameof(CaseEvent.Actor), nameof(CaseEvent.ActorRole), nameof(CaseEvent.ProcedureVersion));
            Texts(row, CodeLength, nameof(CaseEvent.Action));
            row.Property(e => e.Action).HasColumnName("action_code");
        });
    }

    private static void MapMediation(ModelBuilder model)
    {
        model.Entity<MediationSession>(row =>
        {
            row.ToTable("mediation_sessions");
            Belongs(row, s => s.CaseId);
            row.Property(s => s.Number).HasColumnName("session_number");
            Texts(row, CodeLength, nameof(MediationSession.Mode));
            Texts(row, NameLength, nameof(MediationSession.RecordedBy));
            row.HasIndex(s => new { s.CaseId, s.Number }).IsUnique();
        });
        model.Entity<MediationAgreement>(row =>
        {
            row.ToTable("mediation_agreements");
            Belongs(row, a => a.CaseId);
            Texts(row, NameLength, nameof(MediationAgreement.DraftedBy));
            Texts(row, CodeLength, nameof(MediationAgreement.DeclinedBy));
        });
        model.Entity<MediationOrganisation>(row =>
        {
            row.ToTable("mediation_organisations");
            Key(row);
            Texts(row, NameLength, nameof(MediationOrganisation.Name));
            Texts(row, 12, nameof(MediationOrganisation.Jurisdiction));
            Texts(row, CodeLength, nameof(MediationOrganisation.EnterpriseCreditCode));
            row.HasIndex(o => o.Jurisdiction);
            row.HasIndex(o => o.EnterpriseCreditCode);
        });
    }

    /// <summary>The key is a UUIDv7 that the room made.</summary>
    private static void Key<T>(EntityTypeBuilder<T> row)
        where T : class
    {
        row.HasKey("Id");
        row.Property<Guid>("Id").ValueGeneratedNever();
    }

    private static void Belongs<T>(EntityTypeBuilder<T> row, System.Linq.Expressions.Expression<Func<T, object?>> caseId)
        where T : class
    {
        Key(row);
        row.HasOne<Case>().WithMany().HasForeignKey(caseId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex("CaseId");
    }

    private static void Texts<T>(EntityTypeBuilder<T> row, int maximumLength, params ReadOnlySpan<string> properties)
        where T : class
    {
        foreach (var property in properties)
        {
            row.Property(property).HasMaxLength(maximumLength);
        }
    }
}

/// <summary>The bytes of a file, kept in the database so that a backup and a transaction are whole; never served by path.</summary>
internal sealed class EvidenceContent
{
    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    public required string StorageKey { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Content { get; init; }

    /// <summary>When it was first kept.</summary>
    public required DateTimeOffset KeptAt { get; init; }
}
