using System.Globalization;
using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Audit;
using LaborFlow.Host.Cases;
using LaborFlow.Host.Problems;
using LaborFlow.Host.Tasks;
using LaborFlow.Host.Web;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Cases;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Guidance;

/// <summary>
/// 服务情况统计: what the tripartite office reports to the city regularly, in the caller's jurisdiction. Employers, coverage and first contact
/// are of the files opened in the period; services, people and what follow-ups found are of their own day, whenever the file was opened.
/// </summary>
internal static class GuidanceFigures
{
    private const string FirstContact = "new-contact-10wd";
    private const string SigningTarget = "kpi-contract-rate-98";

    /// <summary>The figures of the service.</summary>
    /// <param name="Registered">Employers that the feed brought.</param>
    /// <param name="Staffed">Of them, with at least one employee: whom the service is for.</param>
    /// <param name="Served">Employers for which something was done in the period, by the day of the visit.</param>
    /// <param name="Coverage">服务覆盖率: of those that came in with staff, how many were served since, in percent; null without any.</param>
    /// <param name="NotServed">Ended without service, for whatever reason.</param>
    /// <param name="Unreachable">三次联系未联系上.</param>
    /// <param name="Declined">谢绝服务.</param>
    /// <param name="Watched">已服务待跟踪.</param>
    /// <param name="KeySupport">转重点企业.</param>
    /// <param name="Open">Still guided.</param>
    /// <param name="Events">Services in the period.</param>
    /// <param name="People">People reached.</param>
    /// <param name="Shortcomings">Points of check-lists that were not in order.</param>
    /// <param name="FirstContactDays">Days from the feed to the first contact, on average; null without a contact.</param>
    /// <param name="FirstContactOnTime">Within ten working days, in percent; null while none is due.</param>
    /// <param name="SigningRate">劳动合同签订率 as the last visits found it, in percent; null without a follow-up.</param>
    /// <param name="SigningGoal">What a plan of the caller's place sets for it, in percent; null where none does.</param>
    /// <param name="Disputes">Disputes that employers had between follow-ups.</param>
    /// <param name="Complaints">Complaints against them.</param>
    /// <param name="Satisfaction">Out of five, on average; null when nobody judged.</param>
    /// <param name="ExpertQuestions">Questions that wait for an expert.</param>
    /// <param name="Kinds">Services by their kind.</param>
    /// <param name="Groups">Employers by group.</param>
    /// <param name="Triggers">Employers by what brought them in.</param>
    /// <param name="IncidenceServed">争议发生率 of those that were served.</param>
    /// <param name="IncidenceNotServed">争议发生率 of those that were not.</param>
    public sealed record Statistics(
        int Registered,
        int Staffed,
        int Served,
        decimal? Coverage,
        int NotServed,
        int Unreachable,
        int Declined,
        int Watched,
        int KeySupport,
        int Open,
        int Events,
        int People,
        int Shortcomings,
        decimal? FirstContactDays,
        decimal? FirstContactOnTime,
        decimal? SigningRate,
        decimal? SigningGoal,
        int Disputes,
        int Complaints,
        decimal? Satisfaction,
        int ExpertQuestions,
        IReadOnlyDictionary<string, int> Kinds,
        IReadOnlyDictionary<string, int> Groups,
        IReadOnlyDictionary<string, int> Triggers,
        DisputeIncidence IncidenceServed,
        DisputeIncidence IncidenceNotServed
    );

    /// <summary>Counts them.</summary>
    /// <param name="from">First day on which a file was opened; null from the beginning.</param>
    /// <param name="to">Last day; null until today.</param>
    public static async Task<Statistics> CountAsync(
        DateOnly? from,
        DateOnly? to,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        if (from > to)
            throw ProblemException.Field("to", "contradictory", "截止日期早于起始日期。", "The period ends before it begins.");
        var prefix = CurrentActor.ReachPrefix(user.Jurisdiction());
        var all = database.Set<Case>().AsNoTracking().Where(c => c.ProcedureCode == "NEW" && c.District.StartsWith(prefix));
        var files = all;
        if (from is { } first)
            files = files.Where(c => c.FiledAt >= ChinaDay.EndOf(first.AddDays(-1)));
        if (to is { } last)
            files = files.Where(c => c.FiledAt < ChinaDay.EndOf(last));
        var opened = await files
            .Select(c => new
            {
                c.Id,
                c.FiledAt,
                c.ClosedAs,
                Open = c.ClosedAt == null,
            })
            .ToListAsync(cancellationToken);
        var profiles = await database
            .Set<EnterpriseProfile>()
            .Where(p => files.Any(f => f.Id == p.CaseId))
            .Select(p => new
            {
                p.CaseId,
                p.Group,
                p.Headcount,
                p.Trigger,
            })
            .ToListAsync(cancellationToken);
        var events = await database
            .Set<GuidanceEvent>()
            .Where(e => files.Any(f => f.Id == e.CaseId))
            .Select(e => new
            {
                e.CaseId,
                e.Kind,
                e.HeldOn,
            })
            .ToListAsync(cancellationToken);
        var held = await database
            .Set<GuidanceEvent>()
            .Where(e => all.Any(f => f.Id == e.CaseId))
            .Where(e => (from == null || e.HeldOn >= from) && (to == null || e.HeldOn <= to))
            .Select(e => new
            {
                e.CaseId,
                e.Kind,
                e.People,
                e.Shortcomings,
            })
            .ToListAsync(cancellationToken);
        var contacts = await database
            .Set<CaseDeadline>()
            .Where(d => d.ParameterId == FirstContact && files.Any(f => f.Id == d.CaseId))
            .Select(d => d.State)
            .ToListAsync(cancellationToken);
        var visits = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(t =>
                (t.Step == "new-follow-up-3" || t.Step == "new-follow-up-12")
                && t.Status == CaseTaskStatus.Completed
                && all.Any(f => f.Id == t.CaseId)
            )
            .ToListAsync(cancellationToken);
        var waiting = await database
            .Set<CaseTask>()
            .CountAsync(
                t =>
                    t.Step == "new-expert"
                    && (t.Status == CaseTaskStatus.Open || t.Status == CaseTaskStatus.Claimed)
                    && files.Any(f => f.Id == t.CaseId),
                cancellationToken
            );

        // An attempt that failed is no service.
        var done = events.Where(e => e.Kind != "contact").ToList();
        var services = held.Where(e => e.Kind != "contact").ToList();
        var served = done.Select(e => e.CaseId).ToHashSet();
        var filedOn = opened.ToDictionary(c => c.Id, c => ChinaDay.Of(c.FiledAt));
        var waits = done.GroupBy(e => e.CaseId).Select(g => (decimal)(g.Min(e => e.HeldOn).DayNumber - filedOn[g.Key].DayNumber)).ToList();
        var staffed = profiles.Count(p => p.Headcount > 0);
        var feedback = Feedback.Of(visits, from, to);
        var disputes = await EmployerDisputes.FindAsync(database, files, cancellationToken);
        var today = ChinaDay.Today(time);
        var withStaff = profiles.Where(p => p.Headcount > 0).Select(p => p.CaseId).ToLookup(served.Contains);
        DisputeIncidence Incidence(bool wereServed) =>
            DisputeIncidence.Of(withStaff[wereServed].ToDictionary(id => id, id => filedOn[id]), disputes, today);
        int Ended(string how) => opened.Count(c => c.ClosedAs == how);
        return new Statistics(
            opened.Count,
            staffed,
            services.Select(e => e.CaseId).Distinct().Count(),
            Percent(served.Count, staffed),
            Ended("not-served") + Ended("unreachable") + Ended("declined"),
            Ended("unreachable"),
            Ended("declined"),
            Ended("guided-watch"),
            Ended("guided-key"),
            opened.Count(c => c.Open),
            services.Count,
            services.Sum(e => e.People),
            services.Sum(e => e.Shortcomings ?? 0),
            waits.Count == 0 ? null : Math.Round(waits.Average(), 1),
            Percent(contacts.Count(s => s == DeadlineState.Met), contacts.Count(s => s is DeadlineState.Met or DeadlineState.Missed)),
            Percent(feedback.Signed, feedback.Employees),
            register.Numeric(SigningTarget, Jurisdiction.TryParse(user.Jurisdiction() ?? "", out var place) ? place : null, today)?.Value,
            feedback.Disputes,
            feedback.Complaints,
            feedback.Satisfaction,
            waiting,
            held.GroupBy(e => e.Kind).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            profiles.GroupBy(p => p.Group ?? "none").ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            profiles
                .GroupBy(p => p.Trigger ?? EnterpriseCodes.Registration)
                .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            Incidence(true),
            Incidence(false)
        );
    }

    /// <summary>服务情况报表: the same as a table, for the tripartite office's report to the city.</summary>
    public static async Task<IResult> ExportAsync(
        DateOnly? from,
        DateOnly? to,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        StatuteRegister register,
        AccessLog log,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var found = await CountAsync(from, to, user, database, register, time, cancellationToken);
        var period = $"{from?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "起"}-{to ?? ChinaDay.Today(time):yyyyMMdd}";
        await log.ExportedAsync(user.UserName(), $"new employers: {period}", cancellationToken);
        string?[] Row(string what, decimal? value) => [what, value?.ToString(CultureInfo.InvariantCulture)];
        return Csv.File(
            $"新企用工指导服务情况-{period}.csv",
            [
                ["项目", "数值"],
                Row("接入单位（户）", found.Registered),
                Row("有用工单位（户）", found.Staffed),
                Row("已服务（户）", found.Served),
                Row("服务覆盖率（%）", found.Coverage),
                Row("指导中（户）", found.Open),
                Row("无法联系（户）", found.Unreachable),
                Row("谢绝服务（户）", found.Declined),
                Row("待继续跟踪（户）", found.Watched),
                Row("转重点企业（户）", found.KeySupport),
                Row("服务（次）", found.Events),
                Row("服务（人次）", found.People),
                Row("清单待改进（项）", found.Shortcomings),
                Row("首次联系平均天数", found.FirstContactDays),
                Row("十个工作日内首次联系（%）", found.FirstContactOnTime),
                Row("劳动合同签订率（%）", found.SigningRate),
                Row("劳动合同签订率目标（%）", found.SigningGoal),
                Row("回访登记争议（件）", found.Disputes),
                Row("回访登记投诉（件）", found.Complaints),
                Row("满意度（五分）", found.Satisfaction),
                Row("待专家答复（件）", found.ExpertQuestions),
                Row("十二个月内争议发生率：已服务（%）", found.IncidenceServed.Rate),
                Row("十二个月内发生争议：已服务（户）", found.IncidenceServed.WithDispute),
                Row("十二个月内争议发生率：未服务（%）", found.IncidenceNotServed.Rate),
                Row("十二个月内发生争议：未服务（户）", found.IncidenceNotServed.WithDispute),
                .. found.Triggers.Select(t => Row("来源：" + EnterpriseCodes.Triggers.GetValueOrDefault(t.Key, t.Key), t.Value)),
            ]
        );
    }

    private static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(100m * part / whole, 1);

    /// <summary>What the follow-ups found: of each employer the newest count of contracts, all disputes and complaints.</summary>
    private sealed record Feedback(int Employees, int Signed, int Disputes, int Complaints, decimal? Satisfaction)
    {
        public static Feedback Of(IReadOnlyList<CaseTask> visits, DateOnly? from, DateOnly? to)
        {
            var (employees, signed, disputes, complaints) = (0, 0, 0, 0);
            var judged = new List<decimal>();
            foreach (var employer in visits.Where(t => IsHeld(t, from, to)).GroupBy(t => t.CaseId))
            {
                var newest = employer.MaxBy(t => t.CompletedAt)!;
                foreach (var visit in employer)
                {
                    using var data = StepData.Of(visit);
                    disputes += data.Count("disputes") ?? 0;
                    complaints += data.Count("complaints") ?? 0;
                    if (visit.Id != newest.Id)
                        continue;
                    employees += data.Count("employees") ?? 0;
                    signed += data.Count("contractsSigned") ?? 0;
                    if (decimal.TryParse(data.Text("satisfaction"), out var stars))
                        judged.Add(stars);
                }
            }

            return new Feedback(employees, signed, disputes, complaints, judged.Count == 0 ? null : Math.Round(judged.Average(), 1));
        }

        /// <summary>The day is that of the visit, not that on which it was written down.</summary>
        private static bool IsHeld(CaseTask visit, DateOnly? from, DateOnly? to)
        {
            using var data = StepData.Of(visit);
            var on = data.Date("heldOn") ?? ChinaDay.Of(visit.CompletedAt!.Value);
            return (from is null || on >= from) && (to is null || on <= to);
        }
    }
}
