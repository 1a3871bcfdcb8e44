using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed class Watching_an_instance(BrowserFixture browser)
{
    [Fact]
    public async Task What_failed_is_retried_then_skipped_with_a_second_administrators_approval_then_cancelled_and_an_auditor_only_looks()
    {
        using var api = await browser.ApiAsync("administrator");
        await api.PostAsync("/elsa/api/workflow-definitions/import", Broken());
        var begun = await api.PostAsync("/elsa/api/workflow-definitions/broken/dispatch", new JsonObject { ["versionOptions"] = "Latest" });
        var place = "/designer/#/instances/" + begun["workflowInstanceId"];

        await using var administrator = await browser.OfficeAsync(strict: true);
        var page = administrator.Page;
        var state = page.Locator("table tr").Filter(new() { HasText = "子状态" });
        await page.GotoAsync(place);
        await administrator.SignInAsync("administrator");
        await Expect(state).ToContainTextAsync("已出错");
        var dialog = page.Locator(".lf-dialog");

        await page.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync();
        await page.RunAndWaitForResponseAsync(
            () => dialog.GetByRole(AriaRole.Button, new() { Name = "重试" }).ClickAsync(),
            answer => answer.Url.EndsWith("/alterations/workflows/retry", StringComparison.Ordinal) && answer.Ok
        );
        // It fails once more: the page that comes back still offers both.
        await page.GetByRole(AriaRole.Button, new() { Name = "变更流程" }).ClickAsync();
        await dialog.Locator("select[name=kind]").SelectOptionAsync("SkipIncident");
        await dialog.Locator("textarea[name=note]").FillAsync("金额以后补");
        await dialog.Locator("textarea[name=legalBasis]").FillAsync("《劳动争议调解仲裁法》第10条");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "试变更" }).ClickAsync();
        await Expect(dialog).ToContainTextAsync("可以变更");
        await administrator.ScreenshotAsync("designer-skip");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "提交变更申请" }).ClickAsync();
        await Expect(page.Locator(".lf-state")).ToHaveTextAsync("待批准");
        await administrator.ScreenshotAsync("designer-alteration");
        using (var second = await browser.ApiAsync("administrator2"))
            await second.PostAsync($"/api/procedures/migrations/{page.Url[(page.Url.LastIndexOf('/') + 1)..]}/approve", new JsonObject());

        await page.GotoAsync(place);
        await Expect(state).ToContainTextAsync("已挂起");
        await page.GetByRole(AriaRole.Button, new() { Name = "取消流程" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "取消流程" }).ClickAsync();
        await Expect(state).ToContainTextAsync("已取消");
        administrator.Faults.ShouldBeEmpty();

        await using var auditor = await browser.OfficeAsync(strict: true);
        await auditor.Page.GotoAsync(place);
        await auditor.SignInAsync("auditor");
        await Expect(auditor.Page.Locator("table tr").Filter(new() { HasText = "子状态" })).ToContainTextAsync("已取消");
        await Expect(auditor.Page.Locator("#instance button")).ToHaveCountAsync(0);
        await auditor.ScreenshotAsync("designer-auditor-viewer");
        auditor.Faults.ShouldBeEmpty();
    }

    private static JsonNode Broken() =>
        JsonNode.Parse(
            """
            {
              "definitionId": "broken", "name": "会出错的流程",
              "root": {
                "id": "flow", "type": "Elsa.Flowchart", "version": 1,
                "activities": [
                  { "id": "bad", "name": "bad", "type": "Elsa.WriteLine", "version": 1,
                    "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "throw new Error('金额未填写')" } },
                    "metadata": { "displayText": "会出错的一步", "designer": { "position": { "x": 50, "y": 100 }, "size": { "width": 200, "height": 60 } } } },
                  { "id": "wait", "name": "wait", "type": "Elsa.Event", "version": 1,
                    "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "broken-goes-on" } },
                    "metadata": { "displayText": "等一件事", "designer": { "position": { "x": 350, "y": 100 }, "size": { "width": 200, "height": 60 } } } }
                ],
                "connections": [{ "source": { "activity": "bad", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }]
              }
            }
            """
        )!;
}
