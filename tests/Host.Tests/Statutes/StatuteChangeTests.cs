using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Host.Tests.Audit;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Statutes;

public sealed class StatuteChangeTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_row_is_changed_by_two_people_beside_the_old_one_and_moves_running_deadlines_only_once_approved()
    {
        var (_, caseId) = await AuditSteps.FileAsync(host);
        await StartAsync(caseId, "med-duration-15d", new DateOnly(2026, 3, 5));
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        (await DueAsync(first, "med-duration-15d", "2026-03-05")).ShouldBe("2026-03-20");

        var proposed = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync(
                "/api/statutes/changes",
                new
                {
                    parameterId = "med-duration-15d",
                    value = 20,
                    effectiveFrom = "2026-03-01",
                    legalBasis = "劳动争议调解仲裁法（修订）第十四条",
                }
            ),
            HttpStatusCode.Created
        );
        var id = proposed.GetProperty("id").GetString();
        proposed.GetProperty("moves").EnumerateArray().Single().GetProperty("after").GetString().ShouldBe("2026-03-25");
        (await DueAsync(first, "med-duration-15d", "2026-03-05")).ShouldBe("2026-03-20");

        var alone = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync($"/api/statutes/changes/{id}/approve", new { }),
            HttpStatusCode.UnprocessableEntity
        );
        alone.GetProperty("code").GetString().ShouldBe("statute.needs-two-people");
        (await second.PostAsJsonAsync($"/api/statutes/changes/{id}/approve", new { expectedMoves = 7 })).StatusCode.ShouldBe(
            HttpStatusCode.Conflict
        );
        var approved = await HostFixture.ReadAsync(
            await second.PostAsJsonAsync($"/api/statutes/changes/{id}/approve", new { expectedMoves = 1 }),
            HttpStatusCode.OK
        );
        approved.GetProperty("movedDeadlines").GetInt32().ShouldBe(1);

        (await DueAsync(first, "med-duration-15d", "2026-03-05")).ShouldBe("2026-03-25");
        (await DueAsync(first, "med-duration-15d", "2026-02-25")).ShouldBe("2026-03-12");
        var page = await HostFixture.ReadAsync(await second.GetAsync($"/api/cases/{caseId}"), HttpStatusCode.OK);
        page.GetProperty("deadlines").EnumerateArray().Last().GetProperty("dueOn").GetString().ShouldBe("2026-03-25");
        (await HostFixture.ReadAsync(await second.GetAsync($"/api/cases/{caseId}/history"), HttpStatusCode.OK))
            .EnumerateArray()
            .Count(entry => entry.GetProperty("action").GetString() == "deadline.moved")
            .ShouldBe(1);
        var versions = await HostFixture.ReadAsync(await first.GetAsync("/api/statutes/parameters/med-duration-15d"), HttpStatusCode.OK);
        versions.EnumerateArray().Select(version => version.GetProperty("value").GetDecimal()).ShouldBe([15m, 20m]);
        versions[1].GetProperty("approvedBy").GetString().ShouldBe("administrator2");
        (await second.PostAsJsonAsync($"/api/statutes/changes/{id}/approve", new { })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"parameterId":"med-duration-15d","value":20,"effectiveFrom":"2027-01-01"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"parameterId":"no-such","value":20,"effectiveFrom":"2027-01-01","legalBasis":"x"}""", HttpStatusCode.BadRequest)]
    [InlineData(
        """{"parameterId":"med-duration-15d","value":-1,"effectiveFrom":"2027-01-01","legalBasis":"x"}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData("""{"parameterId":"med-duration-15d","value":20,"legalBasis":"x"}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData(
        """{"parameterId":"med-duration-15d","value":20,"effectiveFrom":"2008-05-01","legalBasis":"x"}""",
        HttpStatusCode.UnprocessableEntity
    )]
    public async Task A_proposal_without_basis_date_or_sense_is_refused(string body, HttpStatusCode expected)
    {
        using var administrator = await host.SignInAsync("administrator");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        await HostFixture.ReadAsync(await administrator.PostAsync("/api/statutes/changes", content), expected);
    }

    [Fact]
    public async Task Officers_read_the_register_and_change_nothing()
    {
        using var mediator = await host.SignInAsync("mediator");
        (await HostFixture.ReadAsync(await mediator.GetAsync("/api/statutes/parameters"), HttpStatusCode.OK))
            .GetArrayLength()
            .ShouldBeGreaterThan(285);
        (await mediator.PostAsJsonAsync("/api/statutes/changes", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await mediator.PostAsJsonAsync("/api/statutes/parameters/calc-arb-daykind/confirm", new { })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await mediator.PostAsJsonAsync("/api/statutes/calendar/days", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_local_day_counts_where_it_holds_from_approval_until_it_is_withdrawn()
    {
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        async Task<string?> DueIn(string place) => await DueAsync(first, "arb-accept-5d", "2026-04-20", place);
        var usual = await DueIn("440309");

        var day = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync(
                "/api/statutes/calendar/days",
                new
                {
                    jurisdiction = "440309",
                    date = "2026-04-22",
                    working = false,
                    nameZh = "台风停工",
                    legalBasis = "深圳市龙华区三防指挥部令",
                }
            ),
            HttpStatusCode.Created
        );
        (await DueIn("440309")).ShouldBe(usual);
        await ApproveAsync(second, day);
        (await DueIn("440309")).ShouldBe("2026-04-28");
        (await DueIn("440307")).ShouldBe(usual);

        var calendar = await HostFixture.ReadAsync(await second.GetAsync("/api/statutes/calendar?year=2026"), HttpStatusCode.OK);
        var local = calendar.GetProperty("localDays")[0];
        local.GetProperty("zh").GetString().ShouldBe("台风停工");
        await ApproveAsync(
            first,
            await HostFixture.ReadAsync(
                await second.PostAsJsonAsync(
                    $"/api/statutes/calendar/days/{local.GetProperty("id").GetString()}/withdraw",
                    new { legalBasis = "三防指挥部撤销令" }
                ),
                HttpStatusCode.Created
            )
        );
        (await DueIn("440309")).ShouldBe(usual);
    }

    [Fact]
    public async Task A_year_that_is_not_loaded_makes_due_dates_provisional_until_it_is_imported_and_approved()
    {
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        (await ExplainAsync(first, "med-duration-15d", "2031-03-03")).GetProperty("provisional").GetBoolean().ShouldBeTrue();

        using var file = new StringContent(
            """{"years":[{"year":2031,"days":[{"date":"2031-01-01","working":false,"zh":"元旦","en":"New Year"}]}]}""",
            Encoding.UTF8,
            "application/json"
        );
        var rows = await HostFixture.ReadAsync(await first.PostAsync("/api/statutes/calendar/years", file), HttpStatusCode.Created);
        await ApproveAsync(second, rows[0]);
        (await ExplainAsync(first, "med-duration-15d", "2031-03-03")).GetProperty("provisional").GetBoolean().ShouldBeFalse();

        using var broken = new StringContent(
            """{"years":[{"year":2031,"days":[{"date":"2030-01-01"}]}]}""",
            Encoding.UTF8,
            "application/json"
        );
        (await first.PostAsync("/api/statutes/calendar/years", broken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_row_that_needs_confirmation_is_marked_until_an_administrator_names_the_text_that_was_checked()
    {
        using var administrator = await host.SignInAsync("administrator");
        (await Marked()).ShouldBeTrue();
        (await administrator.PostAsJsonAsync("/api/statutes/parameters/med-commission-10d/confirm", new { })).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (
            await administrator.PostAsJsonAsync(
                "/api/statutes/parameters/med-commission-10d/confirm",
                new { legalBasis = "已核对办案规则原文" }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Marked()).ShouldBeFalse();
        (
            await administrator.PostAsJsonAsync("/api/statutes/parameters/ref-min-wage-sz/confirm", new { legalBasis = "x" })
        ).StatusCode.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.NoContent);

        async Task<bool> Marked() =>
            (await HostFixture.ReadAsync(await administrator.GetAsync("/api/statutes/parameters?q=med-commission-10d"), HttpStatusCode.OK))[
                0
            ]
                .GetProperty("needsConfirmation")
                .GetBoolean();
    }

    [Fact]
    public async Task A_period_is_paused_resumed_extended_and_restarted_each_with_its_basis_on_the_file()
    {
        var (_, caseId) = await AuditSteps.FileAsync(host);
        await StartAsync(caseId, "arb-award-45d", new DateOnly(2026, 3, 5));
        using var head = await host.SignInAsync("director");
        async Task<string?> ChangeAsync(string what, object body) =>
            (
                await HostFixture.ReadAsync(
                    await head.PostAsJsonAsync($"/api/cases/{caseId}/deadlines/arb-award-45d/{what}", body),
                    HttpStatusCode.OK
                )
            )
                .GetProperty("dueOn")
                .GetString();

        await ChangeAsync("pause", new { on = "2026-03-10", basis = "办案规则第五十一条" });
        var resumed = await ChangeAsync("resume", new { on = "2026-03-19", basis = "办案规则第五十一条" });
        resumed.ShouldBe("2026-04-29");
        var beyond = await head.PostAsJsonAsync(
            $"/api/cases/{caseId}/deadlines/arb-award-45d/extend",
            new { days = 400, basis = "调解仲裁法第四十三条" }
        );
        (await HostFixture.ReadAsync(beyond, HttpStatusCode.UnprocessableEntity)).ToString().ShouldContain("第43条");
        (await ChangeAsync("restart", new { on = "2026-04-01", basis = "办案规则第四十七条" })).ShouldBe("2026-05-18");

        var history = await HostFixture.ReadAsync(await head.GetAsync($"/api/cases/{caseId}/history"), HttpStatusCode.OK);
        string[] told = [.. history.EnumerateArray().Select(entry => entry.GetProperty("action").GetString()!)];
        told.ShouldContain("deadline.paused");
        told.ShouldContain("deadline.resumed");
        told.ShouldContain("deadline.restarted");
        using var clerk = await host.SignInAsync("window-clerk");
        (await clerk.PostAsJsonAsync($"/api/cases/{caseId}/deadlines/arb-award-45d/pause", new { basis = "x" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private async Task StartAsync(string caseId, string parameter, DateOnly on)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(Guid.Parse(caseId), forUpdate: false);
        await scope.ServiceProvider.GetRequiredService<CaseClock>().StartAsync(found!, parameter, on);
        await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
    }

    private static async Task ApproveAsync(HttpClient client, JsonElement proposal) =>
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync($"/api/statutes/changes/{proposal.GetProperty("id").GetString()}/approve", new { }),
            HttpStatusCode.OK
        );

    private static async Task<string?> DueAsync(HttpClient client, string parameter, string startsOn, string place = "440309") =>
        (await ExplainAsync(client, parameter, startsOn, place)).GetProperty("dueOn").GetString();

    private static async Task<JsonElement> ExplainAsync(
        HttpClient client,
        string parameterId,
        string startsOn,
        string jurisdiction = "440309"
    ) =>
        await HostFixture.ReadAsync(
            await client.PostAsJsonAsync(
                "/api/statutes/deadlines/explain",
                new
                {
                    parameterId,
                    jurisdiction,
                    startsOn,
                }
            ),
            HttpStatusCode.OK
        );
}
