using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LaborFlow.Browser.Tests;

/// <summary>Markup in every field that somebody may fill is shown as the letters that it is, on every page of the application.</summary>
[Collection(EveryPageCollection.Name)]
public sealed partial class Stored_scripts(BrowserFixture browser)
{
    private const string Run = "window.__ran=(window.__ran||0)+1";

    private const string Markup =
        $"\"'><img src=x onerror=\"{Run}\"><script>{Run}</script><svg onload=\"{Run}\"></svg><a href=\"javascript:{Run}\">x</a>";

    /// <summary>The same where fewer letters fit.</summary>
    private const string Short = $"<img src=x onerror=\"{Run}\">";

    [Fact]
    public async Task Nothing_that_was_typed_into_a_field_runs_on_any_page()
    {
        await using var worker = await browser.PhoneAsync();
        var (number, code) = await FileAsync(worker);
        var withdrawn = await FileAsync(worker);
        await ExpectOkAsync(
            await worker.Page.APIRequest.PostAsync(
                "/api/public/cases/" + Uri.EscapeDataString(withdrawn.Number) + "/withdraw",
                Json(new { reason = Markup }, withdrawn.Code)
            )
        );

        // The party's own page.
        await worker.Page.GotoAsync("/my-case");
        await worker.Page.GetByLabel("案号").FillAsync(number);
        await worker.Page.GetByLabel("查询码").FillAsync(code);
        await worker.Page.Locator("button[type=submit]").ClickAsync();
        await Expect(worker.Page.GetByText(number).First).ToBeVisibleAsync();
        await DemandQuietAsync(worker, "/my-case");

        await using var officer = await browser.OfficeAsync();
        await SignInAsync(officer, "window-clerk");
        var (caseId, taskId) = await SpoilAsync(officer, number);
        // The case and its task as each role sees them; every other page as the first role that may open it.
        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in new[] { "window-clerk", "mediator", "supervisor", "administrator", "auditor" })
        {
            await SignInAsync(officer, role);
            foreach (var path in Pages(caseId, taskId).Where(path => !opened.Contains(path)))
            {
                await officer.Page.GotoAsync(path);
                await OpenEverythingAsync(officer.Page);
                await DemandQuietAsync(officer, $"{role} {path}");
                var ofThisCase = path.Contains(caseId, StringComparison.Ordinal) || path.Contains(taskId, StringComparison.Ordinal);
                if (!ofThisCase && await officer.Page.GetByText("您没有查看或办理此内容的权限").CountAsync() == 0)
                    opened.Add(path);
            }
        }

        // It is there, as text.
        await SignInAsync(officer, "supervisor");
        await officer.Page.GotoAsync("/cases/" + caseId);
        await Expect(officer.Page.GetByText("<img src=x onerror=").First).ToBeVisibleAsync();
        officer.Faults.ShouldBeEmpty();
        worker.Faults.ShouldBeEmpty();
    }

    /// <summary>Every page of the application, as its own table of routes names them.</summary>
    private static IReadOnlyList<string> Pages(string caseId, string taskId)
    {
        var routes = File.ReadAllText(Path.Combine(Repository.Root, "workbench", "src", "app", "routes.tsx"));
        var pages = Route()
            .Matches(routes)
            .Select(match => match.Groups[1].Value)
            .Where(path => path.StartsWith('/') && path is not ("/sign-in" or "/login"))
            .Select(path =>
                path.Replace(":id", path.StartsWith("/tasks", StringComparison.Ordinal) ? taskId : caseId, StringComparison.Ordinal)
            )
            .Where(path => !path.Contains(':', StringComparison.Ordinal))
            .Distinct()
            .ToList();
        pages.Count.ShouldBeGreaterThan(15);
        return pages;
    }

    [GeneratedRegex("path: '([^']+)'")]
    private static partial Regex Route();

    /// <summary>Waits until the page shows what it has, and opens its tabs and folded parts one after the other.</summary>
    private static async Task OpenEverythingAsync(IPage page)
    {
        // Something is there and nothing is still coming: the page itself, or that this role may not open it.
        await Expect(page.Locator("main").First).Not.ToBeEmptyAsync();
        await Expect(page.Locator(".ant-spin-spinning")).ToHaveCountAsync(0);
        var tabs = page.GetByRole(AriaRole.Tab);
        for (var i = 0; i < await tabs.CountAsync(); i++)
        {
            if (await tabs.Nth(i).IsEnabledAsync())
            {
                await tabs.Nth(i).ClickAsync();
                await Expect(page.Locator(".ant-spin-spinning")).ToHaveCountAsync(0);
                await UnfoldAsync(page);
            }
        }

        await UnfoldAsync(page);
    }

    /// <summary>Opens what is folded on the part of the page that is shown.</summary>
    private static async Task UnfoldAsync(IPage page)
    {
        var folded = page.Locator("details:not([open]) > summary").Filter(new() { Visible = true });
        for (var left = await folded.CountAsync(); left > 0; left--)
            await folded.First.ClickAsync();
    }

    private static async Task DemandQuietAsync(Visitor visitor, string where)
    {
        (await visitor.Page.EvaluateAsync<bool>("() => window.__ran === undefined")).ShouldBeTrue(where);
        (await visitor.Page.Locator("img[src='x'], svg[onload], a[href^='javascript:']").CountAsync()).ShouldBe(0, where);
        visitor.Faults.ShouldBeEmpty(where);
    }

    /// <summary>Markup into what officers may write: a completed form with its reason, a declared recusal, a draft, an exception.</summary>
    private static async Task<(string Case, string Task)> SpoilAsync(Visitor clerk, string number)
    {
        var api = clerk.Page.APIRequest;
        var found = await ReadAsync(await api.GetAsync("/api/tasks?view=all&pageSize=50&q=" + Uri.EscapeDataString(number)));
        var task = found.GetProperty("items")[0];
        var caseId = task.GetProperty("caseId").GetString()!;
        var address = "/api/tasks/" + task.GetProperty("id").GetString();
        var claimed = await ReadAsync(
            await api.PostAsync(address + "/claim", Json(new { expectedRevision = task.GetProperty("revision").GetInt64() }))
        );
        await ExpectOkAsync(await api.PutAsync(address + "/draft", Json(new { data = new { note = Markup } })));
        var done = await api.PostAsync(
            address + "/complete",
            Json(
                new
                {
                    outcome = "accept",
                    data = new
                    {
                        labourDispute = true,
                        inTerritory = true,
                        applicantConsents = true,
                        respondentSide = "consented",
                        consentOn = "2026-11-02",
                        consentMethod = "phone",
                        reason = Markup,
                    },
                    expectedRevision = claimed.GetProperty("revision").GetInt64(),
                }
            )
        );
        await ExpectOkAsync(done);
        await SignInAsync(clerk, "registrar");
        await ExpectOkAsync(await api.PostAsync($"/api/cases/{caseId}/recusals", Json(new { reason = Markup })));
        await SignInAsync(clerk, "supervisor");
        await ExpectOkAsync(
            await api.PostAsync(
                "/api/personal/unmask-requests",
                Json(
                    new
                    {
                        cases = new[] { caseId },
                        reason = Markup,
                        legalBasis = Markup,
                    }
                )
            )
        );
        await SignInAsync(clerk, "administrator");
        await ExpectOkAsync(
            await api.PostAsync(
                "/api/administration/users",
                Json(
                    new
                    {
                        userName = "markup",
                        displayName = Short,
                        password = "Markup-Pass-2026!",
                        roles = new[] { "mediator" },
                    }
                )
            )
        );
        await ExpectOkAsync(
            await api.PostAsync(
                "/api/mediation-organisations",
                Json(
                    new
                    {
                        name = Short,
                        level = "street",
                        jurisdiction = "440309003",
                    }
                )
            )
        );
        var open = await ReadAsync(await api.GetAsync("/api/tasks?view=all&pageSize=50&q=" + Uri.EscapeDataString(number)));
        return (caseId, open.GetProperty("items")[0].GetProperty("id").GetString()!);
    }

    private static async Task<(string Number, string Code)> FileAsync(Visitor worker)
    {
        var answer = await worker.Page.APIRequest.PostAsync(
            "/api/public/disputes",
            Json(
                new
                {
                    procedure = "MED",
                    applicant = new
                    {
                        kind = "worker",
                        name = Short,
                        idType = "passport",
                        idNumber = "E12345678",
                        phone = "13800138000",
                        serviceAddress = Markup,
                        consentsToElectronicService = true,
                    },
                    coApplicants = Array.Empty<object>(),
                    respondents = new[]
                    {
                        new
                        {
                            kind = "employer",
                            role = "employer",
                            name = Short,
                            registeredAddress = Markup,
                            workplaceAddress = Markup,
                            legalRepresentative = Short,
                        },
                    },
                    employment = new
                    {
                        startedOn = "2024-03-01",
                        post = Short,
                        monthlyWage = 6000,
                        contractStatus = "written",
                    },
                    claims = new[]
                    {
                        new
                        {
                            cause = "unpaid-wages",
                            amount = 1000,
                            basis = Markup,
                        },
                    },
                    facts = Markup,
                    rightInfringedOn = "2026-06-30",
                    district = "440309",
                    migrantWorker = false,
                    urgentHardship = false,
                }
            )
        );
        var filed = await ReadAsync(answer);
        return (filed.GetProperty("caseNumber").GetString()!, filed.GetProperty("queryCode").GetString()!);
    }

    private static async Task SignInAsync(Visitor visitor, string userName) =>
        await ExpectOkAsync(
            await visitor.Page.APIRequest.PostAsync("/api/auth/login", Json(new { userName, password = BrowserFixture.Password }))
        );

    private static APIRequestContextOptions Json(object body, string? code = null)
    {
        Dictionary<string, string> headers = new() { ["X-CSRF"] = "1" };
        if (code is not null)
            headers["X-Query-Code"] = code;
        return new() { DataObject = body, Headers = headers };
    }

    private static async Task<JsonElement> ReadAsync(IAPIResponse answer)
    {
        await ExpectOkAsync(answer);
        return (await answer.JsonAsync())!.Value;
    }

    private static async Task ExpectOkAsync(IAPIResponse answer) => answer.Ok.ShouldBeTrue($"{answer.Url}: {await answer.TextAsync()}");
}
