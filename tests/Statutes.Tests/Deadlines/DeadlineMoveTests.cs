using System.Text.Json;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Deadlines;

public sealed class DeadlineMoveTests
{
    private static readonly StatuteSnapshot Installed = new(StatuteRegister.Installed, WorkingCalendar.Installed);

    private static DeadlineRequest From(string parameter, DateOnly start) => new() { ParameterId = parameter, StartsOn = start };

    [Fact]
    public void A_new_year_of_the_calendar_lists_the_deadlines_that_it_moves_or_settles()
    {
        var newYear = new CalendarYear(2027, [new CalendarDay(new DateOnly(2027, 1, 1), Working: false, new("元旦", "New Year's Day"))]);
        var after = Installed with { Calendar = new WorkingCalendar([.. WorkingCalendar.Installed.Years, newYear]) };
        Dictionary<string, DeadlineRequest> running = new(StringComparer.Ordinal)
        {
            ["moves by the holiday"] = From("arb-accept-5d", new DateOnly(2026, 12, 28)),
            ["is no longer provisional"] = From("arb-award-45d", new DateOnly(2026, 12, 20)),
            ["stays"] = From("arb-accept-5d", new DateOnly(2026, 12, 1)),
        };

        var moves = DeadlineMoves.Find(running, Installed, after).ToList();

        moves.Select(move => move.Key).ShouldBe(["moves by the holiday", "is no longer provisional"]);
        moves[0].Before.Explanation!.DueOn.ShouldBe(new DateOnly(2027, 1, 4));
        moves[0].After.Explanation!.DueOn.ShouldBe(new DateOnly(2027, 1, 5));
        moves[1].After.Explanation!.Provisional.ShouldBeFalse();
    }

    [Fact]
    public void Pauses_that_JSON_says_are_null_are_none() =>
        JsonSerializer
            .Deserialize<DeadlineRequest>("""{"parameterId":"arb-award-45d","pauses":null}""", JsonSerializerOptions.Web)!
            .Pauses.ShouldBeEmpty();

    [Fact]
    public void The_answer_has_the_members_of_the_contract()
    {
        var options = JsonSerializerOptions.Web;
        var request = JsonSerializer.Deserialize<DeadlineRequest>(
            """{"parameterId":"arb-award-45d","jurisdiction":"440300","startsOn":"2026-03-02","pauses":[{"from":"2026-03-10","to":"2026-03-19"}],"extensionDays":15}""",
            options
        )!;

        var answer = DeadlineAnswer.From(DeadlineCalculator.Explain(request, Installed.Register, Installed.Calendar).Explanation!);

        var json = JsonSerializer.SerializeToElement(answer, options);
        json.GetProperty("dueOn").GetString().ShouldBe("2026-05-11"); // 2 March + 45 + 15 + 10 days
        json.TryGetProperty("dueAt", out _).ShouldBeFalse();
        json.GetProperty("provisional").GetBoolean().ShouldBeFalse();
        json.GetProperty("steps")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["date", "rule", "basis", "zh", "en"]);
    }
}
