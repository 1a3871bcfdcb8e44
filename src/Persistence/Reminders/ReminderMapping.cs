using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Reminders;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Reminders;

/// <summary>Reminders, notifications, supervision and deliveries as tables.</summary>
internal static class ReminderMapping
{
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<ReminderPlan>(row =>
        {
            row.ToTable("reminder_plans");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.ProcedureCode).HasMaxLength(32);
            row.Property(r => r.Jurisdiction).HasMaxLength(9);
            row.Property(r => r.UpdatedBy).HasMaxLength(NameLength);
            row.HasIndex(r => new { r.ProcedureCode, r.Jurisdiction }).IsUnique();
        });
        model.Entity<Reminder>(row =>
        {
            row.ToTable("reminders");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.Point).HasColumnName("reminder_point").HasMaxLength(32);
            row.Property(r => r.To).HasColumnName("recipient").HasMaxLength(16);
            row.Property(r => r.State).HasMaxLength(16);
            row.HasOne<CaseDeadline>().WithMany().HasForeignKey(r => r.DeadlineId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(r => new { r.State, r.FireAt });
            row.HasIndex(r => new
                {
                    r.DeadlineId,
                    r.DueOn,
                    r.Point,
                    r.To,
                })
                .IsUnique();
        });
        model.Entity<Notification>(row =>
        {
            row.ToTable("notifications");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.UserName).HasMaxLength(NameLength);
            row.Property(r => r.Mail).HasMaxLength(16);
            row.HasIndex(r => new { r.ReminderId, r.UserName }).IsUnique();
            row.HasIndex(r => new { r.UserName, r.CreatedAt });
            row.HasIndex(r => r.Mail);
        });
        model.Entity<SupervisionItem>(row =>
        {
            row.ToTable("supervision_items");
            row.Property(r => r.Id).ValueGeneratedNever();
            row.Property(r => r.HandledBy).HasMaxLength(NameLength);
            row.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(r => new { r.DeadlineId, r.DueOn }).IsUnique();
        });
        model.Entity<MailDelivery>(row =>
        {
            row.ToTable("mail_deliveries");
            row.Property(r => r.Id).HasMaxLength(64);
            row.Property(r => r.Kind).HasColumnName("message_kind").HasMaxLength(64).HasDefaultValue("reminder.mail");
            row.Property(r => r.UserName).HasMaxLength(NameLength);
            row.Property(r => r.Subject).HasMaxLength(NameLength);
            row.Property(r => r.State).HasMaxLength(16);
            row.HasIndex(r => r.State);
        });
        model.Entity<CalendarSubscription>(row =>
        {
            row.ToTable("calendar_subscriptions");
            row.HasKey(r => r.UserName);
            row.Property(r => r.UserName).HasMaxLength(NameLength);
            row.Property(r => r.TokenHash).HasMaxLength(64);
            row.HasIndex(r => r.TokenHash).IsUnique();
        });
        model.Entity<MorningDigest>(row =>
        {
            row.ToTable("mail_digests");
            row.HasKey(r => new { r.UserName, r.Day });
            row.Property(r => r.UserName).HasMaxLength(NameLength);
            row.Property(r => r.Day).HasColumnName("digest_day");
        });
    }
}
