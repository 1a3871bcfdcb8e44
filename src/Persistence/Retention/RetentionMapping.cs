using LaborFlow.Cases;
using LaborFlow.Persistence.Personal;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Retention;

/// <summary>Runs of the retention jobs, the volumes they wrote, and requests to see many numbers.</summary>
internal static class RetentionMapping
{
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<RetentionRun>(row =>
        {
            row.ToTable("retention_runs");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Job).HasMaxLength(32);
            row.Property(r => r.StartedBy).HasMaxLength(NameLength);
        });
        model.Entity<ArchiveVolume>(row =>
        {
            row.ToTable("archive_volumes");
            row.Property(v => v.Id).ValueGeneratedNever();
            row.Property(v => v.FileName).HasMaxLength(128);
            row.Property(v => v.Sha256).HasMaxLength(64);
        });
        model.Entity<ArchivedCase>(row =>
        {
            row.ToTable("archived_cases");
            row.HasKey(a => a.CaseId);
            row.HasOne<Case>().WithOne().HasForeignKey<ArchivedCase>(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<ArchiveVolume>().WithMany().HasForeignKey(a => a.VolumeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<UnmaskRequest>(row =>
        {
            row.ToTable("unmask_requests");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Reason).HasMaxLength(1000);
            row.Property(r => r.LegalBasis).HasMaxLength(1000);
            row.Property(r => r.RequestedBy).HasMaxLength(NameLength);
            row.Property(r => r.DecidedBy).HasMaxLength(NameLength);
            row.Property(r => r.Decision).HasMaxLength(1000);
            row.HasIndex(r => new { r.State, r.RequestedAt });
        });
    }
}
