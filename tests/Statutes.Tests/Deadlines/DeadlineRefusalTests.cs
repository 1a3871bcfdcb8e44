using LaborFlow.Statutes.Calendar;
using LaborFlow.Statutes.Deadlines;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Statutes.Tests.Deadlines;

public sealed class DeadlineRefusalTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static Refusal Refuse(DeadlineRequest request, WorkingCalendar? calendar = null)
    {
        var result = DeadlineCalculator.Explain(request, StatuteRegister.Installed, calendar ?? WorkingCalendar.Installed);
        result.Explanation.ShouldBeNull();
        return result.Refusal!;
    }

    [Theory]
    [InlineData("no-such-row", "deadline.unknown-parameter", "no-such-row")]
    [InlineData("wgf-decision-statutory", "deadline.open-value", "深圳经济特区欠薪保障条例")]
    [InlineData("med-arb-review-accept", "deadline.open-value", "第75条")]
    [InlineData("fta-local-sla", "deadline.open-value", "地方/机构内部规定")]
    [InlineData("arb-refuse-remedy", "deadline.not-a-period", "第29条")]
    [InlineData("arb-free", "deadline.not-a-period", "第53条")]
    [InlineData("hol-2026-spring", "deadline.not-a-period", "2026年部分节假日")]
    [InlineData("sev-average-months", "deadline.not-a-period", "第47条")]
    [InlineData("blk-old-20wd", "deadline.no-longer-in-force", "人社部规〔2017〕16号")]
    public void A_row_that_cannot_be_counted_is_refused_by_name(string parameter, string code, string named)
    {
        var refusal = Refuse(new DeadlineRequest { ParameterId = parameter, StartsOn = Monday });
        refusal.Code.ShouldBe(code);
        refusal.Message.Zh.ShouldContain(named);
        refusal.Message.En.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_start_before_the_effective_date_names_the_article_and_the_date()
    {
        var refusal = Refuse(new DeadlineRequest { ParameterId = "arb-correction-5d", StartsOn = new DateOnly(2017, 6, 30) });
        refusal.Code.ShouldBe("deadline.before-effective-date");
        refusal.Message.Zh.ShouldContain("第29条");
        refusal.Message.Zh.ShouldContain("2017-07-01");
    }

    [Fact]
    public void A_start_on_the_effective_date_is_counted() =>
        DeadlineCalculator
            .Explain(
                new DeadlineRequest { ParameterId = "arb-correction-5d", StartsOn = new DateOnly(2017, 7, 1) },
                StatuteRegister.Installed,
                WorkingCalendar.Installed
            )
            .Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("arb-award-45d", 16, 0, "deadline.extension-beyond-cap", "不超过15日")]
    [InlineData("arb-award-45d", 5, 1, "deadline.second-extension", "第43条")]
    [InlineData("ins-investigate-60wd", 31, 0, "deadline.extension-beyond-cap", "第17条")]
    [InlineData("arb-accept-5d", 1, 0, "deadline.extension-not-allowed", "第29条")]
    [InlineData("arb-award-45d", -1, 0, "deadline.invalid-request", "负数")]
    public void An_extension_outside_the_law_is_refused(string parameter, int days, int granted, string code, string named)
    {
        var refusal = Refuse(
            new DeadlineRequest
            {
                ParameterId = parameter,
                StartsOn = Monday,
                ExtensionDays = days,
                ExtensionsGranted = granted,
            }
        );
        refusal.Code.ShouldBe(code);
        refusal.Message.Zh.ShouldContain(named);
    }

    [Fact]
    public void A_row_of_another_place_is_refused() =>
        Refuse(
            new DeadlineRequest
            {
                ParameterId = "med-sz-default-30d",
                Jurisdiction = "440100",
                StartsOn = Monday,
            }
        )
            .Code.ShouldBe("deadline.not-here");

    [Fact]
    public void A_calendar_without_any_year_is_refused_naming_the_article()
    {
        var refusal = Refuse(new DeadlineRequest { ParameterId = "arb-accept-5d", StartsOn = Monday }, new WorkingCalendar([]));
        refusal.Code.ShouldBe("deadline.calendar-missing");
        refusal.Basis.ShouldContain("第29条");
    }

    [Theory]
    [InlineData("arb-accept-5d", "2027-12-29", true)] // counts days of 2027, ends in 2028: neither is known
    [InlineData("arb-accept-5d", "2027-12-31", false)] // every day counted lies in the year of the due day
    [InlineData("arb-accept-5d", "2026-12-29", false)] // 2026 is known, only the year of the due day isn't
    [InlineData("ins-investigate-60wd", "2027-11-01", true)]
    [InlineData("arb-enforce-2y", "2026-06-01", false)] // natural time needs the calendar of the last day alone
    public void A_period_of_working_days_that_runs_through_an_unknown_year_is_refused_and_one_that_ends_in_it_is_provisional(
        string parameter,
        string start,
        bool refused
    )
    {
        var result = DeadlineCalculator.Explain(
            new DeadlineRequest
            {
                ParameterId = parameter,
                StartsOn = DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture),
            },
            StatuteRegister.Installed,
            WorkingCalendar.Installed
        );
        if (refused)
        {
            result.Refusal!.Code.ShouldBe("deadline.calendar-missing");
            result.Refusal.Message.Zh.ShouldContain("第");
            result.Refusal.Message.Zh.ShouldContain("2027年");
        }
        else
        {
            result.Explanation!.Provisional.ShouldBeTrue();
        }
    }

    [Fact]
    public void A_request_that_contradicts_itself_is_refused()
    {
        var wellFormed = new DeadlineRequest { ParameterId = "arb-award-45d", StartsOn = Monday };
        DeadlineRequest[] malformed =
        [
            wellFormed with
            {
                StartsOn = null,
                StartsAt = DateTimeOffset.MaxValue,
            },
            wellFormed with
            {
                StartsOn = null,
                StartsAt = DateTimeOffset.MinValue,
            },
            wellFormed with
            {
                ParameterId = null!,
            },
            wellFormed with
            {
                StartsOn = null,
            },
            wellFormed with
            {
                StartsAt = new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero),
            },
            wellFormed with
            {
                StartsOn = new DateOnly(1890, 1, 1),
            },
            wellFormed with
            {
                RestartsOn = Monday.AddDays(-1),
            },
            wellFormed with
            {
                Pauses = [new DeadlinePause(Monday.AddDays(9), Monday.AddDays(8))],
            },
            wellFormed with
            {
                ParameterId = "crm-transfer-24h",
            },
            wellFormed with
            {
                ParameterId = "arb-hearing-notice-5d",
                RestartsOn = Monday,
            },
        ];
        malformed.ShouldAllBe(request => Refuse(request, null).Code == "deadline.invalid-request");
        Refuse(wellFormed with { Jurisdiction = "Atlantis" }).Code.ShouldBe("deadline.unknown-jurisdiction");
        Refuse(wellFormed with { ParameterId = "arb-hearing-notice-5d", Pauses = [new DeadlinePause(Monday, Monday)] })
            .Code.ShouldBe("deadline.pause-not-applicable");
    }
}
