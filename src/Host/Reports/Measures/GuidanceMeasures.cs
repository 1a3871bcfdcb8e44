using LaborFlow.Cases;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Tasks;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>新企用工指导指标. The other figures of the service stand with its own page.</summary>
internal static class GuidanceMeasures
{
    /// <summary>An attempt that failed is no service.</summary>
    private const string Attempt = "contact";

    /// <summary>新企服务户数: an employer has one file, so that its case stands for it.</summary>
    public static readonly Measure Served = new(
        "kpi-newent-400",
        "新企服务户数",
        "New employers served",
        "期内至少得到一次服务的新注册用人单位户数（未联系上的不计）",
        "New employers for which something was done in the period; an attempt that failed is no service",
        measured =>
        {
            var (first, last) = (measured.Period.From, measured.Period.To);
            var services = Services(measured).Where(entry => entry.HeldOn >= first && entry.HeldOn <= last);
            return measured.Cases.Where(found => services.Any(entry => entry.CaseId == found.Id));
        }
    );

    /// <summary>服务覆盖率.</summary>
    public static readonly Measure Covered = new(
        "new-coverage",
        "服务覆盖率",
        "Coverage",
        "其中已得到服务的 ÷ 期内接入、有职工的新注册单位",
        "Served since ÷ new employers with staff that came in during the period",
        measured =>
        {
            var services = Services(measured);
            return Staffed(measured).Where(found => services.Any(entry => entry.CaseId == found.Id));
        },
        Staffed
    );

    /// <summary>按期首次联系率.</summary>
    public static readonly Measure Contacted = Measure.InTime(
        "new-contacted-in-time",
        "按期首次联系率",
        "First contact in time",
        "接入后十个工作日内联系上 ÷ 首次联系期限届满或者已联系上",
        "Contacted within ten working days ÷ first contacts due or made",
        "new-contact-10wd"
    );

    /// <summary>The employers whose first service was in the period.</summary>
    public static readonly Measure FirstServed = new(
        "new-first-served",
        "首次得到服务的单位",
        "Served for the first time",
        "期内首次得到服务的新注册单位",
        "New employers whose first service was in the period",
        measured =>
        {
            var first = measured.Period.From;
            var services = Services(measured);
            return Served.Numerator(measured).Where(found => !services.Any(entry => entry.CaseId == found.Id && entry.HeldOn < first));
        }
    );

    /// <summary>三个月按期回访率.</summary>
    public static readonly Measure VisitedAtThree = Measure.InTime(
        "new-visited-3m-in-time",
        "三个月按期回访率",
        "Three-month visits in time",
        "满三个月后十个工作日内回访 ÷ 回访期限届满或者已回访",
        "Visited within ten working days after the three months ÷ visits due or made",
        "new-visit-3m-10wd"
    );

    /// <summary>十二个月按期回访率.</summary>
    public static readonly Measure VisitedAtTwelve = Measure.InTime(
        "new-visited-12m-in-time",
        "十二个月按期回访率",
        "Twelve-month visits in time",
        "满十二个月后十个工作日内回访 ÷ 回访期限届满或者已回访",
        "Visited within ten working days after the twelve months ÷ visits due or made",
        "new-visit-12m-10wd"
    );

    /// <summary>回访的单位.</summary>
    public static readonly Measure FollowedUp = new(
        "new-followed-up",
        "回访的单位",
        "Followed up",
        "期内登记三个月、十二个月回访的单位",
        "New employers with a follow-up visit in the period",
        measured =>
        {
            var visits = VisitsOf(measured);
            return measured.Cases.Where(found => visits.Any(visit => visit.CaseId == found.Id));
        }
    );

    /// <summary>The follow-up visits that were recorded in the period.</summary>
    internal static IQueryable<CaseTask> VisitsOf(Measured measured)
    {
        var (start, end) = (measured.Period.Start, measured.Period.End);
        return measured
            .Database.Set<CaseTask>()
            .Where(task =>
                (task.Step == "new-follow-up-3" || task.Step == "new-follow-up-12")
                && task.Status == CaseTaskStatus.Completed
                && task.CompletedAt >= start
                && task.CompletedAt < end
            );
    }

    /// <summary>What was done for new employers, ever.</summary>
    internal static IQueryable<GuidanceEvent> Services(Measured measured) =>
        measured.Database.Set<GuidanceEvent>().Where(entry => entry.Kind != Attempt);

    private static IQueryable<Case> Staffed(Measured measured)
    {
        var staffed = measured.Database.Set<EnterpriseProfile>().Where(profile => profile.Headcount > 0);
        return measured.Filed.Where(found => staffed.Any(profile => profile.CaseId == found.Id));
    }
}
