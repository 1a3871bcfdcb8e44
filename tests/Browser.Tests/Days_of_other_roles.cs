using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>The main day of those who work after the window and the mediator, on the real host.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Days_of_other_roles(BrowserFixture browser)
{
    [Fact]
    public async Task A_mediation_that_fails_goes_on_to_an_award_that_the_auditor_reads_and_verifies()
    {
        await using var office = new Office(browser);
        var number = await office.FileAsync("MED", "深圳市仲裁服装有限公司");
        await office.WorkAsync("window-clerk", number, "clerk-review", "受理", Disputes.BothConsent);
        await office.WorkAsync(
            "mediator",
            number,
            "mediate",
            "调解不成",
            $$"""{"heldOn":"{{Office.Day()}}","mode":"in-person","applicantPresent":true,"summary":"双方对拖欠月份争议较大。"}""",
            "双方意见不一致，申请人要求仲裁。",
            "mediator-fails"
        );
        await ApplyOnAPhoneAsync(office, number);
        await office.WorkAsync("registrar", number, "registrar-review", "立案受理", """{"labourDispute":true,"inTerritory":true}""");
        await office.WorkAsync(
            "registrar",
            number,
            "track-decision",
            "速裁（简易处理）",
            """{"ground":"clear","publicInterest":false,"majorImpact":false,"respondentMissing":false,"unsuitable":false}""",
            picture: "registrar-track"
        );
        await office.WorkAsync(
            "director",
            number,
            "fta-appoint",
            "指定",
            """{"soleArbitrator":"仲裁员","secretary":"书记员","noConflict":true}""",
            picture: "director-appoint"
        );
        await office.WorkAsync(
            "tribunal-secretary",
            number,
            "fta-serve",
            "已送达被申请人",
            $$"""{"respondentMethod":"direct","respondentReceivedOn":"{{Office.Day()}}"}""",
            picture: "secretary-serve"
        );
        await AnswerOnAPhoneAsync(office, number);
        await office.WorkAsync(
            "tribunal-secretary",
            number,
            "fta-elements",
            "要素表已由双方确认",
            """{"undisputed":"入职日期、岗位、月工资","disputed":"欠付期间"}"""
        );
        await office.WorkAsync(
            "tribunal-secretary",
            number,
            "fta-schedule",
            "排定开庭",
            $$"""{"heldOn":"{{Office.Day()}}","startsAt":"09:30","place":"第三仲裁庭"}"""
        );
        await office.WorkAsync(
            "tribunal-secretary",
            number,
            "fta-serve-hearing",
            "已送达",
            $$"""{"applicantMethod":"direct","applicantReceivedOn":"{{Office.Day()}}","respondentMethod":"direct","respondentReceivedOn":"{{Office.Day()}}"}"""
        );
        await office.WorkAsync(
            "arbitrator",
            number,
            "fta-hearing",
            "庭审结束，待裁决",
            """{"applicantPresent":true,"respondentPresent":true,"record":"双方陈述、举证、质证和辩论。"}""",
            picture: "arbitrator-hearing"
        );
        await office.WorkAsync(
            "arbitrator",
            number,
            "fta-decide",
            "作出裁决",
            """
            {"reasons":"经查明，被申请人欠付工资属实。",
             "items":[{"claim":1,"result":"support","amount":12000,"legalBasis":"《劳动合同法》第30条"}]}
            """,
            picture: "arbitrator-award"
        );
        await office.WorkAsync(
            "tribunal-secretary",
            number,
            "fta-serve-award",
            "双方已送达",
            $$"""
            {"applicantMethod":"direct","applicantReceivedOn":"{{Office.Day()}}",
             "respondentMethod":"mail","respondentAddress":"深圳市龙华区观澜大道 8 号","respondentReceivedOn":"{{Office.Day()}}"}
            """
        );
        var secretary = await office.AtDeskAsync("tribunal-secretary");
        await Disputes.OpenCaseAsync(secretary.Page, number);
        await secretary.Page.GetByRole(AriaRole.Tab, new() { Name = "文书与卷宗" }).ClickAsync();
        await secretary.Page.GetByRole(AriaRole.Button, new() { Name = "送达回证.docx", Exact = true }).ClickAsync();
        // The paper is filled from the records of service.
        var paper = secretary.Page.Locator("article.paper");
        await Expect(paper).ToContainTextAsync("直接送达");
        await Expect(paper).ToContainTextAsync("邮寄送达");
        await secretary.LookAsync("secretary-service-record");

        var auditor = await office.AtDeskAsync("auditor");
        var page = auditor.Page;
        await page.GotoAsync("/audit?case=" + Uri.EscapeDataString(number));
        await Expect(page.GetByText(number).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "核验本案" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "完整" })).ToBeVisibleAsync();
        await auditor.LookAsync("auditor-verified");
        await Disputes.OpenCaseAsync(page, number);
        await auditor.LookAsync("auditor-case");
        await page.GetByRole(AriaRole.Tab, new() { Name = "操作记录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "组织调解：调解不成" })).ToBeVisibleAsync();
        await page.Locator(".ant-pagination-item-2").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "裁决：作出裁决" })).ToBeVisibleAsync();
        await auditor.LookAsync("auditor-history");
        // Not this case alone: whatever anybody did here before is whole.
        await page.GotoAsync("/audit");
        await page.GetByRole(AriaRole.Button, new() { Name = "核验全部记录链" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "完整" })).ToBeVisibleAsync();
        await auditor.LookAsync("auditor-verified-all");
        // The reading is on record, too.
        await page.GotoAsync("/audit?actor=auditor&action=case.read");
        await Expect(page.GetByText(number).First).ToBeVisibleAsync();
        office.NobodySawFaults();
    }

    [Fact]
    public async Task Each_of_a_group_of_workers_gets_a_notice_that_names_them()
    {
        await using var office = new Office(browser);
        var number = await office.FileAsync("ARB", "深圳市集体制衣有限公司", coApplicants: 10);
        await office.WorkAsync("registrar", number, "registrar-review", "立案受理", """{"labourDispute":true,"inTerritory":true}""");
        await office.WorkAsync("registrar", number, "track-decision", "集体争议程序", """{"reason":"十一人，同一请求。"}""");
        var registrar = await office.AtDeskAsync("registrar");
        await Disputes.OpenCaseAsync(registrar.Page, number);
        await registrar.Page.GetByRole(AriaRole.Tab, new() { Name = "文书与卷宗" }).ClickAsync();
        // What was made for each of them stands in one line, which opens.
        await registrar.Page.GetByText("集体争议成员通知书（逐人制作，11 份）").ClickAsync();
        var notices = registrar.Page.GetByRole(AriaRole.Button, new() { Name = "集体争议成员通知书" });
        await Expect(notices.Filter(new() { HasNotText = "下载" })).ToHaveCountAsync(11);
        await registrar.LookAsync("collective-notices");
        await registrar.Page.GetByRole(AriaRole.Button, new() { Name = "集体争议成员通知书（工友10）.docx", Exact = true }).ClickAsync();
        await Expect(registrar.Page.Locator("article.paper")).ToContainTextAsync("工友10（名册第11号）");
        await registrar.LookAsync("collective-notice");
        office.NobodySawFaults();
    }

    [Fact]
    public async Task An_inspector_closes_a_complaint_that_proves_unfounded_with_the_heads_consent()
    {
        await using var office = new Office(browser);
        var number = await office.FileAsync("INS", "深圳市监察家私有限公司");
        await office.WorkAsync(
            "inspector",
            number,
            "ins-accept",
            "受理并立案",
            """{"withinTwoYears":true,"identified":true,"competent":true}""",
            picture: "inspector-accept"
        );
        await office.WorkAsync("head", number, "ins-team", "确定", """{"inspectors":["inspector","监察员乙"],"noConflict":true}""");
        await office.WorkAsync(
            "inspector",
            number,
            "ins-investigate",
            "违法事实不成立",
            """{"visits":"两名监察员现场检查","findings":"工资已足额支付","legalBasis":"《劳动法》第50条"}""",
            "银行流水证明工资已足额支付。",
            "inspector-investigate"
        );
        await office.WorkAsync("head", number, "ins-revoke", "撤销立案", """{"legalBasis":"《劳动保障监察条例》第18条"}""");
        var inspector = await office.AtDeskAsync("inspector");
        await Disputes.OpenCaseAsync(inspector.Page, number);
        await Expect(inspector.Page.GetByText("已办结").First).ToBeVisibleAsync();
        await inspector.LookAsync("inspector-closed");
        office.NobodySawFaults();
    }

    [Fact]
    public async Task A_fund_officer_prepares_an_advance_another_checks_it_and_the_head_grants_it()
    {
        await using var office = new Office(browser);
        var number = await office.FileAsync("WGF", "深圳市垫付鞋业有限公司");
        await office.WorkAsync(
            "fund-officer",
            number,
            "wgf-eligibility",
            "符合条件，受理",
            """{"trigger":"absconded","triggerEvidence":"公安机关证明、张贴通知照片","employerInScope":true,"consent":true}""",
            picture: "fund-eligibility"
        );
        await office.WorkAsync("inspector", number, "wgf-verify", "核实完成", """{"payroll":true,"findings":"应发未付属实"}""");
        await office.WorkAsync("fund-officer", number, "wgf-employer", "单位无异议或者无法联系", "{}");
        const string Months = """[{"month":"2026-08","owed":6000},{"month":"2026-09","owed":6000}]""";
        await office.WorkAsync(
            "fund-officer",
            number,
            "wgf-calculate",
            "提交核算",
            $$"""
            {"averageMonthlyWage":12000,"averageSource":"市统计公报",
             "workers":[{"worker":1,"bank":"工商银行","account":"6222020200112230004","averageWageBefore":6000,"months":{{Months}}}]}
            """,
            picture: "fund-calculate"
        );
        await office.WorkAsync(
            "fund-reviewer",
            number,
            "wgf-review",
            "提交复核",
            $$"""{"averageMonthlyWage":12000,"averageSource":"市统计公报","workers":[{"worker":1,"averageWageBefore":6000,"months":{{Months}}}]}"""
        );
        await office.WorkAsync(
            "fund-officer",
            number,
            "wgf-post",
            "已张贴公示",
            $$"""{"from":"{{Office.Day()}}","to":"{{Office.Day(5)}}","place":"社区公告栏"}"""
        );
        // Nobody decides while the list hangs there.
        var officer = await office.AtDeskAsync("fund-officer");
        await Disputes.OpenCaseAsync(officer.Page, number);
        await Expect(officer.Page.GetByRole(AriaRole.Button, new() { Name = "公示期如何计算" })).ToBeVisibleAsync();
        await officer.LookAsync("fund-posting");

        // What the wage fund is not for, and cannot wait, the head approves from the district's own.
        number = await office.FileAsync("WGF", "深圳市垫付小食店");
        await office.WorkAsync("fund-officer", number, "wgf-eligibility", "不属垫付范围，转区级应急专项", "{}", "个体工商户");
        await office.WorkAsync(
            "street-officer",
            number,
            "emf-request",
            "提出申请",
            """
            {"risk":"十余人聚集讨薪","massRisk":true,"situation":"individual-business",
             "workers":[{"worker":1,"bank":"工商银行","account":"6222020200112230012","arrears":3000,"amount":1000}]}
            """
        );
        await office.WorkAsync("fund-reviewer", number, "emf-review", "审核同意", """{"total":1000}""");
        await office.WorkAsync("head", number, "emf-head", "批准", """{"opinion":"同意"}""", picture: "head-grants");
        var head = await office.AtDeskAsync("head");
        await Disputes.OpenCaseAsync(head.Page, number);
        // The account is masked; the head sees it whole for a reason.
        await Expect(head.Page.GetByText("6222020200112230012")).ToHaveCountAsync(0);
        await head.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^查看.+的完整账号$") }).ClickAsync();
        await head.Page.GetByLabel("查看理由").FillAsync("核对收款账号");
        await head.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "查看完整账号", Exact = true }).ClickAsync();
        await Expect(head.Page.GetByText("6222020200112230012")).ToBeVisibleAsync();
        await head.LookAsync("fund-case");
        office.NobodySawFaults();
    }

    [Fact]
    public async Task An_administrator_changes_the_plan_of_reminders()
    {
        await using var office = new Office(browser);
        var administrator = await office.AtDeskAsync("administrator");
        var page = administrator.Page;
        await page.GotoAsync("/statutes?tab=plans");
        var general = page.Locator(".plan").Filter(new() { HasText = "通用方案" });
        await general.GetByRole(AriaRole.Button, new() { Name = "编辑" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        var rules = drawer.Locator(".plan-edit");
        await Expect(rules.First).ToBeVisibleAsync();
        var before = await rules.CountAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "增加一条" }).ClickAsync();
        await Expect(rules).ToHaveCountAsync(before + 1);
        await rules.Last.GetByRole(AriaRole.Spinbutton).FillAsync("3");
        await page.Keyboard.PressAsync("Tab");
        await administrator.LookAsync("administrator-plan");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(general).ToContainTextAsync("系统管理员 于");
        await Expect(general).ToContainTextAsync("3");
        await administrator.LookAsync("administrator-plans");
        office.NobodySawFaults();
    }

    /// <summary>The employer answers on a phone, with the query code that the secretary handed over.</summary>
    private static async Task<string> CodeAsync(Office office, string officer, string number, string side)
    {
        var caller = await office.CallerAsync(officer);
        var found = await caller.GetAsync("/api/cases?q=" + Uri.EscapeDataString(number));
        var code = await caller.PostAsync(
            $"/api/cases/{found["items"]![0]!["id"]}/query-codes",
            new System.Text.Json.Nodes.JsonObject { ["side"] = side }
        );
        return code["queryCode"]!.ToString();
    }

    /// <summary>The claims of the mediation stand in the form, what officers write down does not, and one press applies.</summary>
    private async Task ApplyOnAPhoneAsync(Office office, string number)
    {
        await using var worker = await browser.PhoneAsync();
        var page = worker.Page;
        await Disputes.FollowAsync(page, number, await CodeAsync(office, "window-clerk", number, "applicant"));
        await Expect(page.GetByText("调解终结，待申请仲裁").First).ToBeVisibleAsync();
        await Expect(page.GetByLabel("金额（元）").First).Not.ToHaveValueAsync("");
        await Expect(page.GetByText("由工作人员登记时填写")).ToHaveCountAsync(0);
        await worker.LookAsync("apply-phone");
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "申请仲裁", Exact = true }).ClickAsync();
        await Expect(page.GetByText("移送仲裁待立案").First).ToBeVisibleAsync();
        worker.Faults.ShouldBeEmpty();
    }

    private async Task AnswerOnAPhoneAsync(Office office, string number)
    {
        await using var employer = await browser.PhoneAsync();
        var page = employer.Page;
        await Disputes.FollowAsync(page, number, await CodeAsync(office, "tribunal-secretary", number, "respondent"));
        await page.GetByLabel("被申请人书面同意缩短或者取消答辩期").CheckAsync();
        await employer.LookAsync("answer-phone");
        (await employer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "同意缩短或者放弃答辩期" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "同意缩短或者放弃答辩期" })).ToHaveCountAsync(0);
        employer.Faults.ShouldBeEmpty();
    }
}
