using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

[Collection(EveryPageCollection.Name)]
public sealed class Filing_on_a_phone(BrowserFixture browser)
{
    [Fact]
    public async Task A_worker_files_for_unpaid_wages_and_follows_the_case_with_the_query_code()
    {
        await using var worker = await browser.PhoneAsync();
        var page = worker.Page;
        var next = page.Locator("button[type=submit]");
        await page.GotoAsync("/apply");
        await page.GetByText("干了活没拿到工资").ClickAsync();
        await next.ClickAsync();

        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync("张伟");
        await page.GetByLabel("证件号码").FillAsync("11010519491231002X");
        await page.GetByLabel("手机号码", new() { Exact = true }).FillAsync("13800138000");
        await page.GetByLabel("送达地址").FillAsync("深圳市龙华区民治街道民康路 12 号");
        await page.GetByLabel("同意以短信、电子邮件等电子方式接收文书").CheckAsync();
        // What was typed comes back after the page was closed.
        await page.ReloadAsync();
        await Expect(page.GetByLabel("姓名", new() { Exact = true })).ToHaveValueAsync("张伟");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加一名申请人" }).ClickAsync();
        var other = page.GetByRole(AriaRole.Group, new() { Name = "共同申请人 1" });
        await other.GetByLabel("姓名").FillAsync("李娜");
        await other.GetByLabel("证件号码").FillAsync("11010519491231002X");
        await next.ClickAsync();
        await Expect(other.GetByText("这个证件号码在本申请中已经填过")).ToBeVisibleAsync();
        await other.GetByLabel("证件类型").SelectOptionAsync("passport");
        await other.GetByLabel("证件号码").FillAsync("E12345678");
        await next.ClickAsync();

        await page.GetByLabel("单位全称").FillAsync("深圳市宏达精密电子有限公司");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加一家单位" }).ClickAsync();
        var agency = page.GetByRole(AriaRole.Group, new() { Name = "单位 2" });
        await agency.GetByLabel("单位全称").FillAsync("深圳市汇才劳务派遣有限公司");
        await agency.GetByLabel("该单位是").SelectOptionAsync("dispatch-agency");
        await page.GetByLabel("工作所在区").SelectOptionAsync("440309");
        await next.ClickAsync();

        await page.GetByLabel("入职日期").FillAsync("2024-03-01");
        await page.GetByLabel("离职日期").FillAsync("2026-08-31");
        await page.GetByLabel("岗位").FillAsync("操作工");
        await page.GetByLabel("月工资").FillAsync("6000");
        await next.ClickAsync();

        await page.GetByLabel("金额").FillAsync("18000");
        await page.GetByLabel("怎么算出来的").FillAsync("月工资 6000 元，拖欠 3 个月");
        await page.GetByLabel("事情经过").FillAsync("单位自 2026 年 6 月起停发工资。");
        await page.GetByLabel("什么时候发生").FillAsync("2026-06-30");
        await next.ClickAsync();

        await page.Locator("input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "工资条.exe",
                    MimeType = "application/octet-stream",
                    Buffer = Encoding.UTF8.GetBytes("MZ"),
                }
            );
        await Expect(page.GetByText("不是可以上传的文件类型")).ToBeVisibleAsync();
        await next.ClickAsync();

        foreach (var declared in new[] { "李娜", "E12345678", "深圳市汇才劳务派遣有限公司", "劳务派遣单位", "2026-06-30" })
            await Expect(page.Locator(".summary-group", new() { HasText = declared }).First).ToBeVisibleAsync();
        await page.GetByLabel("以上内容属实").CheckAsync();
        await worker.ScreenshotAsync("filing-summary-phone");
        await next.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已收到您的申请" })).ToBeVisibleAsync();
        await worker.ScreenshotAsync("filing-receipt-phone");

        var numbers = page.Locator(".receipt-number");
        var caseNumber = await numbers.Nth(0).InnerTextAsync();
        var queryCode = await numbers.Nth(1).InnerTextAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "我的案件" }).ClickAsync();
        await Expect(page.GetByLabel("案号")).ToHaveValueAsync(caseNumber);
        await page.GetByLabel("查询码").FillAsync(queryCode);
        await next.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = caseNumber })).ToBeVisibleAsync();
        await Expect(page.GetByText("¥18,000.00")).ToBeVisibleAsync();
        await worker.ScreenshotAsync("my-case-phone");
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        worker.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("申请仲裁", "劳人仲")]
    [InlineData("投诉举报违法行为", "监")]
    [InlineData("申请欠薪垫付", "垫付")]
    public async Task A_worker_files_in_each_other_way_asks_for_a_pause_adds_evidence_later_and_withdraws(string way, string inCaseNumber)
    {
        await using var worker = await browser.PhoneAsync();
        var page = worker.Page;
        var (caseNumber, queryCode) = await Disputes.FileAsync(page, "深圳市四种申请塑胶有限公司", way, worker);
        caseNumber.ShouldContain(inCaseNumber);

        await Disputes.FollowAsync(page, caseNumber, queryCode);
        await page.GetByText("补充证据").ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(Disputes.Photo);
        await page.GetByRole(AriaRole.Button, new() { Name = "提交证据" }).ClickAsync();
        await Expect(page.GetByText("证据已提交")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "向办案机关提出申请" }).ClickAsync();
        await page.GetByLabel("您要提出什么").SelectOptionAsync("suspension");
        var send = page.Locator(".ask").GetByRole(AriaRole.Button, new() { Name = "提交" });
        await send.ClickAsync();
        await Expect(page.Locator(".ask .ant-form-item-explain-error")).ToBeVisibleAsync();
        await page.GetByLabel("理由").FillAsync("正在等待工伤认定结论。");
        await worker.LookAsync("my-case-asks-" + inCaseNumber);
        await send.ClickAsync();
        await Expect(page.GetByText("已经提交。办案人员会审查并作出决定")).ToBeVisibleAsync();
        await Expect(page.Locator(".request").Filter(new() { HasText = "正在等待工伤认定结论。" })).ToContainTextAsync("待决定");
        await worker.LookAsync("my-case-" + inCaseNumber);

        await page.GetByRole(AriaRole.Button, new() { Name = "撤回申请" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("单位已经付清工资。");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "撤回申请" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText("申请人撤回申请：单位已经付清工资。")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "撤回申请" })).ToHaveCountAsync(0);
        await worker.LookAsync("my-case-withdrawn-" + inCaseNumber);
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        worker.Faults.ShouldBeEmpty();
    }
}
