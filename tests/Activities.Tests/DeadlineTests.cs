using LaborFlow.Activities.Deadlines;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Activities.Tests;

/// <summary>What activities do to a period; its dates by the installed register and calendar.</summary>
public sealed class DeadlineTests
{
    private const string Mediation = "med-duration-15d";
    private const string Award = "arb-award-45d";
    private static readonly (string, object?) Basis = ("basis", "《劳动人事争议仲裁办案规则》第47条");

    private static async Task<(Bench Bench, CaseDeadline Period)> RunningAsync(string parameter = Mediation)
    {
        var bench = await Bench.OpenAsync();
        (await bench.RunAsync<StartDeadline>(("parameter", parameter))).ShouldBe("Done");
        return (bench, bench.Stores.Deadlines.Last(d => d.ParameterId == parameter));
    }

    [Fact]
    [Of(typeof(StartDeadline))]
    public async Task A_period_starts_on_the_day_that_a_step_names()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("serve", new { receivedOn = "2026-10-30" });
        await bench.RunAsync<StartDeadline>(("parameter", Mediation), ("from", "step"), ("fromStep", "serve"), ("field", "receivedOn"));

        var period = bench.Stores.Deadlines.Single();
        (period.StartsOn, period.DueOn, period.State).ShouldBe((new(2026, 10, 30), new(2026, 11, 16), DeadlineState.Running));
    }

    [Fact]
    [Of(typeof(StartDeadline))]
    public async Task A_period_starts_on_the_day_of_service_that_the_drawing_hands_on_or_where_another_ends()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<StartDeadline>(("parameter", "rev-sue-6m"), ("from", "day"), ("day", "2026-11-09"));
        await bench.RunAsync<StartDeadline>(("parameter", "ins-enforce-3m"), ("from", "period-end"), ("afterParameter", "rev-sue-6m"));
        var suit = bench.Stores.Deadlines.Single(d => d.ParameterId == "rev-sue-6m");
        suit.StartsOn.ShouldBe(new DateOnly(2026, 11, 9));
        bench.Stores.Deadlines.Single(d => d.ParameterId == "ins-enforce-3m").StartsOn.ShouldBe(suit.DueOn);
        (await bench.FailAsync<StartDeadline>(("parameter", "rev-sue-6m"), ("from", "day"))).ShouldContain("没有得出起算日期");
        (
            await bench.FailAsync<StartDeadline>(
                ("parameter", "ins-enforce-3m"),
                ("from", "period-end"),
                ("afterParameter", "ins-demand-10wd")
            )
        ).ShouldContain("案件没有期限");
    }

    [Fact]
    [Of(typeof(MeetDeadline))]
    public async Task A_period_is_met_in_time_and_missed_afterwards()
    {
        var (bench, period) = await RunningAsync();
        await bench.RunAsync<MeetDeadline>(("parameter", Mediation));
        period.State.ShouldBe(DeadlineState.Met);

        var (late, other) = await RunningAsync();
        late.Time.Advance(TimeSpan.FromDays(20));
        await late.RunAsync<MeetDeadline>(("parameter", Mediation));
        other.State.ShouldBe(DeadlineState.Missed);
    }

    [Fact]
    [Of(typeof(PauseDeadline)), Of(typeof(ResumeDeadline))]
    public async Task Paused_days_do_not_count()
    {
        var (bench, period) = await RunningAsync();
        period.DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        await bench.RunAsync<PauseDeadline>(("parameter", Mediation), Basis, ("reason", "鉴定"));
        period.State.ShouldBe(DeadlineState.Paused);
        bench.Time.Advance(TimeSpan.FromDays(7));
        await bench.RunAsync<ResumeDeadline>(("parameter", Mediation), Basis);

        period.State.ShouldBe(DeadlineState.Running);
        period.DueOn.ShouldBe(new DateOnly(2026, 11, 24));
    }

    [Fact]
    [Of(typeof(PauseDeadline))]
    public async Task What_never_began_cannot_be_paused()
    {
        var bench = await Bench.OpenAsync();
        (await bench.FailAsync<PauseDeadline>(("parameter", Award), Basis)).ShouldContain("未起算");
    }

    [Fact]
    [Of(typeof(ExtendDeadline))]
    public async Task An_extension_stops_at_what_the_law_allows()
    {
        var (bench, period) = await RunningAsync(Award);
        var due = period.DueOn;
        (await bench.RunAsync<ExtendDeadline>(("parameter", Award), ("days", 16), ("approvedBy", "director"), Basis)).ShouldBe("refused");
        period.DueOn.ShouldBe(due);
        bench.Entry("deadline.refused").ShouldContain("15");

        bench.Done("approve", new { days = 15, reason = "案情复杂" }, "director");
        (await bench.RunAsync<ExtendDeadline>(("parameter", Award), ("fromStep", "approve"), Basis)).ShouldBe("extended");
        period.DueOn.ShouldBeGreaterThanOrEqualTo(due.AddDays(15));
        (await bench.RunAsync<ExtendDeadline>(("parameter", Award), ("fromStep", "approve"), Basis)).ShouldBe("refused", "once only");
    }

    [Fact]
    [Of(typeof(ExtendDeadline))]
    public async Task A_drawing_that_lengthens_mediation_without_the_consent_of_both_sides_fails_and_names_the_article()
    {
        var (bench, period) = await RunningAsync();
        var due = period.DueOn;
        var failed = await bench.FailAsync<ExtendDeadline>(("parameter", Mediation), ("days", 10), ("approvedBy", "director"), Basis);
        failed.ShouldContain("《劳动争议调解仲裁法》第14条第3款");
        failed.ShouldContain("《企业劳动争议协商调解规定》第29条");

        bench.Done("approve", new { days = 10, reason = "主任批准" }, "director");
        (await bench.FailAsync<ExtendDeadline>(("parameter", Mediation), ("fromStep", "approve"), Basis)).ShouldContain("双方同意");
        period.DueOn.ShouldBe(due);
    }

    [Fact]
    [Of(typeof(ExtendDeadline))]
    public async Task Mediation_goes_on_until_the_day_on_which_both_sides_agreed_in_a_step()
    {
        var (bench, period) = await RunningAsync();
        period.DueOn.ShouldBe(new DateOnly(2026, 11, 17));
        bench.Done("consent", new { agreedUntil = "2026-11-25", applicantAgreedOn = "2026-11-02" }, "mediator");
        (await bench.RunAsync<ExtendDeadline>(("parameter", Mediation), ("consentStep", "consent"), Basis)).ShouldBe("refused");
        bench.Entry("deadline.refused").ShouldContain("《企业劳动争议协商调解规定》第29条");

        bench.Done(
            "consent",
            new
            {
                agreedUntil = "2026-11-25",
                applicantAgreedOn = "2026-11-02",
                respondentAgreedOn = "2026-11-03",
            },
            "mediator"
        );
        (await bench.RunAsync<ExtendDeadline>(("parameter", Mediation), ("consentStep", "consent"), Basis)).ShouldBe(
            "refused",
            "nobody agreed tomorrow"
        );
        bench.Time.Advance(TimeSpan.FromDays(1));
        (await bench.RunAsync<ExtendDeadline>(("parameter", Mediation), ("consentStep", "consent"), Basis)).ShouldBe("extended");
        period.DueOn.ShouldBe(new DateOnly(2026, 11, 25));
        bench
            .Stores.Records.OfType<RegisterEntry>()
            .Single(entry => entry.Kind == "extension")
            .Text.ShouldContain("被申请人2026-11-03同意");

        // What they agreed on is used up: a later end needs their consent to it.
        (await bench.FailAsync<ExtendDeadline>(("parameter", Mediation), ("days", 20), ("approvedBy", "director"), Basis)).ShouldContain(
            "双方同意"
        );
    }

    [Fact]
    [Of(typeof(RestartDeadline))]
    public async Task A_restarted_period_begins_anew_and_the_old_one_stays_on_record()
    {
        var (bench, period) = await RunningAsync();
        bench.Time.Advance(TimeSpan.FromDays(5));
        await bench.RunAsync<RestartDeadline>(("parameter", Mediation), Basis, ("reason", "变更请求"));

        period.DueOn.ShouldBe(new DateOnly(2026, 11, 23));
        bench.Entry("deadline.restarted").ShouldContain("2026-11-");
    }

    [Fact]
    [Of(typeof(WaitForDeadline))]
    public async Task Waiting_ends_when_the_last_day_has_passed_and_not_before()
    {
        var (bench, period) = await RunningAsync();
        (await bench.RunAsync<WaitForDeadline>(("parameter", Mediation))).ShouldBe("");
        (await bench.PassAsync(15)).ShouldBe("");
        (await bench.PassAsync(1)).ShouldNotBe("");
        period.State.ShouldBe(DeadlineState.Met);
    }
}
