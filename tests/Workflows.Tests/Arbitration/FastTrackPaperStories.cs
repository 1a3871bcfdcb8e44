using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>What the fast track owes the parties on paper and in time: the answer's copy, a longer period, two years to enforce.</summary>
public sealed class FastTrackPaperStories : ArbitrationStory
{
    private async Task AnsweredAsync(bool online)
    {
        var application = Applications.UnpaidWages();
        await AcceptedAsync("fast", application with { Applicant = application.Applicant! with { ConsentsToElectronicService = online } });
        await DoAsync(
            "fta-appoint",
            "appoint",
            new
            {
                soleArbitrator = "韩仲裁",
                secretary = "书记员小周",
                noConflict = true,
            }
        );
        await DoAsync("fta-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("fta-answer", "submit", new { answer = "工资已用现金付清，请驳回申请。" });
    }

    [Fact]
    public async Task An_applicant_who_did_not_agree_to_electronic_service_gets_the_answer_on_paper_within_five_days()
    {
        await AnsweredAsync(online: false);
        (await PaperAsync("FTA/answer-notice")).ShouldContain("工资已用现金付清，请驳回申请。");
        var period = await DeadlineAsync("arb-answer-forward-5d");
        (period.DueOn, period.State).ShouldBe((new DateOnly(2026, 11, 9), DeadlineState.Running));
        (await OpenStepsAsync()).ShouldBe(["fta-forward"]);
        (await OpenTaskAsync("fta-forward")).DueOn.ShouldBe(period.DueOn);

        await DoAsync("fta-forward", "returned", new { reason = "邮件退回，地址无人签收" });
        (await OpenStepsAsync()).ShouldBe(["fta-forward"]);
        await PassAsync(2);
        await DoAsync("fta-forward", "served", new { applicantMethod = "mail", applicantReceivedOn = Day(0) });

        (await HistoryAsync()).ShouldContain(entry => entry.Zh == "答辩书副本于2026-11-04送达申请人");
        (await DeadlineAsync("arb-answer-forward-5d")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["fta-elements"]);
    }

    [Fact]
    public async Task Who_agreed_to_electronic_service_has_the_answer_at_once_with_a_record_of_service()
    {
        await AnsweredAsync(online: true);
        (await DeadlineAsync("arb-answer-forward-5d")).State.ShouldBe(DeadlineState.Met);
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("答辩书副本送达通知") && e.Zh.Contains("送达"));
        (await OpenStepsAsync()).ShouldBe(["fta-elements"]);
    }

    [Fact]
    public async Task The_period_of_the_award_is_extended_once_by_fifteen_days_and_both_sides_read_of_it()
    {
        await FastUntilHearingAsync();
        await HeldAsync("fta-hearing");
        var due = (await DeadlineAsync("arb-award-45d")).DueOn;
        await DoAsync("fta-decide", "extend", new { reason = "需补充核对考勤记录" });
        await DoAsync("fta-extension", "approve", new { days = 16, reason = "案情复杂" });
        (await OpenStepsAsync()).ShouldBe(["fta-extension"]);
        await DoAsync("fta-extension", "approve", new { days = 15, reason = "案情复杂" });

        (await DeadlineAsync("arb-award-45d")).DueOn.ShouldBeGreaterThanOrEqualTo(due.AddDays(15));
        (await PaperAsync("FTA/extension-notice")).ShouldContain("案情复杂");
        (await PapersAsync("FTA/extension-approval")).ShouldBe(1);
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
        await DoAsync("fta-decide", "extend", new { reason = "再次申请" });
        await DoAsync("fta-extension", "refuse", new { reason = "延长以一次为限" });
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
    }

    [Fact]
    public async Task An_award_that_took_effect_can_be_enforced_for_two_years_from_that_day()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        await PassAsync(40);

        var closed = await CaseAsync();
        closed.ClosedAs.ShouldBe("award-effective");
        var enforce = await DeadlineAsync("arb-enforce-2y");
        enforce.State.ShouldBe(DeadlineState.Running);
        // A final award binds from the day on which it was made: period and certificate name the same last day.
        var award = (await RecordsAsync<Award>()).Single();
        enforce.StartsOn.ShouldBe(award.DecidedOn);
        (await LastEntryAsync("award.effective")).ShouldContain($"最迟于{enforce.DueOn:yyyy-MM-dd}前");
        (await HistoryAsync()).ShouldContain(e => e.Action == "party.notified" && e.Zh.Contains("可以依照《中华人民共和国民事诉讼法》"));
    }

    [Fact]
    public async Task Nobody_is_decided_against_in_absence_without_proof_of_the_notice()
    {
        await FastUntilHearingAsync();
        var absent = new
        {
            applicantPresent = true,
            respondentPresent = false,
            record = "被申请人未到庭。",
        };
        (await Should.ThrowAsync<InvalidInputException>(() => DoAsync("fta-hearing", "held", absent))).Message.ShouldContain(
            "noticeProven"
        );
        await DoAsync(
            "fta-hearing",
            "held",
            new
            {
                applicantPresent = true,
                respondentPresent = false,
                noticeProven = true,
                record = "被申请人未到庭，缺席审理。",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
    }

    [Fact]
    public async Task A_hearing_is_adjourned_and_held_another_day()
    {
        await FastUntilHearingAsync();
        await DoAsync("fta-hearing", "adjourned", new { reason = "需要补充证据" });
        await DoAsync(
            "fta-schedule",
            "set",
            new
            {
                heldOn = Day(4),
                startsAt = "09:30",
                place = "第三仲裁庭",
            }
        );
        // Simplified handling tells by telephone, too; what nobody confirmed was not served (办案规则 art 59).
        object Called(string? confirmed) =>
            new
            {
                respondentMethod = "phone",
                respondentReceivedOn = Day(0),
                respondentConfirmation = confirmed,
            };
        await Should.ThrowAsync<InvalidInputException>(() => DoAsync("fta-serve-hearing", "served", Called(null)));
        await DoAsync("fta-serve-hearing", "served", Called("10时由王某本人接听，复述开庭时间、地点后确认"));
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("以电话送达方式向深圳市某某电子有限公司送达", StringComparison.Ordinal));
        await PassAsync(4);
        await HeldAsync("fta-hearing");

        (await RecordsAsync<Hearing>()).Select(h => (h.Number, h.State)).ShouldBe([(1, HearingState.Adjourned), (2, HearingState.Held)]);
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m)));
        await ServeAwardAsync("fta-serve-award");
        (await PaperAsync("FTA/service-record")).ShouldContain("（0755-28000000）：电话送达，2026-11-02确认收到：10时由王某本人接听");
    }
}
