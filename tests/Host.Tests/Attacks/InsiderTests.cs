using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Tests.Elsa;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Attacks;

/// <summary>What people with an account try: SQL in searches, formulas in tables, a task twice, an expression that reaches for the machine.</summary>
public sealed class InsiderTests(InsiderTests.TrialHost host) : IClassFixture<InsiderTests.TrialHost>
{
    /// <summary>One administrator publishes alone here: what an expression does is tried, not who may publish it.</summary>
    public sealed class TrialHost : HostFixture
    {
        protected override IEnumerable<string> Settings => ["--Procedures:PublishNeedsApproval", "false"];
    }

    [Fact]
    public async Task Sql_in_any_parameter_of_any_list_finds_nothing_more_and_breaks_nothing()
    {
        using var dispute = await Dispute.FileAsync(host);
        using var client = host.Anonymous();
        var described = await HostFixture.ReadAsync(await client.GetAsync("/openapi/v1.json"), HttpStatusCode.OK);
        var lists = described
            .GetProperty("paths")
            .EnumerateObject()
            .Where(path =>
                path.Value.TryGetProperty("get", out var get)
                && get.TryGetProperty("parameters", out _)
                && !path.Name.Contains('{', StringComparison.Ordinal)
            )
            .SelectMany(path =>
                path.Value.GetProperty("get")
                    .GetProperty("parameters")
                    .EnumerateArray()
                    .Where(parameter => parameter.GetProperty("in").GetString() == "query")
                    .Select(parameter => (path.Name, Parameter: parameter.GetProperty("name").GetString()!))
            )
            .ToList();
        var before = await host.CountRowsAsync();
        var asked = 0;
        string[] attacks = ["' OR '1'='1", "'; DROP TABLE cases; --", "\\'; SELECT pg_sleep(9); --", "%"];
        var refused = lists;
        // Each list is asked by the first of them who may read it.
        foreach (var role in new[] { "administrator", "auditor", "supervisor" })
        {
            using var reader = await host.BearAsync(role);
            var next = new List<(string Name, string Parameter)>();
            foreach (var (path, parameter) in refused)
            {
                foreach (var attack in attacks)
                {
                    using var answer = await reader.GetAsync($"{path}?{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(attack)}");
                    ((int)answer.StatusCode).ShouldBeLessThan(500, $"{path}?{parameter}={attack}");
                    asked++;
                    if (answer.StatusCode != HttpStatusCode.Forbidden)
                        continue;
                    next.Add((path, parameter));
                    break;
                }
            }
            refused = next;
        }
        refused.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(300);
        var after = await host.CountRowsAsync();
        foreach (var table in before.Keys.Where(table => !table.StartsWith("audit_", StringComparison.Ordinal) && table != "user_sessions"))
            after[table].ShouldBe(before[table], table);
        using var clerk = await host.SignInAsync("window-clerk");
        var found = await HostFixture.ReadAsync(
            await clerk.GetAsync("/api/cases?q=" + Uri.EscapeDataString("' OR '1'='1")),
            HttpStatusCode.OK
        );
        found.GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task No_cell_of_any_table_that_leaves_the_system_begins_a_formula()
    {
        var application = Application.Sound();
        foreach (var (path, evil) in new[] { ("name", "=cmd|' /C calc'!A0"), ("serviceAddress", "@SUM(1+1)"), ("phone", "13800138000") })
            application["applicant"]![path] = evil;
        application["respondents"]![0]!["name"] = "+HYPERLINK(\"http://evil\",\"x\")";
        using var dispute = await Dispute.FileAsync(host, application);
        using var stranger = host.Anonymous();
        await stranger.PostAsJsonAsync("/api/auth/login", new { userName = "-2+3+cmd|' /C calc'!A0", password = "x" });
        var id = await host.ScalarAsync($"SELECT id FROM cases WHERE case_number = '{dispute.Number}'");

        using var supervisor = await host.SignInAsync("supervisor");
        using var director = await host.SignInAsync("director");
        using var auditor = await host.SignInAsync("auditor");
        var asked = await HostFixture.ReadAsync(
            await supervisor.PostAsJsonAsync(
                "/api/personal/unmask-requests",
                new
                {
                    cases = new[] { id },
                    reason = "=1+1",
                    legalBasis = "x",
                }
            ),
            HttpStatusCode.Created
        );
        var address = "/api/personal/unmask-requests/" + asked.GetProperty("id").GetString();
        await director.PostAsJsonAsync(address + "/approve", new { });
        string[] tables =
        [
            await (await supervisor.PostAsync(address + "/deliver", null)).Content.ReadAsStringAsync(),
            await auditor.GetStringAsync("/api/audit/entries.csv"),
            await supervisor.GetStringAsync("/api/statistics.csv"),
            await ExportedCasesAsync(supervisor, dispute.Number),
        ];
        tables[3].ShouldContain("'=cmd");
        tables[3].ShouldContain("'+HYPERLINK");
        // Each of them left the system on record.
        var exports = await auditor.GetStringAsync("/api/audit/entries?action=data.exported&pageSize=100");
        foreach (var what in new[] { "whole numbers", "audit entries", "statistics", "cases" })
            exports.ShouldContain(what);
        tables[0].ShouldContain("'=cmd");
        tables[1].ShouldContain("'-2+3");
        foreach (var table in tables)
            Cells(table).Where(cell => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t').ShouldBeEmpty();
    }

    /// <summary>The list of cases as a table, once it is written.</summary>
    private static async Task<string> ExportedCasesAsync(HttpClient supervisor, string number)
    {
        var run = await HostFixture.ReadAsync(
            await supervisor.PostAsync("/api/cases/export?q=" + Uri.EscapeDataString(number), null),
            HttpStatusCode.Accepted
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var file = await supervisor.GetAsync($"/api/runs/{run.GetProperty("id").GetString()}/file");
            if (file.IsSuccessStatusCode)
                return await file.Content.ReadAsStringAsync();
            await turn.WaitForNextTickAsync(patience.Token);
        }
    }

    [Fact]
    public async Task A_completed_task_cannot_be_completed_again_with_a_recorded_request()
    {
        using var dispute = await Dispute.FileAsync(host);
        var task = await dispute.ClaimAsync("window-clerk", "clerk-review");
        var address = $"/api/tasks/{task.GetProperty("id").GetString()}/complete";
        var clerk = await dispute.OfficerAsync("window-clerk");
        var operation = Dispute.NewOperation();
        await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "accept", Dispute.AcceptMediation, operation),
            HttpStatusCode.OK
        );
        var before = await host.CountRowsAsync();

        // The very same request is answered and does nothing; the same without its id is a conflict; another person's replay is refused.
        (await Dispute.SendAsync(clerk, address, task, "accept", Dispute.AcceptMediation, operation)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
        var again = await HostFixture.ReadAsync(
            await Dispute.SendAsync(clerk, address, task, "accept", Dispute.AcceptMediation),
            HttpStatusCode.Conflict
        );
        again.GetProperty("completedBy").GetString().ShouldBe("window-clerk");
        using var other = await host.SignInAsync("registrar");
        ((int)(await Dispute.SendAsync(other, address, task, "accept", Dispute.AcceptMediation, operation)).StatusCode).ShouldBeOneOf(
            404,
            409,
            422
        );
        (await host.CountRowsAsync())["case_tasks"].ShouldBe(before["case_tasks"]);
    }

    [Theory]
    [InlineData("reading a file", "require('fs').readFileSync('/etc/passwd')")]
    [InlineData("types of the machine", "System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("the way around by a constructor", "(function(){}).constructor('return process')().env")]
    [InlineData("a module", "import('fs')")]
    [InlineData("an endless loop", "while (true) {}")]
    [InlineData("an endless recursion", "(function f() { return f() + f(); })()")]
    [InlineData("all memory", "var s = 'x'; for (;;) { s += s; }")]
    [InlineData("all memory in a list", "var a = []; for (;;) { a.push(a.slice()); }")]
    [InlineData("a regular expression that never ends", "/^(a+)+$/.test('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')")]
    public async Task An_expression_that_reaches_for_the_machine_ends_in_an_incident_soon_and_harms_nobody(string what, string script)
    {
        using var administrator = await host.BearAsync("administrator");
        var api = new ElsaApi(host, administrator);
        var id = "attack-" + Math.Abs(script.GetHashCode(StringComparison.Ordinal));
        var definition = new JsonObject
        {
            ["model"] = new JsonObject
            {
                ["definitionId"] = id,
                ["name"] = "attack",
                ["root"] = new JsonObject
                {
                    ["id"] = "Write",
                    ["type"] = "Elsa.WriteLine",
                    ["version"] = 1,
                    ["text"] = new JsonObject
                    {
                        ["typeName"] = "String",
                        ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script },
                    },
                },
            },
            ["publish"] = true,
        };
        var (saved, _) = await api.SendAsync(HttpMethod.Post, "/workflow-definitions", definition);
        // Refused when it is saved is as good.
        if (saved >= 400)
            return;
        var began = TimeProvider.System.GetTimestamp();
        await api.SendAsync(HttpMethod.Post, $"/workflow-definitions/{id}/execute", new JsonObject());
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30), what);

        var instances = await api.InstancesAsync([id]);
        foreach (var instance in instances)
        {
            var row = await api.InstanceAsync(instance);
            row["subStatus"]!.ToString().ShouldBeOneOf("Faulted", "Suspended");
            row.ToJsonString().ShouldNotContain("root:x:");
        }
        instances.ShouldNotBeEmpty(what);
        (await administrator.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The cells of a table, with what stands in quotes taken out of them.</summary>
    private static IEnumerable<string> Cells(string csv)
    {
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var letter in csv.TrimStart('\uFEFF'))
        {
            if (letter == '"')
                quoted = !quoted;
            else if (!quoted && letter is ',' or '\n')
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else if (letter != '\r')
                cell.Append(letter);
        }
        yield return cell.ToString();
    }
}
