using System.Text.Json;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Tests.Examples;

namespace LaborFlow.Statutes.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly PlaceCalendar National = WorkingCalendar.Installed.At(null);

    private static string StepDate(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string, bool> PublishedDays
    {
        get
        {
            // holidays.json was collected from the notices of the State Council, apart from the package that the program installs.
            var data = new TheoryData<string, bool>();
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", "holidays.json")));
            foreach (var year in document.RootElement.EnumerateObject())
            {
                foreach (var day in year.Value.GetProperty("off_days").EnumerateArray())
                {
                    data.Add(day.GetString()!, false);
                }

                foreach (var day in year.Value.GetProperty("makeup_workdays").EnumerateArray())
                {
                    data.Add(day.GetString()!, true);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PublishedDays))]
    public void A_day_of_the_published_arrangements_is_off_or_worked_as_the_notice_says(string date, bool works) =>
        National.IsWorkingDay(ExampleTable.Date(date)).ShouldBe(works);

    [Fact]
    public void Every_other_day_of_2024_to_2026_follows_the_ordinary_week()
    {
        var exceptions = PublishedDays.Select(row => ExampleTable.Date((string)row[0])).ToHashSet();
        for (var day = new DateOnly(2024, 1, 1); day.Year <= 2026; day = day.AddDays(1))
        {
            if (!exceptions.Contains(day))
            {
                National.IsWorkingDay(day).ShouldBe(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), StepDate(day));
            }
        }
    }

    [Theory]
    [InlineData(2024, 251)] // 262 weekdays - 19 of them off + 8 weekend days worked
    [InlineData(2025, 248)] // 261 - 18 + 5
    [InlineData(2026, 248)] // 261 - 19 + 6
    public void A_year_has_as_many_working_days_as_its_notice_leaves(int year, int expected) =>
        National.WorkingDaysAfter(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)).ShouldBe(expected);

    [Fact]
    public void Sums_agree_with_counting_day_by_day()
    {
        var day = new DateOnly(2025, 12, 20);
        for (var through = day; through < day.AddDays(120); through = through.AddDays(1))
        {
            var counted = Enumerable.Range(1, through.DayNumber - day.DayNumber).Count(n => National.IsWorkingDay(day.AddDays(n)));
            National.WorkingDaysAfter(day, through).ShouldBe(counted);
        }

        National.AddWorkingDays(new DateOnly(2026, 2, 12), 3).ShouldBe(new DateOnly(2026, 2, 24));
        National.AddWorkingDays(new DateOnly(2026, 2, 24), -2).ShouldBe(new DateOnly(2026, 2, 13));
        National.AddWorkingDays(new DateOnly(2026, 2, 20), 0).ShouldBe(new DateOnly(2026, 2, 20));
        National.OnOrBefore(new DateOnly(2026, 2, 20)).ShouldBe(new DateOnly(2026, 2, 14));
        National.OnOrAfter(new DateOnly(2026, 2, 20)).ShouldBe(new DateOnly(2026, 2, 24));
    }

    [Fact]
    public void A_local_day_holds_in_its_territory_and_below_and_the_most_local_prevails()
    {
        var typhoon = new CalendarDay(new DateOnly(2026, 9, 8), Working: false, new("台风停工", "typhoon"));
        var calendar = new WorkingCalendar(
            WorkingCalendar.Installed.Years,
            [
                new LocalDay(new Jurisdiction("440309"), typhoon with { Working = true }, "龙华区通知"),
                new LocalDay(new Jurisdiction("440300"), typhoon, "深圳市通知"),
            ]
        );

        calendar.At(new Jurisdiction("440300")).IsWorkingDay(typhoon.Date).ShouldBeFalse();
        calendar.At(new Jurisdiction("440307")).IsWorkingDay(typhoon.Date).ShouldBeFalse();
        calendar.At(new Jurisdiction("440309")).IsWorkingDay(typhoon.Date).ShouldBeTrue();
        calendar.At(new Jurisdiction("440100")).IsWorkingDay(typhoon.Date).ShouldBeTrue();
        calendar.At(null).IsWorkingDay(typhoon.Date).ShouldBeTrue();
    }

    [Fact]
    public void A_local_day_that_is_not_in_force_is_left_out()
    {
        var day = new LocalDay(
            new Jurisdiction("440300"),
            new CalendarDay(new DateOnly(2026, 9, 8), false, new("台风停工", "typhoon")),
            "深圳市通知",
            EffectiveFrom: new DateOnly(2026, 9, 7),
            EffectiveTo: new DateOnly(2026, 9, 30)
        );
        bool Works(DateOnly asOf) =>
            new WorkingCalendar(WorkingCalendar.Installed.Years, [day], asOf).At(new Jurisdiction("440300")).IsWorkingDay(day.Day.Date);

        Works(new DateOnly(2026, 9, 6)).ShouldBeTrue();
        Works(new DateOnly(2026, 9, 7)).ShouldBeFalse();
        Works(new DateOnly(2026, 10, 1)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("2026-10-31", null)]
    [InlineData("2026-11-01", 2027)]
    [InlineData("2026-12-31", 2027)]
    [InlineData("2027-01-01", 2027)]
    [InlineData("2025-12-31", null)]
    public void From_November_on_a_missing_next_year_is_warned_of(string today, int? year) =>
        (WorkingCalendar.Installed.Warn(ExampleTable.Date(today))?.Year).ShouldBe(year);

    [Fact]
    public void An_imported_year_ends_the_warning_and_makes_deadlines_final()
    {
        var json =
            """{"years":[{"year":2027,"days":[{"date":"2027-01-01","working":false,"zh":"元旦","en":"New Year's Day"}]}]}"""u8.ToArray();
        var calendar = new WorkingCalendar([.. WorkingCalendar.Installed.Years, .. HolidayFile.Read(new MemoryStream(json))]);

        calendar.Warn(new DateOnly(2026, 12, 1)).ShouldBeNull();
        calendar.At(null).IsWorkingDay(new DateOnly(2027, 1, 1)).ShouldBeFalse();
        var misfiled = """{"years":[{"year":2028,"days":[{"date":"2027-01-01","working":false,"zh":"","en":""}]}]}"""u8.ToArray();
        Should.Throw<FormatException>(() => HolidayFile.Read(new MemoryStream(misfiled)));
    }
}
