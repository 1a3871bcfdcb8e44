using System.Text.Json.Nodes;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>How long instances and journals of a definition are kept.</summary>
public sealed class RetentionTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Fact]
    public async Task Instances_go_when_their_definitions_days_are_over_and_others_stay()
    {
        var kept = await RunAsync("for-ever", null, Define.Write("w"));
        var faulted = await RunAsync("thirty", 30, Define.Activity("Fault", "f", ("message", "wrong")));
        var finished = await RunAsync("thirty", 30, Define.Write("w"));
        var waiting = await RunAsync("thirty", 30, Define.Event("never"));
        await _environment.AdvanceAsync(TimeSpan.FromDays(29));
        (await SweepAsync()).ShouldBe(0);
        await _environment.AdvanceAsync(TimeSpan.FromDays(2));
        (await SweepAsync()).ShouldBe(1);
        (await _environment.Instances.FindAsync(finished)).ShouldBeNull();
        (await _environment.JournalAsync(finished)).ShouldBeEmpty();
        foreach (var id in (string[])[kept, faulted, waiting])
        {
            (await _environment.Instances.FindAsync(id)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_sweep_stops_at_its_limit_and_the_next_goes_on()
    {
        for (var i = 0; i < 5; i++)
        {
            await RunAsync("one-day", 1, Define.Write("w"));
        }

        await _environment.AdvanceAsync(TimeSpan.FromDays(2));
        (await SweepAsync(3)).ShouldBe(3);
        (await SweepAsync(3)).ShouldBe(2);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("99999999")]
    public async Task A_property_that_is_no_number_of_days_keeps_everything(string text)
    {
        await RunAsync("odd", text, Define.Write("w"));
        await _environment.AdvanceAsync(TimeSpan.FromDays(400));
        (await SweepAsync()).ShouldBe(0);
    }

    private ValueTask<int> SweepAsync(int limit = 10_000) =>
        new InstanceRetention(_environment.Instances, _environment.Definitions, _environment.Engine.Time).SweepAsync(limit);

    private async Task<string> RunAsync(string definition, JsonNode? days, JsonObject root)
    {
        var model = JsonNode.Parse(Define.Workflow(definition, root))!.AsObject();
        model["customProperties"] = new JsonObject { [InstanceRetention.Property] = days };
        await _environment.PublishAsync(model.ToJsonString());
        return (await _environment.StartAsync(definition)).InstanceId;
    }
}
