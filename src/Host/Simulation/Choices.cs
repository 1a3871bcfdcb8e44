using System.Collections.Frozen;
using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Simulation;

/// <summary>
/// Which way the people of a simulated district take at a step: mostly what the step is for, the other ways at times. A step that every case
/// passes turns aside seldom; one that few cases reach (a referral to the police, a hearing, a write-off) does so often, since its ways come
/// about as often as each other and few cases show them.
/// </summary>
/// <param name="chance">The dice.</param>
/// <param name="curiosity">How much more often than usual people turn aside, 1 for a usual year.</param>
internal sealed class Choices(Chance chance, double curiosity)
{
    /// <summary>How often a step is passed round and round before people do what it is for.</summary>
    private const int MostRounds = 3;

    private const double IndividualBusinesses = 0.2;

    /// <summary>How many groups of ten and more go through the procedure that is made for them.</summary>
    public const double Groups = 0.75;

    private const double Seldom = 0.07;
    private const double Sometimes = 0.2;
    private const double Often = 0.45;

    /// <summary>What almost every case passes.</summary>
    private static readonly FrozenSet<string> Trunk = FrozenSet.ToFrozenSet([
        "clerk-review",
        "party-corrects",
        "med-consent",
        "med-schedule",
        "applicant-confirms",
        "respondent-confirms",
        "registrar-review",
        "arb-apply",
        "fta-appoint",
        "arb-appoint",
        "fta-serve",
        "arb-serve",
        "fta-answer",
        "arb-answer",
        "fta-decide",
        "arb-decide",
        "arb-vote",
        "fta-serve-award",
        "arb-serve-award",
        "fta-serve-mediation",
        "arb-serve-mediation",
        "ins-accept",
        "ins-team",
        "insf-issue",
        "insf-recheck",
        "insf-issue-serve",
        "insf-order-serve",
        "insf-sign-off",
        "insf-closing",
        "qa-review",
        "pub-review",
        "pub-decide",
        "perf-track",
        "wgf-verify",
        "wgf-employer",
        "wgf-approve-1",
        "wgf-approve-2",
        "wgf-committee",
        "wgf-receipt",
        "emf-receipt",
        "emf-approve-1",
        "emf-approve-2",
    ]);

    /// <summary>Whether part of what is claimed may be enforced in advance (调解仲裁法 art 44).</summary>
    public static bool MayAdvance(Claim claim) => claim.Cause is "unpaid-wages" or "overtime" or "severance" or "unlawful-termination";

    /// <summary>Whether who owes the wages is an individual business, which the wage guarantee fund does not pay for.</summary>
    public static bool IsIndividualBusiness(Chance chance, int matter) => chance.Roll(matter, "individual-business") < IndividualBusinesses;

    /// <summary>What a step is for.</summary>
    public static string Usual(CaseTask task)
    {
        var outcomes = TaskOutcomes.Read(task.OutcomesJson);
        return (outcomes.FirstOrDefault(o => o.Kind == "primary") ?? outcomes[0]).Code;
    }

    /// <summary>What many cases pass, and where the ways part.</summary>
    private static readonly FrozenSet<string> Forks = FrozenSet.ToFrozenSet([
        "insf-dispose",
        "insf-payment-check",
        "ins-investigate",
        "fta-hearing",
        "arb-hearing",
        "new-team",
        "new-contact",
        "new-visit",
        "new-plan",
        "new-service",
        "wgf-eligibility",
        "wgf-decide",
    ]);

    /// <summary>Which outcome people choose.</summary>
    /// <param name="task">The step.</param>
    /// <param name="found">Its case.</param>
    /// <param name="matter">The number in which the case arrived.</param>
    /// <param name="round">How often the case came to this step.</param>
    public string Choose(CaseTask task, Case found, int matter, int round)
    {
        var outcomes = TaskOutcomes.Read(task.OutcomesJson);
        var usual = Usual(task);
        var roll = chance.Roll(matter, $"{task.Step}/{round}/outcome");
        switch (task.Step)
        {
            case "mediate":
                return round <= 2 && roll < 0.12 ? "session"
                    : roll < 0.87 ? "agreement"
                    : roll < 0.88 && round <= 2 ? "reassign"
                    : roll < 0.90 && round <= 2 ? "schedule"
                    : "fail";
            case "track-decision":
                // A group whose case is simple may be heard on the fast track as well (办案规则 art 62).
                return found.Collective && roll < Groups ? "collective"
                    : found.Collective || roll < 0.6 ? "fast"
                    : "ordinary";
            case "fta-hearing" or "arb-hearing" when roll is > 0.6 and < 0.85:
                return "mediated";
            // Part of several claims may be ripe before the others are.
            case "fta-hearing" or "arb-hearing" when round == 1 && found.Claims.Count > 1 && roll < 0.25:
                return "partial";
            case "fta-remedy-watch" or "arb-remedy-watch" or "fta-partial-watch" or "arb-partial-watch" or "partial-watch":
                return outcomes[(int)(roll * outcomes.Count)].Code;
            case "fta-partial" or "arb-partial":
                return found.Claims.Count > 1 && round == 1 && roll < 0.8 ? "partial"
                    : roll < 0.6 && found.Claims.Exists(MayAdvance) ? "advance"
                    : "none";
            // One disposal in six is a penalty: few would show a hearing and a court otherwise.
            case "insf-dispose" when round == 1 && roll < 0.16:
                return "penalty";
            case "insf-defence" when round == 1 && roll is > 0.3 and < 0.55:
                return "hearing";
            // Half of those who went on patrol find nothing.
            case "ins-investigate" when found.Channel is "patrol" or "random" or "campaign" && roll < 0.5:
                return "none";
            // The district's own fund may pay for it.
            case "wgf-eligibility" when round == 1 && IsIndividualBusiness(chance, matter):
                return "emf";
            // Nobody asks to write off what nobody has tried to get back.
            case "wgf-recovery" or "emf-recovery" when round == 1:
                return usual;
            // One employer in ten pays a part before the fund does.
            case "wgf-approve-1" or "wgf-approve-2" or "emf-approve-1" or "emf-approve-2" when round == 1 && roll is > 0.4 and < 0.5:
                return DeductEmployerPayments.Outcome;
            case "arb-vote" or "arb-partial-vote":
                return roll < 0.05 && round <= MostRounds ? "return" : usual;
        }
        if (round > MostRounds || roll < 1 - Math.Min(0.6, Aside(task.Step) * curiosity))
            return usual;
        var others = outcomes.Where(o => o.Code != usual && Fits(task.Step, o.Code, found)).ToList();
        return others.Count == 0 ? usual : chance.Pick(matter, $"{task.Step}/{round}/other", others).Code;
    }

    private static double Aside(string step) =>
        Trunk.Contains(step) ? Seldom
        : Forks.Contains(step) ? Sometimes
        : Often;

    /// <summary>Nobody chooses what has no object in the case.</summary>
    private static bool Fits(string step, string outcome, Case found) =>
        (step, outcome) switch
        {
            // What the court confirmed is neither arbitrated nor put into an order to pay; and only that is enforced.
            (TrackPerformance.TrackingStep, "arbitrate" or PerformanceSteps.Order) => !PerformanceSteps.IsEnforceable(found),
            (TrackPerformance.TrackingStep, PerformanceSteps.Enforce) => PerformanceSteps.IsEnforceable(found),
            ("fta-hearing" or "arb-hearing", "partial") => found.Claims.Count > 1,
            // Nobody enters the result of what nobody contested, and an organ's silence takes longer than people wait here.
            ("insf-perform" or "insf-demand" or "insf-demand-serve", "decided") => false,
            ("insf-contested", "lapsed") => false,
            // Another inspection is opened of what a patrol saw, and not of a case that is one.
            ("insf-issue", "open-case") => found.ProcedureCode == "INSF",
            // New days for what is to be put right are set where the old ones passed before the paper was served; nobody waits so long here.
            (_, "redate") => false,
            _ => true,
        };
}
