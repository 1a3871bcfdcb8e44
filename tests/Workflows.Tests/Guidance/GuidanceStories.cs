using LaborFlow.Cases;
using LaborFlow.Cases.Guidance;
using LaborFlow.Cases.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Workflows.Tests.Guidance;

/// <summary>新企用工指导.</summary>
public sealed class GuidanceStories : Story
{
    private static NewEnterprise Fresh(string industry = "餐饮业", int headcount = 12) =>
        new()
        {
            CreditCode = "91440300MA5MQ6TD5C",
            Name = "深圳市新味餐饮有限公司",
            Industry = industry,
            District = "440309",
            Address = "深圳市龙华区民治街道1号",
            RegisteredOn = new DateOnly(2026, 10, 20),
            Headcount = headcount,
        };

    private object Visit(bool written = true) =>
        new
        {
            heldOn = Day(0),
            people = 3,
            writtenContracts = written,
            rulesPublished = true,
            workingHours = true,
            payslips = true,
            minimumWage = true,
            socialInsurance = true,
            dispatchRatio = true,
            temporaryDispatch = true,
            specialHours = true,
            minorsAndWomen = true,
            union = written,
            mediationCommittee = true,
            note = "现场走访",
        };

    private object Contact(string note = "微信送达，已签收", string reason = "–") =>
        new
        {
            heldOn = Day(0),
            method = "phone",
            people = 1,
            actualAddress = "深圳市龙华区观湖街道9号",
            note,
            reason,
        };

    private object QuarterVisit(int signed = 12) =>
        new
        {
            heldOn = Day(0),
            employees = 12,
            contractsSigned = signed,
            disputes = 0,
            complaints = 1,
            writtenContracts = signed == 12,
            payslips = true,
            socialInsurance = true,
            note = "合同已补签",
        };

    private object YearVisit(string reason = "–") =>
        new
        {
            heldOn = Day(0),
            employees = 14,
            contractsSigned = 14,
            disputes = 0,
            complaints = 0,
            note = "已评估",
            satisfaction = "5",
            reason,
        };

    private async Task AssignedAsync(NewEnterprise? enterprise = null)
    {
        await RegisterAsync(enterprise ?? Fresh());
        await DoAsync(
            "new-team",
            "assign",
            new
            {
                coordinator = "协调员甲",
                teamMembers = new[] { new { name = "调解员乙", role = "mediator" }, new { name = "律师丙", role = "lawyer" } },
            }
        );
    }

    private async Task VisitedAsync(bool written = true)
    {
        await AssignedAsync();
        await DoAsync("new-contact", "delivered", Contact());
        await DoAsync("new-visit", "visited", Visit(written));
    }

    private async Task AfterAYearAsync(string outcome, string reason)
    {
        await DoAsync("new-plan", "planned", new { plan = "参加培训班", training = true });
        await DoAsync("new-service", "done");
        await PassAsync(96);
        await DoAsync("new-follow-up-3", "recorded", QuarterVisit());
        await PassAsync(276);
        await DoAsync("new-follow-up-12", outcome, YearVisit(reason));
    }

    [Fact]
    public async Task A_new_restaurant_is_visited_followed_up_twice_and_graduates()
    {
        await VisitedAsync(written: false);
        (await LastEntryAsync("team.assigned")).ShouldBe("服务团队：协调员甲（协调员）、调解员乙（调解员）、律师丙（律师）");
        (await RecordsAsync<LaborFlow.Cases.Exceptions.RegisterEntry>())
            .Count(e => e.Kind == ServiceTeams.Assigned && ServiceTeams.Read(e.DataJson).Count == 3)
            .ShouldBe(1);
        (await CaseAsync()).CaseNumber.ShouldBe("深龙华新企指导〔2026〕1号");
        (await RecordsAsync<EnterpriseProfile>()).Single().Group.ShouldBe("focus");
        (await LastEntryAsync("guidance.recorded")).ShouldContain("2项需要改进：书面劳动合同、建立工会");
        var record = await PaperAsync("NEW/visit-record");
        record.ShouldContain("最低工资标准");
        record.ShouldContain("深圳市龙华区观湖街道9号");
        await DoAsync("new-plan", "planned", new { plan = "提供合同范本，参加培训班", training = true });
        (await PaperAsync("NEW/service-plan")).ShouldContain("培训班\t是");
        await DoAsync("new-service", "done");
        (await LastEntryAsync("office.notified")).ShouldContain("服务计划所列服务已完成");
        // Months of the calendar: from 2 November to 2 February, and to 2 November.
        (await DeadlineAsync("new-follow-up-3m")).DueOn.ShouldBe(new DateOnly(2027, 2, 2));
        (await DeadlineAsync("new-follow-up-12m")).DueOn.ShouldBe(new DateOnly(2027, 11, 2));
        await PassUntilAsync(new DateOnly(2027, 2, 2));
        (await OpenStepsAsync()).ShouldBeEmpty();
        await PassAsync(1);
        // From then the visit has days of its own, and they count to the day of the visit.
        (await OpenTaskAsync("new-follow-up-3")).DueOn.ShouldBe((await DeadlineAsync("new-visit-3m-10wd")).DueOn);
        (await DeadlineAsync("new-visit-3m-10wd")).StartsOn.ShouldBe(new DateOnly(2027, 2, 2));
        await DoAsync("new-follow-up-3", "recorded", QuarterVisit());
        (await DeadlineAsync("new-visit-3m-10wd")).State.ShouldBe(LaborFlow.Cases.Deadlines.DeadlineState.Met);
        await PassUntilAsync((await DeadlineAsync("new-follow-up-12m")).DueOn);
        await PassAsync(30);
        await DoAsync("new-follow-up-12", "graduate", YearVisit());
        (await DeadlineAsync("new-visit-12m-10wd")).State.ShouldBe(LaborFlow.Cases.Deadlines.DeadlineState.Missed);

        (await CaseAsync()).ClosedAs.ShouldBe("guided");
        (await RecordsAsync<GuidanceEvent>())
            .Select(e => (e.Kind, e.Shortcomings))
            .ShouldBe([("package", null), ("visit", 2), ("follow-up", 0), ("follow-up", null)]);
    }

    [Fact]
    public async Task What_a_follow_up_finds_goes_to_the_inspectorate_once_the_head_has_signed()
    {
        await VisitedAsync();
        await DoAsync("new-plan", "planned", new { plan = "参加培训班", training = true });
        await PassAsync(96);
        var found = new
        {
            heldOn = Day(0),
            violation = "拖欠工资",
            note = "三名职工两个月未发工资",
            reason = "职工陈述和工资表一致",
        };
        await DoAsync("new-follow-up-3", "serious", found, by: "协调员甲");
        await DoAsync("new-serious", "return", new { reason = "请核对工资表" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["new-follow-up-3", "new-service"], ignoreOrder: true);
        await DoAsync("new-follow-up-3", "serious", found, by: "协调员甲");
        await DoAsync("new-serious", "approve", new { reason = "移交立案" }, by: "局长丁");
        var letter = await PaperAsync("NEW/handover-letter");
        letter.ShouldContain("三个月回访中发现该单位涉嫌拖欠工资");
        letter.ShouldContain("职工陈述和工资表一致");
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
    }

    [Fact]
    public async Task An_employer_that_closed_down_meanwhile_is_followed_no_more()
    {
        await VisitedAsync();
        await DoAsync("new-plan", "planned", new { plan = "参加培训班", training = true });
        await PassAsync(96);
        await DoAsync("new-follow-up-3", "ceased", new { heldOn = Day(0), reason = "已注销登记" });
        (await CaseAsync()).ClosedAs.ShouldBe("not-served");
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_shell_without_staff_is_not_served()
    {
        await RegisterAsync(Fresh(headcount: 0));
        (await CaseAsync()).ClosedAs.ShouldBe("not-served");
    }

    [Fact]
    public async Task Findings_go_to_the_inspectorate_only_by_another_officers_explicit_decision()
    {
        await VisitedAsync(written: false);
        await DoAsync("new-plan", "hand-over", new { reason = "多次提醒仍不签合同" }, by: "协调员甲");
        (
            await Should.ThrowAsync<NotAllowedException>(() => DoAsync("new-hand-over", "approve", new { reason = "同意" }, by: "协调员甲"))
        ).Code.ShouldBe("task.two-persons");
        await DoAsync("new-hand-over", "refuse", new { reason = "先行指导" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["new-plan"]);
        await DoAsync("new-plan", "hand-over", new { reason = "仍不改正" }, by: "协调员甲");
        await DoAsync("new-hand-over", "approve", new { reason = "移交监察跟踪" }, by: "局长丁");
        (await OpenStepsAsync()).ShouldBe(["insf-issue"]);
    }

    [Fact]
    public async Task The_first_contact_is_due_in_ten_working_days_and_the_third_that_fails_ends_the_service()
    {
        await AssignedAsync(Fresh("咨询服务"));
        (await RecordsAsync<EnterpriseProfile>()).Single().Group.ShouldBe("general");
        // Registered on Monday 2 November: the tenth working day after it is Monday the 16th.
        (await DeadlineAsync("new-contact-10wd")).DueOn.ShouldBe(new DateOnly(2026, 11, 16));
        (await OpenTaskAsync("new-contact")).DueOn.ShouldBe(new DateOnly(2026, 11, 16));
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await DoAsync("new-contact", "no-answer", Contact("电话停机"));
            (await OpenStepsAsync()).ShouldBeEmpty("an attempt a day");
            (await CaseAsync()).ClosedAs.ShouldBeNull();
            await PassAsync(1);
        }
        await DoAsync("new-contact", "no-answer", Contact("地址无人"));

        (await CaseAsync()).ClosedAs.ShouldBe("unreachable");
        (await HistoryAsync()).Last(e => e.Action == "closed").Zh.ShouldContain("三次联系均未联系上");
        (await RecordsAsync<GuidanceEvent>())
            .Select(e => (e.Kind, e.Note))
            .ShouldBe([("contact", "电话停机"), ("contact", "电话停机"), ("contact", "地址无人")]);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_employer_that_answers_the_second_call_is_served_and_the_period_is_met()
    {
        await AssignedAsync();
        await DoAsync("new-contact", "no-answer", Contact("占线"));
        await PassAsync(1);
        await DoAsync("new-contact", "delivered", Contact());
        (await DeadlineAsync("new-contact-10wd")).State.ShouldBe(LaborFlow.Cases.Deadlines.DeadlineState.Met);
        (await OpenStepsAsync()).ShouldBe(["new-visit"]);
        (await PaperAsync("NEW/guide-receipt")).ShouldContain("签收即为电子回执");
    }

    [Theory]
    [InlineData("declined", "declined", "已有法律顾问")]
    [InlineData("ceased", "not-served", "已办理注销登记")]
    public async Task An_employer_may_decline_a_service_that_is_no_duty_or_have_closed_down(string outcome, string closedAs, string reason)
    {
        await AssignedAsync();
        await DoAsync("new-contact", outcome, Contact(reason: reason));
        (await CaseAsync()).ClosedAs.ShouldBe(closedAs);
        (await HistoryAsync()).Last(e => e.Action == "closed").Zh.ShouldContain(reason);
        (await OpenStepsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("cultivate", "guided", "按评估结果转入")]
    [InlineData("recognise", "guided", "按评估结果推荐")]
    [InlineData("watch", "guided-watch", "工会尚未建立")]
    [InlineData("key", "guided-key", "订单减少，可能裁员")]
    public async Task After_a_year_an_employer_graduates_is_watched_or_goes_on_to_another_list(
        string outcome,
        string closedAs,
        string reason
    )
    {
        await VisitedAsync();
        await AfterAYearAsync(outcome, reason);
        (await CaseAsync()).ClosedAs.ShouldBe(closedAs);
        (await PaperAsync("NEW/service-report")).ShouldContain("已评估");
        (await LastEntryAsync("office.notified")).ShouldContain(
            outcome switch
            {
                "cultivate" => "企业培育名单",
                "recognise" => "和谐劳动关系企业认定",
                "watch" => "请继续跟踪",
                _ => "重点企业扶持名单",
            }
        );
    }

    [Fact]
    public async Task Training_advice_and_an_experts_answer_are_recorded_each_with_its_paper()
    {
        await VisitedAsync();
        await DoAsync("new-plan", "planned", new { plan = "培训和咨询" });
        await DoAsync(
            "new-service",
            "training",
            new
            {
                heldOn = Day(0),
                people = 2,
                topic = "劳动合同订立",
                attendees = new[] { new { name = "王某", post = "店长" }, new { name = "陈某", post = "人事" } },
            }
        );
        var sheet = await PaperAsync("NEW/training-sheet");
        sheet.ShouldContain("劳动合同订立");
        sheet.ShouldContain("王某");
        await DoAsync(
            "new-service",
            "advice",
            new
            {
                heldOn = Day(0),
                question = "试用期可以多长？",
                answer = "三年以上固定期限的不得超过六个月（《劳动合同法》第19条）",
            }
        );
        (await PaperAsync("NEW/advice-reply")).ShouldContain("不得超过六个月");

        await DoAsync("new-service", "expert", new { question = "外籍员工能否约定适用外国法？" });
        (await OpenStepsAsync()).ShouldBe(["new-expert"]);
        (await OpenTaskAsync("new-expert")).Candidates.Select(c => c.Role).ShouldContain("legal-reviewer");
        await DoAsync("new-expert", "answered", new { heldOn = Day(0), answer = "劳动合同履行地法律的强制性规定应当适用" });
        var reply = await PaperAsync("NEW/advice-reply");
        reply.ShouldContain("外籍员工能否约定适用外国法");
        reply.ShouldContain("强制性规定应当适用");
        (await OpenStepsAsync()).ShouldBe(["new-service"]);
        (await RecordsAsync<GuidanceEvent>()).Select(e => e.Kind).ShouldBe(["package", "visit", "training", "advice", "advice"]);
        // The year goes by beside it: an officer who still writes services doesn't keep a follow-up from its day.
        await PassAsync(96);
        (await OpenStepsAsync()).ShouldBe(["new-follow-up-3", "new-service"]);
    }

    [Fact]
    public async Task Child_labour_must_be_referred_over_the_heads_signature_and_the_inspectorate_opens_a_case()
    {
        await AssignedAsync();
        await DoAsync("new-contact", "delivered", Contact());
        await Should.ThrowAsync<InvalidInputException>(() =>
            DoAsync("new-visit", "serious", new { heldOn = Day(0), note = "后厨有未满十六周岁人员" }, by: "街道甲")
        );
        object found = new
        {
            heldOn = Day(0),
            violation = "使用童工",
            note = "后厨有未满十六周岁人员",
            reason = "一名十五周岁少年，有照片和询问记录",
        };
        await DoAsync("new-visit", "serious", found, by: "街道甲");
        (
            await Should.ThrowAsync<NotAllowedException>(() => DoAsync("new-serious", "approve", new { reason = "同意" }, by: "街道甲"))
        ).Code.ShouldBe("task.two-persons");
        await DoAsync("new-serious", "return", new { reason = "请核实年龄" }, by: "局长丁");
        await DoAsync("new-visit", "serious", found, by: "街道甲");
        await DoAsync("new-serious", "approve", new { reason = "移交立案" }, by: "局长丁");

        var letter = await PaperAsync("NEW/handover-letter");
        letter.ShouldContain("涉嫌使用童工");
        letter.ShouldContain("移交劳动保障监察立案查处");
        (await OpenStepsAsync()).ShouldBe(["ins-accept"]);
        (await CaseAsync()).Stage.ShouldBe("inspection-intake");
        (await PaperAsync("INS/registration")).ShouldContain("本机关依职权");
    }

    [Fact]
    public async Task A_wrong_credit_code_opens_no_file()
    {
        var refused = await Should.ThrowAsync<InvalidInputException>(() =>
            RegisterAsync(Fresh() with { CreditCode = "91440300MA5MQ6TD5D" })
        );
        refused.Errors.Single().Field.ShouldBe("creditCode");
    }

    [Fact]
    public async Task The_team_is_proposed_by_park_and_load_in_turn_and_its_coordinator_gets_the_steps()
    {
        async Task<string> ProposedAsync(string body, string? park = null, string mediator = "zhao")
        {
            await RegisterAsync(Fresh() with { CreditCode = Code(body), Park = park });
            using var form = System.Text.Json.JsonDocument.Parse((await OpenTaskAsync("new-team")).FormDataJson!);
            form.RootElement.GetProperty("teamMembers")
                .EnumerateArray()
                .Select(m => (m.GetProperty("name").GetString(), m.GetProperty("role").GetString()))
                .ShouldContain((mediator, "mediator"));
            return form.RootElement.GetProperty("coordinator").GetString()!;
        }

        (await ProposedAsync("91440300MA5MQ6TD", "民治科技园", "sun")).ShouldBe("he");
        (await LastEntryAsync("team.proposed")).ShouldContain("协调员何（本区，在服务0户）");
        var decided = await OpenTaskAsync("new-team");
        await DoAsync("new-team", "assign", new { coordinator = "he", teamMembers = new[] { new { name = "sun", role = "mediator" } } });
        (await InScopeAsync(async scope => (await scope.GetRequiredService<ITaskStore>().FindAsync(decided.Id, forUpdate: false))!))
            .Copies.ShouldHaveSingleItem()
            .Note.ShouldBe("已列为服务团队成员：调解员");
        (await OpenTaskAsync("new-contact")).Assignee.ShouldBe("he");
        await DoAsync("new-contact", "delivered", Contact());
        (await OpenTaskAsync("new-visit")).Assignee.ShouldBe("he");

        (await ProposedAsync("91440300MA5MQ6TE")).ShouldBe("luo", "the other has an employer already");
        await DoAsync("new-team", "assign", new { coordinator = "luo" });
        (await ProposedAsync("91440300MA5MQ6TF", "民治科技园")).ShouldBe("he", "who serves the park goes there again");
        (await ProposedAsync("91440300MA5MQ6TG")).ShouldBe("he", "as many as the other, and longer since the last");
    }

    /// <summary>A credit code with its two check characters, that of the organisation and its own.</summary>
    private static string Code(string body)
    {
        const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        return Characters
            .SelectMany(_ => Characters, (inner, outer) => $"{body}{inner}{outer}")
            .First(code => LaborFlow.Statutes.Identifiers.UnifiedCreditCode.TryParse(code, out _, out _));
    }
}
