using LaborFlow.Cases.Fund;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>The other ends of an advance: refused, withdrawn, objected to, and the emergency fund's own.</summary>
public sealed class FundEndStories : FundStory
{
    [Fact]
    public async Task An_application_is_refused_with_reasons_and_remedies()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "refuse", new { reason = "用人单位正常经营，不具备垫付条件" });
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
        (await CaseAsync()).ClosedAs.ShouldBe("fund-refused");
        var paper = await PaperAsync("WGF/refusal-decision");
        paper.ShouldContain("不予垫付");
        paper.ShouldContain("六十日内");
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
        await DoAsync(
            "wgf-posting",
            "objection",
            new
            {
                from = Day(0),
                to = Day(5),
                place = "社区公告栏",
                reason = "工友称金额有误",
            }
        );
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
        await DoAsync("wgf-recovery", "write-off", new { reason = "单位无财产" });
        await DoAsync("wgf-write-off", "refuse", new { reason = "破产程序尚未终结" }, by: "局长丙");
        (await OpenStepsAsync()).ShouldBe(["wgf-recovery"]);
    }

    [Fact]
    public async Task The_emergency_fund_is_returned_refused_by_the_leader_or_settled_by_the_employer()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        var request = new
        {
            risk = "十余人聚集",
            workers = new[]
            {
                new
                {
                    worker = 1,
                    bank = "工商银行",
                    account = Account,
                    amount = 3_000m,
                },
            },
        };
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
}
