using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Persistence.Procedures;

namespace LaborFlow.Host.Publishing;

/// <summary>A proposal as administrators and auditors see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Name">The definition's name.</param>
/// <param name="VersionId">The version to publish or to move to.</param>
/// <param name="Version">Its number.</param>
/// <param name="BaseVersion">The version that was published when it was proposed: compare with it.</param>
/// <param name="Note">What changes and why.</param>
/// <param name="LegalBasis">The law that it rests on.</param>
/// <param name="State">incomplete, waiting, approved, rejected, withdrawn, superseded.</param>
/// <param name="Stale">True when the draft was saved since: it can no longer be approved.</param>
/// <param name="ProposedBy">Who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Decision">The decider's words.</param>
/// <param name="Revision">To be sent back as expectedRevision.</param>
/// <param name="Commands">What the caller may do: edit, approve, reject, withdraw.</param>
/// <param name="Alterations">What would be altered; null for publications.</param>
/// <param name="Outcome">What carrying it out came to.</param>
internal sealed record ProposalView(
    string Id,
    string DefinitionId,
    string? Name,
    string? VersionId,
    int? Version,
    int? BaseVersion,
    string Note,
    string LegalBasis,
    string State,
    bool Stale,
    string ProposedBy,
    DateTimeOffset ProposedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    string? Decision,
    long Revision,
    IReadOnlyList<string> Commands,
    JsonNode? Alterations,
    JsonNode? Outcome
)
{
    public static ProposalView Of(ChangeProposal proposal, string actor, bool isAdministrator, bool stale = false) =>
        new(
            proposal.Id,
            proposal.DefinitionId,
            proposal.DefinitionName,
            proposal.VersionId,
            proposal.Version,
            proposal.BaseVersion,
            proposal.Note,
            proposal.LegalBasis,
            proposal is { State: ProposalState.Waiting, IsIncomplete: true }
                ? "incomplete"
                : JsonNamingPolicy.KebabCaseLower.ConvertName(proposal.State.ToString()),
            stale,
            proposal.ProposedBy,
            proposal.ProposedAt,
            proposal.DecidedBy,
            proposal.DecidedAt,
            proposal.Decision,
            proposal.Revision,
            CommandsOf(proposal, actor, isAdministrator, stale),
            Parse(proposal.AlterationsJson),
            Parse(proposal.OutcomeJson)
        );

    private static IReadOnlyList<string> CommandsOf(ChangeProposal proposal, string actor, bool isAdministrator, bool stale) =>
        proposal.State != ProposalState.Waiting || !isAdministrator ? []
        : proposal.ProposedBy == actor ? ["edit", "withdraw"]
        : proposal.IsIncomplete || stale ? ["reject"]
        : ["approve", "reject"];

    private static JsonNode? Parse(string? json) => json is null ? null : JsonNode.Parse(json);
}
