using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>仲裁指标: how arbitrations end and how fast. The docket number tells that a case was accepted for arbitration.</summary>
internal static class ArbitrationMeasures
{
    /// <summary>法定审限: the period whose passing makes an award late.</summary>
    private const string AwardPeriod = "arb-award-45d";

    private const string Mediated = "arbitration-mediated";
    private static readonly string?[] Awarded = ["award-effective", "award-sued", "award-challenged", "award-replaced", "award-revoked"];
    private static readonly string?[] BeforeCourt = ["award-sued", "award-challenged"];
    private static readonly string?[] Changed = ["award-replaced", "award-revoked"];

    public static readonly Measure Closing = new(
        "kpi-arb-closure-90",
        "仲裁结案率",
        "Arbitration closing rate",
        "期内审结 ÷（上期结转 + 本期受理）",
        "Concluded ÷ (carried over + filed)",
        Concluded,
        measured => measured.Pending.Where(found => found.DocketNumber != null)
    );

    public static readonly Measure InTime = new(
        "kpi-arb-ontime-95",
        "法定审限内结案率",
        "Closed within the statutory period",
        "未超过法定审限的审结件数 ÷ 审结件数",
        "Concluded within the period for the award ÷ concluded",
        measured => measured.NeverLate(Concluded(measured), AwardPeriod),
        Concluded
    );

    /// <summary>Those that no plan sets a target for.</summary>
    public static readonly IReadOnlyList<Measure> Others =
    [
        new(
            "fta-share",
            "速裁办理占比",
            "Share on the fast track",
            "速裁办理审结件数 ÷ 仲裁审结件数",
            "Concluded on the fast track ÷ concluded",
            Fast,
            Concluded
        ),
        new(
            "fta-converted",
            "速裁转普通占比",
            "Fast track converted",
            "速裁转普通程序件数 ÷ 速裁办理件数",
            "Converted to ordinary ÷ begun on the fast track",
            measured => At(measured, Fast(measured), "arb-appoint"),
            Fast
        ),
        new(
            "arb-mediated-share",
            "仲裁调解结案占比",
            "Settled in arbitration",
            "仲裁调解结案件数 ÷ 仲裁审结件数",
            "Settled ÷ concluded",
            measured => Concluded(measured).Where(found => found.ClosedAs == Mediated),
            Concluded
        ),
        new(
            "arb-final-share",
            "终局裁决占比",
            "Final awards",
            "有终局裁决的件数 ÷ 裁决结案件数",
            "With a final award ÷ with an award",
            measured =>
            {
                var awards = measured.Database.Set<Award>();
                return measured.Ended.Where(found => awards.Any(award => award.CaseId == found.Id && award.Final));
            },
            WithAward
        ),
        new(
            "arb-reversed-share",
            "法院改变占比",
            "Reversed by the court",
            "裁决被判决代替或者撤销的件数 ÷ 裁决结案件数",
            "Replaced or set aside ÷ with an award",
            measured => WithAward(measured).Where(found => Changed.Contains(found.ClosedAs)),
            WithAward
        ),
    ];

    /// <summary>起诉、申请撤销率.</summary>
    public static readonly Measure Attacked = new(
        "arb-attacked",
        "起诉、申请撤销率",
        "Taken to court",
        "起诉、申请撤销的裁决 ÷ 裁决结案",
        "Awards taken to court ÷ awards",
        measured =>
        {
            var entries = measured.Database.Set<RegisterEntry>();
            return Awards(measured)
                .Where(found =>
                    BeforeCourt.Contains(found.ClosedAs) || entries.Any(entry => entry.CaseId == found.Id && entry.Kind == "court-outcome")
                );
        },
        Awards
    );

    /// <summary>裁决被改变率.</summary>
    public static readonly Measure Reversed = new(
        "arb-changed",
        "裁决被改变率",
        "Changed by a court",
        "法院判决、调解代替或者撤销的裁决 ÷ 法院已有结果的裁决",
        "Awards replaced or set aside ÷ awards that a court decided about",
        measured => DecidedByCourt(measured).Where(found => Changed.Contains(found.ClosedAs)),
        DecidedByCourt
    );

    /// <summary>未结案件.</summary>
    public static readonly Measure Backlog = new(
        "arb-backlog",
        "未结案件",
        "Backlog",
        "已受理而没有审结的仲裁案件",
        "Accepted for arbitration and not concluded",
        measured => measured.Cases.Where(found => found.DocketNumber != null && found.ClosedAt == null)
    );

    /// <summary>组庭审理的审结案件.</summary>
    public static readonly Measure WithTribunal = new(
        "arb-with-tribunal",
        "组庭审理的审结案件",
        "Concluded with a tribunal",
        "组成仲裁庭后审结的案件",
        "Concluded cases that had a tribunal",
        measured =>
        {
            var seats = measured
                .Database.Set<TribunalMember>()
                .Where(seat => seat.Seat != TribunalSeat.Secretary && seat.ReplacedAt == null);
            return Concluded(measured).Where(found => seats.Any(seat => seat.CaseId == found.Id));
        }
    );

    public static IQueryable<Case> Concluded(Measured measured) => measured.Ended.Where(found => found.DocketNumber != null);

    /// <summary>Every case that got a sole arbitrator on the fast track, wherever it went from there.</summary>
    private static IQueryable<Case> Fast(Measured measured) => At(measured, Concluded(measured), "fta-appoint");

    private static IQueryable<Case> At(Measured measured, IQueryable<Case> cases, string step)
    {
        var tasks = measured.Database.Set<CaseTask>();
        return cases.Where(found => tasks.Any(task => task.CaseId == found.Id && task.Step == step));
    }

    private static IQueryable<Case> WithAward(Measured measured)
    {
        var awards = measured.Database.Set<Award>();
        return measured.Ended.Where(found => awards.Any(award => award.CaseId == found.Id));
    }

    private static IQueryable<Case> Awards(Measured measured) => Concluded(measured).Where(found => Awarded.Contains(found.ClosedAs));

    private static IQueryable<Case> DecidedByCourt(Measured measured)
    {
        var entries = measured.Database.Set<RegisterEntry>();
        return Awards(measured).Where(found => entries.Any(entry => entry.CaseId == found.Id && entry.Kind == "court-outcome"));
    }
}
