using System.Globalization;
using LaborFlow.Cases;
using LaborFlow.Cases.Arbitration;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Inspection;
using LaborFlow.Cases.Tests.Support;

namespace LaborFlow.Workflows.Tests.Inspection;

/// <summary>劳动保障监察与后续跟踪.</summary>
public sealed class InspectionStories : InspectionStory
{
    [Fact]
    public async Task A_complaint_is_opened_within_five_working_days_and_investigated_by_two()
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        var filed = await CaseAsync();
        filed.CaseNumber.ShouldBe("深龙华劳监案〔2026〕1号");
        (await DeadlineAsync("ins-accept-5wd")).DueOn.ShouldBe(new DateOnly(2026, 11, 9));
        await DoAsync("ins-accept", "accept", Sound);
        await DoAsync("ins-team", "assign", new { inspectors = new[] { "监察员甲" }, noConflict = true });
        (await LastEntryAsync("inspectors.refused")).ShouldContain("不得少于2人");
        await DoAsync("ins-team", "assign", new { inspectors = new[] { "监察员甲", "监察员乙" }, noConflict = true });
        (await DeadlineAsync("ins-accept-5wd")).State.ShouldBe(DeadlineState.Met);
        (await DeadlineAsync("ins-investigate-60wd")).State.ShouldBe(DeadlineState.Running);
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
    }

    [Theory]
    [InlineData("guide", "guided-elsewhere")]
    [InlineData("transfer", "transferred")]
    [InlineData("refuse", "inspection-refused")]
    public async Task A_complaint_that_is_not_ours_is_told_so_in_writing(string outcome, string end)
    {
        await FileAsync("INS", Applications.UnpaidWages() with { Procedure = "INS" });
        await DoAsync(
            "ins-accept",
            outcome,
            outcome switch
            {
                "transfer" => new { reason = "属于医疗保障部门职权", toAuthority = "深圳市医疗保障局龙华分局" },
                "guide" => new { reason = "属于劳动合同争议", forum = "仲裁" },
                _ => new { reason = "书面告知理由" },
            }
        );
        (await CaseAsync()).ClosedAs.ShouldBe(end);
        if (outcome == "guide")
            (await PaperAsync("INS/guidance-letter")).ShouldContain("通过仲裁程序提出");
        if (outcome == "transfer")
            (await PaperAsync("INS/transfer-letter")).ShouldContain("深圳市医疗保障局龙华分局");
    }

    [Fact]
    public async Task No_violation_ends_with_the_case_withdrawn_by_the_head()
    {
        await OpenedAsync();
        await DoAsync("ins-investigate", "none", new { legalBasis = "《劳动法》第50条", reason = "工资已足额支付" }, by: "监察员甲");
        await DoAsync("ins-revoke", "approve", new { legalBasis = "《劳动保障监察条例》第18条" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("inspection-revoked");
    }

    [Fact]
    public async Task A_suspected_crime_goes_to_the_police_and_not_into_a_penalty()
    {
        await OpenedAsync();
        // No order to pay has passed its term: the step comes back with the article.
        await DoAsync("ins-investigate", "crime", new { legalBasis = "《刑法》第276条之一", reason = "转移财产逃避支付" }, by: "监察员甲");
        (await LastEntryAsync("condition.failed")).ShouldContain("还没有责令支付劳动报酬的文书期满未付");
        await DoAsync(
            "ins-investigate",
            "crime",
            new
            {
                legalBasis = "《刑法》第276条之一",
                reason = "转移财产逃避支付",
                orderGround = "负责人逃匿，责令支付文书已张贴并拍照录像",
            },
            by: "监察员甲"
        );
        // One worker's 19,500 yuan are less than the twenty thousand of the crime in Shenzhen.
        (await LastEntryAsync("condition.failed")).ShouldContain("一名劳动者20000元以上");
        await DoAsync(
            "ins-investigate",
            "crime",
            new
            {
                legalBasis = "《刑法》第276条之一",
                reason = "转移财产逃避支付",
                orderGround = "负责人逃匿，责令支付文书已张贴并拍照录像",
                workers = 3,
                payable = 60_000m,
            },
            by: "监察员甲"
        );
        (await DeadlineAsync("crm-approve-3d")).DueOn.ShouldBe(new DateOnly(2026, 11, 5));
        await DoAsync(
            "ins-referral",
            "approve",
            new { legalBasis = "《刑法》第276条之一", reasons = "数额较大，责令支付后仍不支付" },
            by: "局长丁"
        );
        (await PaperAsync("INS/police-transfer")).ShouldContain("现移送你局处理");
        (await RecordsAsync<InspectionDecision>()).Single().Kind.ShouldBe("referral");

        // The police's part is the follow-up's: within twenty-four hours, with a receipt.
        (await OpenStepsAsync()).ShouldBe(["insf-transfer"]);
        (await CaseAsync()).Stage.ShouldBe("disposal");
        (await DeadlineAsync("crm-transfer-24h")).DueOn.ShouldBe(new DateOnly(2026, 11, 3));
        await DoAsync(
            "insf-transfer",
            "transferred",
            new
            {
                transferredOn = Day(0),
                receivedBy = "龙华分局经侦大队 李警官",
                attachments = "移送书、调查报告、责令支付文书及送达证明",
                copied = true,
            }
        );
        await DoAsync("insf-police", "filed", new { answeredOn = Day(0), document = "深公龙立字〔2026〕7号" });
        await DoAsync("insf-crime-handover", "done", new { handedOn = Day(0), items = "账册二册" });
        (await PaperAsync("INSF/crime-items")).ShouldContain("账册二册");
        await DoAsync("insf-crime-result", "close");
        (await CaseAsync()).ClosedAs.ShouldBeNull("the head ends it, not the inspector alone");
        await EndedByHeadAsync("公安机关已立案侦查，行政程序终结");
        (await PaperAsync("INSF/closing-report")).ShouldContain("公安机关已立案侦查，行政程序终结");
        (await CaseAsync()).ClosedAs.ShouldBe("referred-police");
    }

    [Fact]
    public async Task What_the_police_do_not_open_comes_back_to_the_inspectorate_without_a_second_transfer()
    {
        await OpenedAsync();
        await DoAsync(
            "ins-investigate",
            "crime",
            new
            {
                legalBasis = "《刑法》第276条之一",
                reason = "转移财产",
                orderGround = "负责人逃匿，文书已张贴",
                amountGround = "三人合计六万元，另案已列明",
            },
            by: "监察员甲"
        );
        await DoAsync("ins-referral", "approve", new { legalBasis = "《刑法》第276条之一", reasons = "数额较大" }, by: "局长丁");
        await DoAsync(
            "insf-transfer",
            "transferred",
            new
            {
                transferredOn = Day(0),
                receivedBy = "龙华分局",
                attachments = "移送书",
            }
        );
        await DoAsync("insf-police", "not-filed", new { answeredOn = Day(0), reason = "情节轻微" });
        await DoAsync("insf-not-filed", "accept", new { reason = "依法给予行政处理" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-dispose"]);
    }

    [Fact]
    public async Task A_long_investigation_is_extended_by_the_head()
    {
        await OpenedAsync();
        var before = (await DeadlineAsync("ins-investigate-60wd")).DueOn;
        await DoAsync("ins-investigate", "extend", new { reason = "涉及多名劳动者" }, by: "监察员甲");
        await DoAsync("ins-extension", "approve", new { days = 30 }, by: "局长丁");
        (await DeadlineAsync("ins-investigate-60wd")).DueOn.ShouldBeGreaterThan(before.AddDays(30));
        (await OpenStepsAsync()).ShouldBe(["ins-investigate"]);
    }

    [Fact]
    public async Task Items_with_their_own_dates_are_rechecked_each_on_its_own_and_all_done_closes_the_case()
    {
        var issued = Today;
        await FollowedUpAsync(("拖欠工资", 30_000m, 7), ("未建立职工名册", null, 15), ("未公示考勤制度", null, 15));
        (await OpenTaskAsync("insf-recheck")).DueOn.ShouldBe(issued.AddDays(7), "the wages come first");
        (await PaperAsync("INSF/rectification-order")).ShouldContain("拖欠工资");
        await PassAsync(7);
        await RecheckAsync("done");
        (await LastEntryAsync("recheck.recorded")).ShouldContain("另有2项尚未到期");
        (await OpenTaskAsync("insf-recheck")).DueOn.ShouldBe(issued.AddDays(15));
        await PassAsync(8);
        await RecheckAsync("done", "done");
        (await LastEntryAsync("recheck.refused")).ShouldContain("第3项没有复查结果");
        await RecheckAsync("done", "done", "done");
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
        (await RecordsAsync<RectificationItem>()).ShouldAllBe(i => i.State == RectificationState.Done);
    }

    [Fact]
    public async Task An_item_is_extended_once_and_not_twice()
    {
        await OrderedAsync(("未建立职工名册", null, 9));
        (await OpenTaskAsync("insf-issue-serve")).DueOn.ShouldBe(Today.AddDays(9));
        // A public notice counts after thirty days: by then the item's day would be over, and no period begins.
        await ServeAsync("insf-issue-serve", method: "public-notice");
        (await LastEntryAsync("rectification.refused")).ShouldContain($"指令书于{Today.AddDays(30):yyyy-MM-dd}视为送达，第1项整改期限");
        (await DeadlinesAsync()).ShouldNotContain(d => d.ParameterId == "ins-rectify-period", "an order that nobody has runs for nobody");
        object Dates(int item) => new { dates = new[] { new { item, dueOn = Day(10) } } };
        await DoAsync("insf-issue-serve", "redate", Dates(2), by: "监察员甲");
        (await LastEntryAsync("rectification.refused")).ShouldContain("事项应为尚未起算的整改事项");
        await DoAsync("insf-issue-serve", "redate", Dates(1), by: "监察员甲");
        (await PapersAsync("INSF/rectification-order")).ShouldBe(2, "the order with the new day is another paper");
        await ServeAsync("insf-issue-serve");
        var due = await DeadlineAsync("ins-rectify-period");
        (due.Name, due.StartsOn, due.DueOn, due.State).ShouldBe(("第1项整改期限", Today, Today.AddDays(10), DeadlineState.Running));
        due.ExplanationJson.ShouldContain("文书指定的最后一日");
        await DoAsync(
            "insf-recheck",
            "extension",
            new
            {
                item = 1,
                dueOn = Day(20),
                reason = "系统升级",
            },
            by: "监察员甲"
        );
        await DoAsync("insf-extension", "approve", new { item = 1, dueOn = Day(20) }, by: "局长丁");
        (await OpenTaskAsync("insf-recheck")).DueOn.ShouldBe(Today.AddDays(20));
        (await DeadlineAsync("ins-rectify-period")).DueOn.ShouldBe(Today.AddDays(20));
        await DoAsync(
            "insf-recheck",
            "extension",
            new
            {
                item = 1,
                dueOn = Day(30),
                reason = "再次申请",
            },
            by: "监察员甲"
        );
        await DoAsync("insf-extension", "approve", new { item = 1, dueOn = Day(30) }, by: "局长丁");
        (await LastEntryAsync("rectification.refused")).ShouldContain("已延期一次");
    }

    [Fact]
    public async Task Unpaid_wages_are_ordered_paid_and_paid()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        (await CaseAsync()).Stage.ShouldBe(Stages.Disposal);
        await OrderToPayAsync(30_000m, 0);
        (await LastEntryAsync("condition.failed")).ShouldContain("不在今日之后");
        await OrderToPayAsync(30_000m, 10);
        (await OpenStepsAsync()).ShouldBe(["insf-order-serve"], "a term that nobody was told of does not run");
        // By public notice it counts as served after thirty days, when the term would be over: another order is needed.
        await ServeAsync("insf-order-serve", method: "public-notice");
        (await LastEntryAsync("condition.failed")).ShouldContain("没有在送达之后");
        await OrderedToPayAsync(30_000m, 10);
        (await OpenTaskAsync("insf-payment-check")).DueOn.ShouldBe(Today.AddDays(10));
        await DoAsync("insf-payment-check", "unpaid", new { reason = "尚未到账" }, by: "监察员甲");
        (await LastEntryAsync("condition.failed")).ShouldContain("尚未届满");
        await PaidAsync(29_000m);
        (await LastEntryAsync("condition.failed")).ShouldContain("少于责令支付的30000.00元");
        await PaidAsync(30_000m);
        await DoAsync(
            "insf-consequence",
            "registered",
            new
            {
                creditGrade = "C",
                publish = true,
                publishFacts = "拖欠三人工资，责令后支付",
                blacklist = false,
            }
        );
        (await LastEntryAsync("consequence.registered")).ShouldContain("C级");
        (await HistoryAsync()).Count(e => e.Action == "listing.proposed").ShouldBe(2, "publication and grade C, not the blacklist");
        await AftercareAsync();
        await DoAsync("insf-closing", "close", new { informed = true, summary = "已全部支付" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("decision-performed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_right_to_a_hearing_ends_with_a_waiver_in_writing_or_with_its_last_day(bool waived)
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "penalty", new { legalBasis = "《劳动保障监察条例》第30条", reasons = "逾期未改" }, by: "监察员甲");
        await DoAsync(
            "insf-notice",
            "announce",
            new
            {
                fine = 60_000m,
                hearingRight = true,
                facts = "逾期未改，拟罚款",
            }
        );
        (await DeadlinesAsync()).ShouldNotContain(
            d => d.ParameterId == "ins-hearing-request-5wd",
            "it runs from service, not from the notice"
        );
        await ServeAsync("insf-notice-serve", method: waived ? "direct" : "public-notice");
        await DoAsync("insf-defence", "defence", new { defence = "资金周转困难" });
        var right = await DeadlineAsync("ins-hearing-request-5wd");
        right.StartsOn.ShouldBe(waived ? Today : Today.AddDays(30), "a public notice is deemed served after thirty days");
        if (waived)
            await DoAsync("insf-hearing-wait", "waived", new { waivedOn = Day(0), waiver = "放弃听证声明" });
        else
        {
            await PassUntilAsync(right.DueOn);
            (await OpenStepsAsync()).ShouldBe(["insf-hearing-wait"], "the last day is the employer's still");
            await PassAsync(1);
        }
        (await DeadlineAsync("ins-hearing-request-5wd")).State.ShouldBe(DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["insf-legal-review"]);
        (await PapersAsync("INSF/hearing-notice")).ShouldBe(0);
    }

    [Fact]
    public async Task A_penalty_is_decided_by_others_than_who_proposed_it_and_performed_in_fifteen_days()
    {
        await DecidedAsync();
        var decision = (await RecordsAsync<InspectionDecision>()).Single();
        (decision.Kind, decision.Fine, decision.DecidedBy).ShouldBe(("penalty", 20_000m, "局长丁"));
        var paper = await PaperAsync("INSF/penalty-decision");
        paper.ShouldContain("六十日内");
        paper.ShouldContain("人民币贰万元整");
        (await DeadlineAsync("ins-fine-pay-15d")).DueOn.ShouldBe(Today.AddDays(15));
        await DoAsync("insf-perform", "performed", new { proof = "缴款书" }, by: "监察员甲");
        await DoAsync("insf-consequence", "registered", new { });
        await AftercareAsync();
        await DoAsync("insf-closing", "close", new { informed = true, summary = "罚款已缴" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("decision-performed");
        (await DeadlineAsync("rev-sue-6m")).State.ShouldBe(DeadlineState.Running);
    }

    [Fact]
    public async Task A_hearing_that_is_asked_for_is_announced_seven_working_days_ahead_and_held_before_the_decision()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "penalty", new { legalBasis = "《劳动保障监察条例》第30条", reasons = "逾期未改" }, by: "监察员甲");
        await DoAsync("insf-notice", "announce", new { fine = 60_000m, facts = "逾期未改，拟罚款" });
        // Fifty thousand and more: the right to a hearing must be told.
        (await LastEntryAsync("condition.failed")).ShouldContain("告知书没有告知听证权利");
        await AnnouncedAsync(
            new
            {
                fine = 60_000m,
                hearingRight = true,
                facts = "逾期未改，拟罚款",
            }
        );
        var notice = await PaperAsync("INSF/penalty-notice");
        notice.ShouldContain("人民币陆万元整");
        notice.ShouldContain("陈述申辩不影响要求听证的权利");
        // What the employer says in its defence does not take its right to a hearing.
        await DoAsync("insf-defence", "defence", new { defence = "资金周转困难" });
        (await OpenStepsAsync()).ShouldBe(["insf-hearing-wait"]);
        (await DeadlineAsync("ins-hearing-request-5wd")).State.ShouldBe(DeadlineState.Running);
        await DoAsync("insf-hearing-wait", "hearing", new { reason = "罚款过重" });
        await ArrangeHearingAsync(6);
        (await LastEntryAsync("hearing.refused")).ShouldContain("听证的，最迟应在");
        (await OpenStepsAsync()).ShouldBe(["insf-hearing-notice"]);
        await ArrangeHearingAsync(10);
        (await PaperAsync("INSF/hearing-notice")).ShouldContain("在听证室举行听证");
        (await OpenStepsAsync()).ShouldBe(["insf-hearing-serve"]);
        // Posted in public it is deemed served after thirty days, when the hearing would be over: another one is set.
        await ServeAsync("insf-hearing-serve", method: "public-notice");
        (await LastEntryAsync("hearing.refused")).ShouldMatch($"通知不足法定天数：.*于{Today.AddDays(30):yyyy-MM-dd}送达");
        (await OpenStepsAsync()).ShouldBe(["insf-hearing-notice"]);
        await ArrangeHearingAsync(10);
        await ServeAsync("insf-hearing-serve");
        (await RecordsAsync<Hearing>())
            .Select(h => (h.State, h.NotifiedOn))
            .ShouldBe([(HearingState.Adjourned, Today.AddDays(30)), (HearingState.Scheduled, Today)]);
        (await OpenStepsAsync()).ShouldBe(["insf-hearing"]);
        await PassAsync(10);
        await DoAsync("insf-hearing", "held", new { heldOn = Day(0), record = "单位陈述申辩。" }, by: "法制员丙");
        (await OpenStepsAsync()).ShouldBe(["insf-legal-review"], "a date that was refused before does not stop the case");
    }

    [Fact]
    public async Task What_was_said_at_the_hearing_goes_to_the_legal_review_and_the_decision()
    {
        await DecidedAsync("hearing");
        (await LastEntryAsync("hearing.recorded")).ShouldContain("听证");
        (await PaperAsync("INSF/hearing-record")).ShouldContain("资金周转困难");
        (await HistoryAsync()).ShouldContain(e => e.Action == "task.completed" && e.Zh.Contains("举行听证"));
        (await OpenStepsAsync()).ShouldBe(["insf-perform"]);
    }

    [Fact]
    public async Task A_decision_that_is_not_performed_is_demanded_and_taken_to_court()
    {
        await DecidedAsync();
        await PassAsync(20);
        (await OpenStepsAsync()).ShouldBe(["insf-demand-serve"]);
        (await LastEntryAsync("party.notified")).ShouldContain("催告");
        (await DeadlinesAsync()).ShouldNotContain(d => d.ParameterId == "ins-demand-10wd", "it runs from service, not from the letter");
        await ServeAsync("insf-demand-serve");
        (await DeadlineAsync("ins-demand-10wd")).StartsOn.ShouldBe(Today);
        await PassAsync(20);
        (await OpenStepsAsync()).ShouldBe(["insf-remedies"]);
        await PassAsync(165);
        (await OpenStepsAsync()).ShouldBe(["insf-court"], "the periods of reconsideration and lawsuit have passed");
        var enforce = await DeadlineAsync("ins-enforce-3m");
        (enforce.State, enforce.StartsOn).ShouldBe((DeadlineState.Running, (await DeadlineAsync("rev-sue-6m")).DueOn));
        object Applied(DateOnly on) =>
            new
            {
                court = "龙华区人民法院",
                appliedOn = on.ToString("O", CultureInfo.InvariantCulture),
                reason = "申请执行罚款",
            };
        await DoAsync("insf-court", "applied", Applied(enforce.StartsOn.AddDays(-1)));
        (await LastEntryAsync("condition.failed")).ShouldContain($"申请执行的期限自{enforce.StartsOn:yyyy-MM-dd}起算");
        await DoAsync("insf-court", "applied", Applied((await DeadlineAsync("ins-demand-10wd")).DueOn));
        (await LastEntryAsync("condition.failed")).ShouldContain("催告期限至");
        await PassUntilAsync(enforce.DueOn.AddDays(1));
        await DoAsync("insf-court", "applied", Applied(enforce.DueOn));
        (await DeadlineAsync("ins-enforce-3m")).State.ShouldBe(DeadlineState.Met, "what counts is the day of the application");
        await DoAsync("insf-execution", "executed", new { ruledOn = Day(0), received = 20_000m });
        await DoAsync("insf-consequence", "registered", new { creditGrade = "C" });
        await AftercareAsync();
        await DoAsync("insf-closing", "close", new { informed = true, summary = "法院执行到位" }, by: "局长丁");
        (await CaseAsync()).ClosedAs.ShouldBe("decision-performed");
    }

    [Fact]
    public async Task Silence_within_the_hearing_period_lets_the_review_go_on()
    {
        await FollowedUpAsync(("阻挠监察", null, 7));
        await PassAsync(7);
        await RecheckAsync("not-done");
        await DoAsync("insf-dispose", "penalty", new { legalBasis = "《劳动保障监察条例》第30条", reasons = "拒不改正" }, by: "监察员甲");
        await AnnouncedAsync(new { fine = 2_000m, facts = "拒不改正" });
        await PassAsync(8);
        (await OpenStepsAsync()).ShouldBe(["insf-legal-review"]);
    }

    [Fact]
    public async Task An_employer_that_no_longer_exists_ends_the_follow_up()
    {
        await FollowedUpAsync(("拖欠工资", 30_000m, 7));
        await PassAsync(7);
        await RecheckAsync("unverifiable");
        await DoAsync("insf-dispose", "dissolved", new { reason = "已注销登记" }, by: "监察员甲");
        (await CaseAsync()).ClosedAs.ShouldBeNull("the head ends it");
        await EndedByHeadAsync("单位已注销，没有承受权利义务的主体");
        (await CaseAsync()).ClosedAs.ShouldBe("terminated");
        var report = await PaperAsync("INSF/closing-report");
        report.ShouldContain("无法核实");
        report.ShouldContain("没有承受权利义务的主体");
        report.ShouldNotContain("整改到位");
    }
}
