using LaborFlow.Cases;
using LaborFlow.Cases.Inspection;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>The other ends and turns of an inspection and its follow-up.</summary>
public sealed class InspectionEndStories : InspectionStory
{
    private async Task NotRectifiedAsync()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
    }

    private Task DisposeAsPenaltyAsync() =>
        DoAsync(
            "insf-dispose",
            "penalty",
            new
            {
                legalBasis = "《劳动保障监察条例》第30条",
                reasons = "逾期未改",
                fine = 20_000m,
            },
            by: "监察员甲"
        );

    private async Task HeardAsync(string defence = "none")
    {
        await NotRectifiedAsync();
        await DisposeAsPenaltyAsync();
        await DoAsync(
            "insf-notice",
            "served",
            new
            {
                servedOn = Day(0),
                fine = 20_000m,
                facts = "逾期未改，拟罚款",
            }
        );
        await DoAsync("insf-defence", defence, defence == "defence" ? new { defence = "资金周转困难" } : new { });
    }

    [Fact]
    public async Task A_crime_that_shows_in_the_follow_up_goes_to_the_police_by_the_head_and_never_by_the_inspector_alone()
    {
        await NotRectifiedAsync();
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产逃避支付" }, by: "监察员甲");
        var own = await Should.ThrowAsync<NotAllowedException>(() =>
            DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "同意" }, by: "监察员甲")
        );
        own.Code.ShouldBe("task.two-persons");
        await DoAsync("insf-referral", "return", new { reason = "请补充责令支付文书的送达证明" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "已补充送达证明" }, by: "监察员甲");
        await DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "数额较大" }, by: "局长丁");

        (await CaseAsync()).ClosedAs.ShouldBe("referred-police");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await RecordsAsync<InspectionDecision>())[^1].Kind.ShouldBe("referral");
    }

    [Fact]
    public async Task A_handling_decision_orders_payment_instead_of_a_fine_after_the_defence_was_heard()
    {
        await HeardAsync("defence");
        await DoAsync("insf-legal-review", "return", new { reason = "请说明裁量理由" }, by: "法制员丙");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        await DisposeAsPenaltyAsync();
        await DoAsync(
            "insf-notice",
            "served",
            new
            {
                servedOn = Day(0),
                fine = 20_000m,
                facts = "补充裁量理由后再次告知",
            }
        );
        await DoAsync("insf-defence", "none");
        await DoAsync("insf-legal-review", "pass", new { opinion = "程序合法" }, by: "法制员丙");
        await DoAsync(
            "insf-decide",
            "handling",
            new
            {
                payable = 30_000m,
                legalBasis = "《劳动保障监察条例》第26条",
                reasons = "责令支付工资",
            },
            by: "局长丁"
        );
        (await PaperAsync("INSF/handling-decision")).ShouldContain("人民币叁万元整");
        await DoAsync("insf-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await PassAsync(20);
        await DoAsync("insf-demand", "performed", new { proof = "银行回单" }, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-consequence"]);
    }

    [Fact]
    public async Task A_violation_that_was_so_small_that_the_head_withdraws_the_case()
    {
        await HeardAsync();
        await DoAsync("insf-legal-review", "pass", new { opinion = "情节轻微" }, by: "法制员丙");
        await DoAsync("insf-decide", "revoke", new { legalBasis = "《劳动保障监察条例》第18条", reason = "轻微并已改正" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("inspection-revoked");
        (await PaperAsync("INSF/revocation")).ShouldContain("撤销");
    }

    [Fact]
    public async Task An_order_to_pay_that_stays_unpaid_leads_to_the_notice_of_a_penalty()
    {
        await NotRectifiedAsync();
        await DoAsync(
            "insf-dispose",
            "order-pay",
            new
            {
                payable = 30_000m,
                payBy = Day(10),
                legalBasis = "《劳动保障监察条例》第26条",
                reasons = "逾期未付",
            },
            by: "监察员甲"
        );
        await PassAsync(10);
        await DoAsync("insf-payment-check", "unpaid", new { reason = "至期未见支付" }, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-notice"]);
    }

    [Fact]
    public async Task A_talk_with_the_legal_representative_comes_before_disposal_and_a_head_may_return_the_sign_off()
    {
        await FollowedUpAsync(("未建立职工名册", null, 7));
        await PassAsync(7);
        await RecheckAsync("done");
        await DoAsync("insf-sign-off", "return", new { reason = "请补充现场照片" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-recheck"]);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "talk", new { reason = "约谈法定代表人" }, by: "监察员甲");
        (await PaperAsync("INSF/talk-notice")).ShouldContain("约谈");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }

    [Fact]
    public async Task A_head_returns_what_is_not_ripe_and_refuses_a_second_month()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "extend", new { reason = "取证困难" }, by: "监察员甲");
        await DoAsync("ins-extension", "refuse", new { reason = "材料已足够" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
        await DoAsync("ins-investigate", "none", new { legalBasis = "《劳动法》第50条", reason = "工资已足额支付" }, by: "监察员甲");
        await DoAsync("ins-revoke", "return", new { reason = "请附工资表" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
        await DoAsync("ins-investigate", "crime", new { legalBasis = "《刑法》第276条之一", reason = "查明转移财产" }, by: "监察员甲");
        await DoAsync("ins-referral", "return", new { reason = "请附责令支付文书" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
    }

    [Fact]
    public async Task A_complainant_who_withdraws_does_not_end_a_violation_that_was_found()
    {
        await NotRectifiedAsync();
        await RaiseAsync("withdrawal", "公司已私下协商", party: "applicant");
        (await CaseAsync()).ClosedAt.ShouldBeNull("the violation is of public interest");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        (await LastEntryAsync("party.notified")).ShouldContain("监察程序依法继续");
    }
}
