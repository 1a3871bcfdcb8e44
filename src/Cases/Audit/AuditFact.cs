using System.Globalization;
using LaborFlow.Cases.Timeline;

namespace LaborFlow.Cases.Audit;

/// <summary>What happened, before it has a place in a chain. Members as in <see cref="AuditEntry"/>.</summary>
/// <param name="ChainId">The chain that it belongs to: <see cref="AuditChain.OfCase"/> or <see cref="AuditChain.System"/>.</param>
/// <param name="At">When; sealed to the microsecond.</param>
/// <param name="Actor">Who.</param>
/// <param name="Action">Stable code of what was done.</param>
/// <param name="Zh">One sentence in Chinese.</param>
/// <param name="En">The same in English.</param>
public sealed record AuditFact(string ChainId, DateTimeOffset At, string Actor, string Action, string Zh, string En)
{
    /// <summary>The role in which the actor acted, if any.</summary>
    public string? ActorRole { get; init; }

    /// <summary>The network address of the request, if there was one.</summary>
    public string? Origin { get; init; }

    /// <summary>What it was done to, if not the case itself.</summary>
    public string? Subject { get; init; }

    /// <summary>JSON array of {field, before, after}, or null.</summary>
    public string? ChangesJson { get; init; }

    /// <summary>The procedure version in force, if any.</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>The article of law that it rests on, if any.</summary>
    public string? LegalBasis { get; init; }

    /// <summary>What the case's own chain says of an entry of its timeline.</summary>
    public static AuditFact Of(CaseEvent entry) =>
        new(AuditChain.OfCase(entry.CaseId), entry.At, entry.Actor, entry.Action, entry.Zh, entry.En)
        {
            ActorRole = entry.ActorRole,
            Subject = "event:" + entry.Id.ToString("N", CultureInfo.InvariantCulture),
            ChangesJson = entry.ChangesJson,
            ProcedureVersion = entry.ProcedureVersion,
            LegalBasis = entry.LegalBasis,
        };
}
