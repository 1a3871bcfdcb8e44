using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LaborFlow.Cases.Deadlines;
using LaborFlow.Cases.Exceptions;
using LaborFlow.Engine.Durability;
using LaborFlow.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Host.Tests.Reminders;

/// <summary>A procedure that waits for a deadline goes on when its last day has passed, wherever a change of law has put that day.</summary>
public sealed class MovedWaitTests
{
    [Fact]
    public async Task A_changed_row_or_day_off_moves_the_wait_with_the_deadline_forward_and_back_in_a_run_that_can_be_left()
    {
        await using var host = await ReminderHost.StartAsync("2026-03-05T10:00:00+08:00");
        var (id, _) = await host.FileAsync(new DateOnly(2026, 3, 5));
        using var clerk = await host.SignInAsync("window-clerk");
        await HostFixture.ReadAsync(
            await clerk.PostAsJsonAsync(
                $"/api/cases/{id}/exceptions",
                new
                {
                    kind = "missing",
                    reason = "邮寄退回，电话停机",
                    data = new { party = "公司" },
                }
            ),
            HttpStatusCode.OK
        );
        await host.EventuallyAsync(() => WaitsUntil() is not null, "the public notice was never waited for");
        // Thirty days from 5 March are 4 April, a Saturday in the Qingming holiday: the last day is the 7th.
        WaitsUntil().ShouldBe(EndOf("2026-04-07"));

        using var first = await host.SignInAsync("administrator");
        using var second = await host.SignInAsync("administrator2");
        var shorter = await HostFixture.ReadAsync(
            await first.PostAsJsonAsync(
                "/api/statutes/changes",
                new
                {
                    parameterId = "svc-public-30d",
                    value = 20,
                    effectiveFrom = "2026-03-01",
                    legalBasis = "民事诉讼法（修订）第九十五条",
                }
            ),
            HttpStatusCode.Created
        );
        var change = $"/api/statutes/changes/{shorter.GetProperty("id").GetString()}";
        var counted = await FinishedAsync(second, await second.PostAsJsonAsync(change + "/recount?wait=0", new { }));
        counted.GetProperty("outcome").GetProperty("approves").GetBoolean().ShouldBeFalse();
        counted.GetProperty("outcome").GetProperty("moves").GetArrayLength().ShouldBe(1);
        WaitsUntil().ShouldBe(EndOf("2026-04-07"), "nothing moves before the approval");

        var approved = await FinishedAsync(second, await second.PostAsJsonAsync(change + "/approve?wait=0", new { expectedMoves = 1 }));
        approved.GetProperty("outcome").GetProperty("moves")[0].GetProperty("after").GetString().ShouldBe("2026-03-25");
        (await second.GetStringAsync("/api/runs")).ShouldContain("svc-public-30d");
        (
            await first.GetAsync($"/api/statutes/changes/runs/{approved.GetProperty("run").GetProperty("id").GetString()}")
        ).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a run is its starter's own");
        WaitsUntil().ShouldBe(EndOf("2026-03-25"));

        var dayOff = await HostFixture.ReadAsync(
            await second.PostAsJsonAsync(
                "/api/statutes/calendar/days",
                new
                {
                    jurisdiction = "440309",
                    date = "2026-03-25",
                    working = false,
                    nameZh = "台风停工",
                    legalBasis = "三防指挥部令",
                }
            ),
            HttpStatusCode.Created
        );
        var twice = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => first.PostAsJsonAsync($"/api/statutes/changes/{dayOff.GetProperty("id").GetString()}/approve", new { }))
        );
        twice.Select(answer => answer.StatusCode).Order().ShouldBe([HttpStatusCode.OK, HttpStatusCode.Conflict]);
        WaitsUntil().ShouldBe(EndOf("2026-03-26"));

        host.Clock.Advance(EndOf("2026-03-26") - host.Clock.GetUtcNow() - TimeSpan.FromHours(1));
        var looked = host.Clock.GetUtcNow();
        await host.EventuallyAsync(() => host.Clock.GetUtcNow() > looked + TimeSpan.FromSeconds(5), "time goes on");
        Handled().ShouldBe(CaseExceptionState.Open, "the last day is not over");
        host.Clock.Advance(EndOf("2026-03-26") - host.Clock.GetUtcNow());
        await host.EventuallyAsync(() => Handled() == CaseExceptionState.Granted, "the notice is over, and nobody noticed");

        async Task<JsonElement> FinishedAsync(HttpClient caller, HttpResponseMessage started)
        {
            var run = await HostFixture.ReadAsync(started, HttpStatusCode.Accepted);
            started.Headers.Location!.ToString().ShouldBe("/api/statutes/changes/runs/" + run.GetProperty("id").GetString());
            run.GetProperty("kind").GetString().ShouldBe("deadlines");
            var answer = default(JsonElement);
            for (var i = 0; i < 2000; i++)
            {
                answer = await HostFixture.ReadAsync(await caller.GetAsync(started.Headers.Location), HttpStatusCode.OK);
                if (answer.GetProperty("run").GetProperty("state").GetString() != "running")
                    break;
            }
            answer.GetProperty("run").GetProperty("state").GetString().ShouldBe("finished");
            return answer;
        }

        DateTimeOffset? WaitsUntil() =>
            Ask(database =>
                database
                    .Set<BookmarkRow>()
                    .Where(row => row.Name == DeadlineWait.Name && EF.Property<DateTimeOffset?>(row, "ConsumedAt") == null)
                    // The mediation waits for the end of its fifteen days meanwhile.
                    .Where(row => !database.Set<LaborFlow.Cases.Case>().Any(found => found.WorkflowInstanceId == row.InstanceId))
                    .Select(row => EF.Property<DateTimeOffset?>(row, "DueAt"))
                    .SingleOrDefault()
            );

        CaseExceptionState Handled() => Ask(database => database.Set<CaseException>().Single(raised => raised.CaseId == id).State);

        T Ask<T>(Func<LaborFlowDbContext, T> question)
        {
            using var scope = host.Services.CreateScope();
            return question(scope.ServiceProvider.GetRequiredService<LaborFlowDbContext>());
        }
    }

    private static DateTimeOffset EndOf(string day) =>
        new DateTimeOffset(
            DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddDays(1).ToDateTime(TimeOnly.MinValue),
            TimeSpan.FromHours(8)
        ).ToUniversalTime();
}
