using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Persistence.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace LaborFlow.Persistence.Tests.Durability;

/// <summary>Children on other hosts wake their parent once, however fast or many they are.</summary>
public sealed class ChildrenTests(DurableWorld world) : IClassFixture<DurableWorld>
{
    [Fact]
    public async Task A_child_is_only_seen_once_its_parents_wait_is_committed()
    {
        await using var other = world.OpenHost();
        var correlation = await world.NewCaseAsync();
        var seen = -1;
        var start = new StartRequest
        {
            DefinitionId = "parent",
            CorrelationId = correlation,
            Prepare = async (_, _) => seen = (await QueueOf(other).ReadOutboxAsync(world.Environment.Now)).Count,
        };
        var parent = await world.Environment.Runtime.StartAsync(start);
        seen.ShouldBe(0, "another host has nothing to take up before the commit");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => DrainAsync(other)));
        (await EntriesAsync(correlation, "child:Completed")).ShouldBe(1);
        (await EntriesAsync(correlation, "after:Started")).ShouldBe(1);
        (await world.Environment.StatusAsync(parent.InstanceId)).ShouldBe("Suspended");
    }

    [Fact]
    public async Task Five_hundred_children_at_once_wake_their_parent_once()
    {
        await using var one = world.OpenHost();
        await using var other = world.OpenHost();
        var (correlation, parent) = await world.StartAsync("many-children");
        await Task.WhenAll(((ServiceProvider[])[one, other, one, other]).Select(host => Task.Run(() => DrainAsync(host))));
        await DrainAsync(one);
        (await world.Environment.StatusAsync(parent)).ShouldBe("Finished");
        (await EntriesAsync(correlation, "bulk:Completed")).ShouldBe(1);
        (await EntriesAsync(correlation, "after:Completed")).ShouldBe(1);
        (await world.Environment.Instances.ListAsync(new() { ParentInstanceIds = [parent], Take = 0 })).TotalCount.ShouldBe(500);
    }

    /// <summary>Handles messages as a host does until none is left; two that share a database share the work.</summary>
    private async Task DrainAsync(ServiceProvider host)
    {
        while (true)
        {
            IReadOnlyList<ClaimedMessage> claimed;
            await using (var scope = host.CreateAsyncScope())
            {
                var queues = scope.ServiceProvider.GetRequiredService<WorkflowQueues>();
                claimed = await queues.ClaimOutboxAsync(world.Environment.Now, TimeSpan.FromMinutes(5), 20);
            }

            foreach (var message in claimed)
            {
                await world.OnHostAsync(host, runtime => runtime.HandleAsync(message.Message));
                await new DatabaseTestStorage(host).HandledAsync(message.Message);
            }

            if (claimed.Count == 0)
            {
                return;
            }
        }
    }

    private static DatabaseTestStorage QueueOf(IServiceProvider host) => new(host);

    private async Task<int> EntriesAsync(string correlation, string entry) =>
        (await world.FingerprintAsync(correlation)).Split('\n').Count(line => line.EndsWith(' ' + entry, StringComparison.Ordinal));
}
