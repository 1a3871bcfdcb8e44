using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Mediation;
using LaborFlow.Cases.Tasks;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>An indicator with its target of the statute register.</summary>
/// <param name="Id">The register's id of its target; for one that no plan sets a target for, its own name.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Value">Per cent with one decimal; null while the denominator is zero.</param>
/// <param name="Target">Per cent; null when the register has none in force.</param>
/// <param name="Numerator">What counts.</param>
/// <param name="Denominator">Of how many.</param>
/// <param name="FormulaZh">How it is counted.</param>
/// <param name="FormulaEn">The same in English.</param>
/// <param name="NumeratorList">Query of the case list that shows the numerator.</param>
/// <param name="DenominatorList">Query of the case list that shows the denominator.</param>
internal sealed record Indicator(
    string Id,
    string Zh,
    string En,
    decimal? Value,
    decimal? Target,
    int Numerator,
    int Denominator,
    string FormulaZh,
    string FormulaEn,
    string NumeratorList,
    string DenominatorList
);

/// <summary>The indicators that the stored cases can answer. Their targets come from the register.</summary>
internal static class Indicators
{
    /// <summary>法定审限: the period whose passing makes an award late.</summary>
    private const string AwardPeriod = "arb-award-45d";

    private const string MediationPeriod = "med-duration-15d";
    private const string Performance = "med-performance-rate";
    private const string Conversion = "med-conversion-rate";
    private const string Released = "med-released-by-15d";
    private const string FastShare = "fta-share";
    private const string Converted = "fta-converted";
    private const string Settled = "arb-mediated-share";
    private const string Final = "arb-final-share";
    private const string Reversed = "arb-reversed-share";

    private static readonly string[] Inspection = ["INS", "INSF"];

    /// <summary>A mediation that ended with an agreement, whatever became of it since.</summary>
    private static readonly string?[] Agreed = [.. TrackPerformance.AgreedEnds];

    /// <summary>Those that no plan sets a target for.</summary>
    private static readonly IReadOnlyList<(string Id, string Zh, string En, string FormulaZh, string FormulaEn)> Others =
    [
        (Performance, "调解协议履行率", "Agreements performed", "已全部履行件数 ÷ 达成协议件数", "Performed ÷ agreements"),
        (
            Conversion,
            "调解协议置换率",
            "Agreements converted",
            "已置换仲裁调解书件数 ÷ 达成协议件数",
            "Reviewed and converted ÷ agreements"
        ),
        (
            Released,
            "十五日期满释放占比",
            "Released by the fifteen days",
            "调解期限届满终结件数 ÷ 调解终结件数",
            "Mediations that ran out of their period ÷ mediations ended"
        ),
        (
            FastShare,
            "速裁办理占比",
            "Share on the fast track",
            "速裁办理审结件数 ÷ 仲裁审结件数",
            "Concluded on the fast track ÷ concluded"
        ),
        (
            Converted,
            "速裁转普通占比",
            "Fast track converted",
            "速裁转普通程序件数 ÷ 速裁办理件数",
            "Converted to ordinary ÷ begun on the fast track"
        ),
        (Settled, "仲裁调解结案占比", "Settled in arbitration", "仲裁调解结案件数 ÷ 仲裁审结件数", "Settled ÷ concluded"),
        (Final, "终局裁决占比", "Final awards", "有终局裁决的件数 ÷ 裁决结案件数", "With a final award ÷ with an award"),
        (
            Reversed,
            "法院改变占比",
            "Reversed by the court",
            "裁决被判决代替或者撤销的件数 ÷ 裁决结案件数",
            "Replaced or set aside ÷ with an award"
        ),
    ];

    /// <summary>The cases that an indicator counts, above or below the line; null for an indicator that there is not.</summary>
    /// <param name="cases">Those within the reader's reach.</param>
    /// <param name="id">The indicator.</param>
    /// <param name="numerator">Above the line.</param>
    /// <param name="period">The period.</param>
    /// <param name="database">The database.</param>
    public static IQueryable<Case>? Find(
        IQueryable<Case> cases,
        string id,
        bool numerator,
        ReportPeriod period,
        LaborFlowDbContext database
    )
    {
        var (start, end) = (period.Start, period.End);
        var ended = cases.Where(found => found.ClosedAt >= start && found.ClosedAt < end);
        var pending = cases.Where(found => found.FiledAt < end && (found.ClosedAt == null || found.ClosedAt >= start));
        var agreements = ended.Where(found => found.ProcedureCode == "MED" && Agreed.Contains(found.ClosedAs!));
        var late = database
            .Set<CaseDeadline>()
            .Where(deadline =>
                deadline.ParameterId == AwardPeriod && (deadline.State == DeadlineState.Missed || deadline.OverdueSince != null)
            );
        return (id, numerator) switch
        {
            ("kpi-mediation-success-60" or "kpi-grassroots-80", true) => agreements,
            (Performance or Conversion, false) => agreements,
            (Performance, true) => agreements.Where(found => found.ClosedAs == TrackPerformance.Performed),
            (Conversion, true) => agreements.Where(found => found.ClosedAs == "reviewed"),
            (Released, false) => Find(cases, "kpi-mediation-success-60", numerator: false, period, database),
            (Released, true) => Find(cases, "kpi-mediation-success-60", numerator: false, period, database)!
                .Where(found =>
                    database
                        .Set<CaseDeadline>()
                        .Any(deadline =>
                            deadline.CaseId == found.Id && deadline.ParameterId == MediationPeriod && deadline.State == DeadlineState.Missed
                        )
                ),
            (FastShare or Settled, false) => ended.Where(found => found.DocketNumber != null),
            (FastShare, true) or (Converted, false) => Fast(ended, database),
            (Converted, true) => Fast(ended, database)
                .Where(found => database.Set<CaseTask>().Any(task => task.CaseId == found.Id && task.Step == "arb-appoint")),
            (Settled, true) => ended.Where(found => found.DocketNumber != null && found.ClosedAs == "arbitration-mediated"),
            (Final or Reversed, false) => ended.Where(found => database.Set<Award>().Any(award => award.CaseId == found.Id)),
            (Final, true) => ended.Where(found => database.Set<Award>().Any(award => award.CaseId == found.Id && award.Final)),
            (Reversed, true) => ended.Where(found =>
                (found.ClosedAs == "award-replaced" || found.ClosedAs == "award-revoked")
                && database.Set<Award>().Any(award => award.CaseId == found.Id)
            ),
            // A mediation ends with an agreement or goes over to arbitration; what was refused or withdrawn was never mediated to an end.
            ("kpi-mediation-success-60", false) => cases.Where(found =>
                (found.ClosedAt >= start && found.ClosedAt < end && found.ProcedureCode == "MED" && Agreed.Contains(found.ClosedAs!))
                || (
                    found.MediationOrganisationId != null
                    && database
                        .Set<CaseEvent>()
                        .Any(entry => entry.CaseId == found.Id && entry.Action == "handed-over" && entry.At >= start && entry.At < end)
                )
            ),
            ("kpi-grassroots-80", false) => ended.Where(found =>
                (found.ProcedureCode == "MED" && Agreed.Contains(found.ClosedAs!)) || found.DocketNumber != null
            ),
            ("kpi-arb-closure-90", true) or ("kpi-arb-ontime-95", false) => ended.Where(found => found.DocketNumber != null),
            ("kpi-arb-closure-90", false) => pending.Where(found => found.DocketNumber != null),
            ("kpi-arb-ontime-95", true) => ended.Where(found =>
                found.DocketNumber != null && !late.Any(deadline => deadline.CaseId == found.Id)
            ),
            ("kpi-ins-closure-96", true) => ended.Where(found => Inspection.Contains(found.ProcedureCode)),
            ("kpi-ins-closure-96", false) => pending.Where(found => Inspection.Contains(found.ProcedureCode)),
            _ => null,
        };
    }

    /// <summary>Every case that got a sole arbitrator on the fast track, wherever it went from there.</summary>
    private static IQueryable<Case> Fast(IQueryable<Case> ended, LaborFlowDbContext database) =>
        ended.Where(found =>
            found.DocketNumber != null && database.Set<CaseTask>().Any(task => task.CaseId == found.Id && task.Step == "fta-appoint")
        );

    public static async Task<IReadOnlyList<Indicator>> CountAsync(
        IQueryable<Case> cases,
        ReportPeriod period,
        LaborFlowDbContext database,
        StatuteRegister register,
        Jurisdiction? place,
        CancellationToken cancellationToken
    )
    {
        var (start, end) = (period.Start, period.End);
        var ends = await cases
            .Where(found => found.ClosedAt >= start && found.ClosedAt < end)
            // A case keeps the procedure under which it came in: the docket tells that it was accepted for arbitration.
            .GroupBy(found => new
            {
                found.ProcedureCode,
                found.ClosedAs,
                Docketed = found.DocketNumber != null,
            })
            .Select(group => new
            {
                group.Key.ProcedureCode,
                group.Key.ClosedAs,
                group.Key.Docketed,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var pending = await cases
            .Where(found => found.FiledAt < end && (found.ClosedAt == null || found.ClosedAt >= start))
            .GroupBy(found => new { found.ProcedureCode, Docketed = found.DocketNumber != null })
            .Select(group => new
            {
                group.Key.ProcedureCode,
                group.Key.Docketed,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var inTime = await Find(cases, "kpi-arb-ontime-95", numerator: true, period, database)!.CountAsync(cancellationToken);
        var mediated = await Find(cases, "kpi-mediation-success-60", numerator: false, period, database)!.CountAsync(cancellationToken);
        var agreements = ends.Where(row => row.ProcedureCode == "MED" && Agreed.Contains(row.ClosedAs)).Sum(row => row.Count);
        var settled = ends.Where(row => row.Docketed || (row.ProcedureCode == "MED" && Agreed.Contains(row.ClosedAs)))
            .Sum(row => row.Count);
        var more = new List<Indicator>(Others.Count);
        foreach (var (id, zh, en, formulaZh, formulaEn) in Others)
            more.Add(
                Of(
                    id,
                    zh,
                    en,
                    await Find(cases, id, numerator: true, period, database)!.CountAsync(cancellationToken),
                    await Find(cases, id, numerator: false, period, database)!.CountAsync(cancellationToken),
                    formulaZh,
                    formulaEn
                )
            );
        var arbitrated = ends.Where(row => row.Docketed).Sum(row => row.Count);
        var inspected = ends.Where(row => Inspection.Contains(row.ProcedureCode)).Sum(row => row.Count);
        return
        [
            Of(
                "kpi-mediation-success-60",
                "调解成功率",
                "Mediation success rate",
                agreements,
                mediated,
                "达成协议件数 ÷ 调解终结件数（达成协议 + 移送仲裁）",
                "Agreements ÷ mediations ended (agreements + handed over to arbitration)"
            ),
            Of(
                "kpi-grassroots-80",
                "基层调解占比",
                "Share settled by mediation",
                agreements,
                settled,
                "调解达成协议件数 ÷（调解达成协议 + 仲裁审结）件数",
                "Agreements ÷ (agreements + arbitrations concluded)"
            ),
            Of(
                "kpi-arb-closure-90",
                "仲裁结案率",
                "Arbitration closing rate",
                arbitrated,
                pending.Where(row => row.Docketed).Sum(row => row.Count),
                "期内审结 ÷（上期结转 + 本期受理）",
                "Concluded ÷ (carried over + filed)"
            ),
            Of(
                "kpi-arb-ontime-95",
                "法定审限内结案率",
                "Closed within the statutory period",
                inTime,
                arbitrated,
                "未超过法定审限的审结件数 ÷ 审结件数",
                "Concluded within the period for the award ÷ concluded"
            ),
            Of(
                "kpi-ins-closure-96",
                "监察举报投诉结案率",
                "Inspection closing rate",
                inspected,
                pending.Where(row => Inspection.Contains(row.ProcedureCode)).Sum(row => row.Count),
                "已结 ÷（上期结转 + 本期受理）",
                "Closed ÷ (carried over + filed)"
            ),
            .. more,
        ];

        Indicator Of(string id, string zh, string en, int numerator, int denominator, string formulaZh, string formulaEn)
        {
            return new(
                id,
                zh,
                en,
                denominator == 0 ? null : Math.Round(100m * numerator / denominator, 1),
                register.Numeric(id, place, period.To)?.Value,
                numerator,
                denominator,
                formulaZh,
                formulaEn,
                List("numerator"),
                List("denominator")
            );

            string List(string part) => $"indicator={id}&part={part}&periodFrom={period.From:yyyy-MM-dd}&periodTo={period.To:yyyy-MM-dd}";
        }
    }
}
