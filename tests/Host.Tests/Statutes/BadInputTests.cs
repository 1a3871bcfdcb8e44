using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Host.Tests.Audit;
using LaborFlow.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Statutes;

[Collection(StatuteReading.Name)]
public sealed class BadInputTests(HostFixture host)
{
    [Theory]
    [InlineData("""{"parameterId":"no-such","startsOn":"2026-03-02"}""", "deadline.unknown-parameter", "no-such")]
    [InlineData("""{"parameterId":"arb-accept-5d","startsOn":"2008-04-30"}""", "deadline.before-effective-date", "第29条")]
    [InlineData("""{"parameterId":"med-arb-review-accept","startsOn":"2026-03-02"}""", "deadline.open-value", "第75条")]
    [InlineData("""{"parameterId":"arb-accept-5d","startsOn":"2027-12-29"}""", "deadline.calendar-missing", "第29条")]
    [InlineData(
        """{"parameterId":"arb-award-45d","startsOn":"2026-03-02","extensionDays":16}""",
        "deadline.extension-beyond-cap",
        "第43条"
    )]
    [InlineData(
        """{"parameterId":"arb-award-45d","startsOn":"2026-03-02","extensionDays":5,"extensionsGranted":1}""",
        "deadline.second-extension",
        "第43条"
    )]
    [InlineData(
        """{"parameterId":"arb-accept-5d","startsOn":"2026-03-02","extensionDays":1}""",
        "deadline.extension-not-allowed",
        "第29条"
    )]
    [InlineData("""{"parameterId":"arb-free","startsOn":"2026-03-02"}""", "deadline.not-a-period", "第53条")]
    [InlineData(
        """{"parameterId":"med-sz-default-30d","jurisdiction":"440100","startsOn":"2026-03-02"}""",
        "deadline.not-here",
        "深圳经济特区矛盾纠纷多元化解条例"
    )]
    public async Task The_law_refuses_and_the_article_is_named(string body, string code, string named)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var refused = await HostFixture.ReadAsync(
            await mediator.PostAsync("/api/statutes/deadlines/explain", content),
            HttpStatusCode.UnprocessableEntity
        );

        refused.GetProperty("code").GetString().ShouldBe(code);
        refused.GetProperty("messages").GetProperty("zh").GetString()!.ShouldContain(named);
        refused.GetProperty("messages").GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace();
        if (named.StartsWith('第'))
            refused.GetProperty("basis").GetString()!.ShouldContain(named);
    }

    [Theory]
    [InlineData("""{"parameterId":"arb-award-45d"}""")]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-02-30"}""")]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-03-02","extensionDays":-1}""")]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-03-02","pauses":[{"from":"2026-03-09","to":"2026-03-08"}]}""")]
    [InlineData("""{"parameterId":"crm-transfer-24h","startsOn":"2026-03-02"}""")]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-03-02","restartsOn":"2026-03-01"}""")]
    [InlineData("""{"startsOn":"2026-03-02"}""")]
    public async Task A_question_that_makes_no_sense_is_refused(string body)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await mediator.PostAsync("/api/statutes/deadlines/explain", content);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-03-02","pauses":[{"from":"2026-03-09"}]}""", "pauses[0].to")]
    [InlineData("""{"parameterId":"arb-award-45d","startsOn":"2026-03-02","pauses":[{}]}""", "pauses[0].from")]
    [InlineData("""{"parameterId":"arb-award-45d","startsAt":"tomorrow"}""", "startsAt")]
    [InlineData("""{"startsOn":"2026-03-02"}""", "parameterId")]
    public async Task A_question_that_lacks_something_is_told_which_field(string body, string field)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var refused = await HostFixture.ReadAsync(
            await mediator.PostAsync("/api/statutes/deadlines/explain", content),
            HttpStatusCode.BadRequest
        );
        refused.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe(field);
    }

    [Theory]
    [InlineData("""{"parameterId":"crm-transfer-24h","startsAt":"2026-02-14T10:30:00"}""", "2026-02-15T02:30:00+00:00")]
    [InlineData("""{"parameterId":"crm-transfer-24h","startsAt":"2026-02-14T10:30:00+08:00"}""", "2026-02-15T02:30:00+00:00")]
    [InlineData(
        """{"parameterId":"crm-transfer-24h","startsAt":"2026-02-14T02:30:00Z","pauses":null,"extensionDays":null,"restartsOn":null}""",
        "2026-02-15T02:30:00+00:00"
    )]
    public async Task An_instant_without_an_offset_is_read_by_the_clock_of_China_and_null_says_nothing(string body, string dueAt)
    {
        using var mediator = await host.SignInAsync("mediator");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await HostFixture.ReadAsync(await mediator.PostAsync("/api/statutes/deadlines/explain", content), HttpStatusCode.OK);
        answer.GetProperty("dueAt").GetString().ShouldBe(dueAt);
    }

    [Theory]
    [InlineData("ins-rectify-period", "限期整改")]
    [InlineData("med-commission-10d", "第70条")]
    [InlineData("arb-answer-forward-5d", "calc-arb-daykind")]
    public async Task A_procedure_that_rests_on_an_unsure_row_cannot_be_published(string parameter, string named)
    {
        using var administrator = await host.BearAsync("administrator");
        var definition = "unsure-" + parameter;
        var model = $$$"""
            {"model":{"definitionId":"{{{definition}}}","name":"试","root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"start","type":"LaborFlow.StartDeadline","version":1,
               "parameter":{"typeName":"String","expression":{"type":"Literal","value":"{{{parameter}}}"}} }],"connections":[]}},"publish":true}
            """;
        using var content = new StringContent(model, Encoding.UTF8, "application/json");
        var refused = await HostFixture.ReadAsync(
            await administrator.PostAsync("/elsa/api/workflow-definitions", content),
            HttpStatusCode.BadRequest
        );

        refused.ToString().ShouldContain(parameter);
        refused.ToString().ShouldContain(named);
        using var published = await administrator.GetAsync(
            $"/elsa/api/workflow-definitions/by-definition-id/{definition}?versionOptions=Published"
        );
        published.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_due_date_in_a_year_without_calendar_is_provisional_and_says_so()
    {
        using var mediator = await host.SignInAsync("mediator");
        var answer = await HostFixture.ReadAsync(
            await mediator.PostAsJsonAsync(
                "/api/statutes/deadlines/explain",
                new { parameterId = "arb-accept-5d", startsOn = "2026-12-28" }
            ),
            HttpStatusCode.OK
        );
        answer.GetProperty("provisional").GetBoolean().ShouldBeTrue();
        answer.GetProperty("dueOn").GetString().ShouldBe("2027-01-04");
        answer
            .GetProperty("steps")
            .EnumerateArray()
            .Single(step => step.GetProperty("rule").GetString() == "provisional")
            .GetProperty("basis")
            .GetString()!
            .ShouldContain("第85条");
    }

    [Theory]
    [InlineData("extend", """{"days":16,"basis":"调解仲裁法第四十三条"}""", "deadline.extension-beyond-cap")]
    [InlineData("extend", """{"days":0,"basis":"调解仲裁法第四十三条"}""", "deadline.impossible")]
    [InlineData("pause", """{"on":"2026-03-01","basis":"办案规则第四十六条"}""", "deadline.impossible")]
    [InlineData("resume", """{"on":"2026-03-10","basis":"办案规则第四十六条"}""", "deadline.not-paused")]
    [InlineData("restart", """{"on":"2026-03-01","basis":"办案规则第四十六条"}""", "deadline.impossible")]
    public async Task What_the_law_refuses_on_a_case_changes_nothing(string change, string body, string code)
    {
        var caseId = await WithPeriodAsync();
        using var head = await host.SignInAsync("director");
        var before = await PeriodAsync(head, caseId);

        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var refused = await HostFixture.ReadAsync(
            await head.PostAsync($"/api/cases/{caseId}/deadlines/arb-award-45d/{change}", content),
            HttpStatusCode.UnprocessableEntity
        );

        refused.GetProperty("code").GetString().ShouldBe(code);
        (await PeriodAsync(head, caseId)).ShouldBe(before);
    }

    [Fact]
    public async Task A_second_extension_is_refused_by_its_article_and_the_first_stands()
    {
        var caseId = await WithPeriodAsync();
        using var head = await host.SignInAsync("director");
        var first = await head.PostAsJsonAsync(
            $"/api/cases/{caseId}/deadlines/arb-award-45d/extend",
            new { days = 5, basis = "调解仲裁法第四十三条" }
        );
        (await HostFixture.ReadAsync(first, HttpStatusCode.OK)).GetProperty("dueOn").GetString().ShouldBe("2026-04-21");
        var before = await PeriodAsync(head, caseId);

        var refused = await HostFixture.ReadAsync(
            await head.PostAsJsonAsync(
                $"/api/cases/{caseId}/deadlines/arb-award-45d/extend",
                new { days = 5, basis = "调解仲裁法第四十三条" }
            ),
            HttpStatusCode.UnprocessableEntity
        );

        refused.GetProperty("code").GetString().ShouldBe("deadline.second-extension");
        refused.GetProperty("messages").GetProperty("zh").GetString()!.ShouldContain("第43条");
        (await PeriodAsync(head, caseId)).ShouldBe(before);
    }

    [Fact]
    public async Task A_period_that_is_paused_on_its_start_day_stands_still_from_then_on()
    {
        var caseId = await WithPeriodAsync();
        using var head = await host.SignInAsync("director");
        async Task<string?> Change(string change, string on) =>
            (
                await HostFixture.ReadAsync(
                    await head.PostAsJsonAsync(
                        $"/api/cases/{caseId}/deadlines/arb-award-45d/{change}",
                        new { on, basis = "办案规则第四十六条" }
                    ),
                    HttpStatusCode.OK
                )
            )
                .GetProperty("dueOn")
                .GetString();

        await Change("pause", "2026-03-02");
        // Nine days after the start day stood still: 16 April plus nine is Saturday the 25th, and rolls to Monday.
        (await Change("resume", "2026-03-11")).ShouldBe("2026-04-27");
    }

    private async Task<string> WithPeriodAsync()
    {
        var (_, caseId) = await AuditSteps.FileAsync(host);
        await using var scope = host.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<ICaseStore>().FindAsync(Guid.Parse(caseId), forUpdate: false);
        await scope.ServiceProvider.GetRequiredService<CaseClock>().StartAsync(found!, "arb-award-45d", new DateOnly(2026, 3, 2));
        await scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        return caseId;
    }

    private static async Task<string> PeriodAsync(HttpClient client, string caseId)
    {
        var page = await HostFixture.ReadAsync(await client.GetAsync($"/api/cases/{caseId}"), HttpStatusCode.OK);
        return page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(deadline => deadline.GetProperty("parameterId").GetString() == "arb-award-45d")
            .GetRawText();
    }
}
