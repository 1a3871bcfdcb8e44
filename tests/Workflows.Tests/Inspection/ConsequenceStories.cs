using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>后果测试：信用等级、社会公布、工资保证金、失信名单；公开信息的撤回；垫付提示；加付赔偿金。</summary>
public sealed class ConsequenceStories : InspectionStory
{
    private async Task PaidAfterOrderAsync()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await OrderedToPayAsync(30_000m, 10);
        await PaidAsync(30_000m, "银行回单");
    }

    [Fact]
    public async Task Arrears_raise_the_wage_deposit_and_what_the_record_does_not_bear_out_is_refused_with_its_article()
    {
        await PaidAfterOrderAsync();
        var tested = await LastEntryAsync("consequence.tested");
        tested.ShouldContain("建议B级，一年内查处1次，不满3次");
        tested.ShouldContain("提高存储比例，前2年内有拖欠工资记录1次");
        tested.ShouldContain("列入2026-12-31止的季度公布");
        var sheet = await PaperAsync("INSF/consequence-test");
        sheet.ShouldContain("前2年内有拖欠工资记录1次");
        sheet.ShouldContain("未达到");

        await DoAsync(
            "insf-consequence",
            "registered",
            new
            {
                creditGrade = "A",
                deposit = "exempt",
                blacklist = true,
            }
        );
        var refused = await LastEntryAsync("condition.failed");
        refused.ShouldContain("被查处的不能评为A级");
        refused.ShouldContain("工资保证金应当提高存储比例");
        refused.ShouldContain("欠薪没有达到拒不支付劳动报酬罪数额");
        (await OpenStepsAsync()).ShouldBe(["insf-consequence"]);
        await DoAsync("insf-consequence", "registered", new { deposit = "raise", depositRatio = 0.3m });
        (await LastEntryAsync("condition.failed")).ShouldContain("不得低于0.5%");

        await DoAsync(
            "insf-consequence",
            "registered",
            new
            {
                creditGrade = "B",
                publish = true,
                publishFacts = "拖欠三人工资，责令后支付",
                deposit = "raise",
                depositRatio = 3m,
                depositProject = "民治厂房工程",
            }
        );
        (await LastEntryAsync("consequence.registered")).ShouldContain("工资保证金提高存储比例，按3%存储");
        var letter = await PaperAsync("INSF/deposit-notice");
        letter.ShouldContain("民治厂房工程");
        letter.ShouldContain("按施工合同额的3%存储");
        (await PaperAsync("INSF/publication")).ShouldContain("拖欠三人工资，责令后支付");
        (await PapersAsync("INSF/deposit-notice")).ShouldBe(1);
        (await RecordsAsync<RegisterEntry>()).ShouldNotContain(e => e.Kind == "split", "nobody is put on the list");
    }

    [Fact]
    public async Task The_third_finding_of_a_year_means_grade_C()
    {
        for (var i = 0; i < 2; i++)
        {
            await FollowedUpAsync(("未建立职工名册", null, 7));
            await PassAsync(8);
        }
        await PaidAfterOrderAsync();
        (await LastEntryAsync("consequence.tested")).ShouldContain("建议C级，一年内查处3次");
        await DoAsync("insf-consequence", "registered", new { creditGrade = "B" });
        (await LastEntryAsync("condition.failed")).ShouldContain("应当评为C级：一年内查处3次");
        // An officer who has a ground says so, and the history keeps it.
        await DoAsync("insf-consequence", "registered", new { creditGrade = "B", ground = "其中一次已被复议撤销" });
        (await LastEntryAsync("condition.excused")).ShouldContain("其中一次已被复议撤销");
    }

    [Fact]
    public async Task A_decision_that_was_published_and_is_quashed_is_withdrawn_from_the_public_in_three_working_days()
    {
        await DecidedAsync(published: true);
        await PassAsync(20);
        await ServeAsync("insf-demand-serve");
        await PassAsync(20);
        await DoAsync(
            "insf-remedies",
            "contested",
            new
            {
                forum = "reconsideration",
                contestedOn = Day(0),
                acceptedOn = Day(0),
                body = "龙华区人民政府",
                reason = "事实不清",
            }
        );
        var quashed = Today;
        await DoAsync(
            "insf-contested",
            "changed",
            new
            {
                forum = "reconsideration",
                decidedOn = Day(0),
                document = "深龙华府复〔2026〕5号",
                reason = "撤销，责令重作",
            }
        );
        (await OpenStepsAsync()).ShouldBe(["insf-unpublish"]);
        var due = (await DeadlineAsync("ins-publish-withdraw-3wd")).DueOn;
        due.ShouldBeGreaterThanOrEqualTo(quashed.AddDays(3));
        (await OpenTaskAsync("insf-unpublish")).DueOn.ShouldBe(due);
        await DoAsync("insf-unpublish", "withdrawn", new { withdrawnOn = Day(0), explained = "决定被复议机关撤销" }, by: "监察员甲");
        (await DeadlineAsync("ins-publish-withdraw-3wd")).State.ShouldBe(DeadlineState.Met);
        (await PaperAsync("INSF/withdrawal-note")).ShouldContain("决定被复议机关撤销");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }

    [Fact]
    public async Task Who_absconded_is_told_to_the_fund_to_the_workers_and_where_a_crowd_may_gather_to_the_street()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("unverifiable");
        await DoAsync("insf-dispose", "fund-hint", new { absconded = "厂房清空，法定代表人失联", crowd = true }, by: "监察员甲");
        var history = await HistoryAsync();
        history.ShouldContain(e => e.Action == "office.notified" && e.Zh.Contains("可以申请欠薪保障垫付"));
        history.ShouldContain(e => e.Action == "office.notified" && e.Zh.Contains("请街道会同监察机构到场处置"));
        (await LastEntryAsync("party.notified")).ShouldContain("可以向欠薪保障基金申请垫付工资");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        // The inspector hands the workers' claims over in one act, and the inspection goes on.
        object fled = new { absconded = "厂房清空，法定代表人失联", reason = "单位逃匿" };
        await DoAsync("insf-dispose", "fund-open", fled, by: "监察员甲");
        (await RecordsAsync<RegisterEntry>()).Single(e => e.Kind == "split").RelatedCaseId.ShouldNotBeNull();
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
        await DoAsync("insf-dispose", "fund-open", fled, by: "监察员甲");
        (await LastEntryAsync("office.notified")).ShouldContain("不能转申请垫付");
    }

    [Fact]
    public async Task A_surcharge_outside_fifty_to_a_hundred_per_cent_is_not_decided()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "penalty", new { legalBasis = "《劳动保障监察条例》第26条", reasons = "逾期未付" }, by: "监察员甲");
        await DoAsync("insf-notice", "announce", new { facts = "逾期未付，拟责令加付赔偿金" });
        (await LastEntryAsync("condition.failed")).ShouldContain("没有写明拟罚款或者拟责令支付的数额");
        await AnnouncedAsync(new { payable = 45_000m, facts = "逾期未付，拟责令加付赔偿金" });
        await DoAsync("insf-defence", "none");
        await DoAsync("insf-legal-review", "pass", new { opinion = "程序合法" }, by: "法制员丙");
        object Decision(decimal percent, decimal payable) =>
            new
            {
                payable,
                surchargePercent = percent,
                legalBasis = "《劳动保障监察条例》第26条",
                reasons = "逾期未付",
            };
        await DoAsync("insf-decide", "handling", Decision(40m, 42_000m), by: "局长丁");
        (await LastEntryAsync("condition.failed")).ShouldContain("加付赔偿金比例40%不在应付金额50%以上100%以下");
        (await OpenStepsAsync()).ShouldBe(["insf-decide"]);
        await DoAsync("insf-decide", "handling", Decision(50m, 45_000m), by: "局长丁");
        (await PaperAsync("INSF/handling-decision")).ShouldContain("肆万伍仟元整");
        (await OpenStepsAsync()).ShouldBe(["insf-serve"]);
    }
}
