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
/// <param name="NumeratorList">Query of the case list that shows the numerator; null when no list does.</param>
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
    string? NumeratorList,
    string? DenominatorList
);

/// <summary>The indicators that the stored cases can answer. Their targets come from the register.</summary>
internal static class Indicators
{
    private static readonly string[] Arbitration = ["ARB", "FTA", "COL"];
    private static readonly string[] Inspection = ["INS", "INSF"];

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
        var days = $"closedFrom={period.From:yyyy-MM-dd}&closedTo={period.To:yyyy-MM-dd}";
        var ends = await cases
            .Where(found => found.ClosedAt >= start && found.ClosedAt < end)
            .GroupBy(found => new { found.ProcedureCode, found.ClosedAs })
            .Select(group => new
            {
                group.Key.ProcedureCode,
                group.Key.ClosedAs,
                Count = group.Count(),
            })
            .ToListAsync(cancellationToken);
        var pending = await cases
            .Where(found => found.FiledAt < end && (found.ClosedAt == null || found.ClosedAt >= start))
            .GroupBy(found => found.ProcedureCode)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var late = database.Set<CaseDeadline>().Where(deadline => deadline.State == DeadlineState.Missed);
        var inTime = await cases
            .Where(found => Arbitration.Contains(found.ProcedureCode) && found.ClosedAt >= start && found.ClosedAt < end)
            .CountAsync(found => !late.Any(deadline => deadline.CaseId == found.Id), cancellationToken);

        int Ended(Func<string, bool> procedure, Func<string?, bool> end) =>
            ends.Where(row => procedure(row.ProcedureCode) && end(row.ClosedAs)).Sum(row => row.Count);
        int Pending(Func<string, bool> procedure) => pending.Where(row => procedure(row.Key)).Sum(row => row.Count);

        // A mediation ends with an agreement or goes over to arbitration; what was refused or withdrawn was never mediated to an end.
        var failed = await cases.CountAsync(
            found =>
                found.MediationOrganisationId != null
                && database
                    .Set<CaseEvent>()
                    .Any(entry => entry.CaseId == found.Id && entry.Action == "handed-over" && entry.At >= start && entry.At < end),
            cancellationToken
        );
        var agreements = Ended(code => code == "MED", how => how == "agreement");
        var arbitrated = Ended(code => Arbitration.Contains(code), _ => true);
        var inspected = Ended(code => Inspection.Contains(code), _ => true);
        return
        [
            Of(
                "kpi-mediation-success-60",
                "调解成功率",
                "Mediation success rate",
                agreements,
                agreements + failed,
                "达成协议件数 ÷ 调解终结件数（达成协议 + 移送仲裁）",
                "Agreements ÷ mediations ended (agreements + handed over to arbitration)",
                $"procedure=MED&closedAs=agreement&{days}",
                null
            ),
            Of(
                "kpi-grassroots-80",
                "基层调解占比",
                "Share settled by mediation",
                agreements,
                agreements + arbitrated,
                "调解达成协议件数 ÷（调解达成协议 + 仲裁审结）件数",
                "Agreements ÷ (agreements + arbitrations concluded)",
                $"procedure=MED&closedAs=agreement&{days}",
                $"state=closed&{days}"
            ),
            Of(
                "kpi-arb-closure-90",
                "仲裁结案率",
                "Arbitration closing rate",
                arbitrated,
                Pending(code => Arbitration.Contains(code)),
                "期内审结 ÷（上期结转 + 本期受理）",
                "Concluded ÷ (carried over + filed)",
                $"procedure=ARB&state=closed&{days}",
                "procedure=ARB"
            ),
            Of(
                "kpi-arb-ontime-95",
                "法定审限内结案率",
                "Closed within the statutory period",
                inTime,
                arbitrated,
                "没有逾期期限的审结件数 ÷ 审结件数",
                "Concluded without a missed period ÷ concluded",
                null,
                $"procedure=ARB&state=closed&{days}"
            ),
            Of(
                "kpi-ins-closure-96",
                "监察举报投诉结案率",
                "Inspection closing rate",
                inspected,
                Pending(code => Inspection.Contains(code)),
                "已结 ÷（上期结转 + 本期受理）",
                "Closed ÷ (carried over + filed)",
                $"procedure=INS&state=closed&{days}",
                "procedure=INS"
            ),
        ];

        Indicator Of(
            string id,
            string zh,
            string en,
            int numerator,
            int denominator,
            string formulaZh,
            string formulaEn,
            string? upper,
            string? lower
        ) =>
            new(
                id,
                zh,
                en,
                denominator == 0 ? null : Math.Round(100m * numerator / denominator, 1),
                register.Numeric(id, place, period.To)?.Value,
                numerator,
                denominator,
                formulaZh,
                formulaEn,
                upper,
                lower
            );
    }
}
