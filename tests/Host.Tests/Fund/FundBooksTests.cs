using System.Net;
using System.Net.Http.Json;

namespace LaborFlow.Host.Tests.Fund;

/// <summary>基金台账与对账 over HTTP: a month is compared by one and closed by another, and what is not there is named.</summary>
public sealed class FundBooksTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Reconciliations = "/api/fund/reconciliations";

    [Fact]
    public async Task A_month_is_compared_by_one_and_closed_by_another()
    {
        using var finance = await host.SignInAsync("finance");
        using var reviewer = await host.SignInAsync("fund-reviewer");

        var differing = await HostFixture.ReadAsync(
            await finance.PostAsJsonAsync(
                Reconciliations,
                new
                {
                    month = "2026-02",
                    statement = new[]
                    {
                        new
                        {
                            caseNumber = "深龙华欠薪垫付〔2026〕1号",
                            batch = 1,
                            amount = 5_000m,
                        },
                    },
                }
            ),
            HttpStatusCode.Created
        );
        differing.GetProperty("state").GetString().ShouldBe("differs");
        differing.GetProperty("differences")[0].GetString()!.ShouldContain("银行5000.00元，台账没有记录，请核对回单并补登");
        await RefusedAsync(reviewer, differing, "fund.differs");

        var agreeing = await HostFixture.ReadAsync(
            await finance.PostAsJsonAsync(Reconciliations, new { month = "2026-02", statement = Array.Empty<object>() }),
            HttpStatusCode.Created
        );
        await RefusedAsync(finance, agreeing, "fund.two-persons");
        var closed = await HostFixture.ReadAsync(await CloseAsync(reviewer, agreeing), HttpStatusCode.OK);
        closed.GetProperty("closedBy").GetString().ShouldBe("fund-reviewer");
        var ledger = await HostFixture.ReadAsync(await finance.GetAsync("/api/fund/ledger?month=2026-02"), HttpStatusCode.OK);
        ledger.GetProperty("reconciliations").GetArrayLength().ShouldBe(2);
        ledger.GetProperty("paid").GetDecimal().ShouldBe(0m);

        var report = await HostFixture.ReadAsync(await finance.GetAsync("/api/fund/annual-report?year=2026"), HttpStatusCode.OK);
        report.GetProperty("months").GetArrayLength().ShouldBe(3);
        report.GetProperty("openMonths").EnumerateArray().Select(m => m.GetString()).ShouldBe(["2026-01"]);
        report
            .GetProperty("paid")
            .GetDecimal()
            .ShouldBe(report.GetProperty("months").EnumerateArray().Sum(m => m.GetProperty("paid").GetDecimal()));
        foreach (var wrong in new[] { "year=2027", "year=2026&fund=other", "year=2026&sample=0" })
            (await finance.GetAsync($"/api/fund/annual-report?{wrong}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_quarters_list_goes_from_the_fund_office_over_another_person_to_the_public_and_prints()
    {
        const string lists = "/api/fund/publications";
        using var office = await host.SignInAsync("fund-officer");
        using var head = await host.SignInAsync("head");
        (await head.PostAsJsonAsync(lists, new { quarter = "2025-Q4" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var running = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(lists, new { quarter = "2026-Q1" }),
            HttpStatusCode.BadRequest
        );
        running.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("quarter");

        var made = await HostFixture.ReadAsync(await office.PostAsJsonAsync(lists, new { quarter = "2025-Q4" }), HttpStatusCode.Created);
        var list = $"{lists}/{made.GetProperty("id").GetString()}";
        var again = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(lists, new { quarter = "2025-Q4" }),
            HttpStatusCode.UnprocessableEntity
        );
        again.GetProperty("code").GetString().ShouldBe("fund.list-exists");
        (await office.PostAsJsonAsync(list + "/decide", new { approved = true })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var early = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(list + "/publish", new { publishedOn = "2026-03-05", place = "网站" }),
            HttpStatusCode.UnprocessableEntity
        );
        early.GetProperty("code").GetString().ShouldBe("fund.list-state");
        await HostFixture.ReadAsync(await head.PostAsJsonAsync(list + "/decide", new { approved = true }), HttpStatusCode.OK);
        var today = DateOnly
            .FromDateTime(host.Clock.GetUtcNow().AddHours(8).DateTime)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var published = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(list + "/publish", new { publishedOn = today, place = "区人力资源局网站" }),
            HttpStatusCode.OK
        );
        (published.GetProperty("state").GetString(), published.GetProperty("title").GetString()).ShouldBe(("published", "2025年第4季度"));

        var word = await office.GetAsync(list + "/list.docx");
        word.StatusCode.ShouldBe(HttpStatusCode.OK);
        var paper = LaborFlow.Cases.Documents.Papers.DocxText.Whole(await word.Content.ReadAsByteArrayAsync());
        paper.ShouldContain("2025年第4季度被垫付欠薪单位清单");
        paper.ShouldContain("本季度没有应当公布的单位");
        (await office.GetStringAsync(list + "/list.csv")).ShouldContain("统一社会信用代码");
        (await office.GetStringAsync("/api/fund/annual-report.csv?year=2026")).ShouldContain("复核差错率（%）");
        await RecordedAsync("fund-list.prepared", "fund-officer");
        await RecordedAsync("fund-list.approved", "head");
        await RecordedAsync("fund-list.published", "fund-officer");
    }

    [Fact]
    public async Task The_committees_votes_on_a_years_report_decide_what_the_meeting_came_to()
    {
        const string resolutions = "/api/fund/resolutions";
        using var office = await host.SignInAsync("fund-officer");
        object Meeting(int present, int agree, string? absentVote = null) =>
            new
            {
                year = 2026,
                heldOn = "2026-01-05",
                chair = "主任辛",
                text = "同意年度报告",
                members = Enumerable
                    .Range(1, 6)
                    .Select(i => new
                    {
                        name = $"委员{i}",
                        presence = i <= present ? "出席" : "缺席",
                        vote = i > present ? absentVote
                        : i <= agree ? "同意"
                        : "反对",
                    }),
            };
        async Task<string?> ResultAsync(int present, int agree) =>
            (await HostFixture.ReadAsync(await office.PostAsJsonAsync(resolutions, Meeting(present, agree)), HttpStatusCode.Created))
                .GetProperty("result")
                .GetString();

        var contradictory = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(resolutions, Meeting(5, 5, "同意")),
            HttpStatusCode.BadRequest
        );
        contradictory.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("members[5].vote");
        (await ResultAsync(3, 3)).ShouldBe("no-quorum");
        (await ResultAsync(4, 2)).ShouldBe("not-carried");
        // Two people record the vote in the same second: one of them is told that it stands there already.
        var both = await Task.WhenAll(
            office.PostAsJsonAsync(resolutions, Meeting(4, 3)),
            office.PostAsJsonAsync(resolutions, Meeting(4, 3))
        );
        both.Select(answer => answer.StatusCode).ShouldBe([HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity], ignoreOrder: true);
        var again = await HostFixture.ReadAsync(
            await office.PostAsJsonAsync(resolutions, Meeting(6, 6)),
            HttpStatusCode.UnprocessableEntity
        );
        again.GetProperty("code").GetString().ShouldBe("fund.resolved");
        (await HostFixture.ReadAsync(await office.GetAsync(resolutions + "?year=2026"), HttpStatusCode.OK)).GetArrayLength().ShouldBe(3);
        await RecordedAsync("fund-resolution.recorded", "fund-officer");

        // The paper for the meeting says how every member voted.
        var word = await office.GetAsync("/api/fund/annual-report.docx?year=2026");
        word.StatusCode.ShouldBe(HttpStatusCode.OK);
        var paper = LaborFlow.Cases.Documents.Papers.DocxText.Whole(await word.Content.ReadAsByteArrayAsync());
        paper.ShouldContain("欠薪保障基金2026年度报告");
        paper.ShouldContain("同意3票，反对1票，弃权0票；同意的委员：委员1、委员2、委员3。结果：表决通过");
        paper.ShouldContain("缺席：委员4、委员5、委员6");
    }

    private async Task RecordedAsync(string action, string actor)
    {
        using var auditor = await host.SignInAsync("auditor");
        var found = await HostFixture.ReadAsync(
            await auditor.GetAsync($"/api/audit/entries?action={action}&actor={actor}"),
            HttpStatusCode.OK
        );
        found.GetProperty("total").GetInt32().ShouldBeGreaterThan(0, action);
    }

    [Theory]
    [InlineData("""{"kind":"fee","receivedOn":"2026-02-01","amount":1,"note":"收据"}""", 422, "fund.fee-suspended")]
    [InlineData("""{"kind":"lottery","receivedOn":"2026-02-01","amount":1,"note":"收据"}""", 400, "kind")]
    [InlineData("""{"kind":"interest","receivedOn":"2027-02-01","amount":1,"note":"收据"}""", 400, "receivedOn")]
    [InlineData("""{"kind":"interest","receivedOn":"2026-02-01","amount":0.001,"note":"收据"}""", 400, "amount")]
    [InlineData("""{"kind":"interest","receivedOn":"2026-02-01","amount":1}""", 400, "note")]
    public async Task An_income_that_is_wrong_or_not_collected_now_is_not_booked(string body, int status, string said)
    {
        using var finance = await host.SignInAsync("finance");
        var before = await host.CountRowsAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await HostFixture.ReadAsync(await finance.PostAsync("/api/fund/incomes", content), (HttpStatusCode)status);

        (status == 422 ? problem.GetProperty("code") : problem.GetProperty("errors")[0].GetProperty("field")).GetString().ShouldBe(said);
        (await host.CountRowsAsync()).ShouldBe(before);
        var books = await HostFixture.ReadAsync(await finance.GetAsync("/api/fund/incomes?year=2026"), HttpStatusCode.OK);
        books.GetProperty("feeSuspended").GetString()!.ShouldContain("暂停征收");
    }

    [Theory]
    [InlineData("""{"month":"2026-03","statement":[]}""", "month")]
    [InlineData("""{"month":"2026","statement":[]}""", "month")]
    [InlineData("""{"month":"2026-01","fund":"other","statement":[]}""", "fund")]
    [InlineData("""{"month":"2026-01","statement":[{"caseNumber":"x","amount":0}]}""", "statement[0].amount")]
    [InlineData("""{"month":"2026-01","statement":[{"amount":1.00}]}""", "statement[0].caseNumber")]
    public async Task A_comparison_that_is_wrong_in_itself_is_refused_by_its_field_and_saves_nothing(string body, string field)
    {
        using var finance = await host.SignInAsync("finance");
        var before = await host.CountRowsAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        var problem = await HostFixture.ReadAsync(await finance.PostAsync(Reconciliations, content), HttpStatusCode.BadRequest);

        problem.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
        (await host.CountRowsAsync()).ShouldBe(before);
    }

    private static Task<HttpResponseMessage> CloseAsync(HttpClient client, System.Text.Json.JsonElement reconciliation) =>
        client.PostAsync($"{Reconciliations}/{reconciliation.GetProperty("id").GetString()}/close", null);

    private static async Task RefusedAsync(HttpClient client, System.Text.Json.JsonElement reconciliation, string code)
    {
        var problem = await HostFixture.ReadAsync(await CloseAsync(client, reconciliation), HttpStatusCode.UnprocessableEntity);
        problem.GetProperty("code").GetString().ShouldBe(code);
    }
}
