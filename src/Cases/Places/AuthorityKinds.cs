using System.Collections.Frozen;

namespace LaborFlow.Cases.Places;

/// <summary>
/// By what the handling authority of a case is told: by its stage; where the stage says nothing (received, closed), by the docket of the
/// arbitration commission, and else by the procedure that it was opened under.
/// </summary>
public static class AuthorityKinds
{
    /// <summary>Stages that only one of them has.</summary>
    public static readonly FrozenDictionary<string, AuthorityKind> OfStage = new Dictionary<string, AuthorityKind>
    {
        [Stages.Accepted] = AuthorityKind.Mediation,
        [Stages.Mediation] = AuthorityKind.Mediation,
        [Stages.Agreement] = AuthorityKind.Mediation,
        [Stages.ArbitrationApplication] = AuthorityKind.Arbitration,
        [Stages.ArbitrationIntake] = AuthorityKind.Arbitration,
        [Stages.ArbitrationAccepted] = AuthorityKind.Arbitration,
        [Stages.Collective] = AuthorityKind.Arbitration,
        [Stages.FastTrack] = AuthorityKind.Arbitration,
        [Stages.Ordinary] = AuthorityKind.Arbitration,
        [Stages.Award] = AuthorityKind.Arbitration,
        [Stages.Remedies] = AuthorityKind.Arbitration,
        [Stages.AgreementReview] = AuthorityKind.Arbitration,
        [Stages.InspectionIntake] = AuthorityKind.Inspection,
        [Stages.Investigation] = AuthorityKind.Inspection,
        [Stages.Rectification] = AuthorityKind.Inspection,
        [Stages.Disposal] = AuthorityKind.Inspection,
        [Stages.Enforcement] = AuthorityKind.Inspection,
        [Stages.ListingReview] = AuthorityKind.Inspection,
        [Stages.Listed] = AuthorityKind.Inspection,
        [Stages.CreditReview] = AuthorityKind.Inspection,
        [Stages.CreditObjection] = AuthorityKind.Inspection,
        [Stages.FundReview] = AuthorityKind.Fund,
        [Stages.EmergencyFund] = AuthorityKind.Fund,
        [Stages.FundPayment] = AuthorityKind.Fund,
        [Stages.FundRecovery] = AuthorityKind.Fund,
        [Stages.FundRemedies] = AuthorityKind.Fund,
        [Stages.FundContested] = AuthorityKind.Fund,
        [Stages.Guidance] = AuthorityKind.Guidance,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// Procedures that only one of them follows. What may happen to any case (<c>EXC</c>), and what a place drew itself, is with whoever has
    /// the case.
    /// </summary>
    public static readonly FrozenDictionary<string, AuthorityKind> OfProcedure = new Dictionary<string, AuthorityKind>
    {
        [Procedures.Mediation] = AuthorityKind.Mediation,
        [Procedures.Performance] = AuthorityKind.Mediation,
        [Procedures.Arbitration] = AuthorityKind.Arbitration,
        ["FTA"] = AuthorityKind.Arbitration,
        ["COL"] = AuthorityKind.Arbitration,
        ["MEDREV"] = AuthorityKind.Arbitration,
        [Procedures.Publication] = AuthorityKind.Arbitration,
        [Procedures.PartialAward] = AuthorityKind.Arbitration,
        [Procedures.QualityReview] = AuthorityKind.Arbitration,
        [Procedures.Inspection] = AuthorityKind.Inspection,
        ["INSF"] = AuthorityKind.Inspection,
        ["BLK"] = AuthorityKind.Inspection,
        ["CRD"] = AuthorityKind.Inspection,
        [Procedures.WageFund] = AuthorityKind.Fund,
        ["EMF"] = AuthorityKind.Fund,
        ["NEW"] = AuthorityKind.Guidance,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Who has a case; null when nothing tells it.</summary>
    /// <param name="stage">Where it stands.</param>
    /// <param name="docketed">The commission has given it a docket number.</param>
    /// <param name="procedure">Under which it was opened.</param>
    public static AuthorityKind? OfCase(string stage, bool docketed, string procedure) =>
        OfStage.TryGetValue(stage, out var standing) ? standing
        : docketed ? AuthorityKind.Arbitration
        : OfProcedure.TryGetValue(procedure, out var opened) ? opened
        : null;

    /// <summary>The stages of one of them.</summary>
    public static List<string> StagesOf(AuthorityKind kind) => [.. OfStage.Where(one => one.Value == kind).Select(one => one.Key)];

    /// <summary>The procedures of one of them.</summary>
    public static List<string> ProceduresOf(AuthorityKind kind) => [.. OfProcedure.Where(one => one.Value == kind).Select(one => one.Key)];
}
