using System.Globalization;
using LaborFlow.Cases.Places;

namespace LaborFlow.Cases.Tests.Places;

public sealed class CalendarQuarterTests
{
    [Theory]
    [InlineData("2026-01-01", 1, "2026-01-01", "2026-03-31")]
    [InlineData("2026-06-30", 2, "2026-04-01", "2026-06-30")]
    [InlineData("2026-07-01", 3, "2026-07-01", "2026-09-30")]
    [InlineData("2026-12-31", 4, "2026-10-01", "2026-12-31")]
    public void A_day_falls_in_the_quarter_whose_first_and_last_day_hold_it(string day, int number, string first, string last)
    {
        var quarter = CalendarQuarter.Of(Day(day));
        quarter.ShouldBe(new CalendarQuarter(2026, number));
        (quarter.FirstDay, quarter.LastDay).ShouldBe((Day(first), Day(last)));
        quarter.ToString().ShouldBe($"2026年第{number}季度");
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
