using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;
using LaborFlow.Persistence.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>Hosts that were down fire what they missed: once, the earliest first, however many sweep at once.</summary>
public sealed class TimerTests(DurableWorld world) : IClassFixture<DurableWorld>
{
    private const string Waits = """
        {"definitionId":"waits","name":"waits","root":{"id":"p","type":"Elsa.Parallel","activities":[
          {"id":"third","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"03:00:00"}}},
          {"id":"first","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"01:00:00"}}},
          {"id":"second","type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"02:00:00"}}}]}}
        """;

    private const string Nightly = """
        {"definitionId":"nightly","name":"nightly","root":{"id":"s","type":"Elsa.Sequence","activities":[
          {"id":"clock","type":"Elsa.Cron","customProperties":{"canStartWorkflow":true},
           "cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"0 0 2 * * *"}}}]}}
        """;

    [Fact]
    public async Task What_was_missed_fires_once_and_in_order_when_two_hosts_sweep()
    {
        await world.Environment.PublishAsync(Waits);
        var runs = new List<(string Case, string Instance)>();
        for (var i = 0; i < 20; i++)
        {
            runs.Add(await world.StartAsync("waits"));
        }

        // Nobody swept for a day.
        var late = world.Environment.Now.AddDays(1);
        await using var one = world.OpenHost();
        await using var other = world.OpenHost();
        var fired = await Task.WhenAll(SweepAsync(one, late), SweepAsync(other, late));
        fired.Sum().ShouldBe(60);
        foreach (var (correlation, instance) in runs)
        {
            (await world.Environment.StatusAsync(instance)).ShouldBe("Finished");
            var ends = (await world.FingerprintAsync(correlation))
                .Split('\n')
                .Where(line => line.EndsWith(":Completed", StringComparison.Ordinal));
            ends.Select(line => line.Split(' ')[^1]).Take(3).ShouldBe(["first:Completed", "second:Completed", "third:Completed"]);
        }
    }

    [Fact]
    public async Task A_timer_that_two_hosts_fire_has_one_effect()
    {
        var (correlation, instance) = await world.StartAsync("two-steps");
        var late = await world.BookmarkAsync(instance, "Tests.Late");
        var timer = new TimerRow(instance, late.Id, world.Environment.Now);
        await using var one = world.OpenHost();
        await using var other = world.OpenHost();
        await Task.WhenAll(
            world.OnHostAsync(one, runtime => runtime.FireTimerAsync(timer)),
            world.OnHostAsync(other, runtime => runtime.FireTimerAsync(timer))
        );
        var lines = (await world.FingerprintAsync(correlation)).Split('\n');
        lines.Count(line => line.EndsWith(" first:Completed", StringComparison.Ordinal)).ShouldBe(1);
        lines.Count(line => line == "task second").ShouldBe(1);
    }

    [Fact]
    public async Task A_trigger_that_was_missed_for_a_week_starts_one_instance_and_keeps_its_rhythm()
    {
        await world.Environment.PublishAsync(Nightly);
        await world.Environment.AdvanceAsync(TimeSpan.Zero);
        await using var host = world.OpenHost();
        var storage = new DatabaseTestStorage(host);
        var week = world.Environment.Now.AddDays(7);
        var trigger = (await storage.ReadTriggersAsync(week)).ShouldHaveSingleItem();
        for (var twice = 0; twice < 2; twice++)
        {
            await world.OnHostAsync(host, runtime => runtime.FireTriggerAsync(trigger));
        }

        var next = Engine.Scheduling.TriggerSchedule.Next(trigger, week);
        await storage.FiredAsync(trigger, next);
        var instances = await world.Environment.Instances.ListAsync(new() { DefinitionIds = ["nightly"] });
        instances.TotalCount.ShouldBe(1);
        next.ShouldNotBeNull().ShouldBeGreaterThan(week);
        (await storage.ReadTriggersAsync(week)).ShouldBeEmpty();
    }

    /// <summary>Claims and fires in small batches, as a host's sweep does.</summary>
    private async Task<int> SweepAsync(ServiceProvider host, DateTimeOffset now)
    {
        for (var fired = 0; ; )
        {
            IReadOnlyList<TimerRow> due;
            await using (var scope = host.CreateAsyncScope())
            {
                due = await scope.ServiceProvider.GetRequiredService<WorkflowQueues>().ClaimTimersAsync(now, TimeSpan.FromMinutes(5), 1);
            }

            foreach (var timer in due)
            {
                await world.OnHostAsync(host, runtime => runtime.FireTimerAsync(timer, CancellationToken.None));
            }

            fired += due.Count;
            if (due.Count == 0)
            {
                return fired;
            }
        }
    }
}
