using System.Text.Json.Nodes;
using LaborFlow.Cases.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>
/// The officers of one office, each with a session of the own. What they fill in long forms comes from a draft that was saved before, as after
/// a break; everything else they do on the page.
/// </summary>
internal sealed class Office(BrowserFixture browser) : IAsyncDisposable
{
    private readonly Dictionary<string, Visitor> officers = [];
    private readonly Dictionary<string, Caller> callers = [];

    /// <summary>Today, where the office is.</summary>
    public static string Day(int after = 0) =>
        $"{DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(8)).AddDays(after):yyyy-MM-dd}";

    /// <summary>Somebody at the own desk, signed in.</summary>
    public async Task<Visitor> AtDeskAsync(string userName)
    {
        if (officers.TryGetValue(userName, out var known))
            return known;
        var visitor = await browser.OfficeAsync();
        officers[userName] = visitor;
        await visitor.Page.GotoAsync("/sign-in");
        await visitor.SignInAsync(userName);
        await Expect(visitor.Page.GetByRole(AriaRole.Banner)).ToBeVisibleAsync();
        return visitor;
    }

    /// <summary>An application to one of the procedures, for two months of unpaid wages; gives the case number.</summary>
    public async Task<string> FileAsync(string procedure, string employer, int coApplicants = 0)
    {
        var application = JsonNode
            .Parse(
                """
                {
                  "applicant": {
                    "kind": "worker", "name": "张伟", "idType": "resident-id", "idNumber": "11010519491231002X", "phone": "13800138000",
                    "serviceAddress": "深圳市龙华区民治街道民康路 12 号", "consentsToElectronicService": true
                  },
                  "employment": { "startedOn": "2024-03-01", "endedOn": "2026-09-30", "post": "操作工", "monthlyWage": 6000, "contractStatus": "written" },
                  "claims": [{ "cause": "unpaid-wages", "amount": 12000, "periodFrom": "2026-08-01", "periodTo": "2026-09-30", "basis": "月工资 6000 元，拖欠 2 个月" }],
                  "facts": "单位自 2026 年 8 月起停发工资。",
                  "rightInfringedOn": "2026-08-31",
                  "district": "440309"
                }
                """
            )!
            .AsObject();
        application["procedure"] = procedure;
        application["respondents"] = new JsonArray(
            new JsonObject
            {
                ["kind"] = "employer",
                ["role"] = "employer",
                ["name"] = employer,
                ["workplaceAddress"] = "深圳市龙华区观澜大道 8 号",
            }
        );
        application["coApplicants"] = new JsonArray([
            .. Enumerable
                .Range(1, coApplicants)
                .Select(i => new JsonObject
                {
                    ["name"] = $"工友{i}",
                    ["idType"] = "resident-id",
                    ["idNumber"] = Applications.ResidentNumber(i),
                    ["phone"] = "13800138000",
                }),
        ]);
        var clerk = await CallerAsync("window-clerk");
        return (await clerk.PostAsync("/api/public/disputes", application))["caseNumber"]!.ToString();
    }

    /// <summary>Takes the open task of a step, finds the draft in its form, looks at it and presses an outcome.</summary>
    /// <param name="userName">Who works.</param>
    /// <param name="caseNumber">The case.</param>
    /// <param name="step">The step's code.</param>
    /// <param name="outcome">The outcome, in the words on its button.</param>
    /// <param name="draft">What was filled in, as JSON.</param>
    /// <param name="reason">For outcomes that ask for one.</param>
    /// <param name="picture">Keeps a picture of the filled form under this name.</param>
    public async Task WorkAsync(
        string userName,
        string caseNumber,
        string step,
        string outcome,
        string draft = "{}",
        string? reason = null,
        string? picture = null
    )
    {
        var visitor = await AtDeskAsync(userName);
        var page = visitor.Page;
        var id = await OpenTaskAsync(userName, caseNumber, step);
        await page.GotoAsync($"/tasks/{id}");
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        var claim = page.GetByRole(AriaRole.Button, new() { Name = "认领", Exact = true });
        await Expect(claim.Or(page.Locator(".outcomes")).First).ToBeVisibleAsync();
        if (await claim.CountAsync() > 0)
            await page.RunAndWaitForResponseAsync(
                () => claim.ClickAsync(),
                answer => answer.Url.EndsWith("/claim", StringComparison.Ordinal)
            );
        await (await CallerAsync(userName)).PutAsync($"/api/tasks/{id}/draft", new JsonObject { ["data"] = JsonNode.Parse(draft) });
        await page.ReloadAsync();
        var button = page.Locator(".outcomes").GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true });
        await Expect(button).ToBeVisibleAsync();
        if (picture is not null)
            await visitor.LookAsync(picture);
        await button.ClickAsync();
        if (reason is not null)
        {
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByRole(AriaRole.Textbox).FillAsync(reason);
            await dialog.GetByRole(AriaRole.Button, new() { Name = outcome, Exact = true }).ClickAsync();
        }
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "办理下一件" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in officers.Values)
            await visitor.DisposeAsync();
        foreach (var caller in callers.Values)
            caller.Dispose();
    }

    /// <summary>No page of anybody had an error or asked for anything outside the host.</summary>
    public void NobodySawFaults()
    {
        foreach (var (name, visitor) in officers)
            visitor.Faults.ShouldBeEmpty(name);
    }

    /// <summary>Somebody who calls the API.</summary>
    public async Task<Caller> CallerAsync(string userName)
    {
        if (!callers.TryGetValue(userName, out var caller))
            callers[userName] = caller = await browser.ApiAsync(userName);
        return caller;
    }

    private async Task<string> OpenTaskAsync(string userName, string caseNumber, string step)
    {
        var caller = await CallerAsync(userName);
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            var list = await caller.GetAsync($"/api/tasks?view=all&step={step}&pageSize=50&q={Uri.EscapeDataString(caseNumber)}");
            foreach (var item in list["items"]!.AsArray())
            {
                if (item!["status"]!.ToString() is "open" or "claimed")
                    return item["id"]!.ToString();
            }
            if (waited.Elapsed > TimeSpan.FromSeconds(60))
            {
                var all = await caller.GetAsync($"/api/tasks?view=all&pageSize=50&q={Uri.EscapeDataString(caseNumber)}");
                throw new TimeoutException($"{userName} finds no open {step} of {caseNumber} among {all}");
            }
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
