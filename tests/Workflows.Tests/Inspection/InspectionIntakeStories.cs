using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>投诉补正、先行登记保存、提前责令支付、举报奖励。</summary>
public sealed class InspectionIntakeStories : InspectionStory
{
    private static object Kept(string reason) =>
        new
        {
            evidence = new[]
            {
                new
                {
                    name = "2026年工资发放表",
                    quantity = "三册",
                    place = "单位财务室",
                },
            },
            reason,
        };

    [Fact]
    public async Task A_complaint_that_lacks_papers_is_completed_once_and_keeps_its_day()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DoAsync("ins-accept", "correct", new { reason = "请补充用人单位全称和工资流水" });
        (await CaseAsync()).Stage.ShouldBe("correction");
        (await PaperAsync("INS/correction-notice")).ShouldContain("请补充用人单位全称和工资流水");
        (await OpenTaskAsync("ins-party-corrects")).Party.ShouldBe("applicant");
        await DoAsync("ins-party-corrects", "submit", new { facts = "2026年8月起未发工资，附银行流水", note = "已补充流水" });

        var at = await CaseAsync();
        (at.Stage, at.Facts).ShouldBe(("inspection-intake", "2026年8月起未发工资，附银行流水"));
        (await LastEntryAsync("application.corrected")).ShouldContain("变更1项");
        // Filed on Monday 2 November: five working days end on the 9th, corrected or not.
        (await DeadlineAsync("ins-accept-5wd")).DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        await DoAsync("ins-accept", "accept", Sound);
        (await DeadlineAsync("ins-accept-5wd")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["ins-team"]);
    }

    [Fact]
    public async Task Evidence_that_may_vanish_is_kept_over_the_heads_approval_and_dealt_with_in_seven_working_days()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "evidence", Kept("财务人员正在销毁账册"), by: "监察员甲");
        await DoAsync("ins-evidence-approval", "refuse", new { reason = "尚无灭失危险" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
        await DoAsync("ins-investigate", "evidence", Kept("财务人员正在销毁账册"), by: "监察员甲");
        await DoAsync("ins-evidence-approval", "approve", new { opinion = "同意" }, by: "局长丁");

        (await OpenStepsAsync()).ShouldBe(["ins-evidence", "ins-investigate"]);
        // Kept on 2 November: the seventh working day is Wednesday the 11th.
        (await DeadlineAsync("ins-evidence-7wd")).DueOn.ShouldBe(new DateOnly(2026, 11, 11));
        var notice = await PaperAsync("INS/evidence-notice");
        notice.ShouldContain("2026年工资发放表");
        notice.ShouldContain("2026年11月11日前作出处理决定");

        // The investigation can't end while the evidence is undecided.
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        (await LastEntryAsync("condition.failed")).ShouldContain("《行政处罚法》第56");
        (await OpenStepsAsync()).ShouldBe(["ins-evidence", "ins-investigate"]);
        await DoAsync("ins-evidence", "recorded", new { decidedOn = Day(0), result = "已复制并由单位核对盖章，原件退还" });
        (await DeadlineAsync("ins-evidence-7wd")).State.ShouldBe(DeadlineState.Met);
        (await PaperAsync("INS/evidence-decision")).ShouldContain("原件退还");
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }

    [Fact]
    public async Task Evidence_that_nobody_decides_on_is_free_again_after_the_seventh_working_day()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "evidence", Kept("账册可能转移"), by: "监察员甲");
        await DoAsync("ins-evidence-approval", "approve", by: "局长丁");
        await PassUntilAsync(new DateOnly(2026, 11, 12));
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
        (await DeadlineAsync("ins-evidence-7wd")).State.ShouldBe(DeadlineState.Missed);
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("登记保存措施自动解除"));
    }

    [Fact]
    public async Task An_employer_that_moves_its_assets_is_ordered_to_pay_before_pay_day_and_what_it_fails_to_pay_can_be_referred()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "early-order", new { payable = 30_000m, reason = "连夜搬运设备" }, by: "监察员甲");
        await DoAsync(
            "ins-early-order",
            "early-order",
            new
            {
                payable = 30_000m,
                payBy = Day(3),
                legalBasis = "《广东省工资支付条例》第49条",
                reasons = "连夜搬运设备，法定代表人失联",
            },
            by: "局长丁"
        );
        var order = await PaperAsync("INS/early-order");
        order.ShouldContain("人民币叁万元整");
        order.ShouldContain("2026年11月5日前支付");
        (await OpenStepsAsync()).ShouldBe(["ins-early-serve", "ins-investigate"]);
        await ServeAsync("ins-early-serve");
        (await OpenStepsAsync()).ShouldBe(["ins-early-check", "ins-investigate"]);
        (await OpenTaskAsync("ins-early-check")).DueOn.ShouldBe(new DateOnly(2026, 11, 5));
        await DoAsync("ins-investigate", "police-early", new { reason = "法定代表人正在出境" }, by: "监察员甲");
        (await PaperAsync("INS/police-early")).ShouldContain("提前介入");

        await PassAsync(4);
        await DoAsync("ins-early-check", "unpaid", new { reason = "账户无款" }, by: "监察员甲");
        (await LastEntryAsync("office.notified")).ShouldContain("可以提请移送公安机关");
        // The order has passed its term: no excuse is needed for the referral.
        await DoAsync(
            "ins-investigate",
            "crime",
            new
            {
                legalBasis = "《刑法》第276条之一",
                reason = "期满未付",
                workers = 1,
                payable = 30_000m,
            },
            by: "监察员甲"
        );
        (await OpenStepsAsync()).ShouldBe(["ins-referral"]);
    }

    [Fact]
    public async Task An_early_order_that_is_paid_is_told_to_the_worker()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "early-order", new { payable = 30_000m, reason = "转移财产" }, by: "监察员甲");
        await DoAsync(
            "ins-early-order",
            "early-order",
            new
            {
                payable = 30_000m,
                payBy = Day(3),
                legalBasis = "《广东省工资支付条例》第49条",
                reasons = "转移财产",
            },
            by: "局长丁"
        );
        await ServeAsync("ins-early-serve");
        // The violation is found meanwhile: the follow-up goes on watching the order.
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["ins-early-check", "insf-issue"]);
        (await OpenTaskAsync("ins-early-check")).DueOn.ShouldBe(Today.AddDays(3));
        await DoAsync("ins-early-check", "unpaid", new { reason = "尚未到账" }, by: "监察员甲");
        (await LastEntryAsync("condition.failed")).ShouldContain("尚未届满");
        await DoAsync("ins-early-check", "paid", new { received = 30_000m, proof = "银行回单" }, by: "监察员甲");
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("已按责令支付决定支付劳动报酬"));
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }

    [Fact]
    public async Task Who_reports_a_violation_that_proves_true_is_rewarded_without_a_name_on_paper()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DoAsync(
            "ins-accept",
            "accept",
            new
            {
                kind = "report",
                withinTwoYears = true,
                identified = true,
                competent = true,
                manyWorkers = true,
                unlicensed = true,
            }
        );
        await DoAsync("ins-team", "assign", new { inspectors = new[] { "监察员甲", "监察员乙" }, noConflict = true });
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("按全面检查办理"));
        (await HistoryAsync()).ShouldContain(e => e.Zh.Contains("通报市场监督管理部门"));
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        (await OpenStepsAsync()).ShouldBe(["ins-reward"]);
        await DoAsync(
            "ins-reward",
            "grant",
            new
            {
                amount = 2_000m,
                grounds = "举报拖欠三人工资属实",
                code = "JL-0007",
            },
            by: "局长丁"
        );
        var paper = await PaperAsync("INS/reward-approval");
        paper.ShouldContain("JL-0007");
        paper.ShouldNotContain((await CaseAsync()).Applicants.First().Name);
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }
}
