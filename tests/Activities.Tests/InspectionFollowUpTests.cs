using LaborFlow.Activities.Deadlines;
using LaborFlow.Activities.Inspection;
using LaborFlow.Activities.Procedures;
using LaborFlow.Activities.Stages;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Inspection;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Activities.Tests;

/// <summary>What the inspectorate's activities do to a case, each alone.</summary>
public sealed class InspectionFollowUpTests
{
    private static object Items(params object[] rows) => new { items = rows };

    private static readonly object Wages = new
    {
        violation = "拖欠工资",
        legalBasis = "《劳动法》第50条",
        workers = 3,
        amount = 30_000m,
        dueOn = "2026-11-20",
    };

    private static readonly object Roster = new
    {
        violation = "未建立职工名册",
        legalBasis = "《劳动合同法》第7条",
        dueOn = "2026-11-30",
    };

    [Fact]
    [Of(typeof(NoteContest))]
    public async Task A_contest_is_noted_begins_the_organs_period_and_stops_the_decision_only_by_order()
    {
        var bench = await Bench.OpenAsync();
        bench.Done(
            "insf-perform",
            new
            {
                forum = "reconsideration",
                contestedOn = "2026-10-28",
                acceptedOn = "2026-11-01",
                body = "龙华区人民政府",
            },
            outcome: "contested"
        );
        (await bench.RunAsync<NoteContest>(("fromStep", "insf-perform"))).ShouldBe("continues");
        bench.Entry("decision.contested").ShouldContain("不停止执行");
        var period = bench.Stores.Deadlines.Single(deadline => deadline.ParameterId == RecordContest.Period);
        (period.StartsOn, period.DueOn).ShouldBe((new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 31)));
        (await bench.RunAsync<CaseCondition>(("question", "contest-open"))).ShouldBe("yes");

        bench.Done(
            "insf-demand",
            new
            {
                forum = "lawsuit",
                contestedOn = "2026-11-02",
                body = "龙华区人民法院",
                suspended = true,
                suspendGround = "裁定停止执行",
            },
            outcome: "contested"
        );
        (await bench.RunAsync<NoteContest>(("fromStep", "insf-demand"))).ShouldBe("suspended");
        bench.Done("insf-contested", new { forum = "lawsuit" }, outcome: "upheld");
        (await bench.RunAsync<CaseCondition>(("question", "contest-open"))).ShouldBe("no");
    }

    [Fact]
    [Of(typeof(StopRectification))]
    public async Task Items_that_are_before_another_forum_are_stopped_until_none_is_left()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("insf-issue", Items(Wages, Roster));
        (await bench.RunAsync<IssueRectification>(("fromStep", "insf-issue"))).ShouldBe("issued");
        bench.Done("insf-recheck", new { routed = new[] { 3 }, forum = "仲裁" });
        (await bench.RunAsync<StopRectification>(("fromStep", "insf-recheck"))).ShouldBe("refused");
        bench.Records<RectificationItem>().ShouldAllBe(i => i.State == RectificationState.Open);

        bench.Done(
            "insf-recheck",
            new
            {
                routed = new[] { 1 },
                forum = "仲裁",
                docket = "深龙华劳人仲案〔2026〕1号",
            }
        );
        (await bench.RunAsync<StopRectification>(("fromStep", "insf-recheck"))).ShouldBe("others-open");
        bench.Entry("item.stopped").ShouldContain("深龙华劳人仲案〔2026〕1号");
        bench.Sent.ShouldContain(m => m.Kind == Notices.NotifyParty.MessageKind);
        bench.Done("insf-recheck", new { routed = new[] { 2 }, forum = "诉讼" });
        (await bench.RunAsync<StopRectification>(("fromStep", "insf-recheck"))).ShouldBe("none-open");
    }

    [Fact]
    [Of(typeof(IssueRectification))]
    public async Task What_is_put_right_on_the_spot_has_no_date_and_is_done_at_once()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("insf-issue", Items(new { violation = "未公示考勤制度", legalBasis = "《劳动合同法》第4条" }));
        (await bench.RunAsync<IssueRectification>(("fromStep", "insf-issue"))).ShouldBe("refused", "an order needs a date");
        (await bench.RunAsync<IssueRectification>(("fromStep", "insf-issue"), ("onSpot", true))).ShouldBe("issued");
        bench.Records<RectificationItem>().Single().State.ShouldBe(RectificationState.Done);
    }

    [Fact]
    [Of(typeof(TestConsequences))]
    public async Task The_record_of_an_employer_is_tested_and_entered()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<TestConsequences>();
        bench.Entry("consequence.tested").ShouldContain("建议B级，一年内查处0次，不满3次");
        bench.Records<RegisterEntry>().Single().Kind.ShouldBe(AssessConsequences.Kind);
    }

    [Fact]
    [Of(typeof(RecordListing))]
    public async Task Each_person_has_a_row_on_the_list_and_all_leave_it_together()
    {
        var bench = await Bench.OpenAsync();
        bench.Done("blk-notice", new { persons = new[] { new { role = "法定代表人", name = "王某" } } });
        bench.Done("blk-decide", new { reasons = "拖欠工资" });
        (await bench.FailAsync<RecordListing>(("entry", "list"), ("personsFrom", "blk-notice"))).ShouldContain("未指定决定步骤");
        await bench.RunAsync<RecordListing>(("entry", "list"), ("personsFrom", "blk-notice"), ("fromStep", "blk-decide"));
        var rows = bench.Records<RegisterEntry>().Where(e => e.Kind == KeepListing.Listed).ToList();
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(r => KeepListing.UntilOf(r) == new DateOnly(2029, 11, 2));
        await bench.RunAsync<RecordListing>(("entry", "expired"));
        bench.Entry("listing.ended").ShouldContain("自动移出");
    }

    [Theory]
    [Of(typeof(CheckEligibility))]
    [InlineData(InspectionConditions.OnSpot, "fine", 3_000, "eligible")]
    [InlineData(InspectionConditions.OnSpot, "fine", 3_001, "ineligible")]
    [InlineData(InspectionConditions.HearingRight, "fine", 49_999, "eligible")]
    [InlineData(InspectionConditions.HearingRight, "fine", 50_000, "ineligible")]
    [InlineData(InspectionConditions.HearingRight, "payable", 0, "ineligible")]
    [InlineData(InspectionConditions.HearingRight, "payable", 1, "eligible")]
    [InlineData(InspectionConditions.CrimeAmount, "payable", 19_999, "ineligible")]
    [InlineData(InspectionConditions.CrimeAmount, "payable", 20_000, "eligible")]
    [InlineData(InspectionConditions.Surcharge, "surchargePercent", 49, "ineligible")]
    [InlineData(InspectionConditions.Surcharge, "surchargePercent", 50, "eligible")]
    [InlineData(InspectionConditions.Surcharge, "surchargePercent", 100, "eligible")]
    [InlineData(InspectionConditions.Surcharge, "surchargePercent", 101, "ineligible")]
    public async Task A_limit_of_the_register_is_kept_to_the_yuan(string condition, string field, int value, string outcome)
    {
        var bench = await Bench.OpenAsync();
        bench.Done("step", new Dictionary<string, object> { [field] = value });
        (await bench.RunAsync<CheckEligibility>(("condition", condition), ("fromStep", "step"))).ShouldBe(outcome);
        if (outcome == "ineligible")
            bench.Entry("condition.failed").ShouldContain("可以：");
    }

    [Fact]
    [Of(typeof(CheckEligibility))]
    public async Task Two_officers_inspect_whether_the_form_names_them_or_the_case_has_them()
    {
        var bench = await Bench.OpenAsync();
        Task<string> CheckAsync() =>
            bench.RunAsync<CheckEligibility>(("condition", InspectionConditions.TwoOfficers), ("fromStep", "insf-issue"));
        bench.Done("insf-issue", new { });
        (await CheckAsync()).ShouldBe("ineligible");
        bench.Entry("condition.failed").ShouldContain("检查人员不得少于2人");
        bench.Done("insf-issue", new { inspectors = new[] { "监察员甲", "监察员甲" } });
        (await CheckAsync()).ShouldBe("ineligible", "one officer named twice is one");
        bench.Done("insf-issue", new { inspectors = new[] { "监察员甲", "监察员乙" } });
        (await CheckAsync()).ShouldBe("eligible");
    }

    [Fact]
    [Of(typeof(HandOver))]
    public async Task What_runs_beside_leaves_the_case_where_it_is_and_ends_with_it()
    {
        var bench = await Bench.OpenAsync();
        await bench.PublishAsync("INS-QUERY");
        var carrier = bench.Case.WorkflowInstanceId;
        await bench.RunAsync<HandOver>(("procedure", "INS-QUERY"), ("notice", "转查询审批"), ("beside", true));
        bench.Case.WorkflowInstanceId.ShouldBe(carrier);
        bench.Entry("started-beside").ShouldBe("转查询审批");
        await bench.RunAsync<CloseCase>(("as", "terminated"), ("notice", "终止"));
        bench.Sent.ShouldContain(m => m.Kind == OutboxKinds.Cancel);
    }

    [Fact]
    [Of(typeof(MeetDeadline))]
    public async Task A_right_that_a_side_let_pass_is_not_an_overdue_of_the_authority()
    {
        var bench = await Bench.OpenAsync();
        await bench.RunAsync<StartDeadline>(("parameter", "blk-notice-5wd"));
        bench.Time.Advance(TimeSpan.FromDays(10));
        await bench.RunAsync<MeetDeadline>(("parameter", "blk-notice-5wd"), ("waitedOut", true));
        bench.Stores.Deadlines.Single(d => d.ParameterId == "blk-notice-5wd").State.ShouldBe(Cases.Deadlines.DeadlineState.Met);
    }
}
