namespace LaborFlow.Cases.Parties;

/// <summary>
/// 代理权限: how far somebody may go who acts for a party. That an agent changes claims, settles or signs an agreement only by special
/// authority follows civil procedure; the register holds no article of it for mediation, so here it is the authority's own rule.
/// </summary>
public static class Authorities
{
    /// <summary>一般代理.</summary>
    public const string General = "general";

    /// <summary>特别授权.</summary>
    public const string Special = "special";

    /// <summary>Whether an agent of the side may dispose of its rights. A statutory agent may; who is no agent on record may not.</summary>
    /// <param name="matter">The case.</param>
    /// <param name="side">The side.</param>
    public static bool MayDispose(Case matter, PartySide side) =>
        matter
            .Parties.Where(party => party.Side == side)
            .SelectMany(party => party.Representatives)
            .Any(other => other.Kind == "statutory-agent" || (other.Kind == "agent" && other.Authority == Special));
}
