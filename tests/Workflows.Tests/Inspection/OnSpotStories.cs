using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>当场改正、当场处罚：简易程序的限额、文书、存档和缴款。</summary>
public sealed class OnSpotStories : InspectionStory
{
    private static readonly object[] Roster =
    [
        new
        {
            violation = "未建立职工名册",
            legalBasis = "《劳动合同法》第7条",
            corrected = true,
            proof = "当场补建，已拍照",
        },
    ];

    private async Task FoundAsync()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "found", Found, by: "监察员甲");
    }

    private Task PenaliseAsync(decimal? fine, string offender = "unit", params object[] items)
    {
        var form = new Dictionary<string, object>
        {
            ["items"] = items.Length == 0 ? Roster : items,
            ["offender"] = offender,
            ["legalBasis"] = "《劳动合同法实施条例》第33条",
            ["reasons"] = "未建立职工名册，事实确凿",
            ["evidence"] = "现场检查笔录、照片",
            ["heard"] = true,
            ["certificates"] = true,
            ["inspectors"] = new[] { "监察员甲", "监察员乙" },
        };
        if (fine is not null)
            form["fine"] = fine;
        return DoAsync("insf-issue", "on-spot-penalty", form, by: "监察员甲");
    }

    [Fact]
    public async Task A_small_fine_is_imposed_on_the_spot_within_the_limit_filed_in_two_days_and_paid_in_fifteen()
    {
        await FoundAsync();
        await PenaliseAsync(3_000.01m);
        (await LastEntryAsync("condition.failed")).ShouldContain("超过当场处罚的限额（单位3000元，《行政处罚法》第51条）");
        await PenaliseAsync(200.01m, "citizen");
        (await LastEntryAsync("condition.failed")).ShouldContain("公民200元");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
        (await PapersAsync("INSF/on-spot-decision")).ShouldBe(0);

        var day = Today;
        await PenaliseAsync(3_000m);
        var paper = await PaperAsync("INSF/on-spot-decision");
        paper.ShouldContain("当场行政处罚决定书");
        paper.ShouldContain("监察员甲");
        paper.ShouldContain("人民币叁仟元整");
        paper.ShouldContain("2026年11月17日");
        paper.ShouldContain("六十日内");
        var decision = (await RecordsAsync<InspectionDecision>()).Single();
        (decision.Kind, decision.Fine, decision.DecidedBy).ShouldBe(("penalty", 3_000m, "监察员甲"));
        (await DeadlineAsync("ins-onspot-file-2d")).DueOn.ShouldBe(day.AddDays(2));
        (await OpenTaskAsync("insf-onspot-file")).DueOn.ShouldBe(day.AddDays(2));
        (await DeadlineAsync("ins-fine-pay-15d")).DueOn.ShouldBe(day.AddDays(15));
        (await DeadlineAsync("rev-sue-6m")).State.ShouldBe(DeadlineState.Running);
        (await DeadlineAsync("ins-decide-15wd")).State.ShouldBe(DeadlineState.Met);
        (await DeadlineAsync("ins-penalty-90d")).State.ShouldBe(DeadlineState.Met);

        await DoAsync("insf-onspot-file", "filed", new { filedOn = Day(0), ledger = "当罚〔2026〕7号" }, by: "监察员甲");
        (await DeadlineAsync("ins-onspot-file-2d")).State.ShouldBe(DeadlineState.Met);
        await DoAsync("insf-perform", "performed", new { proof = "银行缴款书" }, by: "监察员甲");
        await DoAsync("insf-consequence", "registered", new { creditGrade = "B" });
        await AftercareAsync();
        await DoAsync("insf-closing", "close", new { informed = true, summary = "罚款已缴" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("decision-performed");
    }

    [Fact]
    public async Task A_fine_of_the_spot_that_is_not_paid_is_demanded_like_every_other()
    {
        await FoundAsync();
        await PenaliseAsync(1_000m);
        await DoAsync("insf-onspot-file", "filed", new { filedOn = Day(0), ledger = "当罚〔2026〕8号" }, by: "监察员甲");
        await PassAsync(16);
        (await OpenStepsAsync()).ShouldBe(["insf-demand-serve"]);
        (await PaperAsync("INSF/demand-letter")).ShouldContain("行政处罚决定书");
    }

    [Fact]
    public async Task A_warning_on_the_spot_owes_no_money()
    {
        await FoundAsync();
        // A penalty does not put right what was wrong: what nobody proved keeps a date and is rechecked.
        object Undone(string? due) =>
            due is null
                ? new { violation = "未公示考勤制度", legalBasis = "《劳动合同法》第4条" }
                : new
                {
                    violation = "未公示考勤制度",
                    legalBasis = "《劳动合同法》第4条",
                    dueOn = due,
                };
        await PenaliseAsync(null, "unit", [.. Roster, Undone(null)]);
        (await LastEntryAsync("rectification.refused")).ShouldContain("没有改正的应当写明今日之后的整改期限");
        await PenaliseAsync(null, "unit", [.. Roster, Undone(Day(10))]);
        (await RecordsAsync<RectificationItem>())
            .OrderBy(i => i.Number)
            .Select(i => i.State)
            .ShouldBe([RectificationState.Done, RectificationState.Open]);
        (await OpenTaskAsync("insf-recheck-later")).DueOn.ShouldBe(Today.AddDays(10));
        (await PaperAsync("INSF/on-spot-decision")).ShouldContain("当场决定给予警告");
        await DoAsync("insf-onspot-file", "filed", new { filedOn = Day(0), ledger = "当罚〔2026〕9号" }, by: "监察员甲");
        (await DeadlinesAsync()).ShouldNotContain(d => d.ParameterId == "ins-fine-pay-15d");
        (await OpenStepsAsync()).ShouldBe(["insf-consequence", "insf-recheck-later"]);
        await PassAsync(10);
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
                        finding = "已公示",
                    },
                },
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/recheck-record")).ShouldContain("到期复查其余事项的人员：监察员甲");
    }

    [Fact]
    public async Task What_is_put_right_on_the_spot_is_recorded_filed_in_two_days_and_signed_off()
    {
        await FoundAsync();
        await DoAsync(
            "insf-issue",
            "on-spot-correct",
            new
            {
                items = Roster,
                evidence = "当场补建名册，已拍照",
                certificates = true,
            },
            by: "监察员甲"
        );
        (await PaperAsync("INSF/on-spot-record")).ShouldContain("当场改正");
        (await DeadlineAsync("ins-onspot-file-2d")).DueOn.ShouldBe(Today.AddDays(2));
        (await RecordsAsync<RectificationItem>()).Single().State.ShouldBe(RectificationState.Done);
        await DoAsync("insf-onspot-file", "filed", new { filedOn = Day(0), ledger = "当改〔2026〕3号" }, by: "监察员甲");
        await DoAsync(
            "insf-sign-off",
            "close",
            new
            {
                allItems = true,
                allWorkers = true,
                informed = true,
            },
            by: "局长丁"
        );
        (await CaseAsync()).ClosedAs.ShouldBe("rectified");
    }

    [Fact]
    public async Task A_case_that_was_investigated_is_not_opened_a_second_time()
    {
        await FoundAsync();
        await DoAsync("insf-issue", "open-case", new { items = Roster, reason = "案情复杂" }, by: "监察员甲");
        (await LastEntryAsync("office.notified")).ShouldContain("本案已经立案调查");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }
}
