using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Persistence.Procedures;

/// <summary>Proposals as a table. At most one publication of a definition waits at any moment.</summary>
internal static class ProposalMapping
{
    private const int KeyLength = 450;
    private const int NameLength = 256;

    public static void Apply(ModelBuilder model) =>
        model.Entity<ChangeProposal>(row =>
        {
            row.ToTable("change_proposals");
            row.HasKey(proposal => proposal.Id);
            row.Property(proposal => proposal.Id).HasMaxLength(KeyLength);
            row.Property(proposal => proposal.DefinitionId).HasMaxLength(KeyLength);
            row.Property(proposal => proposal.VersionId).HasMaxLength(KeyLength);
            row.Property(proposal => proposal.DefinitionName).HasMaxLength(NameLength * 4);
            row.Property(proposal => proposal.ProposedBy).HasMaxLength(NameLength);
            row.Property(proposal => proposal.DecidedBy).HasMaxLength(NameLength);
            row.Property(proposal => proposal.Note).HasMaxLength(4000);
            row.Property(proposal => proposal.LegalBasis).HasMaxLength(2000);
            row.Property(proposal => proposal.Decision).HasMaxLength(4000);
            row.Ignore(proposal => proposal.IsIncomplete);
            row.HasIndex(proposal => new { proposal.State, proposal.ProposedAt });
            row.HasIndex(proposal => proposal.DefinitionId, "IX_change_proposals_waiting")
                .IsUnique()
                .HasFilter("state = 'Waiting' AND kind = 'Publication'");
        });
}
