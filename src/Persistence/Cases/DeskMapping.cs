using LaborFlow.Cases;
using LaborFlow.Cases.Appointments;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Runs;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LaborFlow.Persistence.Cases;

/// <summary>What officers keep beside the procedures as tables: notes, appointments, rooms, tips and links.</summary>
internal static class DeskMapping
{
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model)
    {
        model.Entity<CaseNote>(row =>
        {
            Belongs(row, "case_notes");
            row.Property(note => note.Author).HasMaxLength(NameLength);
            row.Property(note => note.Text).HasColumnName("note_text");
        });
        model.Entity<Room>(row =>
        {
            row.ToTable("rooms");
            row.HasKey(room => room.Id);
            row.Property(room => room.Id).ValueGeneratedNever();
            row.Property(room => room.Name).HasMaxLength(NameLength);
            row.Property(room => room.Address).HasMaxLength(NameLength);
            row.Property(room => room.District).HasMaxLength(12);
            row.HasIndex(room => new { room.District, room.Name }).IsUnique();
        });
        model.Entity<Appointment>(row =>
        {
            Belongs(row, "appointments");
            row.Property(held => held.Date).HasColumnName("held_on");
            row.Property(held => held.Place).HasMaxLength(NameLength);
            row.Property(held => held.Officer).HasMaxLength(NameLength);
            row.Property(held => held.ScheduledBy).HasMaxLength(NameLength);
            row.HasOne<Room>().WithMany().HasForeignKey(held => held.RoomId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(held => new { held.Date, held.RoomId });
            row.HasIndex(held => new { held.Officer, held.Date });
        });
        model.Entity<AnonymousTip>(row =>
        {
            row.ToTable("anonymous_tips");
            row.HasKey(tip => tip.Id);
            row.Property(tip => tip.Id).ValueGeneratedNever();
            row.Property(tip => tip.Number).HasMaxLength(128).HasColumnName("tip_number");
            row.Property(tip => tip.District).HasMaxLength(12);
            row.Property(tip => tip.Employer).HasMaxLength(NameLength);
            row.Property(tip => tip.Address).HasMaxLength(NameLength);
            row.Property(tip => tip.DecidedBy).HasMaxLength(NameLength);
            row.HasIndex(tip => new { tip.State, tip.ReceivedAt });
            row.HasIndex(tip => tip.Number).IsUnique();
            row.HasOne<Case>().WithMany().HasForeignKey(tip => tip.CaseId).OnDelete(DeleteBehavior.Restrict);
            // Two inspectors who decide on one at once: the second is told.
            row.Property(tip => tip.State).IsConcurrencyToken();
        });
        model.Entity<LongRun>(row =>
        {
            row.ToTable("long_runs");
            row.HasKey(run => run.Id);
            row.Property(run => run.Id).ValueGeneratedNever();
            row.Property(run => run.StartedBy).HasMaxLength(NameLength);
            row.Property(run => run.Kind).HasMaxLength(32).HasColumnName("run_kind");
            row.Property(run => run.Result).HasColumnName("result_text");
            row.Property(run => run.Title).HasMaxLength(NameLength);
            row.Property(run => run.Failure).HasMaxLength(1000);
            row.HasIndex(run => run.StartedBy);
        });
        model.Entity<TaskLink>(row =>
        {
            Belongs(row, "task_links");
            row.Property(link => link.Side).HasMaxLength(64);
            row.Property(link => link.TokenHash).HasMaxLength(64);
            row.Property(link => link.SentBy).HasMaxLength(NameLength);
            row.HasOne<CaseTask>().WithMany().HasForeignKey(link => link.TaskId).OnDelete(DeleteBehavior.Restrict);
            row.HasOne<Party>().WithMany().HasForeignKey(link => link.PartyId).OnDelete(DeleteBehavior.Restrict);
            row.HasIndex(link => link.TokenHash).IsUnique();
        });
    }

    private static void Belongs<T>(EntityTypeBuilder<T> row, string table)
        where T : class, ICaseRecord
    {
        row.ToTable(table);
        row.HasKey(record => record.Id);
        row.Property(record => record.Id).ValueGeneratedNever();
        row.HasOne<Case>().WithMany().HasForeignKey(record => record.CaseId).OnDelete(DeleteBehavior.Restrict);
        row.HasIndex(record => record.CaseId);
    }
}
