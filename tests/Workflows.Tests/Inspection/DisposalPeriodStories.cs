using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>处理期限十五个工作日：每一次处理都在期限内完成，重新转入处理的重新起算。</summary>
public sealed class DisposalPeriodStories : InspectionStory
{
    private const string Period = "ins-decide-15wd";

    [Fact]
    public async Task The_order_to_put_things_right_meets_the_period_and_what_stays_undone_begins_another()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DoAsync("ins-accept", "accept", Sound);
        await DoAsync("ins-team", "assign", new { inspectors = new[] { "jian", "监察员乙" }, noConflict = true });
        (await LastEntryAsync("inspectors.appointed")).ShouldBe("承办监察员：监察员简、监察员乙", "by their names, not their accounts");
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        // Found on Monday 2 November: fifteen working days end on Monday the 23rd.
        var first = await DeadlineAsync(Period);
        (first.State, first.DueOn).ShouldBe((DeadlineState.Running, new DateOnly(2026, 11, 23)));
        await DoAsync(
            "insf-issue",
            "issue",
            new
            {
                items = new[]
                {
                    new
                    {
                        violation = "拖欠工资",
                        legalBasis = "《劳动法》第50条",
                        workers = 3,
                        amount = 30_000m,
                        dueOn = Day(7),
                    },
                },
            },
            by: "监察员甲"
        );
        (await DeadlineAsync(Period)).State.ShouldBe(DeadlineState.Met);
        await ServeAsync("insf-issue-serve");

        await PassAsync(7);
        await RecheckAsync("not-done");
        // Undone on the 9th: another fifteen working days, to the 30th.
        var second = await DeadlineAsync(Period);
        (second.State, second.DueOn).ShouldBe((DeadlineState.Running, new DateOnly(2026, 11, 30)));
        (await OpenTaskAsync("insf-dispose")).DueOn.ShouldBe(new DateOnly(2026, 11, 30));
        await OrderedToPayAsync(30_000m, 5);
        (await DeadlinesAsync()).Where(d => d.ParameterId == Period).ShouldAllBe(d => d.State == DeadlineState.Met);

        await PassAsync(6);
        await DoAsync("insf-payment-check", "unpaid", new { reason = "账户无款" }, by: "监察员甲");
        (await DeadlineAsync(Period)).State.ShouldBe(DeadlineState.Running, "a penalty is proposed within a period of its own");
        (await OpenStepsAsync()).ShouldBe(["insf-notice"]);
    }

    [Fact]
    public async Task An_item_cannot_be_found_undone_before_its_day()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await RecheckAsync("not-done");
        (await LastEntryAsync("recheck.refused")).ShouldContain("整改期限为2026-11-09，尚未届满");
        (await OpenStepsAsync()).ShouldBe(["insf-recheck"]);
        await RecheckAsync("done");
        (await OpenStepsAsync()).ShouldBe(["insf-sign-off"]);
    }

    [Fact]
    public async Task A_referral_meets_the_period_too()
    {
        await FollowedUpAsync(("拖欠工资", 60_000m, 7));
        await PassAsync(8);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产" }, by: "监察员甲");
        await DoAsync("insf-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "数额较大" }, by: "局长丁");
        (await DeadlinesAsync()).Where(d => d.ParameterId == Period).ShouldAllBe(d => d.State == DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["insf-transfer"]);
    }
}
