using LaborFlow.Host.Tasks;
using LaborFlow.Persistence;
using LaborFlow.Persistence.Dialects;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Tasks;

/// <summary>A list by light is cut by the database: it must find exactly the rows that show that light.</summary>
public sealed class LightConditionTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly string[] Districts = ["440309", "440309001", "440305", "440300", "440106"];

    private sealed record Period(int N, string District, DateOnly StartsOn, DateOnly? DueOn);

    [Fact]
    public async Task The_database_finds_the_rows_that_show_a_light_at_every_place_and_over_every_holiday()
    {
        var random = new Random(20261122);
        var typhoon = new CalendarDay(new DateOnly(2026, 9, 29), Working: false, new("台风停工", "typhoon"));
        var calendar = new WorkingCalendar(
            WorkingCalendar.Installed.Years,
            [
                new LocalDay(new Jurisdiction("440300"), typhoon, "深圳市通知"),
                new LocalDay(new Jurisdiction("440300"), typhoon with { Date = new DateOnly(2026, 9, 30) }, "深圳市通知"),
                new LocalDay(new Jurisdiction("440309"), typhoon with { Working = true }, "龙华区通知"),
            ]
        );
        var lights = new Lights(calendar);
        var conditions = new LightConditions(calendar);
        Period[] periods = [.. Enumerable.Range(0, 600).Select(Any)];
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        var rows = database
            .Database.SqlQuery<Period>(
                $"""
                SELECT * FROM unnest({periods.Select(period => period.N).ToArray()}, {periods
                    .Select(period => period.District)
                    .ToArray()}, {periods.Select(period => period.StartsOn).ToArray()}, {periods
                    .Select(period => period.DueOn)
                    .ToArray()}) AS p ("N", "District", "StartsOn", "DueOn")
                """
            )
            .Select(period => new Timed<int>
            {
                Row = period.N,
                District = period.District,
                StartsOn = period.StartsOn,
                DueOn = period.DueOn,
            });

        var found = 0;
        foreach (var today in (DateOnly[])[new(2026, 2, 13), new(2026, 9, 24), new(2026, 9, 28), new(2026, 10, 8), new(2026, 11, 22)])
        {
            foreach (var light in (string[])["red", "yellow", "green"])
            {
                var answered = await conditions.Having(light, rows, today).OrderBy(n => n).ToListAsync();
                answered.ShouldBe(
                    periods
                        .Where(period => lights.Of(period.District, period.StartsOn, period.DueOn, today) == light)
                        .Select(period => period.N),
                    $"{light} on {today:O}"
                );
                found += answered.Count;
            }
        }

        found.ShouldBe(5 * periods.Length);

        Period Any(int n)
        {
            var starts = new DateOnly(2026, 1, 1).AddDays(random.Next(330));
            return new Period(
                n,
                Districts[random.Next(Districts.Length)],
                starts,
                random.Next(12) == 0 ? null : starts.AddDays(random.Next(-2, 60))
            );
        }
    }

    [Fact]
    public async Task A_day_begins_at_midnight_in_China()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
        foreach (var text in (string[])["2026-03-01T15:59:59Z", "2026-03-01T16:00:00Z", "2026-12-31T16:00:00Z", "2026-06-30T08:00:00Z"])
        {
            var instant = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            var there = await database
                .Database.SqlQuery<DateTimeOffset>($"""SELECT {instant} AS "Value" """)
                .Select(at => DateQuestions.ChinaDate(at))
                .SingleAsync();
            there.ShouldBe(DateQuestions.ChinaDate(instant), text);
        }
    }
}
