using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>A worker's application for an advance from the wage fund.</summary>
public sealed record WageFundAdvanceInput
{
    /// <summary>The day on which the application was accepted; months are counted back from the month before.</summary>
    public required DateOnly AcceptedOn { get; init; }

    /// <summary>The months owed.</summary>
    public required IReadOnlyList<UnpaidMonth> Months { get; init; }

    /// <summary>Months of arbitration and litigation, which are passed over in counting back.</summary>
    public IReadOnlyList<YearMonth> PassedOver { get; init; } = [];

    /// <summary>The worker's average monthly wage in the three months before the arrears, when known.</summary>
    public decimal? AverageWageBefore { get; init; }

    /// <summary>The worth of the worker's share in the employer.</summary>
    public decimal ShareHeld { get; init; }

    /// <summary>Where; the fund exists in Shenzhen.</summary>
    public Jurisdiction? Jurisdiction { get; init; }

    /// <summary>Last year's average monthly wage of the city, when the register has none.</summary>
    public decimal? LocalAverageMonthlyWage { get; init; }

    /// <summary>The minimum monthly wage, when the register has none; needed only for months of unknown amount.</summary>
    public decimal? LocalMinimumMonthlyWage { get; init; }
}

/// <summary>A month.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">1 to 12.</param>
[JsonConverter(typeof(YearMonthJsonConverter))]
[StructLayout(LayoutKind.Auto)]
public readonly record struct YearMonth(int Year, int Month)
{
    /// <summary>The month before.</summary>
    public YearMonth Previous => Month == 1 ? new(Year - 1, 12) : new(Year, Month - 1);

    /// <summary>The month as 2026-03.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}");
}

/// <summary>A month owed.</summary>
/// <param name="Month">Which.</param>
/// <param name="Owed">How much, or null when it can't be established.</param>
public sealed record UnpaidMonth(YearMonth Month, decimal? Owed);

/// <summary>
/// 欠薪垫付 (深圳经济特区欠薪保障条例 art. 20 and its exclusions): at most six months counted back without a break from the month before the acceptance;
/// each at most 60 % of the city's average wage; a month of unknown amount counts as the minimum wage.
/// </summary>
public static class WageFundAdvance
{
    /// <summary>Calculates the advance.</summary>
    public static AmountResult Calculate(WageFundAdvanceInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.AcceptedOn);
        if (input.Months.GroupBy(month => month.Month).Any(group => group.Count() > 1) || input.Months.Any(month => month.Owed < 0))
        {
            sheet.Refuse(
                "amount.invalid-input",
                "",
                "月份重复，或者欠薪金额为负数。",
                "A month is given twice, or an amount is negative.",
                "months"
            );
        }

        var average = sheet.Figure(
            "ref-avg-wage",
            input.LocalAverageMonthlyWage,
            "本市上年度职工月平均工资",
            "city's average monthly wage of last year"
        );
        Exclude(input, average, sheet);
        var most = (int)sheet.Number("wgf-months-cap-6");
        var percent = sheet.Number("wgf-month-cap-60pct");
        if (sheet.Refusal is not null)
        {
            return new AmountResult(null, sheet.Refusal);
        }

        var cap = average * percent / 100;
        sheet.Rule(
            "wgf-month-cap-60pct",
            cap,
            $"每月垫付上限为{average}元 × {Text(percent)}% = {cap}元。",
            $"The most for a month is {average} yuan × {Text(percent)} % = {cap} yuan."
        );
        var window = Window(input, most);
        sheet.Rule(
            "wgf-months-cap-6",
            null,
            $"自受理之月的上月起向前连续推算{most}个月（{window[^1]}至{window[0]}）。",
            $"Counted back {most} months from the month before acceptance ({window[^1]} to {window[0]})."
        );

        var total = Money.Zero;
        foreach (var month in input.Months.OrderBy(month => (month.Month.Year, month.Month.Month)))
        {
            total += Advance(month, window.Contains(month.Month), cap, input, sheet);
        }

        return sheet.Finish(total, sheet.Basis("wgf-months-cap-6"), "垫付欠薪", "advance");
    }

    private static Money Advance(UnpaidMonth month, bool inside, Money cap, WageFundAdvanceInput input, AmountSheet sheet)
    {
        if (!inside)
        {
            sheet.Rule(
                "wgf-months-cap-6",
                Money.Zero,
                $"{month.Month}不在推算月份之内，不予垫付。",
                $"{month.Month} lies outside those months: nothing is advanced."
            );
            return Money.Zero;
        }

        if (month.Owed is not { } owed)
        {
            var minimum = sheet.Figure("ref-min-wage", input.LocalMinimumMonthlyWage, "当地月最低工资标准", "local minimum monthly wage");
            var fallback = Money.Min(minimum, cap);
            sheet.Part(month.Month.ToString(), fallback);
            sheet.Rule(
                "wgf-unknown-minwage",
                fallback,
                $"{month.Month}欠薪数额不能确定，按最低工资标准垫付{fallback}元。",
                $"{month.Month}: the amount is unknown, the minimum wage is taken, {fallback} yuan."
            );
            return fallback;
        }

        var paid = Money.Min(new Money(owed), cap);
        sheet.Part(month.Month.ToString(), paid);
        sheet.Rule(
            "wgf-month-cap-60pct",
            paid,
            $"{month.Month}欠薪{new Money(owed)}元，{(paid == cap && owed > cap.Amount ? "按上限" : "据实")}垫付{paid}元。",
            $"{month.Month}: {new Money(owed)} yuan owed, {paid} yuan advanced."
        );
        return paid;
    }

    private static YearMonth[] Window(WageFundAdvanceInput input, int most)
    {
        var window = new YearMonth[most];
        var month = new YearMonth(input.AcceptedOn.Year, input.AcceptedOn.Month).Previous;
        var passedOver = input.PassedOver.ToHashSet();
        for (var i = 0; i < most; month = month.Previous)
        {
            if (!passedOver.Contains(month))
            {
                window[i++] = month;
            }
        }

        return window;
    }

    private static void Exclude(WageFundAdvanceInput input, Money average, AmountSheet sheet)
    {
        var share = sheet.Further("wgf-excluded", "share_cny");
        var multiple = sheet.Further("wgf-excluded", "salary_multiple");
        var least = sheet.Further("wgf-excluded", "min_arrears_cny");
        if (sheet.Refusal is not null)
        {
            return;
        }

        var basis = sheet.Basis("wgf-excluded");
        if (input.ShareHeld >= share && share > 0)
        {
            sheet.Refuse(
                "amount.excluded",
                basis,
                $"{basis}：持股额{Text(share)}元以上的，不予垫付。",
                $"{basis}: no advance to holders of {Text(share)} yuan or more."
            );
        }

        if (input.AverageWageBefore is { } before && before > (average * multiple).Amount)
        {
            sheet.Refuse(
                "amount.excluded",
                basis,
                $"{basis}：欠薪前三个月平均工资超过上年度职工月平均工资{Text(multiple)}倍的，不予垫付。",
                $"{basis}: no advance where the wage before exceeded {Text(multiple)} times the average."
            );
        }

        if (input.Months.All(month => month.Owed is not null) && input.Months.Sum(month => month.Owed) < least)
        {
            sheet.Refuse(
                "amount.excluded",
                basis,
                $"{basis}：累计欠薪不足{Text(least)}元的，不予垫付。",
                $"{basis}: no advance for less than {Text(least)} yuan in all."
            );
        }
    }
}
