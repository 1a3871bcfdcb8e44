using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Attacks;

/// <summary>What people without an account try: the case of somebody else, its code, members that no form has, hubs without a token.</summary>
public sealed class StrangerTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Another_ones_case_by_its_guessed_number_looks_like_no_case_at_every_public_address()
    {
        using var victim = await Dispute.FileAsync(host);
        using var other = await Dispute.FileAsync(host);
        var task = await host.ScalarAsync(
            $"SELECT t.id FROM case_tasks t JOIN cases c ON c.id = t.case_id WHERE c.case_number = '{victim.Number}' LIMIT 1"
        );
        (string Method, string Path)[] calls =
        [
            ("GET", ""),
            ("GET", "/documents/" + task),
            ("POST", "/evidence"),
            ("POST", "/withdraw"),
            ("POST", $"/tasks/{task}/complete"),
        ];
        var before = await host.CountRowsAsync();
        foreach (var (method, path) in calls)
        {
            // The other party's own, valid code; and a number that never was.
            var there = await AskAsync(other.Applicant, method, victim.PublicAddress + path);
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            var nowhere = await AskAsync(
                other.Applicant,
                method,
                "/api/public/cases/" + Uri.EscapeDataString("深龙华调〔2026〕9999号") + path
            );
            host.Clock.Advance(TimeSpan.FromMinutes(20));
            there.Status.ShouldBe(HttpStatusCode.NotFound, path);
            there.ShouldBe(nowhere, path);
        }
        var after = await host.CountRowsAsync();
        foreach (var table in new[] { "cases", "case_tasks", "case_events", "evidence_files", "evidence_contents", "case_documents" })
            after[table].ShouldBe(before[table], table);
    }

    [Fact]
    public async Task A_code_is_not_guessed_from_one_address_nor_from_many_and_its_owner_still_gets_in()
    {
        using var dispute = await Dispute.FileAsync(host);
        (await dispute.Applicant.GetAsync(dispute.PublicAddress)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 60; i++)
        {
            using var guesser = host.Anonymous();
            guesser.DefaultRequestHeaders.Add("X-Query-Code", $"AAAA-BBBB-C{i:D3}");
            answers.Add((await guesser.GetAsync(dispute.PublicAddress)).StatusCode);
        }
        // Five free tries, then each waits: on a clock that stands still none gets through.
        answers.Count(status => status == HttpStatusCode.NotFound).ShouldBe(5);
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(55);

        // From many addresses: the owner, who was in before, is let in all the same; strangers are not.
        var tries = new LaborFlow.Host.Following.CodeTries(new LaborFlow.Host.Web.Limits(), host.Clock);
        tries.Right("案", "owner");
        for (var i = 0; i < 30; i++)
            tries.Wrong("案", $"203.0.113.{i}");
        Should.Throw<LaborFlow.Host.Problems.ProblemException>(() => tries.DemandAllowed("案", "203.0.113.99"));
        tries.DemandAllowed("案", "owner");
        tries.DemandAllowed("另案", "203.0.113.99");
    }

    [Theory]
    [InlineData("caseNumber", "\"深龙华调〔2026〕1号\"")]
    [InlineData("id", "\"0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6\"")]
    [InlineData("stage", "\"closed\"")]
    [InlineData("closedAt", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("channel", "\"window\"")]
    [InlineData("applicant.side", "\"respondent\"")]
    [InlineData("applicant.id", "\"0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6\"")]
    [InlineData("employment.caseId", "\"0195f3a2-b1c0-7d4e-8f90-a1b2c3d4e5f6\"")]
    public async Task Members_that_the_form_does_not_have_are_refused_and_set_nothing(string member, string value)
    {
        var before = await host.CountRowsAsync();
        var application = Application.Sound();
        var owner = member.Contains('.', StringComparison.Ordinal) ? application[member.Split('.')[0]]!.AsObject() : application;
        owner[member.Split('.')[^1]] = JsonNode.Parse(value);
        using var stranger = host.Anonymous();

        var answer = await stranger.PostAsJsonAsync("/api/public/disputes", application);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("passwordHash", "\"x\"")]
    [InlineData("twoFactorEnabled", "false")]
    [InlineData("mustChangePassword", "false")]
    [InlineData("securityStamp", "\"x\"")]
    public async Task An_administrator_sets_nothing_of_an_account_that_the_form_does_not_have(string member, string value)
    {
        using var administrator = await host.SignInAsync("administrator");
        var request = new JsonObject { [member] = JsonNode.Parse(value) };
        (await administrator.PutAsJsonAsync("/api/administration/users/mediator", request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        request["userName"] = "mass-" + member.ToLowerInvariant();
        (await administrator.PostAsJsonAsync("/api/administration/users", request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("forged.token.value", HttpStatusCode.Unauthorized)]
    [InlineData("mediator", HttpStatusCode.Forbidden)]
    public async Task A_hub_connection_without_the_right_token_is_refused_before_it_is_one(string? token, HttpStatusCode status)
    {
        if (token == "mediator")
        {
            using var mediator = await host.BearAsync("mediator");
            token = mediator.DefaultRequestHeaders.Authorization!.Parameter;
        }
        using var client = host.Anonymous();
        var query = token is null ? "" : "?access_token=" + Uri.EscapeDataString(token);
        (await client.PostAsync("/elsa/hubs/workflow-instance/negotiate" + query, null)).StatusCode.ShouldBe(status);
        using var upgrade = new HttpRequestMessage(
            HttpMethod.Get,
            "/elsa/hubs/workflow-instance" + query + (query.Length == 0 ? "?" : "&") + "id=guessed"
        )
        {
            Headers =
            {
                { "Connection", "Upgrade" },
                { "Upgrade", "websocket" },
                { "Sec-WebSocket-Version", "13" },
                { "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==" },
            },
        };
        (await client.SendAsync(upgrade)).StatusCode.ShouldBe(status);
        // A session cookie of somebody who may is no token: hubs take none.
        using var administrator = await host.SignInAsync("administrator");
        (await administrator.PostAsync("/elsa/hubs/workflow-instance/negotiate", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<(HttpStatusCode Status, string Code)> AskAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (path.EndsWith("/evidence", StringComparison.Ordinal))
            request.Content = new MultipartFormDataContent { { new StringContent("x"), "files", "x.txt" } };
        else if (method == "POST")
            request.Content = JsonContent.Create(
                new JsonObject
                {
                    ["reason"] = "试探",
                    ["outcome"] = path.EndsWith("/complete", StringComparison.Ordinal) ? "submit" : null,
                    ["data"] = path.EndsWith("/complete", StringComparison.Ordinal) ? new JsonObject() : null,
                    ["expectedRevision"] = path.EndsWith("/complete", StringComparison.Ordinal) ? 1 : null,
                }
                    .Where(member => member.Value is not null)
                    .Where(member => member.Key != "reason" || path.EndsWith("/withdraw", StringComparison.Ordinal))
                    .ToDictionary(member => member.Key, member => member.Value!.DeepClone())
            );
        using var answer = await client.SendAsync(request);
        var body = await HostFixture.ReadAsync(answer, answer.StatusCode);
        return (answer.StatusCode, body.GetProperty("code").GetString()!);
    }
}
