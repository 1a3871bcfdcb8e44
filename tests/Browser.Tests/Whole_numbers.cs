using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

[Collection(BrowserCollection.Name)]
public sealed class Whole_numbers(BrowserFixture browser)
{
    [Fact]
    public async Task Whole_numbers_of_cases_are_asked_for_by_one_agreed_to_by_another_and_taken_away_once()
    {
        await using var asking = await browser.OfficeAsync();
        var number = await FileAsync(asking.Page);
        await asking.Page.GotoAsync("/unmask");
        await asking.SignInAsync("supervisor");
        await asking.Page.GetByLabel("案号（每行一个）").FillAsync(number);
        await asking.Page.GetByLabel("用途").FillAsync("与社保机构核对参保");
        await asking.Page.GetByLabel("法律依据").FillAsync("《社会保险法》第七十九条");
        await asking.Page.GetByRole(AriaRole.Button, new() { Name = "提交申请" }).ClickAsync();
        await Expect(asking.Page.GetByText("这是您本人的申请")).ToBeVisibleAsync();
        (await asking.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await using var deciding = await browser.OfficeAsync();
        await deciding.Page.GotoAsync("/unmask");
        await deciding.SignInAsync("director");
        await Expect(deciding.Page.GetByText("与社保机构核对参保")).ToBeVisibleAsync();
        await deciding.Page.GetByRole(AriaRole.Button, new() { Name = "同意", Exact = true }).ClickAsync();
        await Expect(deciding.Page.GetByRole(AriaRole.Listitem).GetByText("已批准")).ToBeVisibleAsync();

        await asking.Page.ReloadAsync();
        await asking.ScreenshotAsync("whole-numbers");
        var list = await asking.Page.RunAndWaitForDownloadAsync(() =>
            asking.Page.GetByRole(AriaRole.Button, new() { Name = "领取名单" }).ClickAsync()
        );
        (await File.ReadAllTextAsync(await list.PathAsync())).ShouldContain("11010519491231002X");
        await Expect(asking.Page.GetByRole(AriaRole.Listitem).GetByText("已领取")).ToBeVisibleAsync();
        asking.Faults.ShouldBeEmpty();
        deciding.Faults.ShouldBeEmpty();
    }

    private static async Task<string> FileAsync(IPage page)
    {
        var answer = await page.APIRequest.PostAsync(
            "/api/public/disputes",
            new()
            {
                Headers = new Dictionary<string, string> { ["X-CSRF"] = "1" },
                DataObject = new
                {
                    procedure = "MED",
                    applicant = new
                    {
                        kind = "worker",
                        name = "陈静",
                        idType = "resident-id",
                        idNumber = "11010519491231002X",
                        phone = "13800138000",
                        serviceAddress = "深圳市龙华区民治街道1号",
                        consentsToElectronicService = false,
                    },
                    coApplicants = Array.Empty<object>(),
                    respondents = new[]
                    {
                        new
                        {
                            kind = "employer",
                            role = "employer",
                            name = "深圳市某某电子有限公司",
                            workplaceAddress = "深圳市龙华区",
                        },
                    },
                    employment = new
                    {
                        startedOn = "2024-03-01",
                        post = "操作工",
                        monthlyWage = 6000,
                        contractStatus = "written",
                    },
                    claims = new[]
                    {
                        new
                        {
                            cause = "unpaid-wages",
                            amount = 1000,
                            basis = "拖欠工资",
                        },
                    },
                    facts = "单位停发工资。",
                    rightInfringedOn = "2026-06-30",
                    district = "440309",
                    migrantWorker = false,
                    urgentHardship = false,
                },
            }
        );
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
        return (await answer.JsonAsync())!.Value.GetProperty("caseNumber").GetString()!;
    }
}
