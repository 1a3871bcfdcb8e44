namespace LaborFlow.Cases.Audit;

/// <summary>
/// Collects the facts of one command. They are sealed and written in the command's own transaction, so that a change without its entry,
/// or an entry without its change, cannot be.
/// </summary>
public sealed class AuditTrail
{
    private readonly List<AuditFact> _facts = [];

    /// <summary>What was recorded and is not yet written, in order.</summary>
    public IReadOnlyList<AuditFact> Pending => _facts;

    /// <summary>The network address of the request that this scope serves: facts without an origin of their own get it.</summary>
    public string? Origin { get; set; }

    /// <summary>Who acts in this scope, when a person does.</summary>
    public string? Actor { get; set; }

    /// <summary>The role in which <see cref="Actor"/> acts.</summary>
    public string? ActorRole { get; set; }

    /// <summary>Records a fact; it is written when the command commits and forgotten when it fails.</summary>
    public void Record(AuditFact fact) => _facts.Add(fact.Origin is null ? fact with { Origin = Origin } : fact);

    /// <summary>Takes what is pending, for the one who writes it.</summary>
    public IReadOnlyList<AuditFact> Drain()
    {
        var drained = _facts.ToArray();
        _facts.Clear();
        return drained;
    }
}
