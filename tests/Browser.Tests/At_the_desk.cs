using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>What officers do all day beside the steps of a procedure.</summary>
[Collection(BrowserCollection.Name)]
public sealed class At_the_desk(BrowserFixture browser)
{
    [Fact]
    public async Task An_anonymous_tip_from_a_phone_is_taken_up_by_an_inspector()
    {
        await using var worker = await browser.PhoneAsync();
        var page = worker.Page;
        await page.GotoAsync("/tip");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交举报" }).ClickAsync();
        await Expect(page.GetByText("请填写被举报单位名称。")).ToBeVisibleAsync();
        await page.GetByLabel("被举报的单位").FillAsync("深圳市暗访电子厂");
        await page.GetByLabel("所在区").SelectOptionAsync("440309");
        await page.GetByLabel("发生了什么").FillAsync("每天加班到夜里一点，不付加班费。");
        await page.GetByRole(AriaRole.Button, new() { Name = "提交举报" }).ClickAsync();
        var number = await page.Locator(".receipt-number").InnerTextAsync();
        await worker.LookAsync("tip-receipt-phone");

        await using var inspector = await SignedInAsync("inspector");
        await inspector.Page.GotoAsync("/tips");
        await inspector.Page.GetByRole(AriaRole.Button, new() { Name = number }).ClickAsync();
        await inspector.Page.GetByLabel("核查情况").FillAsync("现场核查属实。");
        await inspector.LookAsync("tip-decision");
        await inspector.Page.GetByRole(AriaRole.Button, new() { Name = "转立案查处" }).ClickAsync();
        await inspector.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^已立案：") }).ClickAsync();
        await Expect(inspector.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("深龙");
        await inspector.LookAsync("tip-case");
        await inspector.Page.GotoAsync("/tips?state=taken-up");
        await Expect(inspector.Page.GetByText(number)).ToBeVisibleAsync();

        // What a patrol finds becomes a case the same way, without anybody who complained.
        await inspector.Page.GotoAsync("/inspections/new");
        await inspector.Page.GetByRole(AriaRole.Button, new() { Name = "登记并立案" }).ClickAsync();
        await Expect(inspector.Page.GetByText("请填写单位名称。")).ToBeVisibleAsync();
        await ChooseAsync(inspector.Page, "线索来源", "日常巡视检查");
        await inspector.Page.GetByLabel("被检查单位").FillAsync("深圳市巡查制衣厂");
        await ChooseAsync(inspector.Page, "所在区", "龙华区");
        await ChooseAsync(inspector.Page, "主要事项", "拖欠劳动报酬");
        await inspector.Page.GetByLabel("发现的情况").FillAsync("抽查三月工资表，十二名工人工资未发。");
        await inspector.Page.GetByLabel("违法事实已查清，直接下达整改指令或者当场处理").CheckAsync();
        await inspector.LookAsync("inspection-new");
        await inspector.Page.GetByRole(AriaRole.Button, new() { Name = "登记并立案" }).ClickAsync();
        await inspector.Page.Locator(".receipt-number").GetByRole(AriaRole.Link).ClickAsync();
        await Expect(inspector.Page.GetByRole(AriaRole.Link, new() { Name = "下达整改指令或者当场处理" })).ToBeVisibleAsync();
        worker.Faults.ShouldBeEmpty();
        inspector.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_applications_are_claimed_at_once_and_a_case_gets_a_note_a_time_and_a_number_in_full()
    {
        await using var worker = await browser.PhoneAsync();
        var (first, _) = await Disputes.FileAsync(worker.Page, "深圳市批量家具有限公司");
        await Disputes.FileAsync(worker.Page, "深圳市批量家具有限公司");
        await using var clerk = await SignedInAsync("window-clerk");
        var page = clerk.Page;
        await page.GotoAsync("/tasks?view=candidate&q=" + Uri.EscapeDataString("批量家具"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "选择本页全部任务" }).CheckAsync();
        var bar = page.Locator(".bulk-bar");
        await clerk.LookAsync("tasks-bulk");
        await bar.GetByRole(AriaRole.Button, new() { Name = "认领" }).ClickAsync();
        await Expect(bar).ToContainTextAsync("已办 2 项");

        await Disputes.OpenCaseAsync(page, first);
        await page.GetByRole(AriaRole.Button, new() { Name = "查看完整信息：张伟" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("查看理由").FillAsync("电话联系申请人补正");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "查看", Exact = true }).ClickAsync();
        await Expect(dialog.GetByText("13800138000")).ToBeVisibleAsync();
        await clerk.LookAsync("case-unmask");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByRole(AriaRole.Tab, new() { Name = "便笺" }).ClickAsync();
        await page.GetByLabel("便笺内容").FillAsync("申请人白天上夜班，下午联系。");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加便笺" }).ClickAsync();
        await Expect(page.Locator(".notes .facts")).ToContainTextAsync("下午联系");
        await clerk.LookAsync("case-notes");

        await page.GetByRole(AriaRole.Tab, new() { Name = "庭审与调解" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "排期", Exact = true }).ClickAsync();
        // By keys alone: a day and an hour are typed, and what stands in the way is told at once.
        await page.GetByLabel("日期").FillAsync("20270227");
        await page.GetByLabel("日期").PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("该日为休息日");
        await page.GetByLabel("日期").FillAsync("20270310");
        await page.GetByLabel("日期").PressAsync("Enter");
        await page.GetByLabel("地点").FillAsync("线上");
        await Expect(page.GetByText("没有冲突")).ToBeVisibleAsync();
        await clerk.LookAsync("case-schedule");
        await page.GetByRole(AriaRole.Button, new() { Name = "确定排期" }).ClickAsync();
        await Expect(page.GetByText("2027-03-10 09:30–11:00")).ToBeVisibleAsync();
        clerk.Faults.ShouldBeEmpty();
    }

    private async Task<Visitor> SignedInAsync(string userName)
    {
        var visitor = await browser.OfficeAsync();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.SignInAsync(userName);
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        return visitor;
    }

    private static async Task ChooseAsync(IPage page, string label, string option)
    {
        await page.GetByLabel(label, new() { Exact = true }).ClickAsync();
        await page.Locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option")
            .Filter(new() { HasText = option })
            .ClickAsync();
    }
}
