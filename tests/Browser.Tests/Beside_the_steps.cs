using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>What happens to a case beside its steps: a period is changed, the case stands still, an officer steps aside, a party dies.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Beside_the_steps(BrowserFixture browser)
{
    [Fact]
    public async Task A_case_is_suspended_and_resumed_its_period_paused_a_death_and_a_recusal_recorded_and_it_is_withdrawn()
    {
        await using var office = new Office(browser);
        var number = await office.FileAsync("MED", "深圳市例外玩具有限公司");
        await office.WorkAsync("window-clerk", number, "clerk-review", "受理", Disputes.BothConsent);

        var head = await office.AtDeskAsync("head");
        await Disputes.OpenCaseAsync(head.Page, number);
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "变更 调解期限" }).ClickAsync();
        await head.Page.GetByRole(AriaRole.Menuitem, new() { Name = "延长" }).ClickAsync();
        var dialog = head.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "延长" }).ClickAsync();
        await Expect(dialog.Locator(".field-error").First).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Spinbutton).FillAsync("5");
        await dialog.GetByLabel("依据").FillAsync("《劳动争议调解仲裁法》第14条");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "延长" }).ClickAsync();
        // Mediation runs longer when both sides want it, and not because an officer does.
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("只能经双方同意延长");
        await head.LookAsync("period-not-extended");
        await head.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToHaveCountAsync(0);
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "变更 调解期限" }).ClickAsync();
        await head.Page.GetByRole(AriaRole.Menuitem, new() { Name = "中止" }).ClickAsync();
        await dialog.GetByLabel("依据").FillAsync("《劳动人事争议仲裁办案规则》第47条");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "中止" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(head.Page.Locator(".deadlines .light").First).ToContainTextAsync("中止");
        await head.LookAsync("period-paused");

        await RaiseAsync(office, "mediator", number, "suspension", "等待劳动能力鉴定结论。", "exception-suspension");
        await office.WorkAsync("head", number, "exc-suspension", "批准中止", """{"ground":"appraisal"}""", "等待鉴定结论。");
        await head.Page.GotoAsync("/cases?q=" + Uri.EscapeDataString(number));
        await OpenActsAsync(head.Page, number);
        await Expect(head.Page.GetByText("起中止")).ToBeVisibleAsync();
        await head.LookAsync("case-suspended");
        await office.WorkAsync("mediator", number, "exc-resume", "中止原因消除，恢复办理", """{"resumedBecause":"鉴定结论已出"}""");

        await RaiseAsync(office, "mediator", number, "incapacity", "申请人因病去世。", "exception-death", "张伟");
        var mediator = await office.AtDeskAsync("mediator");
        await mediator.Page.GetByRole(AriaRole.Button, new() { Name = "声明本人回避" }).ClickAsync();
        dialog = mediator.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("被申请人法定代表人是本人亲属。");
        await mediator.LookAsync("recusal");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "声明本人回避" }).ClickAsync();
        await Expect(mediator.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/tasks$"));
        await mediator.Page.GotoAsync("/cases?q=" + Uri.EscapeDataString(number));
        await Expect(mediator.Page.GetByText("没有符合条件的案件，请放宽筛选条件")).ToBeVisibleAsync();

        await OpenActsAsync(head.Page, number);
        await head.Page.GetByRole(AriaRole.Button, new() { Name = "解除回避" }).ClickAsync();
        dialog = head.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("经核实并无亲属关系。");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "解除回避" }).ClickAsync();
        await Expect(head.Page.GetByText("已解除")).ToBeVisibleAsync();
        await head.LookAsync("case-acts");

        await RaiseAsync(office, "window-clerk", number, "withdrawal", "继承人撤回申请。", "exception-withdrawal");
        var clerk = await office.AtDeskAsync("window-clerk");
        await Expect(clerk.Page.GetByText("已办结").Or(clerk.Page.GetByText("撤回")).First).ToBeVisibleAsync();
        await clerk.LookAsync("case-withdrawn");
        // Whatever else was raised has no case any more, and nobody is asked for it.
        await clerk.Page.ReloadAsync();
        await Expect(clerk.Page.GetByText("已失效")).ToBeVisibleAsync();
        office.NobodySawFaults();
    }

    private static async Task OpenActsAsync(IPage page, string number)
    {
        await Disputes.OpenCaseAsync(page, number);
        await page.GetByRole(AriaRole.Tab, new() { Name = "回避与例外" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "例外情形" })).ToBeVisibleAsync();
    }

    private static async Task RaiseAsync(
        Office office,
        string userName,
        string number,
        string kind,
        string reason,
        string picture,
        string? party = null
    )
    {
        var officer = await office.AtDeskAsync(userName);
        var page = officer.Page;
        await OpenActsAsync(page, number);
        await page.GetByRole(AriaRole.Button, new() { Name = "提出例外情形" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("情形").SelectOptionAsync(kind);
        if (party is not null)
        {
            await dialog.GetByLabel("哪一方当事人").ClickAsync();
            await page.Locator(".ant-select-item-option").Filter(new() { HasText = party }).ClickAsync();
        }
        await dialog.GetByLabel("理由").FillAsync(reason);
        await officer.LookAsync(picture);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提出例外情形" }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        // In the list of exceptions; an end that follows from it tells the reason once more, on the overview that is hidden now.
        await Expect(page.GetByRole(AriaRole.Tabpanel).GetByText(reason)).ToBeVisibleAsync();
    }
}
