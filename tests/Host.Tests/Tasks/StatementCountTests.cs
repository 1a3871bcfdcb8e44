using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using LaborFlow.Host.Tests.Walk;

namespace LaborFlow.Host.Tests.Tasks;

/// <summary>What is asked all day costs a handful of statements, however much the case or the list holds.</summary>
public sealed class StatementCountTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int Most = 5;
    private const int MostOfATask = 10;

    [Fact]
    public async Task Lists_searches_and_the_pages_of_a_case_ask_the_database_at_most_five_times()
    {
        using var dispute = await Dispute.FileAsync(host);
        await dispute.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var task = await dispute.ClaimAsync("mediator", "mediate");
        var mediator = await dispute.OfficerAsync("mediator");
        var caseId = task.GetProperty("caseId").GetString();
        var number = Uri.EscapeDataString(dispute.Number);

        string[] asked =
        [
            "/api/tasks",
            "/api/tasks?view=candidate",
            "/api/tasks?view=all",
            "/api/tasks?view=all&procedure=MED",
            "/api/tasks?view=copied",
            "/api/tasks?view=open",
            "/api/tasks?view=done",
            "/api/tasks?view=co-sign",
            "/api/tasks?view=all&light=red",
            "/api/tasks?view=all&light=yellow",
            "/api/tasks?view=all&source=online&mainCause=unpaid-wages&caseOffice=none",
            "/api/tasks/steps",
            "/api/tasks?view=all&light=green",
            "/api/tasks?view=all&q=" + number,
            "/api/cases",
            "/api/cases?light=green",
            "/api/cases?light=red",
            "/api/cases?light=yellow",
            "/api/cases?office=none",
            "/api/cases?q=" + number,
            "/api/cases?q=" + Uri.EscapeDataString("陈静"),
            "/api/cases?q=13800138000",
            "/api/cases/" + caseId,
            $"/api/cases/{caseId}/history",
            $"/api/cases/{caseId}/procedure",
        ];
        foreach (var path in asked)
        {
            // Once before, so that what the process keeps is there.
            await CountAsync(mediator, path);
            var statements = await CountAsync(mediator, path);
            statements.Count.ShouldBeInRange(1, Most, path + "\n" + string.Join("\n", statements));
        }

        // A task's page holds the task with its forms and earlier steps, and the whole case.
        var page = "/api/tasks/" + task.GetProperty("id").GetString();
        await CountAsync(mediator, page);
        var read = await CountAsync(mediator, page);
        read.Count.ShouldBeInRange(1, MostOfATask, string.Join("\n", read));
    }

    [Fact]
    public async Task Lists_of_heads_and_of_the_fund_ask_the_database_at_most_five_times()
    {
        using var head = await host.SignInAsync("head");
        string[] asked =
        [
            "/api/supervision",
            "/api/supervision/stuck",
            "/api/supervision/recusals",
            "/api/fund/applications",
            "/api/fund/failed-payments",
            "/api/fund/recoveries",
        ];
        foreach (var path in asked)
        {
            await CountAsync(head, path);
            var statements = await CountAsync(head, path);
            statements.Count.ShouldBeInRange(1, Most, path + "\n" + string.Join("\n", statements));
        }
    }

    /// <summary>However many indicators there are, a period is asked about once; a trend once for each of its months; batches all at once.</summary>
    [Theory]
    [InlineData("/api/statistics/trend", 14)]
    [InlineData("/api/statistics/figures", 19)]
    [InlineData("/api/fund/batches", 5)]
    public async Task Indicators_are_counted_together(string path, int most)
    {
        using var head = await host.SignInAsync("head");
        await CountAsync(head, path);
        var statements = await CountAsync(head, path);
        statements.Count.ShouldBeInRange(1, most, string.Join("\n", statements));
    }

    [Fact]
    public async Task A_list_of_all_puts_what_waits_first_and_what_is_done_last_over_its_pages()
    {
        using var first = await Dispute.FileAsync(host);
        await first.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        using var second = await Dispute.FileAsync(host);
        await second.CompleteAsync("window-clerk", "clerk-review", "accept", Dispute.AcceptMediation);
        var clerk = await second.OfficerAsync("supervisor");

        var whole = await PageAsync(clerk, "/api/tasks?view=all&pageSize=200");
        var done = whole.FindIndex(row => row.CompletedAt is not null);
        done.ShouldBeGreaterThan(0);
        whole[done..].ShouldAllBe(row => row.CompletedAt != null);
        whole[done..].ShouldBe(whole[done..].OrderByDescending(row => row.CompletedAt, StringComparer.Ordinal), ignoreOrder: false);
        whole[..done].ShouldBe(whole[..done].OrderBy(row => row.DueOn ?? "9999", StringComparer.Ordinal), ignoreOrder: false);
        var pages = new List<(string Id, string? DueOn, string? CompletedAt)>();
        for (var page = 1; pages.Count < whole.Count; page++)
            pages.AddRange(await PageAsync(clerk, "/api/tasks?view=all&pageSize=3&page=" + page));
        pages.ShouldBe(whole);
    }

    private static async Task<List<(string Id, string? DueOn, string? CompletedAt)>> PageAsync(HttpClient client, string path)
    {
        var list = await HostFixture.ReadAsync(await client.GetAsync(path), HttpStatusCode.OK);
        return
        [
            .. list.GetProperty("items")
                .EnumerateArray()
                .Select(item =>
                    (
                        item.GetProperty("id").GetString()!,
                        item.GetProperty("dueOn").GetString(),
                        item.GetProperty("completedAt").GetString()
                    )
                ),
        ];
    }

    [Fact]
    public async Task A_search_finds_parts_of_names_and_numbers_and_takes_signs_of_patterns_as_they_are()
    {
        using var dispute = await Dispute.FileAsync(host);
        var mediator = await dispute.OfficerAsync("mediator");
        foreach (var part in (string[])[dispute.Number, dispute.Number[2..], "陈静", "静", "某某电子", "13800138000", "11010519491231002X"])
            (await FindAsync(mediator, part)).ShouldContain(dispute.Number, part);
        foreach (var other in (string[])["陈%", "陈_", "静陈", "某电某", "\\", "13800138001"])
            (await FindAsync(mediator, other)).ShouldNotContain(dispute.Number, other);
    }

    private static async Task<List<string?>> FindAsync(HttpClient client, string text)
    {
        var list = await HostFixture.ReadAsync(
            await client.GetAsync("/api/cases?pageSize=200&q=" + Uri.EscapeDataString(text)),
            HttpStatusCode.OK
        );
        return [.. list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("caseNumber").GetString())];
    }

    /// <summary>The statements of one request, told from those of background work by the trace that the request began.</summary>
    private static async Task<IReadOnlyCollection<string>> CountAsync(HttpClient client, string path)
    {
        var trace = ActivityTraceId.CreateRandom();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace && activity.Source.Name == "Npgsql" && activity.GetTagItem("db.query.text") is string text)
                    statements.Enqueue(text);
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("traceparent", $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        using var answer = await client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return statements;
    }
}
