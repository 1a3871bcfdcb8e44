using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Deadlines;

/// <summary>What holds for every question, tried on thousands of random ones.</summary>
public sealed class DeadlineProperties
{
    private static readonly Config Thousands = Config.QuickThrowOnFailure.WithMaxTest(3000);

    private static readonly StatutoryParameter[] Countable =
    [
        .. StatuteRegister.Installed.Rows.Where(row =>
            row is { IsPeriod: true, IsOpen: false, EffectiveTo: null, Unit: not StatuteUnit.Hour }
        ),
    ];

    private static readonly Gen<DateOnly> Dates = Gen.Choose(0, 1080).Select(n => new DateOnly(2024, 1, 1).AddDays(n));

    private static readonly Gen<DeadlinePause[]> Pauses =
        from count in Gen.Choose(0, 3)
        from pauses in (from day in Dates from length in Gen.Choose(0, 40) select new DeadlinePause(day, day.AddDays(length))).ArrayOf(
            count
        )
        select pauses;

    private static readonly Gen<DeadlineRequest> Requests =
        from row in Gen.Elements(Countable)
        from start in Dates
        from pauses in Pauses
        from share in Gen.Choose(0, 100)
        from restart in Gen.Frequency((4, Gen.Constant(-1)), (1, Gen.Choose(0, 60)))
        let stays = row.CountsBackwards || row.Unit == StatuteUnit.AnnualDate
        select new DeadlineRequest
        {
            ParameterId = row.Id,
            Jurisdiction = row.Jurisdictions[0].Code,
            StartsOn = start,
            Pauses = stays ? [] : pauses,
            ExtensionDays = (int)(row.ExtensionCap ?? 0) * share / 100,
            RestartsOn = restart < 0 || row.CountsBackwards ? null : start.AddDays(restart),
        };

    private static void Holds<T>(Gen<T> given, Func<T, bool> property) => Check.One(Thousands, Prop.ForAll(given.ToArbitrary(), property));

    private static DeadlineExplanation Explain(DeadlineRequest request, StatuteRegister? register = null, WorkingCalendar? calendar = null)
    {
        var result = DeadlineCalculator.Explain(request, register ?? StatuteRegister.Installed, calendar ?? WorkingCalendar.Installed);
        return result.Succeeded ? result.Explanation : throw new InvalidOperationException(result.Refusal.Message.En);
    }

    private static StatuteRegister With(string id, decimal value)
    {
        var row = StatuteRegister.Installed.RowsOf(id)[0];
        return new StatuteRegister([row with { Value = value }]);
    }

    [Fact]
    public void A_result_agrees_with_counting_day_by_day() =>
        Holds(Requests, request => Explain(request).DueOn == DayByDay.Due(request, WorkingCalendar.Installed.At(null)));

    [Fact]
    public void The_steps_sum_to_the_result() =>
        Holds(
            Requests,
            request =>
            {
                var explanation = Explain(request);
                return explanation.StartsOn.DayNumber + explanation.Steps.Sum(step => step.Days) == explanation.DueOn.DayNumber;
            }
        );

    [Fact]
    public void Every_step_has_its_words_and_its_article() =>
        Holds(Requests, request => Explain(request).Steps.All(step => step.Zh.Length > 0 && step.En.Length > 0 && step.Basis.Length > 0));

    [Fact]
    public void Adding_a_working_day_to_a_period_makes_it_longer()
    {
        var registers = Enumerable.Range(0, 62).Select(n => With("arb-accept-5d", n)).ToArray();
        Holds(
            from start in Dates
            from pauses in Pauses
            from n in Gen.Choose(0, 60)
            select (
                request: new DeadlineRequest
                {
                    ParameterId = "arb-accept-5d",
                    StartsOn = start,
                    Pauses = pauses,
                },
                n
            ),
            given => Explain(given.request, registers[given.n]).DueOn < Explain(given.request, registers[given.n + 1]).DueOn
        );
    }

    [Fact]
    public void Turning_a_working_day_into_a_day_off_never_shortens_a_period() =>
        Check.One(
            Thousands.WithMaxTest(60),
            Prop.ForAll(
                (from request in Requests from day in Dates select (request, day)).ToArbitrary(),
                given =>
                {
                    var forwards = !StatuteRegister.Installed.RowsOf(given.request.ParameterId)[0].CountsBackwards;
                    var off = new LocalDay(
                        Jurisdiction.National,
                        new CalendarDay(given.day, Working: false, new("停工", "closure")),
                        "通知"
                    );
                    var moved = Explain(given.request, calendar: new WorkingCalendar(WorkingCalendar.Installed.Years, [off])).DueOn;
                    var before = Explain(given.request).DueOn;
                    return forwards ? moved >= before : moved <= before;
                }
            )
        );

    [Fact]
    public void A_due_day_is_red_for_its_working_days_alone_up_to_the_last_red_due_day()
    {
        var calendar = WorkingCalendar.Installed.At(null);
        Check.One(
            Thousands,
            Prop.ForAll(
                (from today in Dates from ahead in Gen.Choose(-5, 20) select (today, today.AddDays(ahead))).ToArbitrary(),
                given =>
                {
                    var (today, dueOn) = given;
                    var byWorkingDays = today >= DeadlineLights.Points(today, dueOn, calendar).TwoWorkingDays;
                    return byWorkingDays == dueOn <= DeadlineLights.LastRedDueDay(today, calendar);
                }
            )
        );
    }

    [Fact]
    public void A_pause_of_n_days_moves_the_end_of_natural_days_by_n_and_the_due_day_never_back()
    {
        // The end before the roll-over moves by exactly n. The due day after it can move by less, when the unpaused end fell on a day off.
        var natural = Countable.Where(row => row is { Unit: StatuteUnit.NaturalDay, CountsBackwards: false }).ToArray();
        Holds(
            from row in Gen.Elements(natural)
            from start in Dates
            from at in Gen.Choose(1, (int)row.Value!.Value)
            from length in Gen.Choose(1, 60)
            let request = new DeadlineRequest
            {
                ParameterId = row.Id,
                Jurisdiction = row.Jurisdictions[0].Code,
                StartsOn = start,
            }
            select (request, pause: new DeadlinePause(start.AddDays(at), start.AddDays(at + length - 1)), length),
            given =>
            {
                var before = Explain(given.request);
                var after = Explain(given.request with { Pauses = [given.pause] });
                return after.NominalDueOn == before.NominalDueOn.AddDays(given.length)
                    && after.DueOn >= before.DueOn
                    && after.DueOn >= before.NominalDueOn.AddDays(given.length);
            }
        );
    }

    [Fact]
    public void A_due_day_that_rolls_over_is_a_working_day() =>
        Holds(
            Requests,
            request =>
            {
                var explanation = Explain(request);
                return !explanation.Parameter.RollsOver || WorkingCalendar.Installed.At(null).IsWorkingDay(explanation.DueOn);
            }
        );

    [Fact]
    public void The_same_question_gives_the_same_answer_in_any_time_zone_and_culture()
    {
        var requests = Requests.Sample(300, size: 50).ToArray();
        var instants = requests.Select(
            (request, n) =>
                request with
                {
                    StartsOn = null,
                    RestartsOn = null,
                    Pauses = [],
                    StartsAt = new DateTimeOffset(request.StartsOn!.Value, new TimeOnly(n % 24, 30), TimeSpan.Zero),
                }
        );
        var questions = requests.Concat(instants).ToArray();
        string[] Answers() =>
            [.. questions.Select(request => Explain(request)).Select(answer => $"{answer.DueOn.DayNumber} {answer.Zh} {answer.En}")];

        var zone = Environment.GetEnvironmentVariable("TZ");
        var culture = CultureInfo.CurrentCulture;
        var expected = Answers();
        try
        {
            foreach (
                var (name, language) in new[]
                {
                    ("Pacific/Kiritimati", "th-TH"),
                    ("America/Los_Angeles", "ar-SA"),
                    ("Asia/Shanghai", "fa-IR"),
                }
            )
            {
                Environment.SetEnvironmentVariable("TZ", name);
                TimeZoneInfo.ClearCachedData();
                TimeZoneInfo.Local.Id.ShouldBe(name);
                CultureInfo.CurrentCulture = new CultureInfo(language);
                Answers().ShouldBe(expected, name);
            }
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
            CultureInfo.CurrentCulture = culture;
        }
    }
}
