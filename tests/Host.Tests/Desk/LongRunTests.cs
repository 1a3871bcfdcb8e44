using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Cases.Runs;
using LaborFlow.Host.Jobs;
using LaborFlow.Host.Tests.Filing;
using LaborFlow.Host.Tests.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Desk;

/// <summary>Long work goes on by itself: its officer leaves, comes back, and reads what came of it; nobody else does.</summary>
public sealed class LongRunTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task An_import_tells_how_far_it_is_and_what_became_of_each_line_and_only_to_its_clerk()
    {
        using var clerk = await host.SignInAsync("window-clerk");
        using var form = new MultipartFormDataContent { { new StringContent("reference,colour\r\nA,red"), "sheet", "disputes.csv" } };
        (await clerk.PostAsync("/api/imports", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var sheet = (await File.ReadAllLinesAsync(Samples("disputes.csv")))[..3];
        using var sound = new MultipartFormDataContent { { new StringContent(string.Join("\r\n", sheet)), "sheet", "九月.csv" } };
        var run = await HostFixture.ReadAsync(await clerk.PostAsync("/api/imports", sound), HttpStatusCode.Accepted);
        run.GetProperty("total").GetInt32().ShouldBe(2);
        run.GetProperty("title").GetString().ShouldBe("九月.csv");
        var id = run.GetProperty("id").GetString()!;

        (await FinishedAsync(clerk, id)).GetProperty("done").GetInt32().ShouldBe(2);
        var read = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/imports/{id}"), HttpStatusCode.OK);
        read.GetProperty("lines").GetArrayLength().ShouldBe(2);
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.GetAsync($"/api/runs/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await mediator.GetAsync($"/api/imports/{id}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // What came of it may hold query codes: the database does not show them.
        (await host.ScalarAsync($"SELECT result_text FROM long_runs WHERE id = '{id}'")).ShouldNotContain("lines");
    }

    [Fact]
    public async Task Many_tasks_are_claimed_in_the_background_and_each_tells_what_came_of_it()
    {
        using var first = await Dispute.FileAsync(host);
        using var second = await Dispute.FileAsync(host);
        var clerk = await first.OfficerAsync("window-clerk");
        var (one, two) = (await first.TaskAsync("window-clerk", "clerk-review"), await second.TaskAsync("window-clerk", "clerk-review"));
        object Line(JsonElement task, long more = 0) =>
            new { id = task.GetProperty("id").GetString(), expectedRevision = task.GetProperty("revision").GetInt64() + more };
        var run = await HostFixture.ReadAsync(
            await clerk.PostAsJsonAsync(
                "/api/tasks/bulk/runs",
                new
                {
                    command = "claim",
                    items = new[] { Line(one), Line(two, 7) },
                    operationId = Dispute.NewOperation(),
                }
            ),
            HttpStatusCode.Accepted
        );
        var id = run.GetProperty("id").GetString()!;
        await FinishedAsync(clerk, id);

        var bulk = await HostFixture.ReadAsync(await clerk.GetAsync($"/api/tasks/bulk/runs/{id}"), HttpStatusCode.OK);
        var items = bulk.GetProperty("items");
        items[0].GetProperty("task").GetProperty("status").GetString().ShouldBe("claimed");
        items[1].GetProperty("problem").GetProperty("code").GetString().ShouldBe("task.changed");
        (await clerk.PostAsJsonAsync("/api/tasks/bulk/runs", new { command = "delete" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        // The entry of the claim names its officer, though no request was going on any more.
        using var auditor = await host.SignInAsync("auditor");
        (await auditor.GetStringAsync("/api/audit/cases/" + Uri.EscapeDataString(first.Number))).ShouldContain(
            "\"actor\":\"window-clerk\""
        );
    }

    [Fact]
    public async Task A_run_that_its_officer_stops_ends_after_the_step_that_it_is_at_and_keeps_what_is_done()
    {
        using var clerk = await host.SignInAsync("window-clerk");
        using var other = await host.SignInAsync("mediator");
        var runs = host.Services.GetRequiredService<LongRuns>();
        var started = new TaskCompletionSource<Guid>();
        HttpStatusCode? foreign = null;
        var run = await runs.StartAsync(
            RunKinds.Bulk,
            "claim",
            50,
            "window-clerk",
            async (tell, stop) =>
            {
                var id = await started.Task;
                for (var step = 1; step <= 50; step++)
                {
                    if (step == 4)
                    {
                        foreign = (await other.PostAsync($"/api/runs/{id}/cancel", null, stop)).StatusCode;
                        (await clerk.PostAsync($"/api/runs/{id}/cancel", null, stop)).EnsureSuccessStatusCode();
                    }
                    host.Clock.Advance(TimeSpan.FromSeconds(1));
                    await tell(step, () => "[]");
                }
                return "[]";
            },
            CancellationToken.None
        );
        started.SetResult(run.Id);

        var ended = await FinishedAsync(clerk, run.Id.ToString(), "cancelled");
        // It is told to stop before the step that it is at is through.
        for (var i = 0; i < 1000 && ended.GetProperty("done").GetInt32() < 4; i++)
            ended = await FinishedAsync(clerk, run.Id.ToString(), "cancelled");
        foreign.ShouldBe(HttpStatusCode.NotFound);
        ended.GetProperty("done").GetInt32().ShouldBe(4);
        // A run that is through stays as it is.
        await clerk.PostAsync($"/api/runs/{run.Id}/cancel", null);
        (await FinishedAsync(clerk, run.Id.ToString(), "cancelled")).GetProperty("done").GetInt32().ShouldBe(4);
    }

    [Fact]
    public async Task The_list_of_cases_is_exported_as_its_reader_sees_it_and_the_export_is_on_record()
    {
        var application = Application.Sound();
        application["respondents"]![0]!["name"] = "=深圳市公式贸易有限公司";
        using var dispute = await Dispute.FileAsync(host, application);
        using var mediator = await host.SignInAsync("mediator");
        var run = await HostFixture.ReadAsync(
            await mediator.PostAsync("/api/cases/export?q=" + Uri.EscapeDataString(dispute.Number), null),
            HttpStatusCode.Accepted
        );
        var id = run.GetProperty("id").GetString()!;
        await FinishedAsync(mediator, id);

        using var file = await mediator.GetAsync($"/api/runs/{id}/file");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var lines = (await file.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2);
        lines[1].ShouldStartWith(dispute.Number);
        // A spreadsheet must not calculate what somebody typed.
        lines[1].ShouldContain("'=深圳市公式贸易有限公司");
        using var auditor = await host.SignInAsync("auditor");
        (await auditor.GetStringAsync("/api/audit/entries?action=data.exported")).ShouldContain("cases: 1");
        using var clerk = await host.SignInAsync("window-clerk");
        (await clerk.GetAsync($"/api/runs/{id}/file")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_auditor_finds_entries_by_a_party_by_words_and_by_the_version_of_the_procedure()
    {
        var application = Application.Sound();
        application["respondents"]![0]!["name"] = "深圳市审计查找有限公司";
        using var dispute = await Dispute.FileAsync(host, application);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        using var auditor = await host.SignInAsync("auditor");
        async Task<List<string?>> NumbersAsync(string query) =>
            [
                .. (await HostFixture.ReadAsync(await auditor.GetAsync("/api/audit/entries?pageSize=200&" + query), HttpStatusCode.OK))
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(entry => entry.GetProperty("caseNumber").GetString())
                    .Distinct(),
            ];
        (await NumbersAsync("person=" + Uri.EscapeDataString("审计查找"))).ShouldBe([dispute.Number]);
        (await NumbersAsync("person=" + Uri.EscapeDataString("没有这家公司"))).ShouldBeEmpty();
        (await NumbersAsync("procedureVersion=MED")).ShouldContain(dispute.Number);
        (await NumbersAsync("procedureVersion=NONE")).ShouldBeEmpty();
        (await NumbersAsync("action=" + Uri.EscapeDataString("受理"))).ShouldContain(dispute.Number);
    }

    private static async Task<JsonElement> FinishedAsync(HttpClient client, string id, string state = "finished")
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var run = await HostFixture.ReadAsync(await client.GetAsync($"/api/runs/{id}"), HttpStatusCode.OK);
            if (run.GetProperty("state").GetString() != "running")
            {
                run.GetProperty("state").GetString().ShouldBe(state, run.ToString());
                return run;
            }
            waited.Elapsed.ShouldBeLessThan(Patience, run.ToString());
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    private static string Samples(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LaborFlow.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "samples", name);
    }
}
