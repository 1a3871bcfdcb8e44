using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Fund;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>The other ends of an advance: refused, withdrawn, objected to, and the emergency fund's own.</summary>
public sealed class FundEndStories : FundStory
{
    [Fact]
    public async Task An_application_is_refused_with_reasons_and_remedies()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "refuse", new { reason = "用人单位正常经营，不具备垫付条件" });
        // Who received the application refuses nobody alone.
        (await OpenStepsAsync()).ShouldBe(["wgf-refuse"]);
        await DoAsync("wgf-refuse", "return", new { reason = "请核对单位登记状态" }, by: "局长丙");
        await DoAsync("wgf-eligibility", "refuse", new { reason = "用人单位正常经营，不具备垫付条件" });
        await DoAsync("wgf-refuse", "approve", new { opinion = "同意" }, by: "局长丙");
        await DoAsync(
            "wgf-serve-refusal",
            "served",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                reason = "用人单位正常经营，不具备垫付条件",
            }
        );
        (await CaseAsync()).Stage.ShouldBe(Stages.FundRemedies);
        var paper = await PaperAsync("WGF/refusal-decision");
        paper.ShouldContain("不予垫付");
        paper.ShouldContain("六十日内");

        // Nobody asks for anything: the case ends with the last day on which one could have sued, and not before.
        var last = (await DeadlineAsync("rev-sue-6m")).DueOn;
        await PassUntilAsync(last);
        (await CaseAsync()).ClosedAs.ShouldBeNull();
        await PassAsync(2);
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_that_is_revoked_on_reconsideration_is_decided_again_and_one_that_the_court_upholds_stands()
    {
        await FileAsync("WGF", Applying());
        await RefusedAsync("用人单位正常经营，不具备垫付条件");
        (await DeadlineAsync("rev-reconsider-60d")).DueOn.ShouldBe(Today.AddDays(60));
        await PassAsync(20);
        await DoAsync(
            "wgf-remedy-watch",
            "reconsider",
            new
            {
                authority = "深圳市人民政府行政复议办公室",
                receivedOn = Day(0),
                reason = "申请人主张法定代表人已逃匿",
            }
        );
        (await CaseAsync()).Stage.ShouldBe(Stages.FundContested);
        (await DeadlineAsync("rev-reconsider-60d")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("wgf-remedy-result", "revoked", Result("深府复决〔2026〕9号", "撤销，责令重新处理"));
        var again = await CaseAsync();
        (again.Stage, again.ClosedAs).ShouldBe((Stages.FundReview, null));
        (await LastEntryAsync("party.notified")).ShouldContain("重新审查");

        await RefusedAsync("经重新审查，法定代表人已到案并清偿");
        await DoAsync(
            "wgf-remedy-watch",
            "sue",
            new
            {
                authority = "深圳市盐田区人民法院",
                receivedOn = Day(0),
                reason = "申请人起诉",
            }
        );
        await DoAsync("wgf-remedy-result", "appealed", new { authority = "深圳市中级人民法院", reason = "申请人上诉" });
        (await CaseAsync()).Stage.ShouldBe(Stages.FundContested);
        await DoAsync("wgf-remedy-result", "upheld", Result("（2026）粤03行终1号", "驳回上诉，维持原判"));
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
        (await PapersAsync("WGF/refusal-decision")).ShouldBe(2);
    }

    private object Result(string document, string reason) =>
        new
        {
            authority = "作出机关",
            document,
            decidedOn = Day(0),
            reason,
        };

    private async Task RefusedAsync(string reason)
    {
        await DoAsync("wgf-eligibility", "refuse", new { reason });
        await DoAsync("wgf-refuse", "approve", by: "局长丙");
        await DoAsync(
            "wgf-serve-refusal",
            "served",
            new
            {
                applicantMethod = "direct",
                applicantReceivedOn = Day(0),
                reason,
            }
        );
    }

    [Fact]
    public async Task A_worker_withdraws_before_anything_was_calculated()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "withdrawn", new { reason = "单位已支付工资" });
        (await CaseAsync()).ClosedAs.ShouldBe("withdrawn");
        (await RecordsAsync<FundAdvance>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_objection_to_the_posted_list_goes_back_to_the_calculation_and_the_head_may_return_it_too()
    {
        await AcceptedAsync();
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 2)), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 2)), by: "复核员乙");
        var past = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-post", "posted", Posting(0)));
        past.Errors.Single().Field.ShouldBe("data.to");
        await DoAsync("wgf-post", "posted", Posting(5));
        // The paper hangs there from the first day, and nobody decides before the last one has passed.
        (await PaperAsync("WGF/posting")).ShouldContain("社区公告栏");
        var posting = await DeadlineAsync("wgf-decision-statutory");
        (posting.Name, posting.DueOn, posting.State).ShouldBe(("公示期", Today.AddDays(5), DeadlineState.Running));
        posting.ExplanationJson.ShouldContain("文书指定的最后一日");
        await PassAsync(4);
        await DoAsync("wgf-objections", "dismissed", new { objector = "工友", reason = "考勤记录与工资表一致" });
        (await OpenStepsAsync()).ShouldBe(["wgf-objections"]);
        await DoAsync("wgf-objections", "objection", new { objector = "工友", reason = "工友称金额有误" });
        (await OpenStepsAsync()).ShouldBe(["wgf-calculate"]);
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 2)), by: "经办员甲");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 2)), by: "复核员乙");
        await PostedAsync();
        await DoAsync("wgf-decide", "return", new { reason = "请补充银行流水" }, by: "局长丙");
        (await OpenStepsAsync()).ShouldBe(["wgf-calculate"]);
        (await RecordsAsync<FundAdvance>()).Count(a => a.Superseded).ShouldBe(1);
    }

    [Fact]
    public async Task A_write_off_that_the_head_refuses_keeps_the_recovery_open()
    {
        await GrantedAsync((1, 5_000m, 1));
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        await DoAsync("wgf-recovery", "write-off", new { reason = "单位无财产" });
        await DoAsync("wgf-write-off", "refuse", new { reason = "破产程序尚未终结" }, by: "局长丙");
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);
    }

    [Fact]
    public async Task The_emergency_fund_is_returned_refused_by_the_leader_or_settled_by_the_employer()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        var request = Emergency((5_000m, 3_000m));
        await DoAsync("emf-request", "request", request, by: "街道己");
        await DoAsync("emf-review", "return", new { reason = "请补充欠薪明细" }, by: "局长丙");
        await DoAsync("emf-request", "request", request, by: "街道己");
        await DoAsync("emf-review", "agree", new { total = 3_000m }, by: "局长丙");
        await DoAsync("emf-leader", "refuse", new { reason = "可由保证金支付" }, by: "区领导庚");
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
        (await PaperAsync("EMF/refusal-decision")).ShouldContain("可由保证金支付");

        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        await DoAsync("emf-request", "settled", new { reason = "经营者已当场支付" }, by: "街道己");
        (await CaseAsync()).ClosedAs.ShouldBe("employer-paid");
    }

    [Theory]
    [InlineData("emf-scope", "confirm")]
    [InlineData("emf-review", "out-of-scope")]
    public async Task What_the_emergency_fund_is_not_for_is_told_with_the_reason_and_where_to_turn(string step, string outcome)
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        if (step == "emf-scope")
        {
            await DoAsync("emf-request", "out-of-scope", new { reason = "单位正常经营，没有群体性风险" }, by: "街道己");
            await DoAsync("emf-scope", "return", new { reason = "请核对群体性风险" }, by: "局长丙");
            await DoAsync("emf-request", "out-of-scope", new { reason = "单位正常经营，没有群体性风险" }, by: "街道己");
        }
        else
            await DoAsync("emf-request", "request", Emergency((5_000m, 3_000m)), by: "街道己");
        await DoAsync(step, outcome, new { whereTo = "向劳动保障监察机构投诉", reason = "单位尚在经营，可以责令支付" }, by: "局长丙");
        var notice = await PaperAsync("EMF/scope-notice");
        notice.ShouldContain("单位尚在经营，可以责令支付");
        notice.ShouldContain("可以向劳动保障监察机构投诉");
        (await LastEntryAsync("party.notified")).ShouldContain("可以走的途径见告知书");
        (await CaseAsync()).ClosedAs.ShouldBe("guided-elsewhere");
    }

    [Fact]
    public async Task An_employer_that_can_be_reached_is_heard_and_its_objection_is_verified_again()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "应发未付属实" }, by: "监察员甲");
        (await OpenTaskAsync("wgf-employer")).Party.ShouldBe("respondent");
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("有异议的请提出理由和证据"));
        await DoAsync("wgf-employer", "objection", new { statement = "九月工资已发", reason = "提交九月转账凭证" });
        (await OpenStepsAsync()).ShouldBe(["wgf-verify"]);
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "九月已发，八月未付" }, by: "监察员甲");
        await DoAsync("wgf-employer", "no-objection", new { contacted = "reached" });
        (await OpenStepsAsync()).ShouldBe(["wgf-calculate"]);
    }

    [Fact]
    public async Task An_employer_that_pays_when_it_is_heard_ends_the_application_before_any_sum_is_reckoned()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "应发未付属实" }, by: "监察员甲");
        await DoAsync("wgf-employer", "paid", new { reason = "已转账付清，有回单" });
        // What the employer says of itself ends nobody's application: the workers are told, and it is verified.
        (await LastEntryAsync("party.notified")).ShouldContain("正在核实");
        (await OpenStepsAsync()).ShouldBe(["wgf-verify"]);
        await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync(
                "wgf-verify",
                "paid",
                new
                {
                    reason = "付清",
                    paidProof = "回单",
                    paidConfirmed = false,
                },
                by: "监察员甲"
            )
        );
        await DoAsync(
            "wgf-verify",
            "paid",
            new
            {
                reason = "逐人电话核对，均已收到",
                paidProof = "工商银行回单三笔",
                paidConfirmed = true,
            },
            by: "监察员甲"
        );
        (await CaseAsync()).ClosedAs.ShouldBe("employer-paid");
        (await RecordsAsync<FundAdvance>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task After_payment_the_employer_is_published_listed_and_a_suspected_crime_becomes_an_inspection_of_its_own()
    {
        await GrantedAsync((1, 5_000m, 1));
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await DoAsync(
            "wgf-consequence",
            "crime",
            new
            {
                publish = true,
                blacklist = true,
                creditGrade = "C",
                reason = "法定代表人转移货款后失联",
            }
        );
        (await HistoryAsync()).Count(e => e.Action == "listing.proposed").ShouldBe(3);
        (await LastEntryAsync("consequence.registered")).ShouldContain("失信联合惩戒名单");
        var published = await PaperAsync("WGF/publication");
        published.ShouldContain((await CaseAsync()).Respondents.First().Name);
        published.ShouldContain("5,000.00");
        published.ShouldNotContain((await CaseAsync()).Applicants.First().Name);
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("监察"));

        // The listing is decided in a case of its own, beside the inspection.
        Follow(await OfProcedureAsync("BLK"));
        (await OpenStepsAsync()).ShouldBe(["blk-notice"]);
    }

    private Task<Guid> OfProcedureAsync(string procedure) =>
        InScopeAsync(async scope =>
            await scope
                .GetRequiredService<LaborFlowDbContext>()
                .Set<LaborFlow.Cases.Case>()
                .Where(c => c.ProcedureCode == procedure)
                .Select(c => c.Id)
                .SingleAsync()
        );

    [Fact]
    public async Task The_committee_writes_off_by_a_vote_of_which_two_thirds_attend_and_more_than_half_agree()
    {
        await GrantedAsync((1, 5_000m, 1));
        await ApprovedAsync("wgf", 5_000m);
        await DoAsync("wgf-pay", "settled", new { paidOn = Day(0) });
        await ConsequencesAsync();
        await DoAsync("wgf-recovery", "write-off", new { reason = "破产程序终结，无财产可供分配" });
        await DoAsync("wgf-write-off", "approve", by: "局长丙");
        (await CaseAsync()).ClosedAt.ShouldBeNull();

        var few = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-committee", "approve", Committee(present: 5, agree: 5), by: "秘书壬")
        );
        few.Errors.Single().Zh.ShouldContain("不足6人，不能形成决定");
        few.Errors.Single().Zh.ShouldContain("实施细则》第5条");
        await DoAsync("wgf-committee", "no-quorum", Committee(present: 5, agree: 5), by: "秘书壬");
        var half = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-committee", "approve", Committee(present: 6, agree: 3), by: "秘书壬")
        );
        half.Errors.Single().Zh.ShouldContain("未过半数");
        await DoAsync("wgf-committee", "refuse", Committee(present: 6, agree: 3), by: "秘书壬");
        (await OpenStepsAsync()).ShouldBe(["wgf-receipt", "wgf-recovery"]);

        await DoAsync("wgf-recovery", "write-off", new { reason = "补充终结裁定" });
        await DoAsync("wgf-write-off", "approve", by: "局长丙");
        await DoAsync("wgf-committee", "approve", Committee(present: 7, agree: 6), by: "秘书壬");
        (await CaseAsync()).ClosedAs.ShouldBe("fund-written-off");
        var resolution = await PaperAsync("WGF/committee-resolution");
        resolution.ShouldContain("全体委员9人，出席7人，回避0人");
        resolution.ShouldContain("同意6人，反对1人，弃权0人");
        resolution.ShouldContain("5,000.00");
    }
}
