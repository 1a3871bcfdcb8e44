using LaborFlow.Host.Reports.Measures;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Reports;

/// <summary>An indicator with its target of the statute register.</summary>
/// <param name="Id">The register's id of its target; for one that no plan sets a target for, its own name.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Unit"><c>percent</c>, or <c>count</c> for a number of employers.</param>
/// <param name="Value">Per cent with one decimal, or the count; null while the denominator is zero.</param>
/// <param name="Target">In the same unit; null when the register has none in force.</param>
/// <param name="Baseline">What the plan states as reached before it began; null when it states nothing.</param>
/// <param name="Numerator">What counts.</param>
/// <param name="Denominator">Of how many; null for a count.</param>
/// <param name="FormulaZh">How it is counted.</param>
/// <param name="FormulaEn">The same in English.</param>
/// <param name="NumeratorList">Query of the case list that shows the numerator.</param>
/// <param name="DenominatorList">Query of the case list that shows the denominator; null for a count.</param>
internal sealed record Indicator(
    string Id,
    string Zh,
    string En,
    string Unit,
    decimal? Value,
    decimal? Target,
    decimal? Baseline,
    int Numerator,
    int? Denominator,
    string FormulaZh,
    string FormulaEn,
    string NumeratorList,
    string? DenominatorList
);

/// <summary>The indicators that the stored cases can answer. Their targets come from the register.</summary>
internal static class Indicators
{
    /// <summary>Counts all of them with one statement.</summary>
    /// <param name="measured">Cases, period and database.</param>
    /// <param name="register">The register with the targets.</param>
    /// <param name="place">Where a target must be in force; null where none is chosen.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyList<Indicator>> CountAsync(
        Measured measured,
        StatuteRegister register,
        Jurisdiction? place,
        CancellationToken cancellationToken
    )
    {
        var period = measured.Period;
        var counts = await MeasureCounts.CountAsync(AllMeasures.Indicators, measured, cancellationToken);
        return
        [
            .. AllMeasures.Indicators.Select(measure =>
            {
                var counted = counts[measure.Code];
                var row = register.Numeric(measure.Code, place, period.To);
                return new Indicator(
                    measure.Code,
                    measure.Zh,
                    measure.En,
                    measure.Denominator is null ? "count" : "percent",
                    counted.Value,
                    row?.Value,
                    row?.Further.TryGetValue("baseline", out var baseline) == true ? baseline : null,
                    counted.Numerator,
                    counted.Denominator,
                    measure.FormulaZh,
                    measure.FormulaEn,
                    AllMeasures.List(measure.Code, "numerator", period),
                    measure.Denominator is null ? null : AllMeasures.List(measure.Code, "denominator", period)
                );
            }),
        ];
    }
}
