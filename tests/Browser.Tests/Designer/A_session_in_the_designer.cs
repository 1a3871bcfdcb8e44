using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed class A_session_in_the_designer(BrowserFixture browser)
{
    [Fact]
    public async Task Goes_from_a_new_drawing_to_a_watched_instance_in_Chinese_without_an_error_or_a_request_that_leaves_the_host()
    {
        await using var administrator = await browser.OfficeAsync(strict: true);
        var page = administrator.Page;
        var studio = new Studio(page);
        await page.GotoAsync("/designer/");
        await administrator.SignInAsync("administrator");
        await page.Locator("table").WaitForAsync();
        await studio.ReadAsync();
        await administrator.ScreenshotAsync("designer-list");

        await studio.CreateAsync("用工指导试验");
        var definitionId = page.Url[(page.Url.LastIndexOf('/') + 1)..];
        await studio.DragAsync("输出", "输出一行", 150, 120);
        await studio.DragAsync("计时", "延时", 450, 120);
        var (line, delay) = (studio.Node("输出一行"), studio.Node("延时"));
        await studio.ConnectAsync(line, "Done", delay);
        await Expect(studio.Edges).ToHaveCountAsync(1);
        await studio.SelectAsync(line);
        await studio.FillAsync("文字", "开始");
        await studio.SelectAsync(delay);
        await studio.FillAsync("时长", "00:00:04");
        foreach (var tab in new[] { "通用", "测试", "提交策略", "日志", "信息", "输出", "输入", "变量", "输入/输出", "属性", "版本历史" })
        {
            await studio.TabAsync(tab);
            await studio.ReadAsync();
            if (tab == "变量")
                await studio.ReadDialogAsync("添加变量");
            if (tab == "输入/输出")
            {
                await studio.ReadDialogAsync("添加输入", "输入方式", "下拉列表");
                await studio.ReadDialogAsync("添加输出");
            }
        }

        await studio.ProposeAsync("试验流程", "《劳动争议调解仲裁法》第10条");
        await ApproveAsync(definitionId);

        await studio.OpenDefinitionAsync(definitionId);
        await page.ReloadAsync();
        await studio.SelectAsync(line);
        await studio.FillAsync("文字", "第二版");
        await studio.TabAsync("版本历史");
        var versions = page.Locator("tbody tr");
        await Expect(versions).ToHaveCountAsync(2);
        await studio.CommandAsync(versions.Nth(1), "回退到此版本");
        await Expect(versions).ToHaveCountAsync(3);
        await studio.CommandAsync(versions.Nth(0), "删除");
        await studio.ReadAsync();
        await studio.ConfirmAsync();
        await Expect(versions).ToHaveCountAsync(2);
        await studio.CommandAsync(versions.Nth(0), "删除");
        await studio.ConfirmAsync();
        await Expect(versions).ToHaveCountAsync(1);

        await studio.GoAsync("流程定义");
        var row = await studio.FindAsync("用工指导试验");
        await studio.CommandAsync(row, "导出");
        await studio.ReadAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => studio.ConfirmAsync());
        file.SuggestedFilename.ShouldContain(definitionId);
        var exported = JsonNode.Parse(await File.ReadAllTextAsync(await file.PathAsync()))!;
        exported["root"]!["activities"]!.AsArray().Count.ShouldBe(2);

        await studio.OpenDefinitionAsync(definitionId);
        await studio.RunAsync();
        await studio.ReadAsync();
        await administrator.ScreenshotAsync("designer-viewer");
        // Nothing on the page is touched: the hub tells the viewer that the delay is over.
        await Expect(page.Locator("table tr").Filter(new() { HasText = "子状态" })).ToContainTextAsync("已结束");
        await studio.SelectAsync(studio.Node("输出一行"));
        await studio.ReadTabsAsync();
        await studio.GoAsync("流程实例");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await studio.ReadAsync();

        await studio.GoAsync("流程定义");
        row = await studio.FindAsync("用工指导试验");
        await page.RunAndWaitForResponseAsync(
            () => studio.CommandAsync(row, "取消发布"),
            answer => answer.Url.EndsWith("/retract", StringComparison.Ordinal)
        );
        await studio.GoAsync("发布申请");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "发布申请" })).ToBeVisibleAsync();
        await studio.ReadAsync();

        studio.Untranslated.ShouldBeEmpty();
        administrator.Faults.ShouldBeEmpty();
    }

    private async Task ApproveAsync(string definitionId)
    {
        using var second = await browser.ApiAsync("administrator2");
        var waiting = await second.GetAsync($"/api/procedures/publications?state=waiting&definitionId={definitionId}");
        var id = waiting["items"]![0]!["id"]!.ToString();
        await second.PostAsync($"/api/procedures/publications/{id}/approve", new JsonObject());
    }
}
