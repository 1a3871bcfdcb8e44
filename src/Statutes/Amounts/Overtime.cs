using LaborFlow.Statutes.Register;
using static LaborFlow.Statutes.Amounts.AmountSheet;

namespace LaborFlow.Statutes.Amounts;

/// <summary>Overtime worked.</summary>
public sealed record OvertimeInput
{
    /// <summary>The monthly wage for normal hours.</summary>
    public required decimal MonthlyWage { get; init; }

    /// <summary>Hours beyond normal hours on working days.</summary>
    public decimal WorkdayHours { get; init; }

    /// <summary>Hours on days of rest that were not made up by time off.</summary>
    public decimal RestDayHours { get; init; }

    /// <summary>Hours on statutory holidays.</summary>
    public decimal HolidayHours { get; init; }

    /// <summary>The date whose rates hold.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The place of work; null: the nation.</summary>
    public Jurisdiction? Jurisdiction { get; init; }
}

/// <summary>加班工资 (劳动法 art. 44): 150 % on working days, 200 % on days of rest, 300 % on statutory holidays, of the hourly wage.</summary>
public static class Overtime
{
    /// <summary>Calculates overtime pay.</summary>
    public static AmountResult Calculate(OvertimeInput input, StatuteRegister register)
    {
        var sheet = new AmountSheet(register, input.Jurisdiction, input.On);
        sheet.NotNegative(input.MonthlyWage, "月工资", "monthly wage", "monthlyWage");
        sheet.NotNegative(input.WorkdayHours, "工作日加班小时数", "hours on working days", "workdayHours");
        sheet.NotNegative(input.RestDayHours, "休息日加班小时数", "hours on days of rest", "restDayHours");
        sheet.NotNegative(input.HolidayHours, "法定休假日加班小时数", "hours on holidays", "holidayHours");
        var days = sheet.Number("wage-days-month");
        var hours = sheet.Number("wage-hours-day");
        if (sheet.Refusal is not null)
        {
            return new AmountResult(null, sheet.Refusal);
        }

        var hourly = new Money(input.MonthlyWage) / days / hours;
        sheet.Rule(
            "wage-days-month",
            hourly,
            $"小时工资 = {new Money(input.MonthlyWage)} ÷ {Text(days)}日 ÷ {Text(hours)}小时 = {Text(hourly.Amount)}元。",
            $"Hourly wage = {new Money(input.MonthlyWage)} ÷ {Text(days)} days ÷ {Text(hours)} hours = {Text(hourly.Amount)} yuan."
        );
        var total =
            Kind("ot-workday", input.WorkdayHours, "工作日延时加班", "on working days")
            + Kind("ot-restday", input.RestDayHours, "休息日加班", "on days of rest")
            + Kind("ot-holiday", input.HolidayHours, "法定休假日加班", "on statutory holidays");
        return sheet.Finish(total, sheet.Basis("ot-workday"), "加班工资", "overtime pay");

        Money Kind(string id, decimal worked, string zh, string en)
        {
            if (worked == 0)
            {
                return Money.Zero;
            }

            var percent = sheet.Number(id);
            // Multiplied before it is divided, so that no digit of the wage is lost on the way.
            var pay = new Money(input.MonthlyWage * worked * percent) / (days * hours * 100);
            sheet.Rule(
                id,
                pay,
                $"{zh}{Text(worked)}小时 × {Text(percent)}% = {pay}元。",
                $"{Text(worked)} hour(s) {en} × {Text(percent)} % = {pay} yuan."
            );
            sheet.Part(id, pay);
            return pay;
        }
    }
}
