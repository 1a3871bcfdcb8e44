using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Inspection.Credit;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Recusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LaborFlow.Persistence.Cases;

/// <summary>The records of the procedures beyond mediation as tables.</summary>
internal static class RecordMapping
{
    private const int CodeLength = 64;
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<Receipt>(row =>
        {
            Belongs(row, "receipts");
            Texts(row, CodeLength, nameof(Receipt.Document), nameof(Receipt.Side), nameof(Receipt.Method));
            Texts(row, NameLength, nameof(Receipt.RecordedBy));
        });
        model.Entity<TribunalMember>(row =>
        {
            Belongs(row, "tribunal_members");
            Texts(row, NameLength, nameof(TribunalMember.Name), nameof(TribunalMember.DisplayName));
            row.Ignore(m => m.Called);
        });
        model.Entity<Hearing>(row =>
        {
            Belongs(row, "hearings");
            row.Property(h => h.Number).HasColumnName("hearing_number");
            Texts(row, CodeLength, nameof(Hearing.StartsAt));
            Texts(row, NameLength, nameof(Hearing.Place));
        });
        model.Entity<Award>(row =>
        {
            Belongs(row, "awards");
            Texts(row, NameLength, nameof(Award.DecidedBy));
            row.Ignore(a => a.Total);
            row.HasMany(a => a.Items).WithOne().HasForeignKey(i => i.AwardId).OnDelete(DeleteBehavior.Restrict);
            row.Navigation(a => a.Items).AutoInclude();
        });
        model.Entity<AwardItem>(row =>
        {
            row.ToTable("award_items");
            row.HasKey(i => i.Id);
            row.Property(i => i.Id).ValueGeneratedNever();
            Texts(row, CodeLength, nameof(AwardItem.Cause), nameof(AwardItem.Result));
        });
        model.Entity<Recusal>(row =>
        {
            Belongs(row, "recusals");
            Texts(row, NameLength, nameof(Recusal.UserName), nameof(Recusal.DeclaredBy), nameof(Recusal.LiftedBy));
            row.Property(r => r.Reason).HasMaxLength(1000);
            row.Property(r => r.LiftingReason).HasMaxLength(1000);
            row.HasIndex(r => r.UserName);
        });
        model.Entity<Instalment>(row =>
        {
            Belongs(row, "agreement_instalments");
            row.Property(i => i.Number).HasColumnName("instalment_number");
            row.Property(i => i.What).HasColumnName("to_be_done");
            row.Ignore(i => i.IsOpen);
            row.HasOne<MediationAgreement>().WithMany().HasForeignKey(i => i.AgreementId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Witness>(row => Belongs(row, "witnesses"));
        MapFund(model);
        MapSupervision(model);
        MapCredit(model);
        MapExceptions(model);
    }

    private static void MapFund(ModelBuilder model)
    {
        model.Entity<FundAdvance>(row =>
        {
            Belongs(row, "fund_advances");
            Texts(row, NameLength, nameof(FundAdvance.WorkerName), nameof(FundAdvance.Bank), nameof(FundAdvance.CalculatedBy));
            Texts(row, NameLength, nameof(FundAdvance.ConfirmedBy));
            row.Property(a => a.AccountProof).HasMaxLength(500);
            row.Ignore(a => a.HasReached);
            row.Ignore(a => a.CameBack);
            row.HasOne<PaymentBatch>().WithMany().HasForeignKey(a => a.BatchId).OnDelete(DeleteBehavior.Restrict);
            row.HasMany(a => a.Months).WithOne().HasForeignKey(m => m.AdvanceId).OnDelete(DeleteBehavior.Restrict);
            row.Navigation(a => a.Months).AutoInclude();
        });
        model.Entity<FundMonth>(row =>
        {
            row.ToTable("fund_months");
            row.HasKey(m => m.Id);
            row.Property(m => m.Id).ValueGeneratedNever();
            row.Property(m => m.Month).HasColumnName("calendar_month").HasMaxLength(7);
        });
        model.Entity<PaymentBatch>(row =>
        {
            Belongs(row, "payment_batches");
            row.Property(b => b.Number).HasColumnName("batch_number");
            Texts(row, NameLength, nameof(PaymentBatch.FirstApprovedBy), nameof(PaymentBatch.SecondApprovedBy));
        });
        model.Entity<BankFile>(row =>
        {
            Belongs(row, "bank_files");
            row.Property(f => f.Sha256).HasMaxLength(64);
            Texts(row, NameLength, nameof(BankFile.TakenBy));
            row.HasOne<PaymentBatch>().WithMany().HasForeignKey(f => f.BatchId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<BankReturn>(row =>
        {
            Belongs(row, "bank_returns");
            row.Property(r => r.Sha256).HasMaxLength(64);
            Texts(row, NameLength, nameof(BankReturn.ImportedBy));
            row.HasOne<PaymentBatch>().WithMany().HasForeignKey(r => r.BatchId).OnDelete(DeleteBehavior.Restrict);
            // A file is taken once, also by two at one moment.
            row.HasIndex(r => new { r.BatchId, r.Sha256 }).IsUnique();
            row.HasMany(r => r.Payments).WithOne().HasForeignKey(p => p.ReturnId).OnDelete(DeleteBehavior.Restrict);
            row.Navigation(r => r.Payments).AutoInclude();
        });
        model.Entity<BankPayment>(row =>
        {
            row.ToTable("bank_payments");
            row.HasKey(p => p.Id);
            row.Property(p => p.Id).ValueGeneratedNever();
        });
        model.Entity<FundRecovery>(row =>
        {
            Belongs(row, "fund_recoveries");
            row.Ignore(r => r.IsReturn);
            Texts(row, NameLength, nameof(FundRecovery.RecordedBy));
        });
        model.Entity<FundReconciliation>(row =>
        {
            row.ToTable("fund_reconciliations");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Places).HasMaxLength(12);
            row.Property(r => r.Month).HasColumnName("calendar_month");
            row.Property(r => r.State).IsConcurrencyToken();
            Texts(row, NameLength, nameof(FundReconciliation.PreparedBy), nameof(FundReconciliation.ClosedBy));
            // A month is closed once; it may be compared as often as it takes.
            row.HasIndex(r => new
                {
                    r.Month,
                    r.Places,
                    r.Emergency,
                })
                .IsUnique()
                .HasFilter("state = 'Closed'");
            row.HasIndex(r => new { r.Month, r.Places });
        });
        model.Entity<FundIncome>(row =>
        {
            row.ToTable("fund_incomes");
            row.HasKey(i => i.Id);
            row.Property(i => i.Id).ValueGeneratedNever();
            row.Property(i => i.Places).HasMaxLength(12);
            row.Property(i => i.Note).HasMaxLength(500);
            Texts(row, CodeLength, nameof(FundIncome.Kind));
            Texts(row, NameLength, nameof(FundIncome.RecordedBy));
            row.Property(i => i.OperationId).HasMaxLength(100);
            row.HasIndex(i => i.OperationId).IsUnique().HasFilter("operation_id IS NOT NULL");
            row.HasIndex(i => new { i.Places, i.ReceivedOn });
        });
        model.Entity<FundPublication>(row =>
        {
            row.ToTable("fund_publications");
            row.HasKey(p => p.Id);
            row.Property(p => p.Id).ValueGeneratedNever();
            row.Property(p => p.Places).HasMaxLength(12);
            row.Property(p => p.Reason).HasMaxLength(500);
            row.Property(p => p.PublishedAt).HasMaxLength(500);
            row.Property(p => p.State).IsConcurrencyToken();
            Texts(row, NameLength, nameof(FundPublication.PreparedBy), nameof(FundPublication.DecidedBy));
            Texts(row, NameLength, nameof(FundPublication.PublishedBy));
            row.Ignore(p => p.LastDay);
            row.Ignore(p => p.Title);
            row.OwnsMany(
                p => p.Employers,
                employer =>
                {
                    employer.ToTable("fund_publication_employers");
                    employer.WithOwner().HasForeignKey("PublicationId");
                    employer.Property<int>("Id").ValueGeneratedOnAdd();
                    employer.HasKey("PublicationId", "Id");
                    foreach (var text in (string[])["CaseNumber", "Name", "CreditCode", "Address", "LegalRepresentative"])
                        employer.Property(text).HasMaxLength(NameLength);
                    employer.Property(e => e.Removed).HasMaxLength(500).IsConcurrencyToken();
                }
            );
            // A quarter has one list; one that was sent back makes room for the next.
            row.HasIndex(p => new { p.Quarter, p.Places }).IsUnique().HasFilter("state <> 'Returned'");
        });
        model.Entity<FundResolution>(row =>
        {
            row.ToTable("fund_resolutions");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Places).HasMaxLength(12);
            row.Property(r => r.Year).HasColumnName("report_year");
            row.Property(r => r.Text).HasColumnName("resolution_text").HasMaxLength(2000);
            Texts(row, NameLength, nameof(FundResolution.Chair), nameof(FundResolution.RecordedBy));
            row.OwnsMany(
                r => r.Members,
                member =>
                {
                    member.ToTable("fund_resolution_members");
                    member.WithOwner().HasForeignKey("ResolutionId");
                    member.Property<int>("Id").ValueGeneratedOnAdd();
                    member.HasKey("ResolutionId", "Id");
                    foreach (var text in (string[])["Name", "Organisation", "Presence", "Vote"])
                        member.Property(text).HasMaxLength(NameLength);
                    member.Property(m => m.Recusal).HasMaxLength(500);
                }
            );
            row.HasIndex(r => new { r.Year, r.Places }, "IX_fund_resolutions_carried").IsUnique().HasFilter("result = 'Carried'");
            row.HasIndex(r => new { r.Year, r.Places });
        });
    }

    private static void MapSupervision(ModelBuilder model)
    {
        model.Entity<RectificationItem>(row =>
        {
            Belongs(row, "rectification_items");
            row.Property(i => i.Number).HasColumnName("item_number");
        });
        model.Entity<InspectionDecision>(row =>
        {
            Belongs(row, "inspection_decisions");
            Texts(row, CodeLength, nameof(InspectionDecision.Kind));
            Texts(row, NameLength, nameof(InspectionDecision.DecidedBy));
        });
        model.Entity<EnterpriseProfile>(row =>
        {
            Belongs(row, "enterprise_profiles");
            Texts(row, CodeLength, nameof(EnterpriseProfile.CreditCode), nameof(EnterpriseProfile.Group));
            Texts(
                row,
                NameLength,
                nameof(EnterpriseProfile.Name),
                nameof(EnterpriseProfile.Industry),
                nameof(EnterpriseProfile.Coordinator)
            );
            row.Property(e => e.Group).HasColumnName("service_group");
            row.Property(e => e.Trigger).HasColumnName("feed_trigger");
            row.Property(e => e.Union).HasColumnName("has_union");
            row.Property(e => e.Language).HasColumnName("service_language");
            row.Property(e => e.PreviousCompanies).HasMaxLength(1000);
            Texts(row, CodeLength, nameof(EnterpriseProfile.Trigger), nameof(EnterpriseProfile.Scale), nameof(EnterpriseProfile.Language));
            Texts(row, CodeLength, nameof(EnterpriseProfile.ContractMethod));
            Texts(row, NameLength, nameof(EnterpriseProfile.Kind), nameof(EnterpriseProfile.Park), nameof(EnterpriseProfile.ContactName));
            // One file a firm: a second feed of the same employer opens no second case.
            row.HasIndex(e => e.CreditCode).IsUnique();
        });
        model.Entity<GuidanceEvent>(row =>
        {
            Belongs(row, "guidance_events");
            Texts(row, CodeLength, nameof(GuidanceEvent.Kind));
            Texts(row, NameLength, nameof(GuidanceEvent.RecordedBy));
        });
    }

    private static void MapCredit(ModelBuilder model)
    {
        model.Entity<CreditList>(row =>
        {
            row.ToTable("credit_lists");
            row.HasKey(l => l.Id);
            row.Property(l => l.Id).ValueGeneratedNever();
            row.Property(l => l.Year).HasColumnName("rated_year");
            row.Property(l => l.Place).HasMaxLength(6);
            row.Property(l => l.Reason).HasMaxLength(500);
            row.Property(l => l.NotifiedHow).HasMaxLength(500);
            // Every decision on a list moves its state: of two people who decide at once the second reads what the first did.
            row.Property(l => l.State).IsConcurrencyToken();
            Texts(row, NameLength, nameof(CreditList.ReviewedBy), nameof(CreditList.DecidedBy), nameof(CreditList.NotifiedBy));
            // One list a year and district, however often the job runs.
            row.HasIndex(l => new { l.Year, l.Place }).IsUnique();
        });
        model.Entity<CreditRating>(row =>
        {
            row.ToTable("credit_ratings");
            row.HasKey(r => r.Id);
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Year).HasColumnName("rated_year");
            row.Property(r => r.Place).HasMaxLength(6);
            row.Property(r => r.Grade).HasMaxLength(1);
            row.Property(r => r.ScoredGrade).HasMaxLength(1);
            // A rating leaves its list once: settling it and opening its case never overwrite each other.
            row.Property(r => r.State).IsConcurrencyToken();
            row.Property(r => r.Reason).HasMaxLength(1000);
            Texts(row, NameLength, nameof(CreditRating.Employer), nameof(CreditRating.EmployerKey));
            Texts(row, CodeLength, nameof(CreditRating.CreditCode));
            row.HasOne<CreditList>().WithMany().HasForeignKey(r => r.ListId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<Case>().WithMany().HasForeignKey(r => r.SourceCaseId).OnDelete(DeleteBehavior.Restrict);
            // One rating an employer and year: the job may be stopped and repeated.
            row.HasIndex(r => new
                {
                    r.Year,
                    r.Place,
                    r.EmployerKey,
                })
                .IsUnique();
            row.HasIndex(r => new { r.ListId, r.State });
            row.HasIndex(r => r.EmployerKey);
        });
    }

    private static void MapExceptions(ModelBuilder model)
    {
        model.Entity<CaseException>(row =>
        {
            Belongs(row, "case_exceptions");
            Texts(row, CodeLength, nameof(CaseException.Kind), nameof(CaseException.Side), nameof(CaseException.Effect));
            Texts(row, NameLength, nameof(CaseException.RaisedBy), nameof(CaseException.DecidedBy));
            Texts(row, 450, nameof(CaseException.RaisedIn), nameof(CaseException.HandledBy));
        });
        model.Entity<RegisterEntry>(row =>
        {
            Belongs(row, "register_entries");
            row.Property(e => e.Text).HasColumnName("entry_text");
            Texts(row, CodeLength, nameof(RegisterEntry.Kind));
            Texts(row, NameLength, nameof(RegisterEntry.RecordedBy));
            row.HasOne<Case>().WithMany().HasForeignKey(e => e.RelatedCaseId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(e => e.Kind);
        });
    }

    private static void Belongs<T>(EntityTypeBuilder<T> row, string table)
        where T : class, ICaseRecord
    {
        row.ToTable(table);
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(r => r.CaseId);
    }

    private static void Texts<T>(EntityTypeBuilder<T> row, int maximumLength, params ReadOnlySpan<string> properties)
        where T : class
    {
        foreach (var property in properties)
            row.Property(property).HasMaxLength(maximumLength);
    }
}
