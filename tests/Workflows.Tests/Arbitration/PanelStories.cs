using LaborFlow.Cases.Tasks;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>合议、先行裁决与文书.</summary>
public sealed class PanelStories : ArbitrationStory
{
    private async Task DraftedAsync()
    {
        await AcceptedAsync("ordinary");
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "多数意见支持",
                reasons = "经查明欠薪属实。",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount = 19_500m,
                        legalBasis = "《劳动合同法》第30条",
                    },
                },
            }
        );
    }

    [Fact]
    public async Task Two_of_three_carry_the_award_and_the_minority_is_kept()
    {
        await DraftedAsync();
        await VoteAsync("return", "approve");
        (await OpenStepsAsync()).ShouldBe(["arb-vote"]);
        var last = await OpenTaskAsync("arb-vote");
        // The three vote in any order: the last vote is that of the one who has not voted yet.
        var voted = last.ExcludedUsers!.Split('\n');
        voted.Length.ShouldBe(2, "nobody votes twice");
        voted.Append(last.Assignee).ShouldBe(["chen", "li", "wang"], ignoreOrder: true);
        await DoAsync("arb-vote", "approve", new { opinion = "同意" });
        (await OpenStepsAsync()).ShouldBe(["arb-serve-award"]);
        (await PaperAsync("ARB/award-final")).ShouldContain("仲裁员：首席陈、仲裁员");
        (await PaperAsync("ARB/deliberation-record")).ShouldContain("少数仲裁员的不同意见记入笔录");
    }

    [Fact]
    public async Task A_majority_against_the_draft_sends_it_back()
    {
        await DraftedAsync();
        await VoteAsync("return", "return");
        (await OpenStepsAsync()).ShouldBe(["arb-decide"]);
    }

    [Fact]
    public async Task Part_of_the_claims_is_awarded_first_and_the_rest_is_heard_on()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("overtime", 5_000m)) with { MigrantWorker = true });
        (await HistoryAsync()).ShouldContain(e => e.Action == "office.notified" && e.Zh.Contains("请优先立案、优先审理"));
        (await DeadlineAsync("fta-wage-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 2));
        (await PaperAsync("FTA/element-form")).ShouldContain("欠付期间");
        (await PaperAsync("FTA/hearing-notice")).ShouldContain("第三仲裁庭");
        await DoAsync("fta-hearing", "partial");
        await DoAsync(
            "fta-partial",
            "advance",
            new
            {
                terms = "先予支付拖欠工资",
                amount = 10_000m,
                legalBasis = "《劳动争议调解仲裁法》第44条",
                clear = true,
            }
        );
        (await PaperAsync("FTA/advance-execution")).ShouldContain("人民币壹万元整");
        (await OpenStepsAsync()).ShouldBe(["fta-hearing"]);
        // What is clear is awarded first; the rest goes on to its own decision.
        await DoAsync("fta-hearing", "partial");
        await DoAsync(
            "fta-partial",
            "partial",
            new
            {
                terms = "支付2026年7月工资6500元",
                amount = 6_500m,
                legalBasis = "《劳动争议调解仲裁法》第43条第2款",
                clear = true,
            }
        );
        (await PaperAsync("FTA/partial-award")).ShouldContain("支付2026年7月工资6500元");
        await HeldAsync("fta-hearing");
        (await OpenStepsAsync()).ShouldBe(["fta-decide"]);
    }

    [Fact]
    public async Task Every_paper_of_the_fast_track_is_made_with_its_remedies()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("unlawful-termination", 78_000m)));
        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m), (2, "partial", 39_000m)));
        (await PaperAsync("FTA/award-final")).ShouldContain("三十日内向深圳市中级人民法院申请撤销裁决");
        (await PaperAsync("FTA/award-open")).ShouldContain("十五日内向人民法院提起诉讼");
        await ServeAwardAsync("fta-serve-award");
        foreach (
            var kind in new[] { "panel-notice", "response-notice", "evidence-notice", "hearing-notice", "hearing-record", "service-record" }
        )
            (await PapersAsync($"FTA/{kind}")).ShouldBe(1, kind);
        // The record of service says what is on record: each paper, each party, how and when.
        var record = await PaperAsync("FTA/service-record");
        record.ShouldContain("仲裁裁决书（终局裁决）\t");
        record.ShouldContain("直接送达");
    }

    [Fact]
    public async Task Steps_that_are_completed_at_one_instant_keep_their_order()
    {
        await DraftedAsync();
        await VoteAsync("return", "return");
        var orders = await InScopeAsync(async scope =>
            (await ((ITaskStore)scope.GetService(typeof(ITaskStore))!).ListOfCaseAsync((await CaseAsync()).Id))
                .Where(t => t.CompletionOrder is not null)
                .Select(t => t.CompletionOrder!.Value)
                .ToList()
        );
        orders.Distinct().Count().ShouldBe(orders.Count);
    }
}
