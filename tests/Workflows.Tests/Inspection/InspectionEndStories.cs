using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Inspection;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>The other ends and turns of an inspection and its follow-up.</summary>
public sealed class InspectionEndStories : InspectionStory
{
    private async Task NotRectifiedAsync(decimal amount = 60_000m)
    {
        await FollowedUpAsync(("拖欠工资", amount, 7));
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
        await AnnouncedAsync(new { fine = 20_000m, facts = "逾期未改，拟罚款" });
        await DoAsync("insf-defence", defence, defence == "defence" ? new { defence = "资金周转困难" } : new { });
    }

    [Fact]
    public async Task A_crime_that_shows_in_the_follow_up_goes_to_the_police_by_the_head_and_never_by_the_inspector_alone()
    {
        await NotRectifiedAsync();
        // The order's last day is today: only from tomorrow on is it an order that passed unpaid.
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产逃避支付" }, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        (await LastEntryAsync("condition.failed")).ShouldContain("《刑法》第276条之一");
        await PassAsync(1);
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产逃避支付" }, by: "监察员甲");
        (await DeadlineAsync("crm-approve-3d")).DueOn.ShouldBe(Today.AddDays(3));
        var own = await Should.ThrowAsync<NotAllowedException>(() =>
            DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "同意" }, by: "监察员甲")
        );
        own.Code.ShouldBe("task.two-persons");
        await DoAsync("insf-referral", "return", new { reason = "请补充责令支付文书的送达证明" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "已补充送达证明" }, by: "监察员甲");
        await DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "数额较大" }, by: "局长丁");

        (await DeadlineAsync("crm-transfer-24h")).DueOn.ShouldBe(Today.AddDays(1), "within twenty-four hours of the approval");
        (await PaperAsync("INSF/police-transfer")).ShouldContain("涉嫌犯罪案件移送书");
        await HandedToThePoliceAsync();
        (await DeadlineAsync("crm-transfer-24h")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("insf-police", "supplement", new { answeredOn = Day(0), reason = "缺送达证明原件" }, by: "监察员甲");
        (await DeadlineAsync("crm-supplement-3d")).DueOn.ShouldBe(Today.AddDays(3));
        await DoAsync("insf-supplement", "sent", new { sentOn = Day(0), items = "送达回证原件" }, by: "监察员甲");
        await DoAsync("insf-police", "filed", new { answeredOn = Day(0), document = "深公龙华立字〔2026〕88号" }, by: "监察员甲");
        (await DeadlineAsync("crm-handover-3d")).State.ShouldBe(DeadlineState.Running);
        await DoAsync(
            "insf-crime-handover",
            "done",
            new
            {
                handedOn = Day(0),
                items = "工资台账两册",
                blacklist = true,
                incident = true,
            },
            by: "监察员甲"
        );
        (await RecordsAsync<RegisterEntry>())
            .Single(e => e.Kind == "split")
            .RelatedCaseId.ShouldNotBeNull("the listing is a case of its own");
        // Paid before the indictment: the letter goes to the police, the case stays until it is closed or judged.
        await DoAsync(
            "insf-crime-result",
            "paid",
            new
            {
                paidOn = Day(0),
                paid = 30_000m,
                phase = "提起公诉前",
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/mitigation-letter")).ShouldContain("（提起公诉前）支付劳动报酬人民币30,000.00元");
        await DoAsync(
            "insf-crime-result",
            "judged",
            new
            {
                judgedOn = Day(0),
                document = "（2027）粤0309刑初6号",
                result = "犯拒不支付劳动报酬罪，单处罚金",
            },
            by: "监察员甲"
        );

        await EndedByHeadAsync("法院已判决，行政程序终结");
        (await CaseAsync()).ClosedAs.ShouldBe("referred-police");
        (await OpenStepsAsync()).ShouldBeEmpty();
        (await RecordsAsync<InspectionDecision>())[^1].Kind.ShouldBe("referral");
        (await LastEntryAsync("listing.proposed")).ShouldContain("C级");
    }

    private Task HandedToThePoliceAsync() =>
        DoAsync(
            "insf-transfer",
            "transferred",
            new
            {
                transferredOn = Day(0),
                receivedBy = "龙华分局经侦大队",
                attachments = "移送书、调查报告、责令支付文书及送达证明",
                copied = true,
            },
            by: "监察员甲"
        );

    [Fact]
    public async Task A_case_that_the_police_do_not_open_is_reconsidered_and_comes_back_for_an_administrative_decision()
    {
        await NotRectifiedAsync();
        await PassAsync(1);
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产逃避支付" }, by: "监察员甲");
        await DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "数额较大" }, by: "局长丁");
        await HandedToThePoliceAsync();
        await DoAsync("insf-police", "not-filed", new { answeredOn = Day(0), reason = "未达追诉标准" }, by: "监察员甲");
        (await DeadlineAsync("crm-reconsider-3d")).DueOn.ShouldBe(Today.AddDays(3));
        await DoAsync("insf-not-filed", "reconsider", new { reason = "拖欠金额已超过两万元" }, by: "局长丁");
        (await PaperAsync("INSF/police-reconsideration")).ShouldContain("拖欠金额已超过两万元");
        (await DeadlineAsync("crm-reconsider-decide-3d")).DueOn.ShouldBe(Today.AddDays(3));
        await DoAsync(
            "insf-reconsideration",
            "upheld",
            new
            {
                answeredOn = Day(0),
                document = "深公龙华复〔2026〕2号",
                reason = "维持不予立案",
            },
            by: "监察员甲"
        );
        await DoAsync("insf-not-filed", "supervise", new { reason = "建议检察机关监督立案" }, by: "局长丁");
        (await PaperAsync("INSF/supervision-advice")).ShouldContain("人民检察院");
        await DoAsync(
            "insf-reconsideration",
            "upheld",
            new
            {
                answeredOn = Day(0),
                document = "深龙华检〔2026〕9号",
                reason = "不构成犯罪",
            },
            by: "监察员甲"
        );
        await DoAsync("insf-not-filed", "accept", new { reason = "依法给予行政处理" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }

    [Fact]
    public async Task A_handling_decision_orders_payment_instead_of_a_fine_after_the_defence_was_heard()
    {
        await HeardAsync("defence");
        await DoAsync("insf-legal-review", "return", new { reason = "请说明裁量理由" }, by: "法制员丙");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        await DisposeAsPenaltyAsync();
        await AnnouncedAsync(new { fine = 20_000m, facts = "补充裁量理由后再次告知" });
        await DoAsync("insf-defence", "none");
        await DoAsync("insf-legal-review", "pass", new { opinion = "程序合法" }, by: "法制员丙");
        object Fine(decimal fine) =>
            new
            {
                fine,
                legalBasis = "《劳动保障监察条例》第30条",
                reasons = "拒不改正",
            };
        await DoAsync("insf-decide", "penalty", Fine(20_000.01m), by: "局长丁");
        var heavier = await LastEntryAsync("condition.failed");
        heavier.ShouldContain("决定罚款20000.01元，重于事先告知的20000.00元");
        heavier.ShouldContain("《行政处罚法》第44条、第45条");
        (await RecordsAsync<InspectionDecision>()).ShouldBeEmpty("nobody is fined more than was announced");
        // New facts bear a heavier fine: it is announced again, and the employer is heard again.
        await DoAsync("insf-decide", "renotice", new { reason = "新查明同类违法行为" }, by: "局长丁");
        await AnnouncedAsync(new { fine = 30_000m, facts = "新查明同类违法行为，拟加重罚款" });
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
        var paper = await PaperAsync("INSF/handling-decision");
        paper.ShouldContain("人民币叁万元整");
        paper.ShouldContain("自收到本决定书之日起十五日内履行");
        await ServeAsync("insf-serve", method: "electronic");
        (await LastEntryAsync("service.refused")).ShouldContain("未同意电子送达");
        await ServeAsync("insf-serve", method: "public-notice");
        // Thirty days after the announcement it counts as served; payment, reconsideration and lawsuit run from then on.
        var deemed = (await DeadlineAsync("ins-fine-pay-15d")).StartsOn;
        deemed.ShouldBeGreaterThanOrEqualTo(Today.AddDays(30));
        (await DeadlineAsync("rev-reconsider-60d")).StartsOn.ShouldBe(deemed);
        (await DeadlineAsync("rev-sue-6m")).StartsOn.ShouldBe(deemed);
        await PassUntilAsync(deemed.AddDays(14));
        (await OpenStepsAsync()).ShouldBe(["insf-perform"]);
        await PassAsync(8);
        await ServeAsync("insf-demand-serve");
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
        (await PaperAsync("INSF/closing-report")).ShouldNotContain("全部整改到位");
    }

    [Fact]
    public async Task An_order_to_pay_that_stays_unpaid_leads_to_the_notice_of_a_penalty()
    {
        await NotRectifiedAsync(30_000m);
        await OrderedToPayAsync(30_000m, 10);
        await PassAsync(10);
        await DoAsync("insf-payment-check", "unpaid", new { reason = "至期未见支付" }, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-payment-check"], "the last day is the employer's");
        await PassAsync(1);
        // Thirty thousand for three workers are no crime; the referral says why it is one, or is not made.
        object crime = new { legalBasis = "《刑法》第276条之一", reason = "至期未见支付" };
        await DoAsync("insf-payment-check", "crime", crime, by: "监察员甲");
        (await LastEntryAsync("condition.failed")).ShouldContain("没有达到拒不支付劳动报酬罪的数额");
        object other = new
        {
            legalBasis = "《刑法》第276条之一",
            reason = "至期未见支付",
            amountGround = "另查明二十七名劳动者未登记在册",
        };
        await DoAsync("insf-payment-check", "crime", other, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-referral"]);
        await DoAsync("insf-referral", "return", new { reason = "人数没有查实，先作行政处理" }, by: "局长丁");
        await DisposeAsPenaltyAsync();
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
        await DoAsync(
            "insf-dispose",
            "talk",
            new
            {
                talkOn = Day(3),
                talkWith = "法定代表人",
                talkAbout = "职工名册未建立的原因和整改时间",
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/talk-notice")).ShouldContain("职工名册未建立的原因");
        (await OpenTaskAsync("insf-talk")).DueOn.ShouldBe(Today.AddDays(3));
        await DoAsync(
            "insf-talk",
            "held",
            new
            {
                heldOn = Day(3),
                present = "法定代表人、人事经理",
                record = "说明系统升级未完成",
                commitment = "十日内建立职工名册",
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/talk-record")).ShouldContain("十日内建立职工名册");
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
        await DoAsync(
            "ins-investigate",
            "crime",
            new
            {
                legalBasis = "《刑法》第276条之一",
                reason = "查明转移财产",
                orderGround = "负责人逃匿，文书已张贴",
                workers = 3,
                payable = 60_000m,
            },
            by: "监察员甲"
        );
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
