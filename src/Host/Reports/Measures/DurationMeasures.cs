using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>办理天数: the cases whose days are averaged.</summary>
internal static class DurationMeasures
{
    /// <summary>The period for the award: it starts with acceptance.</summary>
    public const string AwardPeriod = "arb-award-45d";

    private static readonly string?[] Agreed = [.. TrackPerformance.AgreedEnds];

    public static readonly Measure Mediation = new(
        "duration-mediation",
        "调解（收到申请至达成协议）",
        "Mediation, receipt to agreement",
        "期内达成协议的调解案件",
        "Mediations that ended in an agreement",
        measured => measured.Ended.Where(found => found.ProcedureCode == "MED" && Agreed.Contains(found.ClosedAs))
    );

    public static readonly Measure Arbitration = new(
        "duration-arbitration",
        "仲裁（受理至结案）",
        "Arbitration, acceptance to closure",
        "期内结案且已受理的仲裁案件",
        "Arbitrations closed after they were accepted",
        measured =>
        {
            var deadlines = measured.Database.Set<CaseDeadline>();
            return measured.Ended.Where(found =>
                found.DocketNumber != null && deadlines.Any(deadline => deadline.CaseId == found.Id && deadline.ParameterId == AwardPeriod)
            );
        }
    );

    public static readonly Measure FastTrack = new(
        "duration-fast-track",
        "速裁（受理至结案）",
        "Fast track, acceptance to closure",
        "期内结案的速裁案件",
        "Fast-track cases closed",
        measured =>
        {
            var tasks = measured.Database.Set<CaseTask>();
            return Arbitration.Numerator(measured).Where(found => tasks.Any(task => task.CaseId == found.Id && task.Step == "fta-appoint"));
        }
    );

    public static readonly IReadOnlyList<Measure> All = [Mediation, FastTrack, Arbitration];
}
