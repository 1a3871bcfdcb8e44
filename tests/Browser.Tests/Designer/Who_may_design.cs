using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed class Who_may_design(BrowserFixture browser, ITestOutputHelper output)
{
    [Fact]
    public async Task An_auditor_signs_in_and_sees_the_drawing_without_commands()
    {
        await using var auditor = await browser.OfficeAsync(strict: true);
        var page = auditor.Page;
        var studio = new Studio(page);
        var files = new FilesSent(page);
        await page.GotoAsync("/designer/#/definitions/MED");
        await auditor.SignInAsync("auditor");
        await studio.SettledAsync();
        await page.Locator(".monaco-editor").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        files.Count.ShouldBeGreaterThan(60);
        (await files.FaultsAsync()).ShouldBeEmpty();
        await Expect(studio.Node("审查调解申请")).ToHaveCountAsync(1);
        await Expect(page.Locator("button.mud-primary-text")).ToHaveCountAsync(0);
        await auditor.ScreenshotAsync("designer-auditor");
        await studio.GoAsync("发布申请");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "发布申请" })).ToBeVisibleAsync();
        auditor.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_officer_is_told_that_the_designer_is_not_for_him()
    {
        await using var officer = await browser.OfficeAsync();
        await officer.Page.GotoAsync("/sign-in");
        await officer.SignInAsync("mediator");
        await officer.Page.WaitForURLAsync(new Regex("/$"));
        (await officer.Page.GotoAsync("/designer/"))!.Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_drawing_of_sixty_steps_opens_and_an_edit_is_saved_in_one_request()
    {
        using (var caller = await browser.ApiAsync("administrator"))
            await caller.PostAsync("/elsa/api/workflow-definitions/import", SixtySteps());
        await using var administrator = await browser.OfficeAsync(strict: true);
        var page = administrator.Page;
        var studio = new Studio(page);
        await page.GotoAsync("/designer/#/definitions/sixty");
        await administrator.SignInAsync("administrator");
        await Expect(studio.Nodes).ToHaveCountAsync(60);

        var waited = System.Diagnostics.Stopwatch.StartNew();
        await page.ReloadAsync();
        await Expect(studio.Nodes).ToHaveCountAsync(60);
        waited.Stop();
        (await FilesSent.AskedOfTheHostAsync(page)).ShouldBeEmpty("a warm opening asks for the page alone");
        // The aim is 3 s on two free cores. It is told and not asserted: a machine that runs other suites beside is slower.
        output.WriteLine($"60 activities, warm: {waited.ElapsedMilliseconds} ms");

        await studio.SettledAsync();
        var saves = 0;
        page.Request += (_, request) => saves += Studio.IsSave(request) ? 1 : 0;
        await studio.SelectAsync(studio.Node("第 0 步"));
        await studio.FillAsync("文字", "改过的一步");
        await studio.ReadAsync();
        saves.ShouldBe(1, "an edit is saved in one request");
        administrator.Faults.ShouldBeEmpty();
    }

    private static JsonObject SixtySteps()
    {
        var activities = new JsonArray();
        var connections = new JsonArray();
        for (var n = 0; n < 60; n++)
        {
            activities.Add(
                (JsonNode)
                    new JsonObject
                    {
                        ["type"] = "Elsa.WriteLine",
                        ["version"] = 1,
                        ["id"] = $"step{n}",
                        ["name"] = $"第 {n} 步",
                        ["text"] = new JsonObject
                        {
                            ["typeName"] = "String",
                            ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = $"第 {n} 步" },
                        },
                        ["metadata"] = new JsonObject
                        {
                            ["designer"] = new JsonObject
                            {
                                ["position"] = new JsonObject
                                {
                                    ["x"] = (n / 10 % 2 == 0 ? n % 10 : 9 - (n % 10)) * 360,
                                    ["y"] = n / 10 * 160,
                                },
                                ["size"] = new JsonObject { ["width"] = 200, ["height"] = 60 },
                            },
                        },
                    }
            );
            if (n > 0)
                connections.Add(
                    (JsonNode)
                        new JsonObject
                        {
                            ["source"] = new JsonObject { ["activity"] = $"step{n - 1}", ["port"] = "Done" },
                            ["target"] = new JsonObject { ["activity"] = $"step{n}", ["port"] = "In" },
                        }
                );
        }
        return new JsonObject
        {
            ["definitionId"] = "sixty",
            ["name"] = "六十个环节",
            ["root"] = new JsonObject
            {
                ["type"] = "Elsa.Flowchart",
                ["version"] = 1,
                ["id"] = "flow",
                ["name"] = "flow",
                ["activities"] = activities,
                ["connections"] = connections,
            },
        };
    }
}
