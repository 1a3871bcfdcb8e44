using LaborFlow.Host.Reports.Measures;

namespace LaborFlow.Host.Reports;

/// <summary>A figure of a report, with how it is counted and the lists behind it.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="Unit"><c>percent</c>, <c>days</c>, <c>cases</c>, <c>people</c> or <c>yuan</c>.</param>
/// <param name="Value">One decimal, two for money; null while there is nothing to divide by.</param>
/// <param name="Numerator">What counts.</param>
/// <param name="Denominator">Of how many; null for a plain count.</param>
/// <param name="FormulaZh">How it is counted.</param>
/// <param name="FormulaEn">The same in English.</param>
/// <param name="NumeratorList">Query of the case list that shows what counts; null where that are no cases.</param>
/// <param name="DenominatorList">Query of the case list that shows of what; null where that are no cases.</param>
/// <param name="Target">What the register sets for it, in the same unit; null where it sets nothing.</param>
internal sealed record Figure(
    string Code,
    string Zh,
    string En,
    string Unit,
    decimal? Value,
    int Numerator,
    int? Denominator,
    string FormulaZh,
    string FormulaEn,
    string? NumeratorList,
    string? DenominatorList,
    decimal? Target = null
)
{
    /// <summary>A share in per cent, or a number of cases.</summary>
    public static Figure Of(Measure measure, IReadOnlyDictionary<string, MeasureCounts.Counted> counts, ReportPeriod period)
    {
        var counted = counts[measure.Code];
        var share = measure.Denominator is not null;
        return new(
            measure.Code,
            measure.Zh,
            measure.En,
            share ? "percent" : "cases",
            counted.Value,
            counted.Numerator,
            counted.Denominator,
            measure.FormulaZh,
            measure.FormulaEn,
            AllMeasures.List(measure.Code, "numerator", period),
            share ? AllMeasures.List(measure.Code, "denominator", period) : null
        );
    }

    /// <summary>What is added up over the cases of a measure, or their mean: the list shows the cases.</summary>
    /// <param name="over">The measure whose cases it is about.</param>
    /// <param name="code">Stable code.</param>
    /// <param name="name">Chinese and English.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="value">The sum or mean; null while there is nothing to divide by.</param>
    /// <param name="cases">How many cases.</param>
    /// <param name="formula">How it is counted, in both.</param>
    /// <param name="period">The period.</param>
    public static Figure Over(
        Measure over,
        string code,
        (string Zh, string En) name,
        string unit,
        decimal? value,
        int cases,
        (string Zh, string En) formula,
        ReportPeriod period
    ) =>
        new(
            code,
            name.Zh,
            name.En,
            unit,
            value,
            cases,
            null,
            formula.Zh,
            formula.En,
            AllMeasures.List(over.Code, "numerator", period),
            null
        );

    /// <summary>The mean to one decimal; null of nothing.</summary>
    public static decimal? Mean(decimal sum, int count) => count == 0 ? null : Math.Round(sum / count, 1);
}
