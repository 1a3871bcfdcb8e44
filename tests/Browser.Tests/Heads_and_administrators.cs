using LaborFlow.Cases.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>The pages of those who answer for the office, and the calculators that everybody may use.</summary>
[Collection(BrowserCollection.Name)]
public sealed class Heads_and_administrators(BrowserFixture browser)
{
    [Fact]
    public async Task A_head_reads_the_indicators_and_follows_a_number_to_its_list()
    {
        await using var worker = await browser.PhoneAsync();
        await Disputes.FileAsync(worker.Page, "深圳市统计食品有限公司");
        await using var head = await SignedInAsync("head");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "统计", Exact = true }).ClickAsync();
        await Expect(head.Page.GetByRole(AriaRole.Heading, new() { Name = "调解成功率" })).ToBeVisibleAsync();
        await Expect(head.Page.Locator(".report-grid svg").First).ToBeVisibleAsync();
        await head.LookAsync("statistics");
        await head.Page.GetByRole(AriaRole.Link, new() { Name = "待受理审查" }).ClickAsync();
        await Expect(head.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("stage=received"));
        await Expect(head.Page.GetByText("待受理审查").First).ToBeVisibleAsync();

        await head.Page.GotoAsync("/calendar?of=office&span=month");
        await Expect(head.Page.Locator(".calendar-day").First).ToBeVisibleAsync();
        await head.LookAsync("calendar");
        head.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_administrator_makes_an_account_that_its_owner_can_use()
    {
        await using var administrator = await SignedInAsync("administrator");
        var page = administrator.Page;
        await page.GotoAsync("/administration");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "window-clerk" })).ToBeVisibleAsync();
        await administrator.LookAsync("administration-users");

        await page.GetByRole(AriaRole.Button, new() { Name = "新增用户" }).ClickAsync();
        var drawer = page.GetByRole(AriaRole.Dialog);
        await drawer.GetByLabel("用户名").FillAsync("wang.fang");
        await drawer.GetByLabel("姓名").FillAsync("王芳");
        await drawer.GetByLabel("初始密码").FillAsync("short");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(drawer.GetByText("密码至少 12 位")).ToBeVisibleAsync();
        await drawer.GetByLabel("初始密码").FillAsync("Longhua-Mediator-2026!");
        await drawer.GetByLabel("角色").ClickAsync();
        await page.GetByTitle("调解员").ClickAsync();
        // Leaves the list of roles, which closes it and keeps the role.
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeHiddenAsync();
        await Expect(drawer.GetByLabel("角色")).Not.ToBeFocusedAsync();
        await administrator.LookAsync("administration-new-user");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "保存" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "wang.fang" })).ToContainTextAsync("调解员");

        await page.GotoAsync("/administration?tab=offices");
        await Expect(page.GetByText("调解").First).ToBeVisibleAsync();
        await administrator.LookAsync("administration-offices");
        await page.GotoAsync("/administration?tab=work");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "停在错误上的流程" })).ToBeVisibleAsync();
        await administrator.LookAsync("administration-work");
        administrator.Faults.ShouldBeEmpty();

        await using var mediator = await browser.OfficeAsync();
        await mediator.Page.GotoAsync("/sign-in");
        await mediator.SignInAsync("wang.fang", "Longhua-Mediator-2026!");
        await Expect(mediator.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("王芳");
    }

    [Fact]
    public async Task A_row_of_the_register_is_changed_by_one_administrator_and_approved_by_another()
    {
        await using var first = await SignedInAsync("administrator");
        var page = first.Page;
        await page.GotoAsync("/statutes?row=rif-rehire-6m");
        var drawer = page.GetByRole(AriaRole.Dialog);
        await Expect(drawer.GetByText("随系统安装")).ToBeVisibleAsync();
        await drawer.GetByRole(AriaRole.Button, new() { Name = "提出变更" }).ClickAsync();
        await drawer.GetByLabel("新数值").FillAsync("9");
        await Disputes.PickAsync(page, "施行日期", "2027-03-01");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "提交变更" }).ClickAsync();
        await Expect(drawer.GetByText("变更须写明法律依据")).ToBeVisibleAsync();
        await drawer.GetByLabel("变更所依据的法律文件").FillAsync("《劳动合同法》（2027年修订）第四十一条");
        await drawer.GetByRole(AriaRole.Button, new() { Name = "提交变更" }).ClickAsync();
        await Expect(page.GetByText("这是您提出的变更，须由另一名管理员批准")).ToBeVisibleAsync();
        await first.LookAsync("statute-change-own");
        await Expect(drawer.GetByRole(AriaRole.Button, new() { Name = "批准并移动" })).ToHaveCountAsync(0);

        await using var second = await SignedInAsync("administrator2");
        await second.Page.GotoAsync(new Uri(page.Url).PathAndQuery);
        var decision = second.Page.GetByRole(AriaRole.Dialog);
        await Expect(decision.GetByText("6 个月 →")).ToBeVisibleAsync();
        await second.LookAsync("statute-change-decide");
        await decision.GetByRole(AriaRole.Button, new() { Name = "批准并移动 0 个期限" }).ClickAsync();
        await Expect(decision.GetByText("已批准").First).ToBeVisibleAsync();
        await second.Page.GotoAsync("/runs");
        await second
            .Page.GetByRole(AriaRole.Row)
            .Filter(new() { HasText = "rif-rehire-6m" })
            .GetByRole(AriaRole.Link, new() { Name = "查看结果" })
            .ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Heading, new() { Name = "批准变更并调整期限" })).ToBeVisibleAsync();
        await Expect(second.Page.GetByText("批准后没有正在计算的期限会移动")).ToBeVisibleAsync();
        await second.LookAsync("statute-change-run");
        await second.Page.GetByRole(AriaRole.Link, new() { Name = "查看变更" }).ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Dialog).GetByText("系统管理员二")).ToBeVisibleAsync();
        await SealAsync(first, second);
        first.Faults.ShouldBeEmpty();
        second.Faults.ShouldBeEmpty();
    }

    /// <summary>The seal of an office is brought by one administrator and approved by another.</summary>
    private static async Task SealAsync(Visitor first, Visitor second)
    {
        const string Office = "深圳市光明区人力资源局";
        await first.Page.GotoAsync("/administration?tab=seals");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "上传印章" }).ClickAsync();
        var dialog = first.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("用印单位").FillAsync(Office);
        await first.Page.Locator(".ant-select-item-option").Filter(new() { HasText = Office }).ClickAsync();
        var file = dialog.Locator("input[type=file]");
        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "seal.jpg",
                MimeType = "image/jpeg",
                Buffer = [0xFF],
            }
        );
        await Expect(dialog.GetByText("请选择 PNG 图片")).ToBeVisibleAsync();
        await file.SetInputFilesAsync(
            new FilePayload
            {
                Name = "seal.png",
                MimeType = "image/png",
                Buffer = TestSeal.Png(),
            }
        );
        await dialog.GetByLabel("启用依据").FillAsync("刻章批复");
        await first.LookAsync("seal-brought");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交审批" }).ClickAsync();
        await Expect(first.Page.GetByText("须由另一名管理员审批")).ToBeVisibleAsync();

        await second.Page.GotoAsync("/administration?tab=seals");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "批准启用" }).ClickAsync();
        dialog = second.Page.GetByRole(AriaRole.Dialog);
        await second.LookAsync("seal-approve");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "批准启用" }).ClickAsync();
        await Expect(second.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = Office })).ToContainTextAsync("使用中");
    }

    [Fact]
    public async Task Anybody_works_out_severance_on_a_phone_with_every_step_explained()
    {
        await using var worker = await browser.PhoneAsync();
        var page = worker.Page;
        await page.GotoAsync("/welcome");
        await page.GetByRole(AriaRole.Link, new() { Name = "金额计算" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "计算" }).ClickAsync();
        await Expect(page.GetByText("必填").First).ToBeVisibleAsync();
        await Disputes.PickAsync(page, "入职日期", "2020-03-01");
        await Disputes.PickAsync(page, "离职日期", "2026-08-31");
        await page.GetByLabel("平均工资（元）").FillAsync("8000");
        await page.GetByLabel("上年度当地").FillAsync("12000");
        await page.GetByLabel("当地最低月工资").FillAsync("2360");
        await page.GetByRole(AriaRole.Button, new() { Name = "计算" }).ClickAsync();
        await Expect(page.GetByText("¥56,000.00")).ToBeVisibleAsync();
        await Expect(page.GetByText("《劳动合同法》第47条第1款").First).ToBeVisibleAsync();
        await worker.LookAsync("severance-phone");
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        worker.Faults.ShouldBeEmpty();
    }

    private async Task<Visitor> SignedInAsync(string userName)
    {
        var visitor = await browser.OfficeAsync();
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.SignInAsync(userName);
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        return visitor;
    }
}
