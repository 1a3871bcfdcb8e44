using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>已进入调解、仲裁、诉讼的事项，账户查询，调查询问书。</summary>
public sealed class ElsewhereStories : InspectionStory
{
    private static FileDisputeRequest TwoClaims()
    {
        var one = Applications.UnpaidWages() with { Procedure = "INS" };
        return one with
        {
            Claims =
            [
                .. one.Claims!,
                new ClaimInput
                {
                    Cause = "severance",
                    Amount = 13_000m,
                    Basis = "工作二年七个月",
                },
            ],
        };
    }

    [Fact]
    public async Task A_claim_that_is_before_arbitration_is_left_out_and_the_complainant_is_told_the_way()
    {
        await FileAsync("INS", TwoClaims());
        // Both claims elsewhere: nothing is left to inspect.
        object Left(params int[] claims) =>
            new
            {
                withinTwoYears = true,
                identified = true,
                competent = true,
                partly = true,
                routed = claims.Select(c => new
                {
                    claim = c,
                    forum = "仲裁",
                    docket = "深龙华劳人仲案〔2026〕66号",
                }),
            };
        await DoAsync("ins-accept", "accept", Left(1, 2));
        (await LastEntryAsync("condition.failed")).ShouldContain("全部请求事项均已进入争议处理程序");
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
        await DoAsync("ins-accept", "accept", Left(2));
        var paper = await PaperAsync("INS/partial-guidance");
        paper.ShouldContain("深龙华劳人仲案〔2026〕66号");
        paper.ShouldContain("《劳动保障监察条例》第二十一条");
        paper.ShouldContain("龙华区劳动人事争议仲裁委员会");
        (await LastEntryAsync("party.notified")).ShouldContain("其余事项照常查处");
        (await OpenStepsAsync()).ShouldBe(["ins-team"]);
        // The stricter limit of the penalty law runs beside the sixty working days.
        (await DeadlineAsync("ins-penalty-90d")).DueOn.ShouldBe(new DateOnly(2027, 2, 1), "ninety days from 2 November end on a Sunday");
    }

    [Fact]
    public async Task What_turns_out_to_be_before_the_court_is_stopped_and_when_nothing_is_left_the_case_ends()
    {
        await OpenedAsync();
        await DoAsync(
            "ins-investigate",
            "routed",
            new
            {
                forum = "诉讼",
                docket = "（2026）粤0309民初8号",
                routedMatters = "经济补偿",
                reason = "劳动者已起诉",
            },
            by: "监察员甲"
        );
        (await PaperAsync("INS/stop-notice")).ShouldContain("（2026）粤0309民初8号");
        (await PaperAsync("INS/stop-notice")).ShouldContain("本机关继续查处");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
        await DoAsync(
            "ins-investigate",
            "routed",
            new
            {
                forum = "仲裁",
                docket = "深龙华劳人仲案〔2026〕67号",
                routedMatters = "工资",
                allRouted = true,
                reason = "工资请求也已申请仲裁",
            },
            by: "监察员甲"
        );
        (await CaseAsync()).ClosedAs.ShouldBe("guided-elsewhere");
        (await DeadlineAsync("ins-investigate-60wd")).State.ShouldBe(DeadlineState.Met);
        (await PaperAsync("INS/closing-report")).ShouldContain("工资请求也已申请仲裁");
    }

    [Fact]
    public async Task An_item_of_a_rectification_that_is_before_arbitration_is_stopped_and_the_others_go_on()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7), ("未建立职工名册", null, 15));
        object Routed(int item) =>
            new
            {
                routed = new[] { item },
                forum = "仲裁",
                docket = "深龙华劳人仲案〔2026〕68号",
            };
        await DoAsync("insf-recheck", "routed", Routed(9), by: "监察员甲");
        (await LastEntryAsync("rectification.refused")).ShouldContain("请核对序号");
        await DoAsync("insf-recheck", "routed", Routed(1), by: "监察员甲");
        (await LastEntryAsync("item.stopped")).ShouldContain("第1项劳动者已申请仲裁");
        var paper = await PaperAsync("INSF/stop-notice");
        paper.ShouldContain("停止处理，转争议处理程序");
        paper.ShouldContain("未建立职工名册");
        paper.ShouldContain("龙华区劳动人事争议仲裁委员会");
        (await OpenStepsAsync()).ShouldBe(["insf-recheck"]);
        await PassAsync(15);
        await DoAsync(
            "insf-recheck",
            "checked",
            new
            {
                results = new[]
                {
                    new
                    {
                        item = 2,
                        result = "done",
                        finding = "已建立",
                    },
                },
            },
            by: "监察员甲"
        );
        await SignOffAsync();
        (await CaseAsync()).ClosedAs.ShouldBe("rectified");
        (await RecordsAsync<RectificationItem>())
            .OrderBy(i => i.Number)
            .Select(i => i.State)
            .ShouldBe([RectificationState.Routed, RectificationState.Done]);
    }

    [Fact]
    public async Task When_every_item_is_elsewhere_the_head_ends_the_follow_up()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync(
            "insf-dispose",
            "routed",
            new
            {
                routed = new[] { 1 },
                forum = "诉讼",
                docket = "（2026）粤0309民初9号",
            },
            by: "监察员甲"
        );
        (await OpenStepsAsync()).ShouldBe(["insf-sign-off"]);
        (await DeadlineAsync("ins-decide-15wd")).State.ShouldBe(DeadlineState.Met);
        await SignOffAsync();
        (await CaseAsync()).ClosedAs.ShouldBe("guided-elsewhere");
        (await PaperAsync("INSF/closing-report")).ShouldContain("停止处理，转争议处理程序");
    }

    private Task SignOffAsync() =>
        DoAsync(
            "insf-sign-off",
            "close",
            new
            {
                allItems = true,
                allWorkers = true,
                informed = true,
            },
            by: "局长丁"
        );

    private Task AskForAccountsAsync() =>
        DoAsync(
            "insq-apply",
            "apply",
            new
            {
                subject = "深圳市某某电子有限公司",
                kinds = "金融账户",
                holders = new[] { new { name = "中国银行龙华支行", account = "尾号2444" } },
                periodFrom = "2026-07-01",
                periodTo = Day(0),
                grounds = "拖欠三人工资，账户可能转移",
            },
            by: "监察员甲"
        );

    [Fact]
    public async Task Accounts_are_queried_only_after_the_citys_head_approved_and_the_investigation_goes_on_meanwhile()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "account-query", by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate", "insq-apply"]);
        (await HistoryAsync()).Single(e => e.Action == "started-beside").PublicToParties.ShouldBeFalse("the employer is not warned");
        await AskForAccountsAsync();
        var own = await Should.ThrowAsync<LaborFlow.Cases.NotAllowedException>(() =>
            DoAsync("insq-district", "submit", new { opinion = "同意" }, by: "监察员甲")
        );
        own.Code.ShouldBe("task.two-persons");
        await DoAsync("insq-district", "return", new { reason = "请写明账户线索" }, by: "局长丁");
        await AskForAccountsAsync();
        await DoAsync("insq-district", "submit", new { opinion = "情况属实，请批准" }, by: "局长丁");
        (await PaperAsync("INS-QUERY/query-request")).ShouldContain("设区的市级以上人力资源社会保障行政部门负责人批准");
        (await PapersAsync("INS-QUERY/query-notice")).ShouldBe(0, "no bank is asked before the city approved");
        (await OpenTaskAsync("insq-city")).Candidates.Single().Role.ShouldBe("supervisor");
        await DoAsync(
            "insq-city",
            "approve",
            new
            {
                approver = "市局副局长 赵某",
                document = "深人社监批〔2026〕15号",
                approvedOn = Day(0),
            },
            by: "市局戊"
        );
        var notice = await PaperAsync("INS-QUERY/query-notice");
        notice.ShouldContain("中国银行龙华支行");
        notice.ShouldContain("经市局副局长 赵某批准（深人社监批〔2026〕15号");
        notice.ShouldContain("《保障农民工工资支付条例》第四十条");
        await DoAsync(
            "insq-result",
            "replied",
            new
            {
                repliedOn = Day(0),
                result = "余额12.30元",
                confidential = true,
            },
            by: "监察员甲"
        );
        (await LastEntryAsync("office.notified")).ShouldContain("查询已有结果");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
    }

    [Fact]
    public async Task A_query_that_the_city_refuses_asks_no_bank_and_one_that_still_runs_ends_with_the_case()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "account-query", by: "监察员甲");
        await AskForAccountsAsync();
        await DoAsync("insq-district", "submit", new { opinion = "请批准" }, by: "局长丁");
        await DoAsync("insq-city", "refuse", new { reason = "尚有其他取证方式" }, by: "市局戊");
        (await PapersAsync("INS-QUERY/query-notice")).ShouldBe(0);
        (await LastEntryAsync("office.notified")).ShouldContain("未获设区的市级负责人批准");

        await DoAsync("ins-investigate", "account-query", by: "监察员甲");
        await AskForAccountsAsync();
        await DoAsync("ins-investigate", "none", new { legalBasis = "《劳动法》第50条", reason = "工资已足额支付" }, by: "监察员甲");
        await DoAsync("ins-revoke", "approve", new { legalBasis = "《劳动保障监察条例》第18条" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("inspection-revoked");
        (await OpenStepsAsync()).ShouldBeEmpty("nobody is left a step of a closed case");
    }

    [Fact]
    public async Task A_letter_of_inquiry_asks_the_employer_in_writing()
    {
        await OpenedAsync();
        await DoAsync(
            "ins-investigate",
            "inquire",
            new { inquiry = "一、说明2026年7月至9月工资支付情况；二、提供工资支付台账", replyBy = Day(7) },
            by: "监察员甲"
        );
        var letter = await PaperAsync("INS/inquiry-letter");
        letter.ShouldContain("提供工资支付台账");
        letter.ShouldContain("2026年11月9日前");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
    }

    private static readonly object Designated = new
    {
        designatedBy = "深圳市人力资源和社会保障局",
        designationNumber = "深人社监指〔2026〕1号",
        designatedOn = "2026-11-02",
        authority = "龙岗区",
        reason = "违法行为发生地在龙岗区",
    };

    private Task DisputedAsync() =>
        DoAsync("ins-accept", "dispute", new { disputedWith = "龙岗区劳动监察机构", reason = "注册地与用工地不在同一区" }, by: "监察员甲");

    [Fact]
    public async Task The_superior_designates_one_of_two_offices_that_dispute_the_jurisdiction()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DisputedAsync();
        (await PaperAsync("INS/designation-request")).ShouldContain("与龙岗区劳动监察机构对管辖有争议");
        (await OpenTaskAsync("ins-designation")).Candidates.ShouldHaveSingleItem().Role.ShouldBe("supervisor");
        await DoAsync("ins-designation", "ours", Designated, by: "市局庚");
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
        await DisputedAsync();
        await DoAsync("ins-designation", "other", Designated, by: "市局庚");

        (await PaperAsync("INS/designation-transfer")).ShouldContain("以深人社监指〔2026〕1号指定你机关管辖");
        var moved = await CaseAsync();
        (moved.District, moved.ClosedAt).ShouldBe(("440307", null));
        (await OpenStepsAsync()).ShouldBe(["ins-accept"], "the designated district begins with it");
    }

    [Fact]
    public async Task An_inspector_hands_the_wages_of_an_employer_who_fled_to_the_fund_in_one_act_and_only_once()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "fund-open", new { reason = "法定代表人失联，厂房搬空" }, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"], "the investigation goes on");
        (await LastEntryAsync("party.notified")).ShouldContain("已代为转交欠薪保障垫付申请");
        var inspected = await CaseAsync();
        await DoAsync("ins-investigate", "fund-open", new { reason = "再次转交" }, by: "监察员甲");
        (await LastEntryAsync("office.notified")).ShouldContain("不能转申请垫付");

        Follow((await RecordsAsync<LaborFlow.Cases.Exceptions.RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId!.Value);
        var handed = await CaseAsync();
        (handed.ProcedureCode, handed.RelatedCaseId).ShouldBe(("WGF", inspected.Id));
        (await OpenStepsAsync()).ShouldBe(["wgf-eligibility"]);
    }
}
