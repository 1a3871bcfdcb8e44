namespace LaborFlow.Cases.Audit;

/// <summary>
/// 审计记录: one change, reading, export or sign-in, sealed into a chain. Entries are appended and never touched again; each carries the
/// seal of the one before it, so that an altered, removed or inserted entry is found and located.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The chain: <c>case:{id}</c> for what concerns a case, <c>system</c> for accounts, parameters and procedures.</summary>
    public required string ChainId { get; init; }

    /// <summary>Place in the chain, from 1 without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in UTC, to the microsecond (what the databases keep).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>User name, <c>applicant</c>, <c>respondent</c>, <c>clock</c> or <c>workflow</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>The role in which the actor acted, if any.</summary>
    public string? ActorRole { get; init; }

    /// <summary>Where from: the network address of the request; null for the clock and workflows.</summary>
    public string? Origin { get; init; }

    /// <summary>Stable code of what was done, e.g. <c>task.completed</c>, <c>case.read</c>, <c>user.signed-in</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: a task, document or parameter id; null for the case itself.</summary>
    public string? Subject { get; init; }

    /// <summary>One sentence in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>The same in English.</summary>
    public required string En { get; init; }

    /// <summary>JSON array of {field, before, after}, kept to the letter since it is sealed; null when no field changed.</summary>
    public string? ChangesJson { get; init; }

    /// <summary>The procedure version in force, e.g. <c>MED v1</c>.</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>The article of law that it rests on.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>Which key made the seal: keys are rotated, old ones are kept to verify.</summary>
    public required string KeyId { get; init; }

    /// <summary>The seal of the entry before it, 64 lower-case hex digits; zeros for the first.</summary>
    public required string PreviousSeal { get; init; }

    /// <summary>HMAC-SHA-256 over every other member, 64 lower-case hex digits.</summary>
    public required string Seal { get; init; }
}
