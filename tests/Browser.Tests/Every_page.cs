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
        await LookAsync(stranger, "phone", ["/welcome", "/apply", "/calculate", "/my-case", "/tip"], phone: true);
        await using var mediator = await browser.PhoneAsync();
        await mediator.Page.GotoAsync("/sign-in");
        await mediator.SignInAsync("mediator");
        await Expect(mediator.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        await LookAsync(mediator, "phone", ["/tasks"], phone: true);
    }

    [Theory]
    [InlineData(
        "administrator",
        "/administration",
        "/administration?tab=rooms",
        "/administration?tab=templates",
        "/administration?tab=mails",
        "/administration?tab=forms",
        "/administration?tab=retention",
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
    [InlineData("supervisor", "/", "/supervision", "/unmask", "/tips?state=taken-up")]
    [InlineData("inspector", "/tips", "/deadlines", "/amounts", "/nowhere")]
    public async Task Axe_finds_nothing_on_the_pages_of_a_role(string role, params string[] paths)
    {
        await using var officer = await browser.OfficeAsync();
        await officer.Page.GotoAsync("/sign-in");
        await officer.SignInAsync(role);
        await Expect(officer.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        await LookAsync(officer, role, paths, phone: false);
    }

    private static async Task LookAsync(Visitor visitor, string who, string[] paths, bool phone)
    {
        foreach (var path in paths)
        {
            await visitor.Page.GotoAsync(path);
            await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await visitor.LookAsync("page-" + who + path.Replace('/', '-').Replace('?', '-').Replace('=', '-'));
            if (phone)
                (await visitor.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, path);
        }

        visitor.Faults.ShouldBeEmpty();
    }
}
