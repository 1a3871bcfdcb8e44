using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class Own_account(BrowserFixture browser)
{
    [Fact]
    public async Task A_passkey_made_on_the_account_page_signs_in_without_a_password_until_it_is_removed()
    {
        await using var officer = await browser.OfficeByNameAsync();
        var page = officer.Page;
        // The browser's own authenticator of tests: it keeps its keys as a finger reader would.
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        await page.GotoAsync("/account");
        await officer.SignInAsync("registrar");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "通行密钥" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await page.GetByPlaceholder("名称，如“办公室电脑”").FillAsync("办公室电脑");
        var form = page.Locator("form").Filter(new() { Has = page.GetByPlaceholder("名称，如“办公室电脑”") });
        await form.Locator("input[type=password]").FillAsync(BrowserFixture.Password);
        await form.Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByText("办公室电脑")).ToBeVisibleAsync();
        await officer.ScreenshotAsync("account-office");
        (await officer.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await SignOutAsync(page);
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await Expect(page.GetByText("办公室电脑")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Banner)).ToContainTextAsync("立案人员");

        await page.Locator("li").Filter(new() { HasText = "办公室电脑" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("还没有通行密钥")).ToBeVisibleAsync();
        await SignOutAsync(page);
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        officer.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_account_page_fits_a_phone()
    {
        await using var officer = await browser.PhoneAsync();
        await officer.Page.GotoAsync("/account");
        await officer.SignInAsync("mediator");
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Name = "通行密钥" })).ToBeVisibleAsync();
        await officer.ScreenshotAsync("account-phone");
        (await officer.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        (await officer.AccessibilityFaultsAsync()).ShouldBeEmpty();
        officer.Faults.ShouldBeEmpty();
    }

    private static Task SignOutAsync(IPage page) =>
        page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "退出", Exact = true }).ClickAsync(),
            response => response.Url.EndsWith("/api/auth/logout", StringComparison.Ordinal)
        );
}
