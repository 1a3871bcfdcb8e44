using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed partial class Every_kind_of_panel(BrowserFixture browser)
{
    // One step for each kind of editor that an input of the toolbox has, and one for each list of choices that the host fills: the list's
    // label and something that stands in it.
    private static readonly (string Type, string? List, string? Choice)[] Steps =
    [
        ("LaborFlow.HumanTask", "表单", "MED/"),
        ("Elsa.BulkDispatchWorkflows", null, null),
        ("Elsa.StartAt", null, null),
        ("Elsa.FlowDecision", null, null),
        ("Elsa.FlowSwitch", null, null),
        ("Elsa.RunJavaScript", null, null),
        ("Elsa.SetOutput", null, null),
        ("Elsa.SetVariable", null, null),
        ("Elsa.Switch", null, null),
        ("LaborFlow.AssignMediationOrganisation", "指定调解组织", "龙华区劳动人事争议调解中心"),
        ("LaborFlow.NotifyParty", "邮件模板", "正式告知"),
        ("LaborFlow.OpenCase", "办理程序", "调解前置受理"),
        ("LaborFlow.GenerateDocument", "文书模板", "MED/refusal-notice"),
        ("LaborFlow.StartDeadline", "法定参数", "日"),
    ];

    [Fact]
    public async Task Is_in_Chinese_and_offers_what_the_host_knows()
    {
        using (var api = await browser.ApiAsync("administrator"))
            await api.PostAsync("/elsa/api/workflow-definitions/import", OneOfEach());
        await using var administrator = await browser.OfficeAsync(strict: true);
        var page = administrator.Page;
        var studio = new Studio(page);
        await page.SetViewportSizeAsync(1600, 1000);
        await page.GotoAsync("/designer/#/definitions/panels1");
        await administrator.SignInAsync("administrator");
        await studio.SettledAsync();
        foreach (var (step, index) in Steps.Select((step, index) => (step, index)))
        {
            await studio.SelectAsync(studio.Nodes.Filter(new() { Has = page.GetByText($"环节{index}号", new() { Exact = true }) }));
            await studio.TabAsync("信息");
            await Expect(page.GetByText(step.Type, new() { Exact = true }).First).ToBeVisibleAsync();
            foreach (var tab in new[] { "通用", "日志", "输出", "输入" })
            {
                await studio.ReadAsync();
                await studio.TabAsync(tab);
            }
            if (step.Type == "Elsa.RunJavaScript")
                await CompleteAsync(page, studio);
            if (step.List is not null)
                await OpenListAsync(page, studio, step.List, step.Choice!);
            await studio.ReadAsync();
        }

        studio.Untranslated.ShouldBeEmpty();
        await studio.TabAsync("代码视图");
        await Expect(page.Locator(".view-lines").Filter(new() { HasText = "各类面板" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await studio.SettledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "中文" }).WaitForAsync();
        await studio.SelectAsync(studio.Nodes.Filter(new() { Has = page.GetByText("环节0号", new() { Exact = true }) }));
        await Expect(studio.Field("Candidate roles")).ToBeVisibleAsync();
        (await studio.ToolsAsync()).ShouldNotContain(text => Chinese().IsMatch(text));
        (await page.Locator(".mud-input-control label").AllTextContentsAsync()).ShouldNotContain(text => Chinese().IsMatch(text));
        administrator.Faults.ShouldBeEmpty();
    }

    // A script names the variables of its definition: the editor offers them.
    private static async Task CompleteAsync(IPage page, Studio studio)
    {
        await studio.WriteAsync("脚本", "getDays");
        await page.Keyboard.PressAsync("Control+Space");
        await Expect(page.Locator(".suggest-widget")).ToContainTextAsync("getDaysWaited");
        await page.Keyboard.PressAsync("Escape");
    }

    private static async Task OpenListAsync(IPage page, Studio studio, string label, string choice)
    {
        await studio.Field(label).Last.ClickAsync();
        var list = page.Locator(".mud-popover-open");
        await Expect(list).ToContainTextAsync(choice);
        await studio.ReadAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(list).ToHaveCountAsync(0);
    }

    private static JsonObject OneOfEach() =>
        new()
        {
            ["definitionId"] = "panels1",
            ["name"] = "各类面板",
            ["variables"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "days",
                    ["name"] = "daysWaited",
                    ["typeName"] = "Int32",
                }
            ),
            ["root"] = new JsonObject
            {
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["id"] = "flow1",
                ["name"] = "flow1",
                ["activities"] = new JsonArray([.. Steps.Select((step, index) => (JsonNode)Step(step.Type, index))]),
                ["connections"] = new JsonArray(),
            },
        };

    private static JsonObject Step(string type, int index) =>
        new()
        {
            ["type"] = type,
            ["version"] = 1,
            ["id"] = $"step{index}",
            ["name"] = $"环节{index}号",
            ["metadata"] = new JsonObject
            {
                ["designer"] = new JsonObject
                {
                    ["position"] = new JsonObject { ["x"] = index % 4 * 260, ["y"] = index / 4 * 110 },
                    ["size"] = new JsonObject { ["width"] = 200, ["height"] = 60 },
                },
            },
        };

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Chinese();
}
