using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed class Definitions_from_elsewhere(BrowserFixture browser)
{
    private const string Markup = "<img src=x onerror=\"window.executed=true\"><script>window.executed=true</script>";

    [Fact]
    public async Task A_definition_that_Elsa_exported_is_imported_and_run()
    {
        await using var administrator = await browser.OfficeAsync(strict: true);
        var page = administrator.Page;
        var studio = new Studio(page);
        await page.GotoAsync("/designer/");
        await administrator.SignInAsync("administrator");
        await page.GetByRole(AriaRole.Button, new() { Name = "新建流程" }).WaitForAsync();
        await page.Locator("input[type=file]")
            .First.SetInputFilesAsync(Path.Combine(Repository.Root, "tests", "Browser.Tests", "Designer", "exported-from-elsa.json"));
        await (await studio.FindAsync("Fork-issues")).ClickAsync();
        await Expect(studio.Nodes).ToHaveCountAsync(5);
        await studio.RunAsync();
        await Expect(page.Locator("tr").Filter(new() { HasText = "子状态" })).ToContainTextAsync("已结束");
        // The decision is false: of the three lines that Elsa could write it wrote A and C, and so is it here.
        await Expect(page.Locator("elsa-workflow-instance-viewer .x6-node:has(.mud-badge)")).ToHaveCountAsync(4);
        await administrator.ScreenshotAsync("designer-imported");
        administrator.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Markup_in_a_definition_is_text_everywhere()
    {
        using (var caller = await browser.ApiAsync("administrator"))
            await caller.PostAsync("/elsa/api/workflow-definitions/import", FullOfMarkup());

        await using var administrator = await browser.OfficeAsync();
        var page = administrator.Page;
        var studio = new Studio(page);
        await page.GotoAsync("/designer/");
        await administrator.SignInAsync("administrator");
        await studio.FindAsync("满是标记的流程");
        await page.GetByText("<img src=x onerror").First.WaitForAsync();
        await studio.OpenDefinitionAsync("markup");
        await studio.Nodes.First.WaitForAsync();
        await studio.SelectAsync(studio.Nodes.First);
        await studio.TabAsync("通用");
        await studio.TabAsync("信息");
        await studio.ProposeAsync(Markup, Markup);
        await studio.GoAsync("发布申请");
        await page.Locator(".lf-table tr").Filter(new() { HasText = "满是标记的流程" }).Locator("a").First.ClickAsync();
        await page.Locator(".lf-facts").GetByText(Markup).First.WaitForAsync();
        await studio.OpenDefinitionAsync("markup");
        await studio.RunAsync();
        (await page.EvaluateAsync<bool>("() => window.executed === true")).ShouldBeFalse();
        administrator.Faults.ShouldBeEmpty();
    }

    private static JsonObject FullOfMarkup() =>
        new()
        {
            ["definitionId"] = "markup",
            ["name"] = "满是标记的流程",
            ["description"] = Markup,
            ["root"] = new JsonObject
            {
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["id"] = "flow",
                ["name"] = "flow",
                ["activities"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "Elsa.WriteLine",
                        ["version"] = 1,
                        ["id"] = "line",
                        ["name"] = "line",
                        ["text"] = new JsonObject
                        {
                            ["typeName"] = "String",
                            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = Markup },
                        },
                        ["metadata"] = new JsonObject
                        {
                            ["displayText"] = Markup,
                            ["description"] = Markup,
                            ["designer"] = new JsonObject
                            {
                                ["position"] = new JsonObject { ["x"] = 50, ["y"] = 50 },
                            },
                        },
                    }
                ),
                ["connections"] = new JsonArray(),
            },
        };
}
