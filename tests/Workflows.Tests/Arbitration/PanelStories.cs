using LaborFlow.Cases.Arbitration;
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
        await DoAsync(
            "arb-vote",
            "return",
            new { reason = "加班事实没有查清，应当驳回", signs = "unsigned" },
            by: (await OpenTaskAsync("arb-vote")).Assignee
        );
        await DoAsync("arb-vote", "approve", new { opinion = "同意" });
        // Two might carry it; the third is heard all the same.
        (await OpenStepsAsync()).ShouldBe(["arb-vote"]);
        var last = await OpenTaskAsync("arb-vote");
        // The three vote in any order: the last vote is that of the one who has not voted yet.
        var voted = last.ExcludedUsers!.Split('\n');
        voted.Length.ShouldBe(2, "nobody votes twice");
        voted.Append(last.Assignee).ShouldBe(["chen", "li", "wang"], ignoreOrder: true);
        await DoAsync("arb-vote", "approve", new { opinion = "同意" });
        (await OpenStepsAsync()).ShouldBe(["arb-serve-award"]);
        var signed = (await PaperAsync("ARB/award-final")).Split("仲裁员：")[^1];
        new[] { "首席陈", "仲裁员李", "仲裁员王" }.Count(signed.Contains).ShouldBe(2, "who dissents need not sign");
        var record = await PaperAsync("ARB/deliberation-record");
        record.ShouldContain("少数仲裁员的不同意见记入笔录");
        record.ShouldContain("不同意裁决书稿\t加班事实没有查清，应当驳回\t不签名");
    }

    [Fact]
    public async Task A_majority_against_the_draft_sends_it_back()
    {
        await DraftedAsync();
        await VoteAsync("return", "return");
        (await OpenStepsAsync()).ShouldBe(["arb-decide"]);
    }

    private static object First(int claim, decimal amount) =>
        new
        {
            claim,
            result = "support",
            amount,
            legalBasis = "《劳动合同法》第30条",
        };

    [Fact]
    public async Task Part_of_the_claims_is_awarded_first_and_the_rest_is_heard_on()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("overtime", 5_000m)) with { MigrantWorker = true });
        (await HistoryAsync()).ShouldContain(e => e.Action == "office.notified" && e.Zh.Contains("请优先立案、优先审理"));
        (await DeadlineAsync("fta-wage-30d")).DueOn.ShouldBe(new DateOnly(2026, 12, 2));
        // Each cause that is claimed has elements of its own.
        var elements = await PaperAsync("FTA/element-form");
        elements.ShouldContain("拖欠劳动报酬\t入职日期、岗位、月工资\t欠付期间");
        elements.ShouldContain("加班工资\t入职日期、岗位、月工资\t欠付期间");
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
                reasons = "双方对欠付工资数额无争议。",
                clear = true,
                items = new[] { First(1, 19_500m), First(2, 5_000m) },
            }
        );
        (await LastEntryAsync("award.refused")).ShouldContain("先行裁决只裁决其中已经清楚的请求");
        await DoAsync(
            "fta-partial",
            "partial",
            new
            {
                reasons = "双方对欠付工资数额无争议。",
                clear = true,
                items = new[] { First(1, 19_500m) },
            }
        );
        var first = (await RecordsAsync<Award>()).Single();
        (first.Partial, first.Final, first.Total, first.Items.Single().ClaimNumber).ShouldBe((true, true, 19_500m, 1));
        var paper = await PaperAsync("FTA/partial-final");
        paper.ShouldContain("双方对欠付工资数额无争议");
        paper.ShouldContain("人民币19,500.00元");
        paper.ShouldContain("三十日内向深圳市中级人民法院申请撤销裁决");
        await ServeAwardAsync("fta-serve-partial");
        // Its remedies run while the rest is heard.
        (await DeadlinesAsync())
            .Select(d => d.Name)
            .ShouldContain("申请人先行裁决终局裁决起诉期限");
        (await OpenStepsAsync()).ShouldBe(["fta-hearing", "fta-partial-watch"]);
        await PassAsync(34);
        (await LastEntryAsync("award.effective")).ShouldContain("先行裁决书于2026-11-02发生法律效力");
        (await DeadlineAsync("arb-enforce-2y")).StartsOn.ShouldBe(new DateOnly(2026, 11, 2));

        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m), (2, "support", 5_000m)));
        (await LastEntryAsync("award.refused")).ShouldContain("第1项请求已经先行裁决");
        await DoAsync("fta-decide", "award", Decision((2, "support", 5_000m)));
        var rest = await PaperAsync("FTA/award-final");
        rest.ShouldContain("第1项请求已经先行裁决");
        rest.ShouldNotContain("支持，人民币19,500.00元");
        await ServeAwardAsync("fta-serve-award");
        (await DeadlinesAsync()).Count(d => d.ParameterId == "arb-final-worker-15d").ShouldBe(2);
    }

    [Fact]
    public async Task Three_award_first_what_is_clear_when_most_of_them_agree()
    {
        await AcceptedAsync("ordinary", Claiming(Claim("unpaid-wages", 19_500m), Claim("labour-relation", null)));
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await DoAsync("arb-hearing", "partial");
        await DoAsync(
            "arb-partial",
            "partial",
            new
            {
                reasons = "双方对欠付工资数额无争议。",
                clear = true,
                items = new[] { First(1, 19_500m) },
            }
        );
        await DoAsync("arb-partial-vote", "return", new { reason = "应当一并裁决", signs = "unsigned" });
        await DoAsync("arb-partial-vote", "approve", new { opinion = "同意" });
        await DoAsync("arb-partial-vote", "approve", new { opinion = "同意" });
        (await PaperAsync("ARB/partial-deliberation")).ShouldContain("应当一并裁决\t不签名");
        var signed = (await PaperAsync("ARB/partial-final")).Split("仲裁员：")[^1];
        new[] { "首席陈", "仲裁员李", "仲裁员王" }.Count(signed.Contains).ShouldBe(2);
        await ServeAwardAsync("arb-serve-partial");
        (await OpenStepsAsync()).ShouldBe(["arb-hearing", "arb-partial-watch"]);
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
        (await PaperAsync("FTA/hearing-record")).ShouldContain("发薪日应为每月十日\t不予补正，记录申请");
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
