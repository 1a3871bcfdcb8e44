using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>What people do with a dispute, each step as its page offers it.</summary>
internal static class Disputes
{
    /// <summary>Files for unpaid wages on a phone; gives the case number and the query code of the receipt.</summary>
    /// <param name="page">The phone.</param>
    /// <param name="employer">Against whom.</param>
    /// <param name="way">What is asked for, in the words of the page; mediation when null.</param>
    /// <param name="looking">Looks at every step of the way.</param>
    public static async Task<(string CaseNumber, string QueryCode)> FileAsync(
        IPage page,
        string employer,
        string? way = null,
        Visitor? looking = null
    )
    {
        var next = page.Locator("button[type=submit]");
        await page.GotoAsync("/apply");
        if (way is not null)
            await page.GetByText(way, new() { Exact = true }).ClickAsync();
        await page.GetByText("干了活没拿到工资").ClickAsync();
        await next.ClickAsync();
        await page.GetByLabel("姓名", new() { Exact = true }).FillAsync("张伟");
        await page.GetByLabel("证件号码").FillAsync("11010519491231002X");
        await page.GetByLabel("手机号码", new() { Exact = true }).FillAsync("13800138000");
        await page.GetByLabel("送达地址").FillAsync("深圳市龙华区民治街道民康路 12 号");
        await page.GetByLabel("同意以短信、电子邮件等电子方式接收文书").CheckAsync();
        await next.ClickAsync();
        await page.GetByLabel("单位全称").FillAsync(employer);
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
        await page.Locator("input[type=file]").SetInputFilesAsync(Photo);
        await next.ClickAsync();
        await page.GetByLabel("以上内容属实").CheckAsync();
        if (looking is not null)
            await looking.LookAsync("filing-summary-" + way);
        await next.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "已收到您的申请" })).ToBeVisibleAsync();
        var numbers = page.Locator(".receipt-number");
        return (await numbers.Nth(0).InnerTextAsync(), await numbers.Nth(1).InnerTextAsync());
    }

    /// <summary>Takes the open task of a case from the list and opens it.</summary>
    public static async Task ClaimAsync(IPage page, string caseNumber, string step)
    {
        await page.GotoAsync("/tasks?view=candidate&q=" + Uri.EscapeDataString(caseNumber));
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "认领", Exact = true }).ClickAsync(),
            answer => answer.Url.EndsWith("/claim", StringComparison.Ordinal)
        );
        await page.GotoAsync("/tasks?q=" + Uri.EscapeDataString(caseNumber));
        await page.GetByRole(AriaRole.Link, new() { Name = step, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = step, Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>What the clerk writes down where both sides want to mediate.</summary>
    public const string BothConsent =
        """{"labourDispute":true,"inTerritory":true,"applicantConsents":true,"respondentSide":"consented","consentOn":"2026-11-02","consentMethod":"phone"}""";

    /// <summary>The clerk finds the application in order and accepts it.</summary>
    public static async Task AcceptAsync(IPage page, string caseNumber)
    {
        await ClaimAsync(page, caseNumber, "审查调解申请");
        await FillReviewAsync(page);
        await ChooseAsync(page, "受理");
    }

    /// <summary>The application is in order, and both sides want to mediate.</summary>
    public static async Task FillReviewAsync(IPage page)
    {
        await page.GetByLabel("属于劳动争议").CheckAsync();
        await page.GetByLabel("属于本辖区").CheckAsync();
        await page.GetByLabel("申请人自愿申请调解").CheckAsync();
        await page.GetByLabel("对方已同意调解").CheckAsync();
        await PickAsync(page, "对方同意的日期", "2026-11-02");
        await page.GetByLabel("当面").CheckAsync();
    }

    /// <summary>Presses an outcome of the step and waits until the step is done.</summary>
    public static async Task ChooseAsync(IPage page, string outcome)
    {
        await page.Locator(".outcomes").GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "办理下一件" })).ToBeVisibleAsync();
    }

    /// <summary>Types a date into a picker and closes it.</summary>
    public static async Task PickAsync(IPage page, string label, string date)
    {
        await page.GetByLabel(label).FillAsync(date);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Opens the page of a case from the list of cases.</summary>
    public static async Task OpenCaseAsync(IPage page, string caseNumber)
    {
        await page.GotoAsync("/cases?q=" + Uri.EscapeDataString(caseNumber));
        await page.GetByRole(AriaRole.Link, new() { Name = caseNumber }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/cases/[0-9a-f-]{36}$"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = caseNumber })).ToBeVisibleAsync();
    }

    /// <summary>A party follows the case on a phone with a query code.</summary>
    public static async Task FollowAsync(IPage page, string caseNumber, string queryCode)
    {
        await page.GotoAsync("/my-case?number=" + Uri.EscapeDataString(caseNumber));
        await page.GetByLabel("查询码").FillAsync(queryCode);
        await page.Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = caseNumber })).ToBeVisibleAsync();
    }

    /// <summary>A party has read the agreement and confirms it.</summary>
    public static async Task ConfirmAsync(IPage page)
    {
        await page.GetByLabel("已阅读协议内容").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认协议" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "确认协议" })).ToHaveCountAsync(0);
    }

    /// <summary>A photo of a pay slip.</summary>
    public static FilePayload Photo =>
        new()
        {
            Name = "工资条.png",
            MimeType = "image/png",
            Buffer = Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
            ),
        };
}
