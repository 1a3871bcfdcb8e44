using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>未到期事项另行复查，上级督办的反馈，结案条件。</summary>
public sealed class InspectionWatchStories : InspectionStory
{
    [Fact]
    public async Task A_recheck_follows_the_period_of_its_item_when_the_case_stood_still()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7), ("未提供工资条", null, 12));
        var issued = Today;
        await RaiseAsync("suspension", "须以另案的审理结果为依据", party: "respondent");
        await DoAsync("exc-suspension", "approve", new { ground = "other-case", reason = "另案尚未审结" });
        await PassAsync(5);
        await DoAsync("exc-resume", "resume", new { resumedBecause = "另案已经审结" });
        (await DeadlineAsync("ins-rectify-period", "第1项")).DueOn.ShouldBe(issued.AddDays(12));
        (await DeadlineAsync("ins-rectify-period", "第2项")).DueOn.ShouldBe(issued.AddDays(17));
        // The second item was due on the day to which the first one moved: the recheck does not go on with it.
        (await OpenTaskAsync("insf-recheck")).DueOn.ShouldBe(issued.AddDays(12));
    }

    [Fact]
    public async Task An_item_that_is_due_later_is_rechecked_on_its_own_day_while_another_is_disposed_of()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7), ("未提供工资条", null, 40));
        (await DeadlineAsync("ins-rectify-period", "第1项")).DueOn.ShouldBe(Today.AddDays(7));
        (await DeadlineAsync("ins-rectify-period", "第2项")).DueOn.ShouldBe(Today.AddDays(40));
        await PassAsync(7);
        await DoAsync(
            "insf-recheck",
            "checked",
            new
            {
                results = new[]
                {
                    new
                    {
                        item = 1,
                        result = "not-done",
                        finding = "未支付",
                    },
                },
            },
            by: "监察员甲"
        );
        (await OpenStepsAsync()).ShouldBe(["insf-dispose", "insf-recheck-later"]);
        (await DeadlineAsync("ins-rectify-period", "第1项")).State.ShouldBe(DeadlineState.Missed);
        (await DeadlineAsync("ins-rectify-period", "第2项")).State.ShouldBe(DeadlineState.Running);
        (await OpenTaskAsync("insf-recheck-later")).DueOn.ShouldBe(Today.AddDays(33));
        await OrderedToPayAsync(30_000m, 5);
        await PaidAsync(30_000m, "回单");
        await DoAsync("insf-consequence", "registered", new { });
        await AftercareAsync();
        await DoAsync("insf-closing", "close", new { informed = true, summary = "已支付" }, by: "局长丁");
        (await LastEntryAsync("condition.failed")).ShouldContain("第2项整改事项尚未复查");
        (await CaseAsync()).ClosedAs.ShouldBeNull();
        await DoAsync(
            "insf-recheck-later",
            "checked",
            new
            {
                results = new[]
                {
                    new
                    {
                        item = 2,
                        result = "done",
                        finding = "已逐月提供",
                    },
                },
            },
            by: "监察员甲"
        );
        (await LastEntryAsync("office.notified")).ShouldContain("已全部到位");
        (await DeadlineAsync("ins-rectify-period", "第2项")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("insf-closing", "close", new { informed = true, summary = "已支付，工资条已提供" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("decision-performed");
    }

    [Fact]
    public async Task A_case_that_a_higher_authority_watches_is_reported_back_before_it_is_closed()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
        await DoAsync(
            "insf-issue",
            "issue",
            new
            {
                supervised = true,
                supervisedBy = "市人力资源和社会保障局督办〔2026〕3号",
                feedbackBy = Day(20),
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
        (await OpenStepsAsync()).ShouldBe(["insf-feedback", "insf-issue-serve"]);
        await ServeAsync("insf-issue-serve");
        (await OpenStepsAsync()).ShouldBe(["insf-feedback", "insf-recheck"]);
        (await OpenTaskAsync("insf-feedback")).DueOn.ShouldBe(Today.AddDays(20));
        await DoAsync(
            "insf-feedback",
            "interim",
            new
            {
                reportedOn = Day(0),
                result = "已下达指令书",
                next = "到期复查",
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/supervision-feedback")).ShouldContain("下一步安排：到期复查");
        await PassAsync(7);
        await RecheckAsync("done");
        object closing = new
        {
            allItems = true,
            allWorkers = true,
            informed = true,
        };
        await DoAsync("insf-sign-off", "close", closing, by: "局长丁");
        (await LastEntryAsync("condition.failed")).ShouldContain("尚有步骤未办结：督办反馈");
        await DoAsync("insf-feedback", "final", new { reportedOn = Day(0), result = "三人工资已全部支付" }, by: "监察员甲");
        var feedback = await PaperAsync("INSF/supervision-feedback");
        feedback.ShouldContain("督办〔2026〕3号");
        feedback.ShouldContain("三人工资已全部支付");
        feedback.ShouldContain("已改正");
        await DoAsync("insf-sign-off", "close", closing, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("rectified");
    }
}
