namespace LaborFlow.Cases.Places;

/// <summary>A quarter of a calendar year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">1 to 4.</param>
public sealed record CalendarQuarter(int Year, int Number)
{
    /// <summary>The quarter in which a day falls.</summary>
    public static CalendarQuarter Of(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    /// <summary>Its first day.</summary>
    public DateOnly FirstDay => new(Year, (Number * 3) - 2, 1);

    /// <summary>Its last day.</summary>
    public DateOnly LastDay => FirstDay.AddMonths(3).AddDays(-1);

    /// <summary>2026年第3季度.</summary>
    public override string ToString() => $"{Year}年第{Number}季度";
}
