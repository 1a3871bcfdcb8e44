using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Cases;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Reminders;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>What a last day that passed, or that moved, sets in motion.</summary>
public sealed class OverdueTests
{
    [Fact]
    public async Task An_overdue_step_is_on_the_supervision_list_with_what_follows_by_law()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-24T10:00:00+08:00");
        var (id, number) = await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.RaiseAsync();
        await host.RaiseAsync();

        using var director = await host.SignInAsync("director");
        var item = (await HostFixture.ReadAsync(await director.GetAsync("/api/supervision"), HttpStatusCode.OK))
            .GetProperty("items")
            .EnumerateArray()
            .Single();
        item.GetProperty("caseNumber").GetString().ShouldBe(number);
        item.GetProperty("overdueDays").GetInt32().ShouldBe(4);
        item.GetProperty("basis").GetString()!.ShouldContain("调解仲裁法");
        item.GetProperty("consequence").GetString().ShouldNotBeNullOrEmpty();
        // Who audits reads, and orders nothing.
        using var auditor = await host.SignInAsync("auditor");
        (await auditor.GetAsync("/api/supervision")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (
            await auditor.PostAsJsonAsync($"/api/supervision/{item.GetProperty("id").GetString()}/handle", new { note = "三日内办结" })
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (
            await director.PostAsJsonAsync($"/api/supervision/{item.GetProperty("id").GetString()}/handle", new { note = "三日内办结" })
        ).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var history = (await HostFixture.ReadAsync(await director.GetAsync($"/api/cases/{id}/history"), HttpStatusCode.OK)).ToString();
        history.ShouldContain("deadline.missed");
        history.ShouldContain("三日内办结");
        using var mediator = await host.SignInAsync("mediator");
        (await mediator.GetAsync("/api/supervision")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        // The period moved away and came back to the same last day: it is not raised again, and holds up no other.
        var (other, _) = await host.FileAsync(new DateOnly(2026, 3, 4));
        await host.InScopeAsync(services =>
            services
                .GetRequiredService<LaborFlowDbContext>()
                .Set<CaseDeadline>()
                .Where(deadline => deadline.CaseId == id)
                .ExecuteUpdateAsync(set => set.SetProperty(deadline => deadline.OverdueSince, (DateTimeOffset?)null))
        );
        await host.RaiseAsync();
        (await ActionsAsync(id)).ShouldBe(1);
        (await ActionsAsync(other)).ShouldBe(1);

        async Task<int> ActionsAsync(Guid caseId) =>
            (await HostFixture.ReadAsync(await director.GetAsync($"/api/cases/{caseId}/history"), HttpStatusCode.OK))
                .EnumerateArray()
                .Count(entry => entry.GetProperty("action").GetString() == "deadline.missed");
    }

    [Theory]
    [InlineData("arb-accept-5d", "第29条", "逾期未作出受理决定证明书")]
    [InlineData("arb-award-45d", "第43条", "逾期未作出仲裁裁决证明书")]
    public async Task An_arbitration_that_is_late_gives_the_applicant_the_way_to_court_and_the_paper_for_it(
        string parameter,
        string article,
        string paper
    )
    {
        await using var host = await ReminderHost.StartAsync("2026-04-27T10:00:00+08:00");
        var (id, number, code) = await host.FileAndFollowAsync(new DateOnly(2026, 4, 20));
        await host.InScopeAsync(async services =>
        {
            var found = await services.GetRequiredService<ICaseStore>().FindAsync(id, forUpdate: false);
            await services.GetRequiredService<CaseClock>().StartAsync(found!, parameter, new DateOnly(2026, 3, 2));
            await services.GetRequiredService<LaborFlowDbContext>().SaveChangesAsync();
        });

        (await host.RaiseAsync()).ShouldBe(1);
        (await host.RaiseAsync()).ShouldBe(0);

        using var director = await host.SignInAsync("director");
        var listed = (await HostFixture.ReadAsync(await director.GetAsync("/api/supervision"), HttpStatusCode.OK))
            .GetProperty("items")
            .EnumerateArray()
            .Single();
        listed.GetProperty("basis").GetString()!.ShouldContain(article);
        listed.GetProperty("consequence").GetString()!.ShouldContain("起诉");
        using var applicant = host.Anonymous();
        applicant.DefaultRequestHeaders.Add("X-Query-Code", code);
        var page = default(JsonElement);
        var names = new List<string>();
        for (var i = 0; i < 2000 && names.Count == 0; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(600));
            page = await HostFixture.ReadAsync(
                await applicant.GetAsync("/api/public/cases/" + Uri.EscapeDataString(number)),
                HttpStatusCode.OK
            );
            names =
            [
                .. page.GetProperty("documents")
                    .EnumerateArray()
                    .Select(d => d.GetProperty("name").GetString()!)
                    .Where(n => n.Contains(paper, StringComparison.Ordinal)),
            ];
        }

        names.ShouldHaveSingleItem();
        var told = page.GetProperty("timeline").EnumerateArray().Select(entry => entry.GetProperty("zh").GetString()!).ToList();
        told.ShouldContain(text =>
            text.Contains(article, StringComparison.Ordinal) && text.Contains("向人民法院提起诉讼", StringComparison.Ordinal)
        );
        var history = (
            await HostFixture.ReadAsync(await director.GetAsync($"/api/cases/{id}/history"), HttpStatusCode.OK)
        ).EnumerateArray();
        history.Count(entry => entry.GetProperty("action").GetString() == "deadline.remedy").ShouldBe(1);
    }

    [Fact]
    public async Task A_day_off_by_local_order_moves_case_task_and_reminders_once_a_second_administrator_has_seen_what_moves()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        var (id, number) = await host.FileAsync(new DateOnly(2026, 3, 5));
        await host.SweepAsync();
        (await DueDaysAsync()).ShouldBe([new DateOnly(2026, 3, 20)]);
        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        var proposed = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync(
                "/api/statutes/calendar/days",
                new
                {
                    jurisdiction = "440309",
                    date = "2026-03-20",
                    working = false,
                    nameZh = "台风停工",
                    legalBasis = "深圳市龙华区三防指挥部令",
                }
            ),
            HttpStatusCode.Created
        );
        var move = proposed.GetProperty("moves").EnumerateArray().Single();
        (
            move.GetProperty("caseNumber").GetString(),
            move.GetProperty("before").GetString(),
            move.GetProperty("after").GetString()
        ).ShouldBe((number, "2026-03-20", "2026-03-23"));
        var approval = $"/api/statutes/changes/{proposed.GetProperty("id").GetString()}/approve";
        (await first.PostAsJsonAsync(approval, new { expectedMoves = 1 })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await TaskDuesAsync()).ShouldContain("2026-03-20", "nothing moves before the approval");

        await HostFixture.ReadAsync(await second.PostAsJsonAsync(approval, new { expectedMoves = 1 }), HttpStatusCode.OK);
        await host.SweepAsync();

        var page = await HostFixture.ReadAsync(await second.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK);
        var deadline = page.GetProperty("deadlines")
            .EnumerateArray()
            .Single(d => d.GetProperty("parameterId").GetString() == "med-duration-15d" && d.GetProperty("state").GetString() == "running");
        deadline.GetProperty("dueOn").GetString().ShouldBe("2026-03-23");
        deadline.GetProperty("explanation").ToString().ShouldContain("台风停工");
        deadline.GetProperty("explanation").ToString().ShouldContain("三防指挥部令");
        (await TaskDuesAsync()).ShouldContain("2026-03-23");
        (await TaskDuesAsync()).ShouldNotContain("2026-03-20");
        (await DueDaysAsync()).ShouldContain(new DateOnly(2026, 3, 23));
        var told = (await HostFixture.ReadAsync(await second.GetAsync($"/api/cases/{id}/history"), HttpStatusCode.OK))
            .EnumerateArray()
            .Single(entry => entry.GetProperty("action").GetString() == "deadline.moved");
        told.GetProperty("zh").GetString().ShouldBe("因深圳市龙华区三防指挥部令，期限“调解期限”由2026-03-20改为2026-03-23");

        host.Clock.Advance(new DateTimeOffset(2026, 3, 23, 10, 0, 0, TimeSpan.FromHours(8)) - host.Clock.GetUtcNow());
        await host.SweepAsync();
        using var clerk = await host.SignInAsync("window-clerk");
        var reminded = (await HostFixture.ReadAsync(await clerk.GetAsync("/api/notifications"), HttpStatusCode.OK)).ToString();
        reminded.ShouldContain("2026-03-23");
        reminded.ShouldNotContain("2026-03-20");

        async Task<List<string?>> TaskDuesAsync() =>
            [
                .. (await HostFixture.ReadAsync(await second.GetAsync($"/api/cases/{id}"), HttpStatusCode.OK))
                    .GetProperty("tasks")
                    .EnumerateArray()
                    .Select(task => task.GetProperty("dueOn").GetString()),
            ];

        async Task<List<DateOnly>> DueDaysAsync()
        {
            List<DateOnly> days = [];
            await host.InScopeAsync(async services =>
                days = await services
                    .GetRequiredService<LaborFlowDbContext>()
                    .Set<Reminder>()
                    .Where(reminder => reminder.State == ReminderState.Planned)
                    .Select(reminder => reminder.DueOn)
                    .Distinct()
                    .ToListAsync()
            );
            return days;
        }
    }
}
