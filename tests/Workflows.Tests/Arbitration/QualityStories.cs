using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Cases.Quality;
using LaborFlow.Engine.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Arbitration;

/// <summary>案件质量评查: what the file tells, who judges it, what the tribunal answers, and how it ends.</summary>
public sealed class QualityStories : ArbitrationStory
{
    /// <summary>A case heard by three, with an award that binds, that was drawn.</summary>
    private async Task DrawnAsync()
    {
        await AcceptedAsync("ordinary", Claiming(Claim("double-wages", 66_000m)));
        await DoAsync("arb-appoint", "appoint", OrdinaryStories.Three);
        await DoAsync("arb-serve", "served", new { respondentMethod = "direct", respondentReceivedOn = Day(0) });
        await DoAsync("arb-answer", "waive", new { consents = true });
        await ScheduleAsync("arb-schedule", inDays: 8);
        await PassAsync(8);
        await HeldAsync("arb-hearing");
        await DoAsync(
            "arb-decide",
            "award",
            new
            {
                deliberation = "三人一致意见",
                reasons = "没有订立书面劳动合同。",
                items = new[]
                {
                    new
                    {
                        claim = 1,
                        result = "support",
                        amount = 66_000m,
                        legalBasis = "《劳动合同法》第82条",
                    },
                },
            }
        );
        await VoteAsync("approve", "approve");
        await ServeAwardAsync("arb-serve-award");
        await PassAsync(20);
        await DoAsync("pub-review", "withhold", new { ground = "privacy", reason = "涉及隐私" });
        await DoAsync("pub-withhold", "approve", new { ground = "privacy" });
        await ReviewAsync();
    }

    private async Task ReviewAsync()
    {
        var matter = (await CaseAsync()).Id;
        await InScopeAsync(async scope =>
        {
            var started = await scope
                .GetRequiredService<WorkflowRuntime>()
                .StartAsync(new StartRequest { DefinitionId = QualitySample.Procedure, CorrelationId = matter.ToString("N") });
            started.IncidentCount.ShouldBe(0, started.ToString());
            return 0;
        });
        await NoIncidentAsync();
    }

    private static object Findings(params (string Item, string Finding, string? Note)[] but) =>
        new
        {
            opinion = "程序合法",
            items = QualityItems.All.Select(i =>
            {
                var other = but.FirstOrDefault(b => b.Item == i.Code);
                return new
                {
                    item = i.Code,
                    finding = other.Item is null ? "sound" : other.Finding,
                    note = other.Note ?? "",
                };
            }),
        };

    [Fact]
    public async Task A_reviewer_from_outside_the_tribunal_finds_every_item_sound()
    {
        await DrawnAsync();
        var review = await OpenTaskAsync("qa-review");
        var excluded = review.ExcludedUsers.ShouldNotBeNull().Split('\n');
        excluded.ShouldContain("chen");
        excluded.ShouldContain("li");
        excluded.ShouldContain("wang");
        // What the file tells stands in the form already; what it cannot tell is left to the reviewer.
        var prepared = review.FormDataJson.ShouldNotBeNull();
        prepared.ShouldContain("""{"item":"award-in-time","finding":"sound"}""");
        prepared.ShouldContain("""{"item":"deliberation","finding":"sound"}""");
        prepared.ShouldContain("""{"item":"law"}""");

        await DoAsync("qa-review", "flawed", Findings(), by: "han");
        (await LastEntryAsync("quality.refused")).ShouldContain("应当评为合格，不能评为有瑕疵");
        await DoAsync("qa-review", "qualified", new { items = new[] { new { item = "law", finding = "sound" } } }, by: "han");
        (await LastEntryAsync("quality.refused")).ShouldContain("应当逐项评查");
        await DoAsync("qa-review", "qualified", Findings(), by: "han");

        var sheet = await PaperAsync("ARB-QA/review-sheet");
        sheet.ShouldContain("评查人：han");
        sheet.ShouldContain("适用法律正确\t合格");
        sheet.ShouldContain("评查等次：合格");
        (await LastEntryAsync("quality.closed")).ShouldContain("合格");
        (await OpenStepsAsync()).ShouldBeEmpty();
        var matter = await CaseAsync();
        (matter.ClosedAs, matter.Stage).ShouldBe(("award-effective", Stages.Closed), "a review changes no award");
        (await HistoryAsync()).Where(e => e.Action.StartsWith("quality.", StringComparison.Ordinal)).ShouldAllBe(e => !e.PublicToParties);
    }

    [Fact]
    public async Task What_is_found_is_answered_by_the_tribunal_within_its_period_and_confirmed_by_the_director()
    {
        await DrawnAsync();
        await DoAsync("qa-review", "unqualified", Findings(("amounts", "fault", null)), by: "han");
        (await LastEntryAsync("quality.refused")).ShouldContain("应当写明问题");
        await DoAsync(
            "qa-review",
            "unqualified",
            Findings(("amounts", "fault", "二倍工资多算一个月"), ("service", "flaw", "回证没有签收人姓名")),
            by: "han"
        );

        var notice = await PaperAsync("ARB-QA/finding-notice");
        notice.ShouldContain("二倍工资多算一个月");
        notice.ShouldContain("回证没有签收人姓名");
        notice.ShouldNotContain("适用法律正确");
        var period = await DeadlineAsync("qa-respond-10wd");
        (period.StartsOn, period.State).ShouldBe((Today, DeadlineState.Running));
        (await OpenStepsAsync()).ShouldBe(["qa-respond", "qa-respond", "qa-respond"]);
        await DoAsync("qa-respond", "corrected", new { corrections = "已出具补正决定书，补签回证。" });
        (await OpenStepsAsync()).ShouldBe(["qa-confirm"]);
        (await DeadlineAsync("qa-respond-10wd")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("qa-confirm", "return", new { reason = "补正决定书没有送达" });
        await DoAsync("qa-respond", "corrected", new { corrections = "已送达。" });
        await DoAsync("qa-confirm", "accept");
        (await LastEntryAsync("quality.closed")).ShouldContain("不合格");
        (await RecordsAsync<RegisterEntry>()).Last(e => e.Kind == ReviewCase.Closed).Text.ShouldBe("评查办结：不合格（已说明或者补正）");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_objection_that_the_director_accepts_makes_the_case_sound()
    {
        await DrawnAsync();
        await DoAsync("qa-review", "flawed", Findings(("hearing-record", "flaw", "笔录没有记载最后陈述")), by: "han");
        await DoAsync("qa-respond", "objection", new { reason = "最后陈述在笔录第八页" });
        await DoAsync("qa-confirm", "overturn", new { reason = "经核对笔录属实" });
        (await RecordsAsync<RegisterEntry>()).Last(e => e.Kind == ReviewCase.Closed).Text.ShouldBe("评查办结：合格（采纳异议）");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public void A_sample_is_drawn_by_the_register_s_share_and_anybody_can_draw_the_same_again()
    {
        var cases = Enumerable
            .Range(1, 50)
            .Select(i => new Drawable(new Guid(i, 0, 0, new byte[8]), i <= 2 ? "award-replaced" : "award-effective"))
            .ToList();
        var sample = new Guid(7, 7, 7, new byte[8]);
        var drawn = QualitySample.Draw(sample, cases, 5m);
        drawn.Count(c => c.Rank is null).ShouldBe(2, "what a court replaced is reviewed in any event");
        drawn.Count(c => c.Rank is not null).ShouldBe(3, "5 % of 48, rounded up");
        cases.Reverse();
        QualitySample.Draw(sample, cases, 5m).Where(c => c.Rank is not null).ShouldBe(drawn.Where(c => c.Rank is not null));
        QualitySample.Draw(new Guid(8, 7, 7, new byte[8]), cases, 5m).ShouldNotBe(drawn);
        QualitySample.Draw(sample, [cases[^1], cases[0]], 5m).Count(c => c.Rank is not null).ShouldBe(1, "at least one");
    }
}
