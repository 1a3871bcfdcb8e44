using LaborFlow.Cases;

namespace LaborFlow.Host.Reports.Measures;

/// <summary>
/// 指标: what is counted, once. The same queries give the number and the list behind it, so that one can't differ from the other.
/// </summary>
/// <param name="Code">The register's id of its target; for one that no plan sets a target for, its own name.</param>
/// <param name="Zh">Chinese name.</param>
/// <param name="En">English name.</param>
/// <param name="FormulaZh">How it is counted.</param>
/// <param name="FormulaEn">The same in English.</param>
/// <param name="Numerator">The cases that count.</param>
/// <param name="Denominator">Of which; null for a plain count.</param>
internal sealed record Measure(
    string Code,
    string Zh,
    string En,
    string FormulaZh,
    string FormulaEn,
    Func<Measured, IQueryable<Case>> Numerator,
    Func<Measured, IQueryable<Case>>? Denominator = null
)
{
    /// <summary>法定期限内: how many of the cases in which a statutory period came to its end never passed it.</summary>
    public static Measure InTime(string code, string zh, string en, string formulaZh, string formulaEn, string parameter) =>
        new(
            code,
            zh,
            en,
            formulaZh,
            formulaEn,
            measured => measured.NeverLate(measured.Timed(parameter), parameter),
            measured => measured.Timed(parameter)
        );
}
