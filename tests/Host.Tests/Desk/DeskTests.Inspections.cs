using System.Net;
using System.Net.Http.Json;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Host.Tests.Walk;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Case = LaborFlow.Cases.Case;

namespace LaborFlow.Host.Tests.Desk;

/// <summary>Inspections that nobody complained about: tips that are taken up, and what inspectors find themselves.</summary>
public sealed partial class DeskTests
{
    [Fact]
    public async Task What_inspections_proposed_for_publication_stands_in_its_quarters_list_and_is_exported()
    {
        using var matter = await Dispute.FileAsync(host);
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var database = scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>();
            var found = await database.Set<Case>().SingleAsync(c => c.CaseNumber == matter.Number);
            await database
                .Set<Case>()
                .Where(c => c.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.ProcedureCode, "INSF"));
            scope
                .ServiceProvider.GetRequiredService<ExceptionDesk>()
                .Enter(found, "listing", "建议列入社会公布", "inspector", new { list = "publication" });
            await database.SaveChangesAsync();
        }

        using var inspector = await host.SignInAsync("inspector");
        async Task<int> CountAsync(int quarter) =>
            (
                await HostFixture.ReadAsync(
                    await inspector.GetAsync($"/api/credit/violations?year=2026&quarter={quarter}"),
                    HttpStatusCode.OK
                )
            )
                .GetProperty("items")
                .EnumerateArray()
                .Count(line => line.GetProperty("caseNumber").GetString() == matter.Number);
        (await CountAsync(1), await CountAsync(2)).ShouldBe((1, 0));
        (await inspector.GetAsync("/api/credit/violations?quarter=5")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var table = await inspector.GetStringAsync("/api/credit/violations.csv?year=2026&quarter=1");
        table.ShouldContain("主要违法事实和处理情况");
        table.ShouldContain(matter.Number);
        table.ShouldNotContain("陈静");
    }

    [Fact]
    public async Task An_anonymous_tip_gets_a_number_and_an_inspector_decides_on_it_once()
    {
        using var stranger = host.Anonymous();
        var refused = await HostFixture.ReadAsync(
            await stranger.PostAsJsonAsync(
                "/api/public/tips",
                new
                {
                    district = "440309",
                    employer = "",
                    facts = "",
                }
            ),
            HttpStatusCode.BadRequest
        );
        refused
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => error.GetProperty("field").GetString())
            .ShouldBe(["employer", "facts"]);
        var receipt = await HostFixture.ReadAsync(
            await stranger.PostAsJsonAsync(
                "/api/public/tips",
                new
                {
                    district = "440309",
                    employer = "深圳市暗访电子厂",
                    facts = "工人每天加班到夜里一点，不付加班费",
                    workers = 60,
                }
            ),
            HttpStatusCode.Created
        );
        var number = receipt.GetProperty("number").GetString();
        number.ShouldStartWith("深龙华劳监举报〔");

        using var inspector = await host.SignInAsync("inspector");
        var tips = await HostFixture.ReadAsync(await inspector.GetAsync("/api/tips?state=received"), HttpStatusCode.OK);
        var tip = tips.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("number").GetString() == number);
        var address = $"/api/tips/{tip.GetProperty("id").GetString()}/decision";
        var decision = new
        {
            takeUp = true,
            finding = "现场核查属实",
            cause = "overtime",
        };
        var taken = await HostFixture.ReadAsync(await inspector.PostAsJsonAsync(address, decision), HttpStatusCode.OK);
        (await inspector.PostAsJsonAsync(address, decision)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        // It is an inspection now, with the employer as its only party, and waits for an inspector.
        taken.GetProperty("caseNumber").GetString().ShouldStartWith("深龙");
        var record = await HostFixture.ReadAsync(
            await inspector.GetAsync("/api/cases/" + taken.GetProperty("caseId").GetString()),
            HttpStatusCode.OK
        );
        record.GetProperty("channel").GetString().ShouldBe("tip");
        record.GetProperty("applicants").GetArrayLength().ShouldBe(0);
        record.GetProperty("respondents").EnumerateArray().Single().GetProperty("name").GetString().ShouldBe("深圳市暗访电子厂");
        var waiting = await HostFixture.ReadAsync(
            await inspector.GetAsync("/api/tasks?view=candidate&q=" + Uri.EscapeDataString(taken.GetProperty("caseNumber").GetString()!)),
            HttpStatusCode.OK
        );
        waiting.GetProperty("items").EnumerateArray().Single().GetProperty("step").GetString().ShouldBe("ins-accept");
        using var clerk = await host.SignInAsync("window-clerk");
        (await clerk.GetAsync("/api/tips")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_a_patrol_finds_is_a_case_at_once_and_one_however_often_it_is_sent()
    {
        using var inspector = await host.SignInAsync("inspector");
        object Of(string employer) =>
            new
            {
                procedure = "INSF",
                source = "patrol",
                reference = "2026年春季巡查计划",
                district = "440309",
                employer,
                cause = "unpaid-wages",
                facts = "抽查三月工资表，十二名工人三月工资未发。",
                foundOn = "2026-03-02",
                workers = 12,
                amount = 63_000.5m,
            };
        var lead = Of("深圳市巡查服装厂");
        var refused = await HostFixture.ReadAsync(
            await inspector.PostAsJsonAsync(
                "/api/inspections",
                new
                {
                    lead = new
                    {
                        procedure = "MED",
                        source = "tip",
                        creditCode = "91440300MA5ABCDE0X",
                        district = "440309",
                    },
                }
            ),
            HttpStatusCode.BadRequest
        );
        refused.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("source");
        refused = await HostFixture.ReadAsync(
            await inspector.PostAsJsonAsync(
                "/api/inspections",
                new
                {
                    lead = new
                    {
                        procedure = "MED",
                        source = "patrol",
                        creditCode = "91440300MA5ABCDE0X",
                        district = "440309",
                    },
                }
            ),
            HttpStatusCode.BadRequest
        );
        refused
            .GetProperty("errors")
            .EnumerateArray()
            .Select(error => error.GetProperty("field").GetString())
            .ShouldBe(["procedure", "employer", "creditCode", "cause", "facts", "foundOn"]);

        var request = new { lead, operationId = "patrol-1" };
        var first = await HostFixture.ReadAsync(await inspector.PostAsJsonAsync("/api/inspections", request), HttpStatusCode.Created);
        var again = await HostFixture.ReadAsync(await inspector.PostAsJsonAsync("/api/inspections", request), HttpStatusCode.Created);
        again.GetProperty("caseNumber").GetString().ShouldBe(first.GetProperty("caseNumber").GetString());
        first.GetProperty("othersOpen").GetArrayLength().ShouldBe(0);
        var other = await HostFixture.ReadAsync(
            await inspector.PostAsJsonAsync("/api/inspections", new { lead, operationId = "patrol-2" }),
            HttpStatusCode.Created
        );
        other.GetProperty("othersOpen")[0].GetString().ShouldBe(first.GetProperty("caseNumber").GetString());
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.PostAsJsonAsync("/api/inspections", request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // One employer, however many cases: the plan counts employers. Two that give no code are not the same for that.
        await HostFixture.ReadAsync(
            await inspector.PostAsJsonAsync("/api/inspections", new { lead = Of("深圳市另一家巡查厂"), operationId = "patrol-3" }),
            HttpStatusCode.Created
        );
        using var head = await host.SignInAsync("head");
        var found = await HostFixture.ReadAsync(await head.GetAsync("/api/statistics"), HttpStatusCode.OK);
        found
            .GetProperty("indicators")
            .EnumerateArray()
            .Single(row => row.GetProperty("id").GetString() == "kpi-ins-active-7000")
            .GetProperty("numerator")
            .GetInt32()
            .ShouldBe(2);
    }
}
