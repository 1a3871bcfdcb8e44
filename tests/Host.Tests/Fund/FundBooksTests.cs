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
