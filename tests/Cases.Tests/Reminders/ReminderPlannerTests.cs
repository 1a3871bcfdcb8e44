using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Places;
using LaborFlow.Cases.Reminders;
using LaborFlow.Statutes.Calendar;

namespace LaborFlow.Cases.Tests.Reminders;

public sealed class ReminderPlannerTests
{
    private static readonly PlaceCalendar Calendar = WorkingCalendar.Installed.At(null);

    [Fact]
    public void The_usual_plan_reminds_half_way_five_and_two_working_days_before_on_the_day_and_when_overdue()
    {
        // From Thursday 5 March 2026 to Friday 20 March: half of 15 days is the 13th.
        var planned = ReminderPlanner.Plan(Deadline("2026-03-05", "2026-03-20"), ReminderPlan.Usual, Calendar, At("2026-03-05", 10));

        planned
            .Select(reminder => $"{reminder.Point} {reminder.To} {ChinaDay.Of(reminder.FireAt):yyyy-MM-dd}")
            .ShouldBe([
                "half Officer 2026-03-13",
                "before-5 Officer 2026-03-13",
                "before-2 Officer 2026-03-18",
                "before-2 Head 2026-03-18",
                "due Officer 2026-03-20",
                "overdue-1 Officer 2026-03-23",
                "overdue-1 Head 2026-03-23",
                "overdue-3 Supervisor 2026-03-25",
            ]);
        planned.ShouldAllBe(reminder => reminder.FireAt == ReminderPlanner.OpeningOf(ChinaDay.Of(reminder.FireAt)));
    }

    [Theory]
    [InlineData("ins-rectify-period", 1)]
    [InlineData("arb-limitation-1y", 1)]
    [InlineData("med-duration-15d", 0)]
    public void Of_a_period_that_binds_a_party_the_party_is_reminded_and_of_the_offices_own_nobody_outside(string period, int times)
    {
        ReminderPlanner
            .Plan(Deadline("2026-03-05", "2026-03-20", period), ReminderPlan.Usual, Calendar, At("2026-03-05", 10))
            .Count(reminder => reminder.To == ReminderRecipient.Party)
            .ShouldBe(times);
    }

    [Fact]
    public void A_short_period_has_no_reminder_before_it_began()
    {
        ReminderPlanner
            .Plan(Deadline("2026-03-05", "2026-03-09"), ReminderPlan.Usual, Calendar, At("2026-03-05", 10))
            .Select(reminder => reminder.Point)
            .ShouldNotContain("before-5");
    }

    [Fact]
    public void A_day_that_ends_on_a_day_off_has_its_reminder_before_it_ends_and_none_after()
    {
        // Twenty-four hours from Friday 5 June 2026: the next working day is past the end.
        var planned = ReminderPlanner.Plan(Deadline("2026-06-05", "2026-06-06"), ReminderPlan.Usual, Calendar, At("2026-06-05", 10));

        planned.ShouldNotContain(reminder => reminder.Point == "half");
        ChinaDay.Of(planned.Single(reminder => reminder.Point == "due").FireAt).ShouldBe(new DateOnly(2026, 6, 5));
    }

    [Theory]
    [InlineData("2026-03-05", 10, "2026-03-05", 10)] // a Thursday at ten: open
    [InlineData("2026-03-05", 7, "2026-03-05", 9)] // before nine
    [InlineData("2026-03-05", 18, "2026-03-06", 9)] // closed at six
    [InlineData("2026-03-07", 12, "2026-03-09", 9)] // a Saturday
    [InlineData("2026-02-18", 12, "2026-02-24", 9)] // Spring Festival
    [InlineData("2026-02-28", 12, "2026-02-28", 12)] // a make-up Saturday is worked
    public void Offices_are_open_on_working_days_from_nine_to_six(string day, int hour, string openDay, int openHour)
    {
        ReminderPlanner.NextOpen(At(day, hour), Calendar).ShouldBe(At(openDay, openHour));
    }

    [Fact]
    public void The_most_particular_plan_counts()
    {
        ReminderPlan[] plans = [Plan("", "", 1), Plan("", "440300", 2), Plan("MED", "", 3), Plan("MED", "440300", 4)];

        ReminderPlan.For(plans, "MED", "440309")[0].WorkingDays.ShouldBe(4);
        ReminderPlan.For(plans, "MED", "330100")[0].WorkingDays.ShouldBe(3);
        ReminderPlan.For(plans, "ARB", "440309")[0].WorkingDays.ShouldBe(2);
        ReminderPlan.For(plans, "ARB", "330100")[0].WorkingDays.ShouldBe(1);
        ReminderPlan.For([], "ARB", "330100").ShouldBe(ReminderPlan.Usual);
    }

    private static ReminderPlan Plan(string procedure, string place, int days) =>
        new()
        {
            Id = Guid.CreateVersion7(At("2026-03-05", 9)),
            ProcedureCode = procedure,
            Jurisdiction = place,
            RulesJson = ReminderPlan.Write([new ReminderRule(ReminderMoment.Before, days, ReminderRecipient.Officer, true)]),
            UpdatedBy = "administrator",
            UpdatedAt = At("2026-03-05", 9),
        };

    private static CaseDeadline Deadline(string startsOn, string dueOn, string period = "med-duration-15d") =>
        new()
        {
            Id = Guid.CreateVersion7(At(startsOn, 9)),
            CaseId = Guid.CreateVersion7(At(startsOn, 9)),
            ParameterId = period,
            Name = "调解期限",
            StartsOn = DateOnly.Parse(startsOn, System.Globalization.CultureInfo.InvariantCulture),
            DueOn = DateOnly.Parse(dueOn, System.Globalization.CultureInfo.InvariantCulture),
            ExplanationJson = "[]",
        };

    private static DateTimeOffset At(string day, int hour) =>
        new DateTimeOffset(
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(hour, 0)),
            TimeSpan.FromHours(8)
        ).ToUniversalTime();
}
