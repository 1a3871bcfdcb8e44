using System.Diagnostics;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>The office's day on the real host: what a worker files in the morning is accepted, mediated and confirmed.</summary>
[Collection(BrowserCollection.Name)]
public sealed class A_day_in_the_office(BrowserFixture browser, ITestOutputHelper output)
{
    /// <summary>By how much a busy machine may be slower than the quiet one that the limits are meant for.</summary>
    private const int Patience = 10;

    [Fact]
    public async Task A_dispute_filed_on_a_phone_is_accepted_mediated_and_confirmed_by_both_sides()
    {
        await using var worker = await browser.PhoneAsync();
        var (caseNumber, queryCode) = await Disputes.FileAsync(worker.Page, "深圳市宏达精密电子有限公司");

        await using var clerk = await SignedInAsync("window-clerk");
        await clerk.LookAsync("clerk-dashboard");
        await clerk.Page.GotoAsync("/tasks?view=candidate");
        await Expect(clerk.Page.GetByText(caseNumber)).ToBeVisibleAsync();
        await clerk.LookAsync("clerk-tasks");
        await Disputes.ClaimAsync(clerk.Page, caseNumber, "审查调解申请");
        // An outcome that needs more than was filled in says so beside the fields, and nothing is sent.
        await clerk.Page.Locator(".outcomes").GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true }).ClickAsync();
        await Expect(clerk.Page.GetByText("必填").First).ToBeVisibleAsync();
        await clerk.LookAsync("clerk-task-faults");
        await Disputes.FillReviewAsync(clerk.Page);
        await Disputes.ChooseAsync(clerk.Page, "受理");

        await using var mediator = await SignedInAsync("mediator");
        var page = mediator.Page;
        await Disputes.ClaimAsync(page, caseNumber, "组织调解");
        await Disputes.PickAsync(page, "调解日期", "2026-11-20");
        await page.GetByLabel("申请人到场", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("被申请人到场").CheckAsync();
        await page.GetByLabel("调解笔录").FillAsync("双方到场，同意年底前付清。");
        await page.GetByLabel("协议内容").FillAsync("被申请人于 2026 年 12 月 31 日前支付拖欠工资 18000 元。");
        await page.GetByLabel("给付金额").FillAsync("18000");
        await Disputes.PickAsync(page, "履行期限", "2026-12-31");
        await mediator.LookAsync("mediator-task");
        await Disputes.ChooseAsync(page, "达成协议");

        await Disputes.OpenCaseAsync(page, caseNumber);
        await page.GetByRole(AriaRole.Button, new() { Name = "查询码" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发给被申请人" }).ClickAsync();
        var respondentCode = await page.Locator(".receipt-number").InnerTextAsync();
        await mediator.LookAsync("case");

        await Disputes.FollowAsync(worker.Page, caseNumber, queryCode);
        await Expect(worker.Page.GetByText("支付拖欠工资 18000 元")).ToBeVisibleAsync();
        await worker.LookAsync("agreement-phone");
        // The worker has lost the code: a link opens this one step.
        await page.GetByRole(AriaRole.Link, new() { Name = "申请人确认调解协议" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "发送一次性链接" }).ClickAsync();
        var link = await page.Locator(".link-address").InnerTextAsync();
        await mediator.LookAsync("link-sent");
        await worker.Page.GotoAsync(link);
        await worker.Page.GetByLabel("手机号码后四位").FillAsync("0000");
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "打开" }).ClickAsync();
        await Expect(worker.Page.GetByRole(AriaRole.Alert).Or(worker.Page.Locator(".field-error")).First).ToBeVisibleAsync();
        await worker.Page.GetByLabel("手机号码后四位").FillAsync("8000");
        await worker.LookAsync("link-phone");
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "打开" }).ClickAsync();
        await worker.Page.GetByLabel("已阅读协议内容").CheckAsync();
        await worker.LookAsync("link-step-phone");
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "确认协议" }).ClickAsync();
        await Expect(worker.Page.GetByText("此链接不再有效")).ToBeVisibleAsync();

        await using var employer = await browser.PhoneAsync();
        await Disputes.FollowAsync(employer.Page, caseNumber, respondentCode);
        await Disputes.ConfirmAsync(employer.Page);
        await Expect(employer.Page.GetByText("已办结").First).ToBeVisibleAsync();
        (await employer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);

        await Disputes.OpenCaseAsync(page, caseNumber);
        await Expect(page.GetByText("已办结").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "文书与卷宗" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "工资条.png", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "工资条.png" })).ToBeVisibleAsync();
        await mediator.LookAsync("case-file");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Tab, new() { Name = "操作记录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "组织调解：达成协议" })).ToBeVisibleAsync();
        await mediator.LookAsync("case-history");
        NoFaults(worker, clerk, mediator, employer);
    }

    [Fact]
    public async Task What_is_typed_survives_a_lost_line_and_a_step_that_somebody_else_moved_is_told()
    {
        await using var worker = await browser.PhoneAsync();
        var (caseNumber, _) = await Disputes.FileAsync(worker.Page, "深圳市锦绣纺织有限公司");
        await using var clerk = await SignedInAsync("window-clerk");
        await Disputes.ClaimAsync(clerk.Page, caseNumber, "审查调解申请");
        await Disputes.FillReviewAsync(clerk.Page);
        await clerk.Page.GetByLabel("审查意见").FillAsync("材料齐全，符合受理条件。");

        await clerk.Page.RouteAsync("**/complete", route => route.AbortAsync());
        await clerk.Page.Locator(".outcomes").GetByRole(AriaRole.Button, new() { Name = "受理", Exact = true }).ClickAsync();
        await Expect(clerk.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("网络连接中断");
        await Expect(clerk.Page.GetByLabel("审查意见")).ToHaveValueAsync("材料齐全，符合受理条件。");
        await clerk.ScreenshotAsync("clerk-line-lost");
        await clerk.Page.UnrouteAsync("**/complete");

        // The same clerk in a second window is faster; a third one has lost the line on which changes are told.
        var context = clerk.Page.Context;
        var (second, deaf) = (await context.NewPageAsync(), await context.NewPageAsync());
        await deaf.RouteAsync("**/api/events", route => route.AbortAsync());
        await deaf.GotoAsync(clerk.Page.Url);
        await Expect(OutcomeOf(deaf, "受理")).ToBeVisibleAsync();
        await second.GotoAsync(clerk.Page.Url);
        await Disputes.ChooseAsync(second, "受理");

        // The first window says so by itself, lying behind the others, and keeps what was typed.
        await Expect(MovedOn(clerk.Page)).ToContainTextAsync("您填写的内容没有提交");
        await Expect(OutcomeOf(clerk.Page, "受理")).ToHaveCountAsync(0);
        await Expect(clerk.Page.GetByLabel("审查意见")).ToHaveValueAsync("材料齐全，符合受理条件。");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "复制填写的内容" }).ClickAsync();
        await Expect(clerk.Page.GetByText("已复制")).ToBeVisibleAsync();

        // The third finds out by pressing.
        await OutcomeOf(deaf, "受理").ClickAsync();
        await Expect(MovedOn(deaf)).ToContainTextAsync("您填写的内容没有提交");
        await Expect(deaf.GetByLabel("审查意见")).ToHaveValueAsync("材料齐全，符合受理条件。");
        await clerk.ScreenshotAsync("clerk-conflict");
    }

    [Fact]
    public async Task A_list_that_is_being_read_tells_of_a_new_case_soon_and_keeps_its_rows_in_place()
    {
        await using var office = new Office(browser);
        var first = await office.FileAsync("MED", "深圳市美颜日化有限公司");
        var clerk = await office.AtDeskAsync("window-clerk");
        await clerk.Page.GotoAsync("/tasks?view=candidate&q=" + Uri.EscapeDataString("美颜日化"));
        await Expect(clerk.Page.GetByText(first)).ToBeVisibleAsync();
        var view = await clerk.Page.EvaluateAsync<double>("() => performance.getEntriesByName('laborflow.tasks-shown')[0].startTime");
        output.WriteLine($"first view of the list of tasks after {view:0} ms (1,500 on a quiet machine)");
        view.ShouldBeLessThan(1_500 * Patience);

        var news = clerk.Page.GetByText("1 条新内容");
        var second = await office.FileAsync("MED", "深圳市美颜日化有限公司");
        var filed = Stopwatch.StartNew();
        await Expect(news).ToBeVisibleAsync();
        output.WriteLine($"told of a change elsewhere after {filed.ElapsedMilliseconds} ms (2,000 on a quiet machine)");
        filed.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2 * Patience));
        await Expect(clerk.Page.GetByText(second)).ToHaveCountAsync(0);
        await clerk.ScreenshotAsync("tasks-moved");
        await clerk.Page.GetByRole(AriaRole.Button, new() { Name = "显示最新" }).ClickAsync();
        await Expect(clerk.Page.GetByText(second)).ToBeVisibleAsync();
        NoFaults(clerk);
    }

    private static ILocator OutcomeOf(IPage page, string outcome) =>
        page.Locator(".outcomes").GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true });

    private static ILocator MovedOn(IPage page) => page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "办结此任务" });

    private async Task<Visitor> SignedInAsync(string userName)
    {
        var visitor = await browser.OfficeAsync();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.SignInAsync(userName);
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        return visitor;
    }

    private static void NoFaults(params Visitor[] visitors)
    {
        foreach (var visitor in visitors)
            visitor.Faults.ShouldBeEmpty();
    }
}
