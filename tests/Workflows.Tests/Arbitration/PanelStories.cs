using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
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
        await DoAsync("fta-partial", "advance", Advance(1, 10_000m));
        await DoAsync("fta-serve-advance", "served", ServedAndSent());
        var advance = await PaperAsync("FTA/advance-execution");
        advance.ShouldContain("人民币壹万元整");
        advance.ShouldContain("不先予执行将严重影响申请人的生活：申请人无其他收入，房租已欠两月");
        (await PaperAsync("FTA/advance-transfer")).ShouldContain("未提供担保");
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
        await RaiseAsync("claims", "重新核算", new { claims = new[] { new { claim = 1, amount = 25_000m } } }, party: "applicant");
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
        // What was asked for before cannot be granted any more, and is not said to be.
        (await Should.ThrowAsync<InvalidInputException>(() => DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true })))
            .Errors.Single()
            .Zh.ShouldContain("第1项请求已经先行裁决");
        await DoAsync("exc-claims", "refuse", new { reason = "第1项请求已经先行裁决" });
        (await LastEntryAsync("exception.refused")).ShouldContain("第1项请求已经先行裁决");
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

        // What was decided stays decided; of the rest one claim is given up and another one comes, and each keeps its number.
        var touched = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("claims", "重新核算", new { claims = new[] { new { claim = 1, amount = 25_000m } } }, party: "applicant")
        );
        touched.Zh.ShouldContain("第1项请求已经先行裁决");
        (
            await Should.ThrowAsync<NotAllowedException>(() =>
                RaiseAsync("claims", "不再主张", new { claims = new[] { new { claim = 2, givenUp = true } } }, party: "applicant")
            )
        ).Zh.ShouldContain("请撤回申请");
        await RaiseAsync(
            "claims",
            "增加请求",
            new
            {
                claims = new[]
                {
                    new
                    {
                        cause = "annual-leave",
                        amount = 800m,
                        basis = "五日",
                    },
                },
            },
            party: "applicant"
        );
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });
        await RaiseAsync("claims", "不再主张", new { claims = new[] { new { claim = 3, givenUp = true } } }, party: "applicant");
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });
        // The number of what was given up is nobody else's: what comes next is the fourth.
        await RaiseAsync(
            "claims",
            "变更请求",
            new
            {
                claims = new object[]
                {
                    new { claim = 2, givenUp = true },
                    new
                    {
                        cause = "severance",
                        amount = 6_500m,
                        basis = "一个月工资",
                    },
                },
            },
            party: "applicant"
        );
        await DoAsync("exc-claims", "accept", new { withinEvidencePeriod = true });
        (await LastEntryAsync("claims.changed")).ShouldContain("增加第4项“经济补偿”6500.00元；第2项“加班工资”不再主张");

        await HeldAsync("fta-hearing");
        await DoAsync("fta-decide", "award", Decision((1, "support", 19_500m), (4, "support", 6_500m)));
        (await LastEntryAsync("award.refused")).ShouldContain("第1项请求已经先行裁决");
        await DoAsync("fta-decide", "award", Decision((2, "support", 5_000m)));
        (await LastEntryAsync("award.refused")).ShouldContain("第2项请求不存在");
        await DoAsync("fta-decide", "award", Decision((4, "support", 6_500m)));
        var decided = await CaseAsync();
        (await RecordsAsync<Award>())
            .SelectMany(award => award.Items)
            .Select(item => (item.ClaimNumber, item.ClaimIn(decided)!.Cause, item.Cause, item.Amount))
            .ShouldBe([(1, "unpaid-wages", "unpaid-wages", 19_500m), (4, "severance", "severance", 6_500m)], ignoreOrder: true);
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
        await AdvanceByVoteAsync();
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

        // It goes to court by itself while the rest is heard, and what the court decided is recorded.
        await DoAsync("arb-partial-watch", "sued", new { court = "深圳市龙华区人民法院", reason = "申请人不服" });
        (await OpenStepsAsync()).ShouldBe(["arb-hearing", "arb-partial-court"]);
        await DoAsync("arb-partial-court", "record", Court("kept"));
        (await LastEntryAsync("court.refused")).ShouldContain("登记的是起诉");
        await DoAsync("arb-partial-court", "record", Court("suit-withdrawn"));
        (await LastEntryAsync("court.decided")).ShouldContain("先行裁决书发生法律效力");
        (await DeadlineAsync("arb-enforce-2y")).State.ShouldBe(DeadlineState.Running);
        (await OpenStepsAsync()).ShouldBe(["arb-hearing"]);
        (await CaseAsync()).ClosedAt.ShouldBeNull();

        // What was awarded first goes nowhere else: it is neither split off nor merged into another case.
        await RaiseAsync("split", "分案", new { claimNumbers = new[] { 1 } });
        await DoAsync("exc-split", "approve", new { claimNumbers = new[] { 1 } });
        (await LastEntryAsync("split.refused")).ShouldContain("第1项请求已经先行裁决");
        await DoAsync("exc-split", "refuse", new { reason = "已经先行裁决" });
    }

    [Fact]
    public async Task A_partial_award_outlives_the_case_that_is_withdrawn_and_binds_on_its_own_day()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("labour-relation", null)));
        await DoAsync("fta-hearing", "partial");
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
        await RaiseAsync("withdrawal", "其余请求不再主张", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await LastEntryAsync("procedure.started")).ShouldContain("办结不影响已经作出的先行裁决书");
        // It was not served yet.
        (await OpenStepsAsync()).ShouldBe(["partial-serve"]);
        await DoAsync("partial-serve", "served", ServedToday());
        (await OpenStepsAsync()).ShouldBe(["partial-watch"]);
        (await DeadlineAsync("arb-final-employer-30d")).State.ShouldBe(DeadlineState.Running);
        await PassAsync(34);
        (await LastEntryAsync("award.effective")).ShouldContain("先行裁决书于2026-11-02发生法律效力");
        var enforce = await DeadlineAsync("arb-enforce-2y");
        (enforce.State, enforce.StartsOn).ShouldBe((DeadlineState.Running, new DateOnly(2026, 11, 2)));
        (await DeadlinesAsync())
            .Where(d => d.ParameterId.StartsWith("arb-final-", StringComparison.Ordinal))
            .ShouldAllBe(d => d.State == DeadlineState.Met);
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_partial_award_that_is_sued_over_after_a_settlement_waits_for_the_court()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("labour-relation", null)));
        await DoAsync("fta-hearing", "partial");
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
        await ServeAwardAsync("fta-serve-partial");
        // The hearing goes to three arbitrators; nobody loses sight of what was awarded.
        await DoAsync("fta-hearing", "convert", new { reason = "案情复杂" });
        (await OpenStepsAsync()).ShouldBe(["arb-appoint", "partial-watch"]);
        var taken = await Should.ThrowAsync<NotAllowedException>(() =>
            RaiseAsync("claims", "重新核算", new { claims = new[] { new { claim = 1, amount = 25_000m } } }, party: "applicant")
        );
        taken.Zh.ShouldContain("第1项请求已经先行裁决");
        await RaiseAsync("withdrawal", "双方和解", party: "applicant");
        await DoAsync("exc-withdrawal", "approve", new { voluntary = true, noHarm = true });
        (await OpenStepsAsync()).ShouldBe(["partial-watch"]);
        await DoAsync("partial-watch", "sued", new { court = "深圳市龙华区人民法院", reason = "申请人不服" });
        (await OpenStepsAsync()).ShouldBeEmpty();

        await PassAsync(60);
        var told = Court("judged");
        await RaiseAsync("court-outcome", "法院裁判文书已送达", told, party: "applicant");
        await DoAsync("exc-court-outcome", "record", told);
        (await LastEntryAsync("court.decided")).ShouldContain("先行裁决书不发生法律效力，以人民法院的裁判为准");
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await DeadlinesAsync()).ShouldNotContain(d => d.ParameterId == "arb-enforce-2y");
    }

    private object Court(string result) =>
        new
        {
            court = "深圳市龙华区人民法院",
            courtCase = "（2026）粤0309民初88号",
            decidedOn = Day(0),
            courtResult = result,
            receivedOn = Day(0),
        };

    /// <summary>先予执行: only of what article 44 names, with both conditions, and by the vote of the three.</summary>
    private async Task AdvanceByVoteAsync()
    {
        await DoAsync("arb-hearing", "partial");
        var other = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("arb-partial", "advance", Advance(2, 100m)));
        other.Errors.Single().Field.ShouldBe("data.advances[0].claim");
        other.Errors.Single().Zh.ShouldContain("第44条");
        (await Should.ThrowAsync<InvalidInputException>(() => DoAsync("arb-partial", "advance", Advance(1, 19_501m))))
            .Errors.Single()
            .Zh.ShouldContain("不能超过请求的金额");
        await DoAsync("arb-partial", "advance", Advance(1, 10_000m));
        foreach (var vote in (string[])["return", "approve", "approve"])
            await DoAsync("arb-advance-vote", vote, vote == "return" ? new { reason = "生活困难没有证据" } : new { opinion = "同意" });
        (await PaperAsync("ARB/advance-deliberation")).ShouldContain("生活困难没有证据");
        (await LastEntryAsync("advance.ordered")).ShouldContain("可以不提供担保");
        await DoAsync("arb-serve-advance", "served", ServedAndSent());
        (await PaperAsync("ARB/advance-execution")).ShouldContain("人民币壹万元整");
    }

    private object ServedAndSent() =>
        new
        {
            applicantMethod = "direct",
            applicantReceivedOn = Day(0),
            respondentMethod = "direct",
            respondentReceivedOn = Day(0),
            transferredOn = Day(0),
        };

    private object Advance(int claim, decimal amount) =>
        new
        {
            requestedOn = Day(0),
            advances = new[] { new { claim, amount } },
            relationFacts = "双方对欠付工资数额无争议，有欠条为证",
            hardshipFacts = "申请人无其他收入，房租已欠两月",
            enforcementCourt = "深圳市龙华区人民法院",
            legalBasis = "《劳动合同法》第30条",
        };

    [Fact]
    public async Task Every_paper_of_the_fast_track_is_made_with_its_remedies()
    {
        await FastUntilHearingAsync(Claiming(Claim("unpaid-wages", 19_500m), Claim("unlawful-termination", 78_000m)));
        var correction = new { passage = "发薪日为每月十五日", correction = "发薪日为每月十日" };
        (
            await Should.ThrowAsync<NotAllowedException>(() => RaiseAsync("record-correction", "记错", correction, party: "respondent"))
        ).Code.ShouldBe("exception.not-heard");
        await HeldAsync("fta-hearing");
        // A party asks for the record to be corrected, and has an answer whichever it is.
        await RaiseAsync("record-correction", "当庭陈述的是十日", correction, party: "respondent");
        (await OpenTaskAsync("exc-record")).FormDataJson!.ShouldContain("\"correction\"", customMessage: "what was asked for is filled in");
        await DoAsync("exc-record", "correct", new { corrected = "被申请人陈述发薪日为每月十日", passage = correction.passage });
        (await PaperAsync("EXC/record-correction")).ShouldContain("补正后的记录：被申请人陈述发薪日为每月十日");
        await RaiseAsync("record-correction", "遗漏陈述", correction, party: "applicant");
        await DoAsync("exc-record", "refuse", new { reason = "录音中没有该陈述" });
        (await LastEntryAsync("exception.refused")).ShouldContain("录音中没有该陈述");
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
