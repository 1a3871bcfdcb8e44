using LaborFlow.Cases.Audit;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Audit;

/// <summary>The chains as tables. The database itself refuses to change or remove entries and roots, and to move a head back.</summary>
internal static class AuditMapping
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<AuditEntry>(row =>
        {
            row.ToTable("audit_entries", table => table.HasTrigger("audit_entries_append_only"));
            row.HasKey(e => new { e.ChainId, e.Sequence });
            row.Property(e => e.ChainId).HasMaxLength(64);
            row.Property(e => e.At).HasColumnName("happened_at");
            row.Property(e => e.Actor).HasMaxLength(256);
            row.Property(e => e.ActorRole).HasMaxLength(256);
            row.Property(e => e.Origin).HasMaxLength(64);
            row.Property(e => e.Action).HasColumnName("action_code").HasMaxLength(64);
            row.Property(e => e.Subject).HasMaxLength(256);
            row.Property(e => e.ProcedureVersion).HasMaxLength(256);
            row.Property(e => e.KeyId).HasMaxLength(64);
            row.Property(e => e.PreviousSeal).HasMaxLength(64);
            row.Property(e => e.Seal).HasMaxLength(64);
            row.HasIndex(e => e.At);
            row.HasIndex(e => new { e.Actor, e.At });
        });
        model.Entity<AuditHeadRow>(row =>
        {
            row.ToTable("audit_heads", table => table.HasTrigger("audit_heads_forward"));
            row.HasKey(h => h.ChainId);
            row.Property(h => h.ChainId).HasMaxLength(64);
            row.Property(h => h.Seal).HasMaxLength(64);
        });
        model.Entity<AuditRootRow>(row =>
        {
            row.ToTable("audit_roots", table => table.HasTrigger("audit_roots_append_only"));
            row.HasKey(r => r.Day);
            row.Property(r => r.Day).HasColumnName("signed_day");
            row.Property(r => r.Digest).HasMaxLength(64);
            row.Property(r => r.Signature).HasMaxLength(256);
        });
    }
}

/// <summary>The end of a chain, locked while an entry is appended: the one row of the audit that changes, and only forward.</summary>
internal sealed class AuditHeadRow
{
    public required string ChainId { get; init; }

    public required long Sequence { get; set; }

    public required string Seal { get; set; }
}

/// <summary>A signed root of a day, and the heads that moved since the root before it.</summary>
internal sealed class AuditRootRow
{
    public required DateOnly Day { get; init; }

    public required long Chains { get; init; }

    public required long Entries { get; init; }

    public required string Digest { get; init; }

    public required string Signature { get; init; }

    /// <summary>JSON object {chain: [sequence, seal]} of the heads that moved; with those of all earlier roots it gives every head.</summary>
    public required string HeadsJson { get; init; }
}
