using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>集体争议指标: how groups of workers fare.</summary>
internal static class CollectiveMeasures
{
    /// <summary>审结的集体争议.</summary>
    public static readonly Measure Concluded = new(
        "col-concluded",
        "审结的集体争议",
        "Groups concluded",
        "期内审结的集体争议",
        "Collective disputes concluded in the period",
        Groups
    );

    /// <summary>逐人同意齐备率.</summary>
    public static readonly Measure Consents = new(
        "col-consents",
        "逐人同意齐备率",
        "Consents complete",
        "逐人书面同意的调解结案 ÷ 调解结案",
        "Settlements with everybody's consent ÷ settlements",
        measured =>
        {
            var entries = measured.Database.Set<RegisterEntry>();
            return Settled(measured).Where(found => entries.Any(entry => entry.CaseId == found.Id && entry.Kind == "consents"));
        },
        Settled
    );

    /// <summary>Those in which both sides talked.</summary>
    public static readonly Measure Talks = new(
        "col-first-talks",
        "开展协商调解的集体争议",
        "Groups with talks",
        "期内审结、开展过协商调解的集体争议",
        "Groups concluded in which both sides talked",
        measured =>
        {
            var tasks = measured.Database.Set<CaseTask>();
            return Groups(measured)
                .Where(found => tasks.Any(task => task.CaseId == found.Id && task.Step == "col-mediate" && task.CompletedAt != null));
        }
    );

    /// <summary>未开庭化解率.</summary>
    public static readonly Measure Unheard = new(
        "col-without-hearing",
        "未开庭化解率",
        "Solved without a hearing",
        "没有开庭即审结的集体争议 ÷ 审结的集体争议",
        "Groups concluded without a hearing ÷ groups concluded",
        measured =>
        {
            var hearings = measured.Database.Set<Hearing>().Where(hearing => hearing.State == HearingState.Held);
            return Groups(measured).Where(found => !hearings.Any(hearing => hearing.CaseId == found.Id));
        },
        Groups
    );

    /// <summary>再次激化率.</summary>
    public static readonly Measure Again = new(
        "col-re-escalated",
        "再次激化率",
        "Escalated again",
        "登记群体性事件或者重新办理的集体争议 ÷ 审结的集体争议",
        "Groups with a mass incident or reopened ÷ groups concluded",
        measured =>
        {
            var incidents = measured
                .Database.Set<CaseException>()
                .Where(raised => raised.Kind == "incident" && raised.State == CaseExceptionState.Granted);
            var reopened = measured.Database.Set<RegisterEntry>().Where(entry => entry.Kind == "reopened");
            return Groups(measured)
                .Where(found => incidents.Any(raised => raised.CaseId == found.Id) || reopened.Any(entry => entry.CaseId == found.Id));
        },
        Groups
    );

    private static IQueryable<Case> Groups(Measured measured) => ArbitrationMeasures.Concluded(measured).Where(found => found.Collective);

    private static IQueryable<Case> Settled(Measured measured) => Groups(measured).Where(found => found.ClosedAs == "arbitration-mediated");
}
