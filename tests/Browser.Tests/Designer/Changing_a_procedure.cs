using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests.Designer;

[Collection(EveryPageCollection.Name)]
public sealed class Changing_a_procedure(BrowserFixture browser)
{
    private const string Outcomes = """[{"code":"checked","zh":"已核对","en":"Checked","kind":"primary"}]""";

    [Fact]
    public async Task A_step_that_an_administrator_draws_into_mediation_reaches_new_cases_after_a_second_ones_approval_and_no_running_one()
    {
        using var api = await browser.ApiAsync("administrator");
        var before = await FileAsync(api, "李强", "110105199003072338");

        await using (var administrator = await browser.OfficeAsync(strict: true))
        {
            await administrator.Page.GotoAsync("/designer/#/definitions/MED");
            await administrator.SignInAsync("administrator");
            await DrawAsync(administrator);
            administrator.Faults.ShouldBeEmpty();
        }
        await using (var second = await browser.OfficeAsync(strict: true))
        {
            await second.Page.GotoAsync("/designer/#/publications");
            await second.SignInAsync("administrator2");
            await ApproveAsync(second);
            second.Faults.ShouldBeEmpty();
        }

        try
        {
            var after = await FileAsync(api, "张伟", "11010519491231002X");
            await using var officer = await browser.OfficeAsync();
            await officer.Page.GotoAsync("/sign-in");
            await officer.SignInAsync("mediator");
            await CompleteAsync(officer, after);
            officer.Faults.ShouldBeEmpty();

            var (old, young) = (await InstanceAsync(api, before), await InstanceAsync(api, after));
            (young["version"]!.GetValue<int>() - old["version"]!.GetValue<int>()).ShouldBe(1, "the running case stays on its version");
            (await WaitingStepsAsync(api, old)).ShouldContain("clerkReview");
            (await WaitingStepsAsync(api, young)).ShouldContain("clerkReview", "the new step is done and the case has gone on");
        }
        finally
        {
            await TakeBackAsync(api);
        }
    }

    // Other tests walk mediation on the same host, and know nothing of the new step.
    private async Task TakeBackAsync(Caller api)
    {
        await api.PostAsync("/elsa/api/workflow-definitions/MED/revert/1", new JsonObject());
        var proposal = new JsonObject
        {
            ["definitionId"] = "MED",
            ["note"] = "恢复原流程",
            ["legalBasis"] = "《劳动争议调解仲裁法》第10条",
        };
        var id = (await api.PostAsync("/api/procedures/publications", proposal))["id"];
        using var second = await browser.ApiAsync("administrator2");
        await second.PostAsync($"/api/procedures/publications/{id}/approve", new JsonObject());
    }

    private static async Task DrawAsync(Visitor administrator)
    {
        var page = administrator.Page;
        var studio = new Studio(page);
        // Three steps side by side, wherever Studio puts the first.
        await page.SetViewportSizeAsync(1920, 1080);
        await studio.SettledAsync();
        var steps = await studio.Nodes.CountAsync();
        await studio.DragAsync("任务", "办理任务", 300, 450);
        await Expect(studio.Nodes).ToHaveCountAsync(steps + 1);
        var (before, after, task) = (studio.Node("起算调解期限"), studio.Node("出具收件回执"), studio.Node("HumanTask"));

        // Nothing is filled in yet: the checks say so, on the step.
        await studio.RemoveLineAsync(before, after);
        await studio.ConnectAsync(before, "Done", task);
        await page.Locator("button.mud-primary-text").First.ClickAsync();
        var refused = page.Locator(".lf-dialog");
        await Expect(refused).ToContainTextAsync("发布检查未通过");
        await Expect(refused).ToContainTextAsync("缺少必填项“任务名称”");
        await administrator.ScreenshotAsync("designer-checks");
        await refused.Locator("li[data-severity=error] button").First.ClickAsync();
        await Expect(page.Locator(".x6-node[data-lf-problem=error]")).ToHaveCountAsync(1);
        await administrator.ScreenshotAsync("designer-check-on-step");

        await studio.SelectAsync(task);
        await studio.FillAsync("任务名称", "核对工资凭证");
        await studio.FillAsync("步骤代码", "wage-check");
        await studio.SearchAsync("表单", "MED/confirm-agreement");
        await studio.TickAsync("调解员");
        await studio.AddAsync("结果", "checked");
        await studio.WriteAsync("结果说明", Outcomes);
        await studio.FillAsync("法律依据", "《劳动争议调解仲裁法》第10条");
        await studio.ConnectAsync(task, "checked", after);
        await administrator.ScreenshotAsync("designer-drawn");

        await studio.ProposeAsync("受理前先核对工资凭证", "《劳动争议调解仲裁法》第10条");
        await administrator.ScreenshotAsync("designer-proposed");
    }

    private static async Task ApproveAsync(Visitor second)
    {
        var page = second.Page;
        await page.Locator(".lf-table tr").Filter(new() { HasText = "调解前置受理" }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(page.Locator(".lf-drawing")).ToHaveCountAsync(2);
        await Expect(page.Locator(".lf-step[data-change=added]")).ToHaveCountAsync(1);
        await Expect(page.Locator(".lf-line[data-change=removed]")).ToHaveCountAsync(1);
        await Expect(page.Locator(".lf-line[data-change=added]")).ToHaveCountAsync(2);
        await Expect(page.Locator(".lf-sentences")).ToContainTextAsync("新增环节：“核对工资凭证”（办理任务");
        await Expect(page.Locator(".lf-sentences")).ToContainTextAsync("删除连线：起算调解期限（完成）→ 出具收件回执");
        await second.ScreenshotAsync("designer-difference");
        await page.SetViewportSizeAsync(390, 844);
        (await second.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        await second.ScreenshotAsync("designer-difference-phone");
        await page.SetViewportSizeAsync(1366, 768);

        await page.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        await page.Locator(".lf-dialog").GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
        await Expect(page.Locator(".lf-state")).ToHaveTextAsync("已批准");

        await page.GetByRole(AriaRole.Link, new() { Name = "把正在办理的案件迁移到新版本" }).ClickAsync();
        await page.Locator(".lf-moving select").SelectOptionAsync("MED");
        await page.GetByRole(AriaRole.Button, new() { Name = "试迁移" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "试迁移没有改动任何案件" })).ToBeVisibleAsync();
        await Expect(page.Locator(".lf-moving .lf-table")).ToContainTextAsync("环节“审查调解申请”继续等待");
        await second.ScreenshotAsync("designer-dry-run");
    }

    private static async Task CompleteAsync(Visitor officer, string caseNumber)
    {
        var page = officer.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "待办任务" }).ClickAsync();
        await page.GotoAsync("/tasks?view=candidate&q=" + Uri.EscapeDataString(caseNumber));
        await page.GetByText("核对工资凭证").First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "认领" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "已核对" }).ClickAsync();
        await officer.ScreenshotAsync("designer-new-step");
        // The way out is offered until the host has answered.
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "已核对" })).ToHaveCountAsync(0);
        await Expect(page.GetByText(new Regex("核对工资凭证.*已核对|已核对.*核对工资凭证")).First).ToBeVisibleAsync();
    }

    private static async Task<string> FileAsync(Caller api, string name, string idNumber)
    {
        var dispute = JsonNode.Parse(
            $$"""
            {
              "procedure": "MED", "coApplicants": [], "facts": "单位自 2026 年 6 月起停发工资。", "rightInfringedOn": "2026-06-30",
              "district": "440309", "migrantWorker": false, "urgentHardship": false,
              "applicant": { "kind": "worker", "name": "{{name}}", "idType": "resident-id", "idNumber": "{{idNumber}}", "phone": "13800138000",
                             "serviceAddress": "深圳市龙华区民治街道民康路 12 号", "consentsToElectronicService": false },
              "respondents": [{ "kind": "employer", "role": "employer", "name": "深圳市宏达精密电子有限公司" }],
              "employment": { "startedOn": "2024-03-01", "post": "操作工", "monthlyWage": 6000, "contractStatus": "written" },
              "claims": [{ "cause": "unpaid-wages", "amount": 18000, "basis": "月工资 6000 元，拖欠 3 个月" }]
            }
            """
        )!;
        return (await api.PostAsync("/api/public/disputes", dispute))["caseNumber"]!.ToString();
    }

    private static async Task<JsonNode> InstanceAsync(Caller api, string caseNumber)
    {
        var found = await api.GetAsync("/api/cases?q=" + Uri.EscapeDataString(caseNumber));
        var correlation = found["items"]![0]!["id"]!.ToString().Replace("-", "", StringComparison.Ordinal);
        var list = await api.PostAsync("/elsa/api/workflow-instances", new JsonObject { ["correlationId"] = correlation });
        var instance = list["items"]![0]!;
        instance["name"]!.ToString().ShouldBe(caseNumber, "people know an instance by its case");
        return instance;
    }

    private static async Task<string[]> WaitingStepsAsync(Caller api, JsonNode instance)
    {
        var read = await api.GetAsync("/elsa/api/workflow-instances/" + instance["id"]);
        return [.. read["workflowState"]!["bookmarks"]!.AsArray().Select(bookmark => bookmark!["activityId"]!.ToString())];
    }
}
