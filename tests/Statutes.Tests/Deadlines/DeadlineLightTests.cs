using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Tests.Examples;

namespace LaborFlow.Statutes.Tests.Deadlines;

public sealed class DeadlineLightTests
{
    private static readonly PlaceCalendar National = WorkingCalendar.Installed.At(null);

    // An award of 45 days accepted on Monday 2026-03-02 and due on Thursday 2026-04-16:
    // half of 45 is 22.5 (23 days: 03-25), four fifths are 36 (04-07), two working days before the end is 04-14.
    [Theory]
    [InlineData("2026-03-02", DeadlineLight.Green, 45, 32)]
    [InlineData("2026-03-24", DeadlineLight.Green, 23, 16)]
    [InlineData("2026-03-25", DeadlineLight.Yellow, 22, 15)]
    [InlineData("2026-04-06", DeadlineLight.Yellow, 10, 8)]
    [InlineData("2026-04-07", DeadlineLight.Red, 9, 7)]
    [InlineData("2026-04-16", DeadlineLight.Red, 0, 0)]
    [InlineData("2026-04-20", DeadlineLight.Red, -4, -2)]
    public void A_light_follows_the_share_of_time_that_has_passed(string today, DeadlineLight light, int days, int workingDays)
    {
        var standing = DeadlineLights.Standing(new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 16), ExampleTable.Date(today), National);
        (standing.Light, standing.RemainingDays, standing.RemainingWorkingDays).ShouldBe((light, days, workingDays));
        standing.IsOverdue.ShouldBe(days < 0);
    }

    [Fact]
    public void Two_working_days_before_the_end_are_counted_over_a_holiday()
    {
        // Five working days from 2026-02-12 end on 02-26; two working days before lies 02-24, the first day after Spring Festival.
        var points = DeadlineLights.Points(new DateOnly(2026, 2, 12), new DateOnly(2026, 2, 26), National);
        points.ShouldBe(new WarningPoints(new DateOnly(2026, 2, 19), new DateOnly(2026, 2, 24), new DateOnly(2026, 2, 24)));
    }

    [Fact]
    public void A_period_that_ends_at_once_is_red()
    {
        var day = new DateOnly(2026, 3, 2);
        DeadlineLights.Standing(day, day, day, National).Light.ShouldBe(DeadlineLight.Red);
    }
}
