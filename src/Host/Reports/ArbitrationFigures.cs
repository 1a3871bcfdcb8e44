using System.Security.Claims;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Parties;
using LaborFlow.Cases.Tasks;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>仲裁与集体争议指标: how arbitrations end, what courts make of the awards, how old the backlog is, and how groups are dealt with.</summary>
internal static class ArbitrationFigures
{
    /// <param name="Code">Stable code.</param>
    /// <param name="Unit"><c>percent</c>, <c>days</c>, <c>cases</c> or <c>people</c>.</param>
    /// <param name="Value">One decimal; null while there is nothing to divide by.</param>
    /// <param name="Numerator">What counts.</param>
    /// <param name="Denominator">Of how many; null for a plain count.</param>
    public sealed record Figure(
        string Code,
        string Zh,
        string En,
        string Unit,
        decimal? Value,
        int Numerator,
        int? Denominator,
        string FormulaZh,
        string FormulaEn
    );

    public sealed record Answer(DateOnly From, DateOnly To, IReadOnlyList<Figure> Arbitration, IReadOnlyList<Figure> Collective);

    private const string Mediated = "arbitration-mediated";
    private static readonly string[] Awarded = ["award-effective", "award-sued", "award-challenged", "award-replaced", "award-revoked"];
    private static readonly string[] Pending = ["award-sued", "award-challenged"];
    private static readonly string[] Changed = ["award-replaced", "award-revoked"];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/statistics/arbitration", ReadAsync).RequireAuthorization(Policies.Supervision).WithName("arbitration-figures");

    public static async Task<Answer> ReadAsync(
        [AsParameters] Statistics.Query query,
        ClaimsPrincipal user,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var period = ReportPeriod.Of(query.From, query.To, time);
        var cases = database.Set<Case>().AsNoTracking().Visible(user, database).Where(found => found.DocketNumber != null);
        if (query.District is { } district)
            cases = cases.Where(found => found.District.StartsWith(district));
        var (start, end) = (period.Start, period.End);
        var ended = cases.Where(found => found.ClosedAt >= start && found.ClosedAt < end);
        return new Answer(
            period.From,
            period.To,
            await OfAllAsync(cases, ended, database, time, cancellationToken),
            await OfGroupsAsync(ended.Where(found => found.Collective), database, cancellationToken)
        );
    }

    private static async Task<IReadOnlyList<Figure>> OfAllAsync(
        IQueryable<Case> cases,
        IQueryable<Case> ended,
        LaborFlowDbContext database,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var closed = await ended.CountAsync(cancellationToken);
        var mediated = await ended.CountAsync(found => found.ClosedAs == Mediated, cancellationToken);
        var awards = ended.Where(found => Awarded.Contains(found.ClosedAs));
        var awarded = await awards.CountAsync(cancellationToken);
        var decided = awards.Where(found =>
            database.Set<RegisterEntry>().Any(entry => entry.CaseId == found.Id && entry.Kind == "court-outcome")
        );
        var heard = await decided.CountAsync(cancellationToken);
        var waiting = await awards.CountAsync(found => Pending.Contains(found.ClosedAs), cancellationToken);
        var changed = await decided.CountAsync(found => Changed.Contains(found.ClosedAs), cancellationToken);
        var open = await cases.Where(found => found.ClosedAt == null).Select(found => found.FiledAt).ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var seats = database
            .Set<TribunalMember>()
            .Where(seat => seat.Seat != TribunalSeat.Secretary && seat.ReplacedAt == null && ended.Any(found => found.Id == seat.CaseId));
        var arbitrators = await seats.Select(seat => seat.Name).Distinct().CountAsync(cancellationToken);
        var heardCases = await seats.Select(seat => seat.CaseId).Distinct().CountAsync(cancellationToken);
        return
        [
            Share("mediated", "仲裁调解率", "Settled in arbitration", mediated, closed, "调解结案 ÷ 审结", "Mediated ÷ concluded"),
            Share(
                "attacked",
                "起诉、申请撤销率",
                "Taken to court",
                waiting + heard,
                awarded,
                "起诉、申请撤销的裁决 ÷ 裁决结案",
                "Awards taken to court ÷ awards"
            ),
            Share(
                "reversed",
                "裁决被改变率",
                "Changed by a court",
                changed,
                heard,
                "法院判决、调解代替或者撤销的裁决 ÷ 法院已有结果的裁决",
                "Awards replaced or set aside ÷ awards that a court decided about"
            ),
            Mean(
                "backlog-age",
                "未结案件平均时长",
                "Mean age of the backlog",
                "days",
                open.Sum(filed => (now - filed).TotalDays),
                open.Count,
                "收到申请至今日的天数，按未结案件平均",
                "Days since filing, over open cases"
            ),
            Mean(
                "per-arbitrator",
                "人均办案数",
                "Cases per arbitrator",
                "cases",
                heardCases,
                arbitrators,
                "组庭审理的审结案件 ÷ 仲裁员人数",
                "Concluded cases with a tribunal ÷ arbitrators"
            ),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> OfGroupsAsync(
        IQueryable<Case> groups,
        LaborFlowDbContext database,
        CancellationToken cancellationToken
    )
    {
        var closed = await groups.CountAsync(cancellationToken);
        var settled = groups.Where(found => found.ClosedAs == Mediated);
        var settledCount = await settled.CountAsync(cancellationToken);
        var consented = await settled.CountAsync(
            found => database.Set<RegisterEntry>().Any(entry => entry.CaseId == found.Id && entry.Kind == "consents"),
            cancellationToken
        );
        var unheard = await groups.CountAsync(
            found => !database.Set<Hearing>().Any(hearing => hearing.CaseId == found.Id && hearing.State == HearingState.Held),
            cancellationToken
        );
        var workers = await database
            .Set<Party>()
            .CountAsync(
                party => party.Side == PartySide.Applicant && party.Kind == "worker" && groups.Any(found => found.Id == party.CaseId),
                cancellationToken
            );
        var again = await groups.CountAsync(
            found =>
                database
                    .Set<CaseException>()
                    .Any(raised => raised.CaseId == found.Id && raised.Kind == "incident" && raised.State == CaseExceptionState.Granted)
                || database.Set<RegisterEntry>().Any(entry => entry.CaseId == found.Id && entry.Kind == "reopened"),
            cancellationToken
        );
        var talks = await database
            .Set<CaseTask>()
            .AsNoTracking()
            .Where(task => task.Step == "col-mediate" && task.CompletedAt != null && groups.Any(found => found.Id == task.CaseId))
            .GroupBy(task => task.CaseId)
            .Select(group => new { group.Key, At = group.Min(task => task.CompletedAt!.Value) })
            .Join(groups, row => row.Key, found => found.Id, (row, found) => new { row.At, found.FiledAt })
            .ToListAsync(cancellationToken);
        return
        [
            Share(
                "consents",
                "逐人同意齐备率",
                "Consents complete",
                consented,
                settledCount,
                "逐人书面同意的调解结案 ÷ 调解结案",
                "Settlements with everybody's consent ÷ settlements"
            ),
            Mean(
                "first-talks",
                "首次协商时长",
                "Days to the first talks",
                "days",
                talks.Sum(row => (row.At - row.FiledAt).TotalDays),
                talks.Count,
                "收到申请至首次协商调解的天数，按集体争议平均",
                "Days from filing to the first talks"
            ),
            Share(
                "without-hearing",
                "未开庭化解率",
                "Solved without a hearing",
                unheard,
                closed,
                "没有开庭即审结的集体争议 ÷ 审结的集体争议",
                "Groups concluded without a hearing ÷ groups concluded"
            ),
            new(
                "workers",
                "涉及劳动者人数",
                "Workers covered",
                "people",
                workers,
                workers,
                null,
                "审结的集体争议的申请人人数",
                "Applicants of the groups concluded"
            ),
            Share(
                "re-escalated",
                "再次激化率",
                "Escalated again",
                again,
                closed,
                "登记群体性事件或者重新办理的集体争议 ÷ 审结的集体争议",
                "Groups with a mass incident or reopened ÷ groups concluded"
            ),
        ];
    }

    private static Figure Share(string code, string zh, string en, int part, int whole, string formulaZh, string formulaEn) =>
        new(code, zh, en, "percent", whole == 0 ? null : Math.Round(100m * part / whole, 1), part, whole, formulaZh, formulaEn);

    private static Figure Mean(string code, string zh, string en, string unit, double sum, int count, string formulaZh, string formulaEn) =>
        new(
            code,
            zh,
            en,
            unit,
            count == 0 ? null : Math.Round((decimal)(sum / count), 1),
            (int)Math.Round(sum),
            count,
            formulaZh,
            formulaEn
        );
}
