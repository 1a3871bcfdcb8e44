using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>失信联合惩戒名单：告知、异议、承诺、列入、公示、修复、撤销、期满。</summary>
public sealed class ListingStories : InspectionStory
{
    /// <summary>An inspection of ninety thousand yuan that an order to pay left unpaid, until the case of the listing is open.</summary>
    private async Task ProposedAsync()
    {
        await FollowedUpAsync(("拖欠工资", 90_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await OrderedToPayAsync(90_000m, 5);
        await PassAsync(7);
        await PaidAsync(90_000m, "期满后支付");
        (await LastEntryAsync("consequence.tested")).ShouldContain("符合列入条件");
        await DoAsync("insf-consequence", "registered", new { creditGrade = "C", blacklist = true });
        var inspected = await CaseAsync();
        var listing = (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId!.Value;
        Follow(listing);
        var opened = await CaseAsync();
        opened.RelatedCaseId.ShouldBe(inspected.Id);
        (opened.CaseNumber, opened.Stage).ShouldBe(("深龙华劳监信〔2026〕1号", "listing-review"));
    }

    private async Task NoticedAsync()
    {
        await NoticeAsync();
        await ServeAsync("blk-notice-serve");
    }

    private Task NoticeAsync() =>
        DoAsync(
            "blk-notice",
            "announce",
            new
            {
                persons = new[] { new { role = "法定代表人", name = "王某" } },
                facts = "拖欠三人工资，责令限期支付期满未付。",
                amount = 90_000m,
                workers = 3,
            },
            by: "监察员甲"
        );

    private Task DecideAsync() =>
        DoAsync(
            "blk-decide",
            "list",
            new { legalBasis = "《拖欠农民工工资失信联合惩戒对象名单管理暂行办法》第5条", reasons = "拖欠工资，期满未付" },
            by: "局长丁"
        );

    private async Task ListedAsync()
    {
        await ProposedAsync();
        await NoticedAsync();
        await DoAsync("blk-objection", "none");
        await DecideAsync();
        await ServeAsync("blk-serve");
        await DoAsync(
            "blk-publish",
            "published",
            new
            {
                publishedOn = Day(0),
                publishedAt = "区政府网站",
                sharedWith = "市公共信用信息平台",
                departments = new[] { new { department = "市住房建设局", toldOn = Day(0) } },
            },
            by: "监察员甲"
        );
    }

    private Task AnsweredAsync(int days, string outcome) =>
        DoAsync(
            "blk-feedback",
            outcome,
            new
            {
                feedback = new[]
                {
                    new
                    {
                        department = "市住房建设局",
                        answeredOn = Day(days),
                        measure = "限制参加政府工程投标",
                    },
                },
            },
            by: "监察员甲"
        );

    [Fact]
    public async Task The_departments_that_were_told_answer_with_their_measures_and_days_while_the_listing_runs()
    {
        await ListedAsync();
        (await OpenStepsAsync()).ShouldBe(["blk-feedback", "blk-listed"]);
        await AnsweredAsync(-1, "record");
        (await LastEntryAsync("punishment.refused")).ShouldContain("市住房建设局的反馈日期应在告知之日");
        await AnsweredAsync(0, "final");

        var paper = await PaperAsync("BLK/feedback-record");
        paper.ShouldContain("限制参加政府工程投标");
        (await LastEntryAsync("punishment.recorded")).ShouldBe("登记联合惩戒反馈1个部门");
        (await OpenStepsAsync()).ShouldBe(["blk-listed"]);
    }

    [Fact]
    public async Task Who_is_listed_is_heard_before_listed_by_another_with_each_person_in_a_row_and_published_in_three_working_days()
    {
        await ProposedAsync();
        await NoticedAsync();
        // Served on Monday 16 November: five working days end on the 23rd.
        (await DeadlineAsync("blk-notice-5wd")).DueOn.ShouldBe(Today.AddDays(7));
        (await OpenTaskAsync("blk-objection")).Party.ShouldBe("respondent");
        var notice = await PaperAsync("BLK/listing-notice");
        notice.ShouldContain("拖欠金额人民币90,000.00元");
        notice.ShouldContain("王某");
        notice.ShouldContain("书面信用承诺的，可以不予列入");

        await DoAsync("blk-objection", "objection", new { objection = "工资已在劳动局调解下支付" });
        (await DeadlineAsync("blk-objection-5wd")).DueOn.ShouldBe(Today.AddDays(7));
        await DoAsync("blk-verify", "rejected", new { finding = "责令支付期满后才支付，异议不成立", repliedOn = Day(0) }, by: "法制员丙");
        (await DeadlineAsync("blk-objection-5wd")).State.ShouldBe(DeadlineState.Met);
        (await PaperAsync("BLK/objection-reply")).ShouldContain("异议不成立");

        var own = await Should.ThrowAsync<NotAllowedException>(() =>
            DoAsync("blk-decide", "list", new { legalBasis = "第5条", reasons = "同意" }, by: "监察员甲")
        );
        own.Code.ShouldBe("task.two-persons");
        var decided = Today;
        await DecideAsync();
        (await LastEntryAsync("listing.entered")).ShouldContain("用人单位深圳市某某电子有限公司、法定代表人王某");
        (await RecordsAsync<RegisterEntry>()).Count(e => e.Kind == "listed").ShouldBe(2, "each person has a row");
        var paper = await PaperAsync("BLK/listing-decision");
        paper.ShouldContain("王某");
        paper.ShouldContain("2029年11月");
        paper.ShouldContain("申请行政复议");
        (await DeadlineAsync("blk-term-3y")).DueOn.ShouldBe(decided.AddYears(3));
        (await DeadlineAsync("blk-publish-3wd")).DueOn.ShouldBe(decided.AddDays(3));
        await ServeAsync("blk-serve");
        await DoAsync(
            "blk-publish",
            "published",
            new
            {
                publishedOn = Day(0),
                publishedAt = "区政府网站",
                sharedWith = "市公共信用信息平台",
            },
            by: "监察员甲"
        );
        (await DeadlineAsync("blk-publish-3wd")).State.ShouldBe(DeadlineState.Met);
        (await CaseAsync()).Stage.ShouldBe("listed");
        (await PaperAsync("BLK/publication-record")).ShouldContain("市公共信用信息平台");
    }

    [Fact]
    public async Task Who_corrects_and_promises_before_the_decision_is_not_listed()
    {
        await ProposedAsync();
        await NoticedAsync();
        await DoAsync(
            "blk-objection",
            "corrected",
            new
            {
                correctedOn = Day(0),
                proof = "银行回单",
                commitment = "不再拖欠农民工工资",
            }
        );
        await DoAsync(
            "blk-decide",
            "waive",
            new
            {
                correctedOn = Day(0),
                commitment = "不再拖欠农民工工资",
                reason = "已改正并书面承诺",
            },
            by: "局长丁"
        );
        (await PaperAsync("BLK/waiver-decision")).ShouldContain("不再拖欠农民工工资");
        (await CaseAsync()).ClosedAs.ShouldBe("listing-waived");
        (await RecordsAsync<RegisterEntry>()).ShouldNotContain(e => e.Kind == "listed");
    }

    [Fact]
    public async Task An_objection_that_is_upheld_ends_it_and_silence_lets_the_decision_be_made()
    {
        await ProposedAsync();
        await NoticedAsync();
        await DoAsync("blk-objection", "objection", new { objection = "责令支付文书没有送达" });
        await DoAsync("blk-verify", "upheld", new { finding = "送达回证缺失", repliedOn = Day(0) }, by: "法制员丙");
        (await CaseAsync()).ClosedAs.ShouldBe("not-listed");

        await ProposedAnotherAsync();
        await NoticedAsync();
        await PassAsync(8);
        (await OpenStepsAsync()).ShouldBe(["blk-decide"]);
        (await DeadlineAsync("blk-notice-5wd")).State.ShouldBe(DeadlineState.Met);
    }

    private async Task ProposedAnotherAsync()
    {
        await FollowedUpAsync(("拖欠工资", 90_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await OrderedToPayAsync(90_000m, 5);
        await PaidAsync(90_000m, "回单");
        await DoAsync("insf-consequence", "registered", new { creditGrade = "C", blacklist = true });
        Follow((await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId!.Value);
    }

    [Fact]
    public async Task Nobody_is_listed_twice()
    {
        await ListedAsync();
        await ProposedAnotherAsync();
        await NoticeAsync();
        (await LastEntryAsync("condition.failed")).ShouldContain("该单位已在名单中，期限至2029-11-");
        (await OpenStepsAsync()).ShouldBe(["blk-notice"]);
        await DoAsync("blk-notice", "drop", new { reason = "已在名单中" }, by: "监察员甲");
        (await CaseAsync()).ClosedAs.ShouldBe("not-listed");
    }

    [Fact]
    public async Task Credit_is_repaired_six_months_after_correction_and_not_a_day_before()
    {
        await ListedAsync();
        var corrected = Day(0);
        Task AskAsync(object more) => DoAsync("blk-listed", "repair", more, by: "监察员甲");
        await PassAsync(100);
        await AskAsync(
            new
            {
                appliedOn = Day(0),
                correctedOn = corrected,
                commitment = true,
            }
        );
        (await DeadlineAsync("blk-remove-15wd")).State.ShouldBe(DeadlineState.Running);
        await DoAsync("blk-repair", "remove", new { legalBasis = "第11条", reasons = "已改正" }, by: "局长丁");
        (await LastEntryAsync("condition.failed")).ShouldContain("自改正之日起未满6个月");
        (await OpenStepsAsync()).ShouldBe(["blk-feedback", "blk-repair"]);
        await DoAsync("blk-repair", "refuse", new { reason = "未满六个月" }, by: "局长丁");
        (await PaperAsync("BLK/removal-refusal")).ShouldContain("未满六个月");
        (await DeadlineAsync("blk-remove-15wd")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["blk-feedback", "blk-listed"]);

        await PassAsync(90);
        await AskAsync(
            new
            {
                appliedOn = Day(0),
                correctedOn = corrected,
                commitment = true,
            }
        );
        await DoAsync("blk-repair", "remove", new { legalBasis = "第11条", reasons = "已改正满六个月" }, by: "局长丁");
        (await PaperAsync("BLK/removal-decision")).ShouldContain("提前移出");
        (await LastEntryAsync("listing.ended")).ShouldContain("信用修复，提前移出名单");
        (await DeadlinesAsync()).Last(d => d.ParameterId == "blk-publish-3wd").State.ShouldBe(DeadlineState.Running);
        await DoAsync("blk-unpublish", "stopped", new { stoppedOn = Day(0), note = "已停止公示" }, by: "监察员甲");
        (await CaseAsync()).ClosedAs.ShouldBe("listing-removed");
    }

    [Fact]
    public async Task A_listing_that_is_quashed_is_corrected_in_three_working_days()
    {
        await ListedAsync();
        await DoAsync(
            "blk-listed",
            "revoked",
            new
            {
                document = "深龙华府复〔2026〕9号",
                changedOn = Day(0),
                reason = "复议决定撤销",
            },
            by: "监察员甲"
        );
        (await DeadlineAsync("ins-publish-withdraw-3wd")).State.ShouldBe(DeadlineState.Running);
        (await PaperAsync("BLK/correction-notice")).ShouldContain("深龙华府复〔2026〕9号");
        await DoAsync("blk-unpublish", "stopped", new { stoppedOn = Day(0), note = "已更正" }, by: "监察员甲");
        (await CaseAsync()).ClosedAs.ShouldBe("listing-revoked");
        (await DeadlineAsync("ins-publish-withdraw-3wd")).State.ShouldBe(DeadlineState.Met);
    }

    [Fact]
    public async Task After_three_years_the_listing_ends_by_itself()
    {
        await ListedAsync();
        await PassAsync(1_110);
        (await CaseAsync()).ClosedAs.ShouldBe("listing-expired");
        (await LastEntryAsync("listing.ended")).ShouldContain("期限届满");
        (await PaperAsync("BLK/expiry-record")).ShouldContain("王某");
        (await DeadlineAsync("blk-term-3y")).State.ShouldBe(DeadlineState.Met);
    }
}
