using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Statutes;

/// <summary>Register and calendar as tables; rows and years are append-only by trigger.</summary>
internal static class StatuteMapping
{
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<StatuteRow>(row =>
        {
            row.ToTable("statute_rows", table => table.HasTrigger("statute_rows_append_only"));
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.ParameterId).HasMaxLength(64);
            row.Property(r => r.Jurisdictions).HasMaxLength(NameLength);
            row.Property(r => r.Position).HasColumnName("list_position");
            row.Property(r => r.ProposedBy).HasMaxLength(NameLength);
            row.Property(r => r.ApprovedBy).HasMaxLength(NameLength);
            row.HasIndex(r => r.ParameterId);
        });
        model.Entity<CalendarYearRow>(row =>
        {
            row.ToTable("calendar_years", table => table.HasTrigger("calendar_years_append_only"));
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Year).HasColumnName("calendar_year");
            row.Property(r => r.AddedBy).HasMaxLength(NameLength);
        });
        model.Entity<LocalDayRow>(row =>
        {
            row.ToTable("calendar_local_days");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Jurisdiction).HasMaxLength(9);
            row.Property(r => r.Day).HasColumnName("local_day");
            row.Property(r => r.Working).HasColumnName("is_working");
            row.Property(r => r.NameZh).HasMaxLength(NameLength);
            row.Property(r => r.NameEn).HasMaxLength(NameLength);
            row.Property(r => r.AddedBy).HasMaxLength(NameLength);
        });
        model.Entity<StatuteProposal>(row =>
        {
            row.ToTable("statute_proposals");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Subject).HasMaxLength(64);
            row.Property(r => r.ProposedBy).HasMaxLength(NameLength);
            row.Property(r => r.DecidedBy).HasMaxLength(NameLength);
            row.HasIndex(r => new { r.State, r.ProposedAt });
        });
    }
}
