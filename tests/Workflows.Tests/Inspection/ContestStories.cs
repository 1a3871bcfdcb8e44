using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>An employer contests a decision: reconsideration, the organ's silence, the court.</summary>
public sealed class ContestStories : InspectionStory
{
    [Fact]
    public async Task A_decision_that_is_contested_waits_and_goes_to_the_court_only_after_it_stands_and_what_was_not_got_has_consequences()
    {
        await DecidedAsync();
        // It asks for reconsideration while it still has time to perform: that goes on, and so does the demand.
        await DoAsync("insf-perform", "contested", Contest("reconsideration"));
        (await OpenStepsAsync()).ShouldBe(["insf-perform"]);
        (await LastEntryAsync("decision.contested")).ShouldContain("期间决定不停止执行");
        var organ = await DeadlineAsync("rev-decide-60d");
        (organ.StartsOn, organ.State).ShouldBe((Today, DeadlineState.Running));
        await PassAsync(20);
        await ServeAsync("insf-demand-serve");
        await PassAsync(20);
        (await OpenStepsAsync()).ShouldBe(["insf-contested"], "nobody may go to the court before the organ has decided");
        (await OpenTaskAsync("insf-contested")).DueOn.ShouldBe(organ.DueOn);
        object Upheld(int served) =>
            new
            {
                forum = "reconsideration",
                decidedOn = Day(0),
                reviewServedOn = Day(served),
                document = "深龙华府复〔2027〕3号",
                reason = "维持",
            };
        await DoAsync("insf-contested", "upheld", Upheld(-1));
        (await LastEntryAsync("condition.failed")).ShouldContain("早于复议决定、裁判的日期");
        await DoAsync("insf-contested", "upheld", Upheld(0));
        var suit = await DeadlineAsync("rev-sue-review-15d");
        // The fifteenth day is a Sunday.
        (suit.StartsOn, suit.DueOn).ShouldBe((Today, Today.AddDays(16)));
        (await DeadlineAsync("rev-sue-6m")).State.ShouldBe(
            DeadlineState.Met,
            "after a reconsideration the fifteen days count, and not the six months"
        );
        (await OpenStepsAsync()).ShouldBe(["insf-sue-wait"], "the employer may still sue: nobody goes to the court before");
        await PassAsync(17);
        (await DeadlineAsync("ins-enforce-3m")).StartsOn.ShouldBe(suit.DueOn);
        (await DeadlineAsync("ins-enforce-3m")).State.ShouldBe(DeadlineState.Running);
        await DoAsync(
            "insf-court",
            "applied",
            new
            {
                court = "龙华区人民法院",
                appliedOn = Day(0),
                reason = "申请执行罚款",
            }
        );
        (await DeadlineAsync("ins-enforce-3m")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("insf-execution", "ended", new { ruledOn = Day(0), reason = "无财产可供执行" });
        await DoAsync(
            "insf-consequence",
            "registered",
            new
            {
                creditGrade = "C",
                publish = true,
                publishFacts = "拖欠三人工资，拒不履行行政处罚决定",
                blacklist = true,
            }
        );
        (await LastEntryAsync("condition.failed")).ShouldContain("欠薪没有达到拒不支付劳动报酬罪数额");
        (await CaseAsync()).ClosedAs.ShouldBeNull("who goes onto the list without the conditions of the law");
        await DoAsync(
            "insf-consequence",
            "registered",
            new
            {
                creditGrade = "C",
                publish = true,
                publishFacts = "拖欠三人工资，拒不履行行政处罚决定",
                blacklist = true,
                incident = true,
            }
        );

        (await OpenStepsAsync()).ShouldBe(["insf-ending"]);
        await EndedByHeadAsync("法院终结本次执行，单位无财产");
        (await CaseAsync()).ClosedAs.ShouldBe("court-enforcement");
        var report = await PaperAsync("INSF/closing-report");
        report.ShouldContain("法院终结本次执行，单位无财产");
        report.ShouldNotContain("全部整改到位");
        (await HistoryAsync()).Count(e => e.Action == "listing.proposed").ShouldBe(3);
    }

    private object Contest(string forum, bool suspended = false)
    {
        var form = new Dictionary<string, object>
        {
            ["forum"] = forum,
            ["contestedOn"] = Day(0),
            ["body"] = forum == "lawsuit" ? "龙华区人民法院" : "龙华区人民政府",
            ["reason"] = "认为罚款过重",
        };
        if (forum != "lawsuit")
            form["acceptedOn"] = Day(0);
        if (suspended)
            (form["suspended"], form["suspendGround"]) = (true, "深龙华府复停〔2026〕1号，执行将造成难以弥补的损失");
        return form;
    }

    [Fact]
    public async Task A_decision_whose_enforcement_the_organ_stopped_is_demanded_only_when_the_organs_silence_and_the_time_to_sue_are_over()
    {
        await DecidedAsync();
        await DoAsync("insf-perform", "contested", Contest("reconsideration", suspended: true));
        (await OpenStepsAsync()).ShouldBe(["insf-contested"], "nobody is urged to perform what an organ has stopped");
        var organ = await DeadlineAsync("rev-decide-60d");
        object Silent(DateOnly on) => new { forum = "reconsideration", periodEndedOn = on.ToString("O", CultureInfo.InvariantCulture) };
        await DoAsync("insf-contested", "lapsed", Silent(organ.DueOn));
        (await LastEntryAsync("condition.failed")).ShouldContain("尚未届满");
        await PassUntilAsync(organ.DueOn.AddDays(1));
        await DoAsync("insf-contested", "lapsed", Silent(organ.DueOn.AddDays(-1)));
        (await LastEntryAsync("condition.failed")).ShouldContain("早于届满之日");
        await DoAsync("insf-contested", "lapsed", Silent(organ.DueOn));
        (await OpenStepsAsync()).ShouldBe(["insf-sue-wait"]);
        (await DeadlineAsync("rev-sue-review-15d")).StartsOn.ShouldBe(organ.DueOn, "the fifteen days run from the end of the organ's time");
        (await LastEntryAsync("party.notified")).ShouldContain("十五日内向人民法院提起诉讼");
        await PassAsync(20);
        object Applied() =>
            new
            {
                court = "龙华区人民法院",
                appliedOn = Day(0),
                reason = "申请执行罚款",
            };
        await DoAsync("insf-court", "applied", Applied());
        (await LastEntryAsync("condition.failed")).ShouldContain("没有经过催告");
        await DoAsync("insf-court", "demand");
        (await PaperAsync("INSF/demand-letter")).ShouldContain("罚款人民币20,000.00元");
        await ServeAsync("insf-demand-serve");
        await PassAsync(15);
        await DoAsync("insf-court", "applied", Applied());
        (await OpenStepsAsync()).ShouldBe(["insf-execution"]);
        // Performed meanwhile; a lawsuit that is still admitted keeps the case open, and its result decides.
        await DoAsync("insf-execution", "executed", new { ruledOn = Day(0), received = 20_000m });
        await DoAsync("insf-consequence", "registered", new { creditGrade = "C" });
        await PassAsync(30);
        await DoAsync("insf-aftercare-30", "contested", Contest("lawsuit"));
        (await OpenStepsAsync()).ShouldBe(["insf-contested"]);
        await DoAsync(
            "insf-contested",
            "changed",
            new
            {
                forum = "lawsuit",
                decidedOn = Day(0),
                document = "（2027）粤0309行初8号",
                reason = "撤销，责令重作",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }

    [Fact]
    public async Task A_decision_that_is_quashed_is_made_anew()
    {
        await DecidedAsync();
        await PassAsync(20);
        await DoAsync("insf-demand-serve", "contested", Contest("reconsideration"));
        await DoAsync("insf-demand-serve", "decided");
        await DoAsync("insf-contested", "withdrawn", new { forum = "reconsideration", withdrawnOn = Day(0) });
        (await DeadlineAsync("rev-decide-60d")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["insf-remedies"], "what is left of the six months runs on");
        await DoAsync("insf-remedies", "contested", Contest("lawsuit"));
        await DoAsync(
            "insf-contested",
            "changed",
            new
            {
                forum = "lawsuit",
                decidedOn = Day(0),
                document = "（2027）粤0309行初5号",
                reason = "撤销，责令重作",
            }
        );
        (await CaseAsync()).Stage.ShouldBe(Stages.Disposal);
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }
}
