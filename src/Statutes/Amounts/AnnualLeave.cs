using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>Annual leave of one calendar year that was not taken.</summary>
public sealed record AnnualLeaveInput
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Full years worked in all, for whatever employer, that decide the length of the leave.</summary>
    public required int YearsWorked { get; init; }

    /// <summary>Days taken in the year.</summary>
    public int DaysTaken { get; init; }

    /// <summary>The last day of employment, when it lies in the year; the leave is then due in proportion, whole days only.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>The monthly wage, averaged over the last twelve months and without overtime pay.</summary>
    public required decimal MonthlyWage { get; init; }

    /// <summary>Whether the wage for the days worked instead was paid; the 300 % include it, and it is then taken off.</summary>
    public bool NormalWagePaid { get; init; }

    /// <summary>The place of work; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }
}

/// <summary>未休年休假工资报酬 (职工带薪年休假条例 art. 3, 5; 实施办法 art. 10–12): 300 % of the daily wage a day, the normal wage included.</summary>
public static class AnnualLeave
{
    private static readonly string[] Entitlements = ["leave-days-20y", "leave-days-10y", "leave-days-1y"];

    /// <summary>Calculates the pay for leave not taken.</summary>
    public static AmountResult Calculate(AnnualLeaveInput input, StatuteRegister register)
    {
        if (input.Year is < 2000 or > 2100)
        {
            return new AmountResult(
                null,
                new Refusal("amount.invalid-input", "", new("年度无效。", "The year is out of range.")) { Field = "year" }
            );
        }

        var sheet = new AmountSheet(register, input.Jurisdiction, new DateOnly(input.Year, 12, 31));
        sheet.NotNegative(input.MonthlyWage, "月工资", "monthly wage", "monthlyWage");
        sheet.NotNegative(input.YearsWorked, "累计工作年限", "years worked", "yearsWorked");
        sheet.NotNegative(input.DaysTaken, "已休天数", "days taken", "daysTaken");
        if (input.LeftOn is { } left && left.Year != input.Year)
        {
            sheet.Refuse("amount.invalid-input", "", "离职日期不在该年度。", "The employment did not end in that year.", "leftOn");
        }

        var due = Entitlement(input, sheet);
        var unused = Math.Max(0, due - input.DaysTaken);
        var days = sheet.Number("wage-days-month");
        var percent = sheet.Number("leave-unused-300") - (input.NormalWagePaid ? sheet.Number("leave-wage-paid-100") : 0);
        if (sheet.Refusal is not null)
        {
            return new AmountResult(null, sheet.Refusal);
        }

        var daily = new Money(input.MonthlyWage) / days;
        sheet.Rule(
            "wage-days-month",
            daily,
            $"日工资 = {new Money(input.MonthlyWage)} ÷ {Text(days)} = {Text(daily.Amount)}元。",
            $"Daily wage = {new Money(input.MonthlyWage)} ÷ {Text(days)} = {Text(daily.Amount)} yuan."
        );
        var total = new Money(input.MonthlyWage * unused * percent) / (days * 100);
        sheet.Rule(
            "leave-unused-300",
            total,
            $"应休{due}日，已休{input.DaysTaken}日，未休{unused}日，按日工资的{Text(percent)}%计算{(input.NormalWagePaid ? "（已扣除已付的正常工资）" : "（含正常工作期间的工资）")}。",
            $"{due} day(s) due, {input.DaysTaken} taken, {unused} left, at {Text(percent)} % of the daily wage ({(input.NormalWagePaid ? "less the normal wage paid" : "the normal wage included")})."
        );
        return sheet.Finish(total, sheet.Basis("leave-unused-300"), "未休年休假工资报酬", "pay for annual leave not taken");
    }

    private static int Entitlement(AnnualLeaveInput input, AmountSheet sheet)
    {
        foreach (var id in Entitlements)
        {
            if (sheet.Take(id) is { Value: { } days, Value2: { } from } && input.YearsWorked >= from)
            {
                var due = (int)days;
                if (input.LeftOn is { } left)
                {
                    // The article divides by 365 in every year.
                    due = Math.Min(due, left.DayOfYear * due / 365);
                    sheet.Step(
                        id,
                        "《企业职工带薪年休假实施办法》第12条",
                        null,
                        $"当年在职{left.DayOfYear}日，折算应休{due}日，不足一整日的不计。",
                        $"Employed for {left.DayOfYear} days of the year: {due} whole day(s) in proportion."
                    );
                }
                else
                {
                    sheet.Rule(
                        id,
                        null,
                        $"累计工作{input.YearsWorked}年，应休{due}日。",
                        $"{input.YearsWorked} year(s) worked: {due} day(s) due."
                    );
                }

                return due;
            }
        }

        sheet.Rule("leave-days-1y", null, "累计工作不满一年，不享受年休假。", "Less than a year worked: no leave is due.");
        return 0;
    }
}
