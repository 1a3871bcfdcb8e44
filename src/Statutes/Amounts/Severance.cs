using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>The employment that ended, for severance and for unlawful termination.</summary>
public sealed record SeveranceInput
{
    /// <summary>The first day of work.</summary>
    public required DateOnly StartedOn { get; init; }

    /// <summary>The last day of employment, included.</summary>
    public required DateOnly EndedOn { get; init; }

    /// <summary>The monthly wages due before the end, at most the last twelve; fewer when the employment was shorter. Their average is taken.</summary>
    public required IReadOnlyList<decimal> MonthlyWages { get; init; }

    /// <summary>The place of work; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>Last year's average monthly wage of the place, when the register has none.</summary>
    public decimal? LocalAverageMonthlyWage { get; init; }

    /// <summary>The minimum monthly wage of the place, when the register has none; the floor is left out when neither is known.</summary>
    public decimal? LocalMinimumMonthlyWage { get; init; }
}

/// <summary>
/// 经济补偿 (劳动合同法 art. 47, 97): a month's wage for every full year, a started year of six months or more counting as a year and a
/// shorter rest as half; for wages above three times the local average, three times that average and at most twelve years.
/// </summary>
public static class Severance
{
    /// <summary>Calculates severance (N).</summary>
    public static AmountResult Calculate(SeveranceInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.EndedOn);
        var firstCounted = sheet.Take("sev-first-day", needsNumber: false)?.EffectiveFrom ?? input.StartedOn;
        if (input.StartedOn < firstCounted && sheet.Refusal is null)
        {
            sheet.Rule(
                "sev-first-day",
                null,
                $"自{Text(firstCounted)}起计算年限；此前的工作年限按当时有关规定另行计算，不在本结果之内。",
                $"Years count from {Text(firstCounted)}; service before it follows the rules of its time and is not part of this result."
            );
        }

        var total = Count(input, input.StartedOn < firstCounted ? firstCounted : input.StartedOn, sheet);
        return sheet.Finish(total, sheet.Basis("sev-month-per-year"), "经济补偿", "severance");
    }

    internal static Money Count(SeveranceInput input, DateOnly from, AmountSheet sheet)
    {
        Check(input, sheet);
        if (sheet.Refusal is not null)
        {
            return default;
        }

        var wage = AverageWage(input, sheet);
        var years = Years(from, input.EndedOn, sheet);
        var ceiling =
            sheet.Figure(
                "ref-avg-wage",
                input.LocalAverageMonthlyWage,
                "本地区上年度职工月平均工资",
                "local average monthly wage of last year"
            ) * sheet.Number("sev-triple-average");
        if (sheet.Refusal is not null)
        {
            return default;
        }

        if (wage > ceiling)
        {
            var cap = sheet.Number("sev-triple-years");
            sheet.Rule(
                "sev-triple-average",
                ceiling,
                $"月工资高于上年度职工月平均工资三倍，按{ceiling}元计算，年限最高{Text(cap)}年。",
                $"The wage exceeds three times the local average: {ceiling} yuan a month is taken, for at most {Text(cap)} years."
            );
            wage = ceiling;
            years = Math.Min(years, cap);
        }

        var total = wage * years;
        sheet.Rule("sev-month-per-year", total, $"{Text(years)}个月 × {wage}元。", $"{Text(years)} month(s) × {wage} yuan.");
        return total;
    }

    private static void Check(SeveranceInput input, AmountSheet sheet)
    {
        if (input.EndedOn < input.StartedOn)
        {
            sheet.Refuse("amount.invalid-input", "", "终止日期早于入职日期。", "The employment ended before it began.", "endedOn");
        }

        var most = sheet.Number("sev-average-months");
        if (input.MonthlyWages.Count == 0 || input.MonthlyWages.Count > most || input.MonthlyWages.Any(wage => wage < 0))
        {
            sheet.Refuse(
                "amount.invalid-input",
                sheet.Basis("sev-average-months"),
                $"请给出终止前1至{Text(most)}个月的应得工资，且不能为负数。",
                $"Give the wages of the last 1 to {Text(most)} months, none negative.",
                "monthlyWages"
            );
        }
    }

    private static Money AverageWage(SeveranceInput input, AmountSheet sheet)
    {
        var wage = new Money(input.MonthlyWages.Sum()) / input.MonthlyWages.Count;
        sheet.Rule(
            "sev-average-months",
            wage,
            $"终止前{input.MonthlyWages.Count}个月平均工资为{wage}元。",
            $"The average wage of the last {input.MonthlyWages.Count} month(s) is {wage} yuan."
        );
        sheet.NotNegative(input.LocalMinimumMonthlyWage ?? 0, "当地最低工资标准", "local minimum wage", "localMinimumMonthlyWage");
        var minimum = input.LocalMinimumMonthlyWage is { } given ? new Money(given) : sheet.Known("ref-min-wage");
        if (minimum is { } floor && wage < floor)
        {
            // Read again, so that a figure of the register that awaits confirmation is marked.
            if (input.LocalMinimumMonthlyWage is null)
            {
                sheet.Figure("ref-min-wage", null, "当地月最低工资标准", "local minimum monthly wage");
            }

            sheet.Rule(
                "sev-minimum-wage",
                floor,
                $"低于当地最低工资标准，按{floor}元计算。",
                $"Below the local minimum wage: {floor} yuan is taken."
            );
            return floor;
        }

        return wage;
    }

    /// <summary>Full years, plus one for a rest of six months or more, or a half for a shorter rest.</summary>
    private static decimal Years(DateOnly from, DateOnly endedOn, AmountSheet sheet)
    {
        var perYear = sheet.Number("sev-month-per-year");
        var half = sheet.Number("sev-under-half-year");
        var halfYear = (int)sheet.Number("sev-half-year-months");
        var after = endedOn.AddDays(1);
        if (sheet.Refusal is not null || after <= from)
        {
            return 0;
        }

        var full = after.Year - from.Year;
        if (from.AddYears(full) > after)
        {
            full--;
        }

        var rest = from.AddYears(full);
        var restMonths =
            rest == after ? 0
            : rest.AddMonths(halfYear) <= after ? perYear
            : half;
        var months = (full * perYear) + restMonths;
        sheet.Rule(
            "sev-half-year-months",
            null,
            $"{Text(from)}至{Text(endedOn)}满{full}年{(restMonths == 0 ? "" : restMonths == half ? "，余不满六个月计半个月" : "，余六个月以上计一年")}，共{Text(months)}个月工资。",
            $"{Text(from)} to {Text(endedOn)}: {full} full year(s){(restMonths == 0 ? "" : restMonths == half ? ", the rest of under six months counts half" : ", the rest of six months or more counts as a year")}: {Text(months)} month(s) of wages."
        );
        return months;
    }
}
