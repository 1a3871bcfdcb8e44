using System.Globalization;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;
using LaborFlow.Statutes.Tests.Examples;

namespace LaborFlow.Statutes.Tests.Deadlines;

/// <summary>The table deadlines.csv: its due days were counted day by day on the published calendar, apart from this program.</summary>
public sealed class DeadlineExampleTests
{
    public static TheoryData<string, string, string, string, string, string, string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string, string, string, string, string, string, string>();
            foreach (var row in ExampleTable.Read("deadlines.csv"))
            {
                data.Add(
                    row["parameter"],
                    row["jurisdiction"],
                    row["start"],
                    row["pauses"],
                    row["extension"],
                    row["restart"],
                    row["due"],
                    row["provisional"]
                );
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_worked_example_comes_out_as_counted_by_hand(
        string parameter,
        string jurisdiction,
        string start,
        string pauses,
        string extension,
        string restart,
        string due,
        string provisional
    )
    {
        var request = new DeadlineRequest
        {
            ParameterId = parameter,
            Jurisdiction = jurisdiction,
            StartsOn = IsInstant(start) ? null : ExampleTable.Date(start),
            StartsAt = IsInstant(start) ? ExampleTable.Instant(start) : null,
            Pauses =
            [
                .. pauses
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pause => new DeadlinePause(ExampleTable.Date(pause.Split('/')[0]), ExampleTable.Date(pause.Split('/')[1]))),
            ],
            ExtensionDays = extension.Length == 0 ? 0 : int.Parse(extension, CultureInfo.InvariantCulture),
            RestartsOn = restart.Length == 0 ? null : ExampleTable.Date(restart),
        };

        var result = DeadlineCalculator.Explain(request, StatuteRegister.Installed, WorkingCalendar.Installed);

        result.Refusal.ShouldBeNull();
        var explanation = result.Explanation!;
        explanation.DueOn.ShouldBe(ExampleTable.Date(due[..10]), explanation.Zh);
        explanation.DueAt.ShouldBe(IsInstant(due) ? ExampleTable.Instant(due) : null, explanation.Zh);
        explanation.Provisional.ShouldBe(provisional == "yes");
        // The way that the steps describe is the whole way.
        (explanation.StartsOn.DayNumber + explanation.Steps.Sum(step => step.Days)).ShouldBe(explanation.DueOn.DayNumber, explanation.Zh);
    }

    private static bool IsInstant(string cell) => cell.Contains('T', StringComparison.Ordinal);

    [Fact]
    public void The_table_holds_at_least_120_examples() => Examples.Count.ShouldBeGreaterThanOrEqualTo(120);
}
