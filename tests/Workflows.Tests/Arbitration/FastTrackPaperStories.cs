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
}
