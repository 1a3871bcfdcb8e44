using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>The other ends and turns of arbitration.</summary>
public sealed class ArbitrationEndStories : ArbitrationStory
{
    private async Task OrdinaryUntilHearingAsync()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
    }

    private async Task<string> AwardedAsync()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        return await PaperAsync("FTA/award-final");
    }

    [Theory]
    [InlineData("sued", "award-sued")]
    [InlineData("challenged", "award-challenged")]
    public async Task An_award_that_is_taken_to_court_is_closed_as_such_and_not_as_effective(string outcome, string end)
    {
        (await AwardedAsync()).ShouldContain("终局裁决");
        (await DeadlineAsync("arb-final-worker-15d")).State.ShouldBe(DeadlineState.Running);
        await DoAsync(
            "fta-remedy-watch",
            outcome,
            new
            {
                court = "深圳市龙华区人民法院",
                receivedOn = Day(0),
                reason = "收到人民法院受理通知书",
            }
        );
        (await CaseAsync()).ClosedAs.ShouldBe(end);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settled_before_three_the_mediation_document_closes_the_case()
    {
        await OrdinaryUntilHearingAsync();
        await DoAsync(
            "arb-hearing",
            "mediated",
            new
            {
                applicantPresent = true,
                respondentPresent = true,
                record = "庭前调解达成一致",
                terms = "被申请人于十日内支付15000元",
                amount = 15_000m,
                performBy = Day(10),
            }
        );
        (await PaperAsync("ARB/mediation-document")).ShouldContain("被申请人于十日内支付15000元");
        var performBy = Day(10);
        var signed = new
        {
            applicantMethod = "direct",
            applicantReceivedOn = Day(0),
            respondentMethod = "direct",
            respondentReceivedOn = Day(0),
        };
        await DoAsync("arb-serve-mediation", "signed", signed);
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-mediated");
        (await DeadlineAsync("arb-award-45d")).State.ShouldBe(DeadlineState.Met);
        // What was agreed can be enforced for two years from the day on which it was due.
        var enforce = await DeadlineAsync("arb-enforce-2y");
        (enforce.State, enforce.StartsOn).ShouldBe(
            (DeadlineState.Running, DateOnly.Parse(performBy, System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task A_hearing_before_three_is_adjourned_and_the_application_then_withdrawn()
    {
        await OrdinaryUntilHearingAsync();
        await DoAsync("arb-hearing", "adjourned", new { reason = "申请人补充证据" });
        (await OpenStepsAsync()).ShouldBe(["arb-schedule"]);
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await DoAsync("arb-hearing", "withdrawn", new { reason = "双方自行和解" });
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-withdrawn");
    }

    [Fact]
    public async Task On_the_fast_track_too_an_application_may_be_withdrawn_at_the_hearing()
    {
        await FastUntilHearingAsync();
        await DoAsync("fta-hearing", "withdrawn", new { reason = "工资已付清" });
        (await CaseAsync()).ClosedAs.ShouldBe("arbitration-withdrawn");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_applicant_who_stays_away_from_three_is_deemed_to_have_withdrawn_only_on_proven_notice()
    {
        await OrdinaryUntilHearingAsync();
        var unproven = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("arb-hearing", "applicant-absent", new { noticeProven = false })
        );
        unproven.Errors.ShouldContain(e => e.Field.Contains("noticeProven"));
        await DoAsync("arb-hearing", "applicant-absent", new { noticeProven = true, reason = "无正当理由不到庭" });
        (await CaseAsync()).ClosedAs.ShouldBe("deemed-withdrawn");
    }

    [Fact]
    public async Task An_application_is_corrected_within_the_docket_and_an_extension_may_be_refused()
    {
        await FileAsync("ARB-INTAKE");
        await DoAsync("registrar-review", "correct", new { reason = "请补充被申请人注册地址" });
        (await PaperAsync("ARB-INTAKE/correction-notice")).ShouldContain("请补充被申请人注册地址");
        // Nobody is late while the applicant corrects; the day that the notice states is that of the step.
        (await DeadlineAsync("arb-accept-5d")).State.ShouldBe(DeadlineState.Paused);
        (await OpenTaskAsync("arb-party-corrects")).DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        await PassAsync(10);
        await DoAsync("arb-party-corrects", "submit", new { note = "已补充" });
        var accepting = await DeadlineAsync("arb-accept-5d");
        (accepting.State, accepting.DueOn).ShouldBe((DeadlineState.Running, new DateOnly(2026, 11, 19)));
        await DoAsync("registrar-review", "accept", new { labourDispute = true, inTerritory = true });
        await DoAsync("track-decision", "ordinary", new { reason = "分歧较大" });
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        var due = (await DeadlineAsync("arb-award-45d")).DueOn;
        await DoAsync("arb-decide", "extend", new { reason = "申请鉴定" });
        await DoAsync("extension", "refuse", new { reason = "不属于案情复杂" });
        (await OpenStepsAsync()).ShouldBe(["arb-decide"]);
        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBe(due);
    }

    [Fact]
    public async Task Mediation_that_both_want_before_the_hearing_is_entrusted_for_ten_days_and_returns_or_settles()
    {
        await FastUntilHearingAsync();
        var alone = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("fta-hearing", "entrust", new { entrustAgreed = false }));
        alone.Errors.ShouldContain(e => e.Field.Contains("entrustAgreed"));
        await DoAsync("fta-hearing", "entrust", new { entrustAgreed = true });
        (await OpenStepsAsync()).ShouldBe(["fta-entrusted"]);
        var period = await DeadlineAsync("med-commission-10d");
        period.StartsOn.ShouldBe(Today);
        (await PaperAsync("FTA/entrustment-letter")).ShouldContain("龙华区劳动争议调解中心");

        // Ten days pass without an agreement: the hearing is held after all.
        await PassUntilAsync(period.DueOn.AddDays(1));
        (await OpenStepsAsync()).ShouldBe(["fta-hearing"]);
        (await LastEntryAsync("party.notified")).ShouldContain("委托调解未达成协议");

        await DoAsync("fta-hearing", "entrust", new { entrustAgreed = true });
        await DoAsync(
            "fta-entrusted",
            "agreement",
            new
            {
                summary = "双方各让一步",
                terms = "五日内支付15000元",
                amount = 15_000m,
                performBy = Day(5),
            }
        );
        (await OpenStepsAsync()).ShouldBe(["fta-serve-mediation"]);
        (await PaperAsync("FTA/mediation-document")).ShouldContain("五日内支付15000元");
        // Nobody was heard yet: there is nothing to decide on.
        await DoAsync("fta-serve-mediation", "refused", new { reason = "被申请人反悔" });
        (await OpenStepsAsync()).ShouldBe(["fta-hearing"]);
    }

    [Fact]
    public async Task Entrusted_mediation_that_fails_returns_to_the_tribunal_of_three()
    {
        await OrdinaryUntilHearingAsync();
        await DoAsync("arb-hearing", "entrust", new { entrustAgreed = true });
        await DoAsync("arb-entrusted", "failed", new { reason = "分歧过大" });
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
        (await DeadlineAsync("med-commission-10d")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("arb-hearing", "entrust", new { entrustAgreed = true });
        await DoAsync("arb-entrusted", "agreement", new { summary = "各让一步", terms = "五日内支付15000元" });
        await DoAsync("arb-serve-mediation", "refused", new { reason = "被申请人反悔" });
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
        (await LastEntryAsync("party.notified")).ShouldContain("尚未开庭，依法开庭审理");
        var unproven = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync(
                "arb-hearing",
                "held",
                new
                {
                    applicantPresent = true,
                    respondentPresent = false,
                    record = "被申请人未到庭",
                }
            )
        );
        unproven.Errors.ShouldContain(e => e.Field.Contains("noticeProven"));
    }
}
