namespace LaborFlow.Persistence.Procedures;

/// <summary>What a proposal would change.</summary>
public enum ProposalKind
{
    /// <summary>A draft becomes the published version of its definition.</summary>
    Publication,

    /// <summary>Running instances are altered, or moved to another version.</summary>
    Alteration,
}

/// <summary>Where a proposal stands. Only <see cref="Waiting"/> can still become another.</summary>
public enum ProposalState
{
    /// <summary>Waits for a second administrator.</summary>
    Waiting,

    /// <summary>Approved and carried out.</summary>
    Approved,

    /// <summary>Refused by another administrator, with the reason.</summary>
    Rejected,

    /// <summary>Taken back by the one who proposed it.</summary>
    Withdrawn,

    /// <summary>Another proposal for the same definition took its place.</summary>
    Superseded,
}

/// <summary>
/// A change of procedures that one administrator proposed and another decides on. Decided proposals stay: they say who published which
/// version, why, and on which law.
/// </summary>
public sealed class ChangeProposal
{
    /// <summary>32 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>What it would change.</summary>
    public required ProposalKind Kind { get; init; }

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its name when proposed.</summary>
    public string? DefinitionName { get; init; }

    /// <summary>The version to publish, or to move instances to; null for alterations that stay on their version.</summary>
    public string? VersionId { get; init; }

    /// <summary>The number of that version.</summary>
    public int? Version { get; init; }

    /// <summary>The draft as it was proposed: a draft that was saved since is not what was proposed.</summary>
    public long? DraftRevision { get; init; }

    /// <summary>The published version when proposed; null when there was none.</summary>
    public int? BaseVersion { get; init; }

    /// <summary>What the change is and why; may be blank only until it is decided.</summary>
    public string Note { get; set; } = "";

    /// <summary>The law that it rests on; may be blank only until it is decided.</summary>
    public string LegalBasis { get; set; } = "";

    /// <summary>What to alter, for <see cref="ProposalKind.Alteration"/>.</summary>
    public string? AlterationsJson { get; init; }

    /// <summary>What carrying it out came to.</summary>
    public string? OutcomeJson { get; set; }

    /// <summary>Who proposed it.</summary>
    public required string ProposedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ProposalState State { get; private set; } = ProposalState.Waiting;

    /// <summary>Who decided; the proposer when withdrawn.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The decider's words.</summary>
    public string? Decision { get; private set; }

    /// <summary>Raised by each change; two deciders at once: the second gets a conflict.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>True while note or legal basis are missing: such a proposal cannot be approved.</summary>
    public bool IsIncomplete => string.IsNullOrWhiteSpace(Note) || string.IsNullOrWhiteSpace(LegalBasis);

    /// <summary>Ends the waiting.</summary>
    /// <exception cref="InvalidOperationException">It was decided before.</exception>
    public void Decide(ProposalState state, string by, DateTimeOffset at, string? decision)
    {
        if (State != ProposalState.Waiting)
        {
            throw new InvalidOperationException($"Proposal {Id} is {State} already.");
        }

        (State, DecidedBy, DecidedAt, Decision) = (state, by, at, decision);
        Revision++;
    }
}
