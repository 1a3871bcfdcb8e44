using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

[Collection(EveryPageCollection.Name)]
public sealed class Front_door(BrowserFixture browser)
{
    [Fact]
    public async Task A_stranger_on_a_phone_finds_the_way_to_apply()
    {
        await using var worker = await browser.PhoneAsync();
        await worker.Page.GotoAsync("/");
        await Expect(worker.Page.GetByRole(AriaRole.Heading, new() { Name = "劳动争议网上申请" })).ToBeVisibleAsync();
        await worker.ScreenshotAsync("welcome-phone");
        (await worker.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        (await worker.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "我要申请" }).ClickAsync();
        await Expect(worker.Page.GetByRole(AriaRole.Heading, new() { Name = "发生了什么" })).ToBeVisibleAsync();
        worker.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_Chinese_and_the_right_one_opens_the_page_that_was_asked_for()
    {
        await using var officer = await browser.OfficeAsync();
        await officer.Page.GotoAsync("/deadlines");
        await Expect(officer.Page.GetByLabel("用户名")).ToBeVisibleAsync();
        (await officer.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await officer.SignInAsync("mediator", "wrong");
        await Expect(officer.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("密码");
        await officer.ScreenshotAsync("sign-in-refused");

        await officer.SignInAsync("mediator");
        await Expect(officer.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/deadlines$"));
        await Expect(officer.Page.GetByRole(AriaRole.Banner)).ToContainTextAsync("调解员");
        officer.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_menu_follows_the_role_and_signing_out_ends_the_session()
    {
        await using var officer = await browser.OfficeAsync();
        await officer.Page.GotoAsync("/sign-in");
        await officer.SignInAsync("mediator");
        var menu = officer.Page.GetByRole(AriaRole.Navigation);
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "待办任务" })).ToBeVisibleAsync();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "流程设计" })).ToHaveCountAsync(0);

        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Expect(menu.GetByRole(AriaRole.Link, new() { Name = "Tasks" })).ToBeVisibleAsync();
        await officer.Page.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();

        // Going elsewhere at once would take the request back before it was sent.
        await officer.Page.RunAndWaitForResponseAsync(
            () => officer.Page.GetByRole(AriaRole.Button, new() { Name = "退出" }).ClickAsync(),
            response => response.Url.EndsWith("/api/auth/logout", StringComparison.Ordinal)
        );
        await officer.Page.GotoAsync("/tasks");
        await Expect(officer.Page.GetByLabel("用户名")).ToBeVisibleAsync();
        officer.Faults.ShouldBeEmpty();
    }
}
