using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Reach;

/// <summary>
/// A case that one may not see doesn't exist: every address of the description and of the designer's API is asked with the case's real numbers by
/// people outside its reach, and no answer holds anything of it.
/// </summary>
public sealed partial class ReachTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly Outsiders people = new(host);

    [Fact]
    public async Task Nothing_of_a_case_is_shown_outside_its_district_street_and_office_and_after_recusal()
    {
        using var dispute = await people.DisputeAsync();
        var known = await people.KnowAsync(dispute);
        var office = await people.AnotherOfficeAsync();
        var officers = Outsiders.OfficerRoles;
        var recused = await people.AddAsync(officers, "440309");
        await HostFixture.ReadAsync(
            await recused.PostAsJsonAsync($"/api/cases/{known.Id}/recusals", new { reason = "与当事人有利害关系" }),
            HttpStatusCode.OK
        );
        (string Who, HttpClient Client)[] outsiders =
        [
            ("officer of another district", await people.AddAsync(officers, "440305")),
            ("officer of another street", await people.AddAsync(officers, "440309007")),
            ("officer of another office", await people.AddAsync([.. officers.Except(["supervisor"])], "440309", office)),
            ("administrator of another district", await people.AddAsync(["administrator"], "440305")),
            ("auditor of another district", await people.AddAsync(["auditor"], "440305")),
            ("recused officer", recused),
        ];
        using (var insider = await host.SignInAsync("supervisor"))
            (await insider.GetStringAsync("/api/cases?pageSize=200")).ShouldContain(known.Id);

        var leaks = new List<string>();
        var asked = 0;
        foreach (var (who, client) in outsiders)
        {
            foreach (var (method, path) in await OperationsAsync())
            {
                var fault = await AskAsync(client, method, path, known);
                asked++;
                if (fault is not null)
                    leaks.Add($"{who}: {method} {path} {fault}");
            }
            client.Dispose();
        }
        asked.ShouldBeGreaterThan(500);
        leaks.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_city_reaches_its_districts_and_a_district_its_streets_but_not_the_other_way()
    {
        using var dispute = await people.DisputeAsync("440309003");
        (string Place, bool Reached)[] places =
        [
            ("440000", true),
            ("440300", true),
            ("440309", true),
            ("440309003", true),
            ("440309004", false),
            ("440306", false),
            ("350000", false),
        ];
        foreach (var (place, reached) in places)
        {
            using var reader = await people.AddAsync(["supervisor"], place);
            var found = await HostFixture.ReadAsync(
                await reader.GetAsync("/api/cases?q=" + Uri.EscapeDataString(dispute.Number)),
                HttpStatusCode.OK
            );
            found.GetProperty("total").GetInt32().ShouldBe(reached ? 1 : 0, place);
        }
    }

    [Fact]
    public async Task A_recused_officer_is_kept_off_by_every_way_until_another_one_lifts_it()
    {
        using var dispute = await people.DisputeAsync();
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var task = await dispute.ClaimAsync("mediator", "mediate");
        var id = task.GetProperty("caseId").GetString()!;
        var mediator = await dispute.OfficerAsync("mediator");
        using var supervisor = await host.SignInAsync("supervisor");
        var recusals = $"/api/cases/{id}/recusals";

        await HostFixture.ReadAsync(await mediator.PostAsJsonAsync(recusals, new { reason = " " }), HttpStatusCode.BadRequest);
        await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(recusals, new { userName = "registrar", reason = "不是本人" }),
            HttpStatusCode.Forbidden
        );
        var recusal = await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(recusals, new { reason = "与申请人是近亲属" }),
            HttpStatusCode.OK
        );

        var kept = await HostFixture.ReadAsync(await supervisor.GetAsync("/api/supervision/recusals?pageSize=200"), HttpStatusCode.OK);
        kept.GetProperty("items")
            .EnumerateArray()
            .Single(one => one.GetProperty("caseId").GetString() == id)
            .GetProperty("reason")
            .GetString()
            .ShouldBe("与申请人是近亲属");

        var address = "/api/tasks/" + task.GetProperty("id").GetString();
        (await mediator.GetAsync($"/api/cases/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mediator.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var command in new[] { "claim", "release" })
            (await mediator.PostAsJsonAsync($"{address}/{command}", new { expectedRevision = 1 })).StatusCode.ShouldBe(
                HttpStatusCode.NotFound
            );
        // Nobody can bring the officer in again: not by transfer, delegation, co-signing or copy.
        using var other = await people.AddAsync(["mediator"], "440309");
        var open = await HostFixture.ReadAsync(await other.GetAsync(address), HttpStatusCode.OK);
        open.GetProperty("status").GetString().ShouldBe("open");
        var mine = await HostFixture.ReadAsync(
            await other.PostAsJsonAsync($"{address}/claim", new { expectedRevision = open.GetProperty("revision").GetInt64() }),
            HttpStatusCode.OK
        );
        var expectedRevision = mine.GetProperty("revision").GetInt64();
        foreach (var act in new[] { "transfer", "delegate", "co-sign", "copy" })
        {
            var refused = await HostFixture.ReadAsync(
                await other.PostAsJsonAsync(
                    $"{address}/{act}",
                    new
                    {
                        to = "mediator",
                        reason = "请办理",
                        expectedRevision,
                    }
                ),
                HttpStatusCode.UnprocessableEntity
            );
            refused.GetProperty("code").GetString().ShouldBe("task.recused", act);
        }
        (await other.GetStringAsync($"{address}/officers")).ShouldNotContain("\"mediator\"");

        var lift = $"{recusals}/{recusal.GetProperty("id").GetString()}/lift";
        (await mediator.PostAsJsonAsync(lift, new { reason = "我自己解除" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await HostFixture.ReadAsync(await supervisor.PostAsJsonAsync(lift, new { reason = "经查不存在利害关系" }), HttpStatusCode.OK);
        (await mediator.GetAsync($"/api/cases/{id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await supervisor.GetStringAsync($"/api/cases/{id}/history")).ShouldContain("recusal.lifted");
    }

    /// <returns>What is wrong with the answer; null for nothing.</returns>
    private static async Task<string?> AskAsync(HttpClient client, string method, string path, Outsiders.Known known)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(path, known));
        if (method is "POST" or "PUT")
            request.Content =
                path.EndsWith("/attachments", StringComparison.Ordinal) || path.EndsWith("/bank-return", StringComparison.Ordinal)
                    ? File()
                    : JsonContent.Create(Body(path, known));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            return null;
        var text = await answer.Content.ReadAsStringAsync();
        var told = known.Markers.Where(marker => text.Contains(marker, StringComparison.OrdinalIgnoreCase)).ToList();
        if (told.Count > 0)
            return $"({(int)answer.StatusCode}) tells {string.Join(", ", told)}";
        var single =
            path.StartsWith("/api/cases/{id}", StringComparison.Ordinal) || path.StartsWith("/api/tasks/{id}", StringComparison.Ordinal);
        var status = (int)answer.StatusCode;
        // A form with faults may be told so before anybody looks for the case.
        return single && status is not (403 or 404) && !(method != "GET" && status == 400) ? $"answers {status}" : null;
    }

    private async Task<IReadOnlyList<(string Method, string Path)>> OperationsAsync()
    {
        using var client = host.Anonymous();
        var described = await HostFixture.ReadAsync(await client.GetAsync("/openapi/v1.json"), HttpStatusCode.OK);
        return
        [
            .. described
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name.ToUpperInvariant(), path.Name)))
                .Where(operation =>
                    !operation.Name.StartsWith("/api/a", StringComparison.Ordinal)
                    || operation.Name.Contains("audit")
                    || operation.Name.Contains("administration")
                ),
            ("POST", "/elsa/api/workflow-instances"),
            ("GET", "/elsa/api/workflow-instances/{instance}"),
            ("GET", "/elsa/api/workflow-instances/{instance}/export"),
            ("GET", "/elsa/api/workflow-instances/{instance}/variables"),
            ("GET", "/elsa/api/workflow-instances/{instance}/journal"),
            ("GET", "/elsa/api/workflow-instances/{instance}/execution-state"),
            ("GET", "/elsa/api/activity-executions/list?workflowInstanceId={instance}"),
            ("POST", "/elsa/api/alterations/dry-run"),
        ];
    }

    private static MultipartFormDataContent File() => new() { { new ByteArrayContent("%PDF-1.4"u8.ToArray()), "files", "材料.pdf" } };

    private static object Body(string path, Outsiders.Known known) =>
        path switch
        {
            "/api/audit/verify" or "/elsa/api/workflow-instances" => new { },
            "/elsa/api/alterations/dry-run" => new { workflowInstanceIds = new[] { known.Values["instance"] } },
            _ => new { expectedRevision = 1, reason = "试探" },
        };

    /// <summary>The address with the case's own numbers, whatever they are called there; lists are asked for everything.</summary>
    private static string Fill(string path, Outsiders.Known known)
    {
        var task = path.StartsWith("/api/tasks", StringComparison.Ordinal) || path.StartsWith("/api/public", StringComparison.Ordinal);
        var filled = Place()
            .Replace(
                path,
                place =>
                    place.Groups[1].Value switch
                    {
                        "caseNumber" => Uri.EscapeDataString(known.Number),
                        // A refused call of the designer is recorded with its address: what somebody guessed there is no news to them.
                        "id" when path.StartsWith("/api/procedures", StringComparison.Ordinal) => "none",
                        "id" => task ? known.Values["task"] : known.Id,
                        var name => known.Values.GetValueOrDefault(name, "none"),
                    }
            );
        return path switch
        {
            "/api/cases" => filled + "?pageSize=200",
            "/api/tasks" => filled + "?pageSize=200&view=all",
            "/api/mail/deliveries" => filled + "?state=sent&pageSize=200",
            "/api/supervision" => filled + "?state=all&pageSize=200",
            _ => filled,
        };
    }

    [GeneratedRegex(@"\{([A-Za-z]+)\}")]
    private static partial Regex Place();
}
