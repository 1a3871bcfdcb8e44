using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Timeline;
using LaborFlow.Persistence;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;
using Microsoft.EntityFrameworkCore;

namespace LaborFlow.Host.Reports;

/// <summary>An indicator with its target of the statute register.</summary>
/// <param name="Id">The register's id of its target.</param>
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

    private static readonly string[] Inspection = ["INS", "INSF"];

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
        var agreements = ended.Where(found => found.ProcedureCode == "MED" && found.ClosedAs == "agreement");
        var late = database
            .Set<CaseDeadline>()
            .Where(deadline =>
                deadline.ParameterId == AwardPeriod && (deadline.State == DeadlineState.Missed || deadline.OverdueSince != null)
            );
        return (id, numerator) switch
        {
            ("kpi-mediation-success-60" or "kpi-grassroots-80", true) => agreements,
            // A mediation ends with an agreement or goes over to arbitration; what was refused or withdrawn was never mediated to an end.
            ("kpi-mediation-success-60", false) => cases.Where(found =>
                (found.ClosedAt >= start && found.ClosedAt < end && found.ProcedureCode == "MED" && found.ClosedAs == "agreement")
                || (
                    found.MediationOrganisationId != null
                    && database
                        .Set<CaseEvent>()
                        .Any(entry => entry.CaseId == found.Id && entry.Action == "handed-over" && entry.At >= start && entry.At < end)
                )
            ),
            ("kpi-grassroots-80", false) => ended.Where(found =>
                (found.ProcedureCode == "MED" && found.ClosedAs == "agreement") || found.DocketNumber != null
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
        var agreements = ends.Where(row => row is { ProcedureCode: "MED", ClosedAs: "agreement" }).Sum(row => row.Count);
        var settled = ends.Where(row => row is { ProcedureCode: "MED", ClosedAs: "agreement" } or { Docketed: true }).Sum(row => row.Count);
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
