using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>Every address of the workbench, looked at by axe: officers' pages on an office screen, public ones and the task list on a phone.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Every_page(BrowserFixture browser)
{
    [Fact]
    public async Task Public_pages_and_the_task_list_fit_a_phone_and_axe_finds_nothing()
    {
        await using var stranger = await browser.PhoneAsync();
        await LookAsync(stranger, "phone", ["/welcome", "/apply", "/calculate", "/my-case", "/tip", "/awards"], phone: true);
        await using var mediator = await browser.PhoneAsync();
        await mediator.Page.GotoAsync("/sign-in");
        await mediator.SignInAsync("mediator");
        await Expect(mediator.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        await LookAsync(mediator, "phone", ["/tasks"], phone: true);
    }

    [Fact]
    public async Task The_fund_is_compared_with_the_bank_by_one_and_closed_by_another()
    {
        const string Month = "/fund?month=2026-02";
        await using var finance = await browser.OfficeAsync();
        await SignInAsync(finance, "finance");
        await finance.Page.GotoAsync(Month);
        await finance.Page.GetByLabel("银行对账单").FillAsync("深龙华欠薪垫付〔2026〕1号\t1\t5,000.00");
        await finance.Page.GetByRole(AriaRole.Button, new() { Name = "对账（1 笔）" }).ClickAsync();
        await Expect(finance.Page.GetByText("台账没有记录，请核对回单并补登")).ToBeVisibleAsync();
        await finance.LookAsync("page-fund-differs");
        await finance.Page.GetByLabel("银行对账单").FillAsync("");
        await finance.Page.GetByRole(AriaRole.Button, new() { Name = "本月银行无收支，对账" }).ClickAsync();
        await Expect(finance.Page.GetByText("您是对账人，请由另一人结账")).ToBeVisibleAsync();

        await using var reviewer = await browser.PhoneAsync();
        await SignInAsync(reviewer, "fund-reviewer");
        await reviewer.Page.GotoAsync(Month);
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "结账", Exact = true }).ClickAsync();
        await Expect(reviewer.Page.GetByText("结账：基金复核人员")).ToBeVisibleAsync();
        await reviewer.LookAsync("page-fund-closed-phone");
        (await reviewer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        finance.Faults.Concat(reviewer.Faults).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sheet_of_new_employers_is_taken_line_by_line_and_its_faults_are_named()
    {
        const string Sheet = """
            统一社会信用代码,单位名称,行业,区,注册日期,参保人数,地址,法定代表人,联系电话,灵活用工,法人欠薪记录
            91440300MA5000014X,深圳市新一号餐饮有限公司,餐饮业,龙华区,2026-02-01,30,民治街道1号,李某,13800138000,否,否
            91440300MA50000140,深圳市新二号有限公司,软件,龙华区,2026-02-01,30,,,,,
            """;
        await using var office = await browser.PhoneAsync();
        await SignInAsync(office, "tripartite-officer");
        await office.Page.GotoAsync("/enterprises");
        await office
            .Page.GetByLabel("新注册单位表（CSV）")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "enterprises.csv",
                    MimeType = "text/csv",
                    Buffer = System.Text.Encoding.UTF8.GetBytes(Sheet),
                }
            );
        await office.Page.GetByRole(AriaRole.Button, new() { Name = "接入", Exact = true }).ClickAsync();
        await Expect(office.Page.GetByText("完成：新建 1 户，已有 0 户，有错误 1 行")).ToBeVisibleAsync();
        await Expect(office.Page.GetByText("第3行")).ToBeVisibleAsync();
        await Expect(office.Page.GetByRole(AriaRole.Link, new() { Name = "深圳市新一号餐饮有限公司" })).ToBeVisibleAsync();
        await office.LookAsync("page-enterprises-phone");
        (await office.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        office.Faults.ShouldBeEmpty();
    }

    private static async Task SignInAsync(Visitor visitor, string role)
    {
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.SignInAsync(role);
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(
        "administrator",
        "/administration",
        "/administration?tab=offices",
        "/administration?tab=rooms",
        "/administration?tab=templates",
        "/administration?tab=seals",
        "/administration?tab=mails",
        "/administration?tab=forms",
        "/administration?tab=retention",
        "/administration?tab=health",
        "/administration?tab=work",
        "/statutes",
        "/statutes?tab=changes",
        "/statutes?tab=calendar",
        "/statutes?tab=plans",
        "/statutes?tab=mails",
        "/messages",
        "/account"
    )]
    [InlineData(
        "window-clerk",
        "/",
        "/tasks?view=candidate",
        "/cases",
        "/window",
        "/import",
        "/documents",
        "/calendar?span=month",
        "/runs"
    )]
    [InlineData("auditor", "/audit", "/statistics")]
    [InlineData(
        "supervisor",
        "/",
        "/supervision",
        "/supervision?tab=yellow",
        "/supervision?tab=recusals",
        "/supervision?tab=workload",
        "/registers",
        "/quality",
        "/unmask",
        "/tips?state=taken-up"
    )]
    [InlineData("tripartite-officer", "/enterprises")]
    [InlineData("finance", "/fund?month=2026-02", "/fund/cases", "/fund/batches", "/fund/year", "/fund/lists")]
    [InlineData("inspector", "/tips", "/inspections/new", "/credit", "/deadlines", "/amounts", "/nowhere")]
    public async Task Axe_finds_nothing_on_the_pages_of_a_role(string role, params string[] paths)
    {
        await using var officer = await browser.OfficeAsync();
        await officer.Page.GotoAsync("/sign-in");
        await officer.SignInAsync(role);
        await Expect(officer.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        await LookAsync(officer, role, paths, phone: false);
    }

    /// <summary>Names and the law's words stay Chinese; what the page itself says doesn't, and it stays as wide as the screen.</summary>
    [Theory]
    [InlineData("administrator", "/administration?tab=seals", "/administration?tab=health", "/statutes?tab=calendar")]
    [InlineData("supervisor", "/", "/tasks", "/cases", "/statistics", "/supervision", "/registers?of=organisations")]
    [InlineData("finance", "/fund?month=2026-02", "/fund/cases", "/fund/batches", "/fund/year", "/fund/lists")]
    [InlineData("window-clerk", "/import")]
    [InlineData("tripartite-officer", "/enterprises")]
    [InlineData(null, "/apply", "/tip")]
    public async Task Nothing_of_the_page_itself_is_left_in_Chinese_under_the_English_switch(string? role, params string[] paths)
    {
        await using var visitor = await browser.OfficeAsync();
        await visitor.Page.GotoAsync("/sign-in");
        if (role is not null)
            await SignInAsync(visitor, role);
        await visitor.Page.EvaluateAsync("() => localStorage.setItem('laborflow.language', 'en')");
        foreach (var path in paths)
        {
            await visitor.Page.GotoAsync(path);
            await Expect(visitor.Page.Locator("main h1").First).ToBeAttachedAsync();
            await Expect(visitor.Page.Locator(".ant-spin-spinning")).ToHaveCountAsync(0);
            (await visitor.Page.EvaluateAsync<string[]>(OwnTexts)).ShouldBeEmpty(path);
            (await visitor.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, path);
        }

        visitor.Faults.ShouldBeEmpty();
    }

    /// <summary>
    /// What a step, a case and the party's page say comes from the procedure, and has its English: what is left in Chinese is what people
    /// wrote, the names of people, places and offices, and the numbers of cases and papers.
    /// </summary>
    [Fact]
    public async Task A_step_a_case_and_a_partys_page_are_in_English_but_for_what_people_wrote()
    {
        await using var office = new Office(browser);
        var caseNumber = await office.FileAsync("MED", "深圳市英文页面有限公司");
        var clerk = await office.AtDeskAsync("window-clerk");
        await office.WorkAsync("window-clerk", caseNumber, "clerk-review", "通知补正", reason: "请写明拖欠的月份。");
        await Disputes.OpenCaseAsync(clerk.Page, caseNumber);
        var caseId = clerk.Page.Url.Split('/')[^1];
        var code = await (await office.CallerAsync("window-clerk")).PostAsync(
            $"/api/cases/{caseId}/query-codes",
            new JsonObject { ["side"] = "applicant" }
        );

        await clerk.Page.EvaluateAsync(InEnglish);
        await clerk.Page.ReloadAsync();
        await Expect(clerk.Page.GetByRole(AriaRole.Img, new() { NameRegex = new("Correct the application") })).ToBeVisibleAsync();
        await Expect(clerk.Page.GetByText("Review the application for mediation: Ask for corrections")).ToBeVisibleAsync();
        await ReadsEnglishAsync(clerk, "english-case");
        foreach (var tab in new[] { "files", "sessions", "acts", "history" })
        {
            await clerk.Page.GotoAsync($"/cases/{caseId}?tab={tab}");
            await Expect(clerk.Page.Locator(".ant-spin-spinning")).ToHaveCountAsync(0);
            await ReadsEnglishAsync(clerk, "english-case-" + tab);
        }

        await clerk.Page.GotoAsync($"/cases/{caseId}");
        await clerk.Page.GetByRole(AriaRole.Link, new() { Name = "Correct the application" }).ClickAsync();
        await Expect(clerk.Page.GetByLabel("What was corrected")).ToBeVisibleAsync();
        await ReadsEnglishAsync(clerk, "english-task");

        await using var worker = await browser.PhoneAsync();
        await Disputes.FollowAsync(worker.Page, caseNumber, code["queryCode"]!.ToString());
        await worker.Page.EvaluateAsync(InEnglish);
        await worker.Page.ReloadAsync();
        await Expect(worker.Page.GetByRole(AriaRole.Heading, new() { Name = "Correct the application" })).ToBeVisibleAsync();
        await Expect(worker.Page.GetByRole(AriaRole.Button, new() { Name = "Notice of correction.docx" })).ToBeVisibleAsync();
        await ReadsEnglishAsync(worker, "english-party-phone");
        worker.Faults.ShouldBeEmpty();
        office.NobodySawFaults();
    }

    private static async Task ReadsEnglishAsync(Visitor visitor, string name)
    {
        await visitor.LookAsync(name);
        (await visitor.Page.EvaluateAsync<string[]>(LeftTexts, WrittenByPeople)).ShouldBeEmpty(name);
        (await visitor.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, name);
    }

    private const string InEnglish = "() => localStorage.setItem('laborflow.language', 'en')";

    /// <summary>What was typed or named in this case, and how cases and papers are numbered, as expressions.</summary>
    private static readonly string[] WrittenByPeople =
    [
        "深圳市英文页面有限公司",
        "张伟",
        "操作工",
        "月工资 6000 元，拖欠 2 个月",
        "单位自 2026 年 8 月起停发工资。",
        "请写明拖欠的月份。?",
        "深圳市龙华区(民治街道民康路 12 号|观澜大道 8 号)",
        "窗口受理员",
        "龙华区",
        "深龙华劳人[调仲]案〔\\d+〕\\d+号(之[一二三四五六七八九十]+)?",
    ];

    /// <summary>Every text on the page that is Chinese beyond what is given; the switch back to Chinese is meant to be.</summary>
    private const string LeftTexts = """
        (known) => {
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const left = [];
            const own = new RegExp(known.join('|'), 'g');
            while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                const text = walker.currentNode.data.replace(own, '');
                if (/[\u3400-\u9fff]/.test(text) && element.checkVisibility() && !element.closest('[lang=zh], textarea')) left.push(text);
            }
            for (const element of document.querySelectorAll('[title], [placeholder], [aria-label]'))
                for (const name of ['title', 'placeholder', 'aria-label']) {
                    const text = (element.getAttribute(name) ?? '').replace(own, '');
                    if (/[\u3400-\u9fff]/.test(text) && element.checkVisibility()) left.push(`${name}: ${text}`);
                }
            return left;
        }
        """;

    /// <summary>Chinese in headings, labels, buttons and heads of tables; the switch back to Chinese, links to people and rows of data are none.</summary>
    private const string OwnTexts = """
        () => [...document.querySelectorAll('h1, h2, h3, th, label, legend, button, summary, [role=tab], nav a, [placeholder]')]
            .filter((element) => element.checkVisibility() && !element.closest('td, .link-button, .ant-select, .hash, article'))
            .map((element) => element.placeholder ?? element.innerText)
            .filter((text) => /[\u4e00-\u9fff，。：；（）]/.test(text) && text.trim() !== '中文')
        """;

    private static async Task LookAsync(Visitor visitor, string who, string[] paths, bool phone)
    {
        foreach (var path in paths)
        {
            await visitor.Page.GotoAsync(path);
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await Expect(visitor.Page.Locator(".ant-spin-spinning")).ToHaveCountAsync(0);
            await visitor.LookAsync("page-" + who + path.Replace('/', '-').Replace('?', '-').Replace('=', '-'));
            if (phone)
                (await visitor.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, path);
        }

        visitor.Faults.ShouldBeEmpty();
    }
}
