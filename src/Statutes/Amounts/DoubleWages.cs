using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>Work without a written contract.</summary>
public sealed record DoubleWagesInput
{
    /// <summary>The first day of work.</summary>
    public required DateOnly EmployedOn { get; init; }

    /// <summary>The last day without a written contract that is claimed: the last day of employment, or the day of the question.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>The day on which a contract was signed after all, if one was; the day before it is the last that counts.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>The monthly wage.</summary>
    public required decimal MonthlyWage { get; init; }

    /// <summary>The place of work; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }
}

/// <summary>
/// 未订立书面劳动合同二倍工资 (劳动合同法 art. 82, 实施条例 art. 6–7): from the day after the first full month to the day before the first
/// full year or the signing, at most eleven months. The result is the difference on top of the wage that was paid.
/// </summary>
/// <remarks>A started month counts by its calendar days over the days of that month of employment; the law doesn't say how.</remarks>
public static class DoubleWages
{
    /// <summary>Calculates the difference due.</summary>
    public static AmountResult Calculate(DoubleWagesInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.Through);
        sheet.NotNegative(input.MonthlyWage, "月工资", "monthly wage", "monthlyWage");
        if (input.Through < input.EmployedOn)
        {
            sheet.Refuse("amount.invalid-input", "", "截止日期早于用工之日。", "The claim ends before the work began.", "through");
        }

        var grace = (int)sheet.Number("double-wage-grace");
        var most = (int)sheet.Number("double-wage-months");
        var multiple = sheet.Number("double-wage-multiple");
        if (sheet.Refusal is not null)
        {
            return new AmountResult(null, sheet.Refusal);
        }

        var from = input.EmployedOn.AddMonths(grace);
        var last = input.EmployedOn.AddMonths(grace + most).AddDays(-1);
        var through = input.SignedOn is { } signed && signed <= input.Through ? signed.AddDays(-1) : input.Through;
        var capped = through > last;
        through = capped ? last : through;

        var months = 0;
        while (months < most && input.EmployedOn.AddMonths(grace + months + 1).AddDays(-1) <= through)
        {
            months++;
        }

        var rest = input.EmployedOn.AddMonths(grace + months);
        var days = months == most ? 0 : Math.Max(0, through.DayNumber - rest.DayNumber + 1);
        var monthLength = input.EmployedOn.AddMonths(grace + months + 1).DayNumber - rest.DayNumber;
        sheet.Rule(
            "double-wage-grace",
            null,
            $"用工满一个月的次日{Text(from)}起算。",
            $"It begins on {Text(from)}, the day after the first full month."
        );
        sheet.Rule(
            "double-wage-months",
            null,
            months == 0 && days == 0
                ? "没有应支付二倍工资的期间。"
                : $"至{Text(through)}止，共{months}个月{(days > 0 ? $"零{days}日（该月{monthLength}日）" : "")}{(capped ? $"，以{most}个月为限" : "")}。",
            months == 0 && days == 0
                ? "No time falls under the double wage."
                : $"It ends on {Text(through)}: {months} month(s){(days > 0 ? $" and {days} of {monthLength} days" : "")}{(capped ? $", the most being {most}" : "")}."
        );
        var extra = new Money(input.MonthlyWage) * (multiple - 1);
        var total = (extra * months) + (extra * days / monthLength);
        sheet.Rule(
            "double-wage-multiple",
            total,
            $"每月另付{extra}元（{Text(multiple)}倍工资减去已付的一倍）。",
            $"{extra} yuan more a month ({Text(multiple)} times the wage less the wage paid)."
        );
        return sheet.Finish(total, sheet.Basis("double-wage-multiple"), "二倍工资差额", "difference to the double wage");
    }
}
