using LaborFlow.Cases;
using LaborFlow.Cases.Filing;
using LaborFlow.Cases.Fund;
using LaborFlow.Cases.Tests.Support;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Workflows.Tests.Fund;

/// <summary>What the district set for its emergency fund, and whose account is whose.</summary>
public sealed class FundLimitStories : FundStory
{
    [Fact]
    public async Task The_districts_own_limits_bind_the_emergency_fund_and_say_who_approves()
    {
        await AtTheDistrictAsync();
        async Task<InvalidInputException> RefusedAsync(object request) =>
            await Should.ThrowAsync<InvalidInputException>(() => DoAsync("emf-request", "request", request, by: "街道甲"));

        (await RefusedAsync(Emergency((5_000m, 4_000.01m)))).Errors.Single().Zh.ShouldContain("emf-arrears-share");
        (await RefusedAsync(Emergency((20_000m, 12_000m)))).Errors.Single().Zh.ShouldContain("emf-worker-cap");
        var outside = await RefusedAsync(
            new
            {
                risk = "个别人员",
                situation = "no-trigger",
                workers = new[]
                {
                    new
                    {
                        worker = 1,
                        bank = "工商银行",
                        account = Account,
                        arrears = 5_000m,
                        amount = 1_000m,
                    },
                },
            }
        );
        outside.Errors.Select(e => e.Field).ShouldBe(["data.situation", "data.massRisk"]);

        await DoAsync("emf-request", "request", Emergency((2_500m, 2_000m)), by: "街道甲");
        await DoAsync("emf-review", "agree", new { total = 2_000m }, by: "人社乙");
        (await OpenStepsAsync()).ShouldBe(["emf-head"]);
        var entry = await LastEntryAsync("fund.limits");
        entry.ShouldContain("受欠薪比例限制");
        entry.ShouldContain("龙华区应急专项办法");
        await DoAsync("emf-head", "approve", by: "局长丙");
        (await RecordsAsync<FundAdvance>()).Single().WorkingsJson.ShouldContain("emf-arrears-share");
        (await PaperAsync("EMF/grant-decision")).ShouldContain("2,000.00");
    }

    [Fact]
    public async Task A_second_case_of_the_same_event_gets_no_more_than_the_event_may_have()
    {
        await AtTheDistrictAsync(5);
        await DoAsync("emf-request", "request", Emergency([.. Enumerable.Repeat((12_500m, 10_000m), 5)]), by: "街道甲");
        await DoAsync("emf-review", "agree", new { total = 50_000m }, by: "人社乙");
        (await OpenStepsAsync()).ShouldBe(["emf-leader"]);

        await FileAsync("WGF", Colleague());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        var twice = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("emf-request", "request", Emergency((12_500m, 10_000m)), by: "街道甲")
        );
        twice.Errors.ShouldContain(e => e.Field == "data.workers[0].account" && e.Zh.Contains("另一名员工"));
        await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("emf-request", "request", Emergency((20_000m, 10_000.01m)), by: "街道甲")
        );
    }

    [Fact]
    public async Task An_account_of_somebody_else_is_refused_on_entry_and_paid_only_after_the_bank_confirmed_it()
    {
        await AcceptedAsync(Applying(2));
        var same = await Should.ThrowAsync<InvalidInputException>(() => DoAsync("wgf-calculate", "calculated", Sharing(), by: "经办员甲"));
        same.Errors.Single().Field.ShouldBe("data.workers[1].account");
        same.Errors.Single().Zh.ShouldContain("同一银行账号");
        await DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1), (2, 5_000m, 1)), by: "经办员甲");

        await FileAsync("WGF", Colleague());
        await DoAsync("wgf-eligibility", "eligible", Eligible);
        await DoAsync("wgf-verify", "verified", new { payroll = true, findings = "应发未付属实" }, by: "监察员甲");
        await DoAsync("wgf-employer", "no-objection");
        var other = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("wgf-calculate", "calculated", Calculation((1, 5_000m, 1)), by: "经办员甲")
        );
        other.Errors.Single().Zh.ShouldContain("账号核验情况");
        await DoAsync("wgf-calculate", "calculated", Sharing("工商银行龙华支行回函，户名为本人", workers: 1), by: "经办员甲");
        (await RecordsAsync<FundAdvance>()).Single().AccountProof.ShouldBe("工商银行龙华支行回函，户名为本人");
        await DoAsync("wgf-review", "reviewed", Second((1, 5_000m, 1)), by: "复核员乙");
        (await OpenStepsAsync()).ShouldBe(["wgf-post"]);
    }

    private static object Sharing(string? proof = null, int workers = 2) =>
        new
        {
            averageMonthlyWage = 12_000m,
            averageSource = "市统计公报",
            workers = Enumerable
                .Range(1, workers)
                .Select(worker =>
                {
                    var row = new Dictionary<string, object>
                    {
                        ["worker"] = worker,
                        ["bank"] = "工商银行",
                        ["account"] = Account,
                        ["averageWageBefore"] = 6_000m,
                        ["months"] = new[] { new { month = "2026-10", owed = 5_000m } },
                    };
                    if (proof is not null)
                        row["accountProof"] = proof;
                    return row;
                }),
        };

    /// <summary>Another worker of the same employer.</summary>
    private static FileDisputeRequest Colleague() =>
        Applying() with
        {
            Applicant = Applying().Applicant! with { Name = "周强", IdNumber = Applications.ResidentNumber(77) },
        };

    private async Task AtTheDistrictAsync(int workers = 1)
    {
        await FileAsync("WGF", Applying(workers));
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
    }
}

/// <summary>A district that set no rules for its emergency fund.</summary>
public sealed class FundWithoutRulesStories : FundStory
{
    protected override StatuteRegister Register => StatuteRegister.Installed;

    [Fact]
    public async Task A_district_without_rules_of_its_own_cannot_use_its_emergency_fund()
    {
        await FileAsync("WGF", Applying());
        await DoAsync("wgf-eligibility", "emf", new { reason = "个体工商户" });
        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("emf-request", "request", Emergency((5_000m, 4_000m)), by: "街道甲")
        );
        var error = refused.Errors.Single();
        foreach (var row in EmergencyRules.All)
            error.Zh.ShouldContain(row);
        error.Zh.ShouldContain("另一名管理员批准");
    }
}
