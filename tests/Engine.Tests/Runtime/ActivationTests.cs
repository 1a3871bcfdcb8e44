using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>Elsa's activation strategies: how many instances may run side by side.</summary>
public sealed class ActivationTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Theory]
    [InlineData("AllowAlwaysStrategy", true, true, true)]
    [InlineData("SingletonStrategy", false, false, true)]
    [InlineData("CorrelatedSingletonStrategy", false, true, true)]
    [InlineData("CorrelationStrategy", false, true, false)]
    public async Task Another_instance_starts_or_does_not(string strategy, bool sameCase, bool otherCase, bool otherDefinitionOfSameCase)
    {
        await PublishAsync("one", strategy);
        await PublishAsync("two", strategy);
        (await StartAsync("one", "case-1")).CannotStart.ShouldBeFalse();
        (await StartAsync("one", "case-1")).CannotStart.ShouldBe(!sameCase);
        (await StartAsync("one", "case-2")).CannotStart.ShouldBe(!otherCase);
        (await StartAsync("two", "case-1")).CannotStart.ShouldBe(!otherDefinitionOfSameCase);
    }

    [Fact]
    public async Task A_start_that_is_not_allowed_names_the_instance_that_runs_and_stores_nothing()
    {
        await PublishAsync("one", "SingletonStrategy");
        var first = await StartAsync("one", null);
        var second = await StartAsync("one", null);
        second.InstanceId.ShouldBe(first.InstanceId);
        (await _environment.Instances.ListAsync(new() { Take = 0 })).TotalCount.ShouldBe(1);
        await _environment.PublishEventAsync("answer");
        (await StartAsync("one", null)).CannotStart.ShouldBeFalse("the first one is over");
    }

    [Fact]
    public async Task Of_many_starts_at_once_one_wins()
    {
        await PublishAsync("one", "SingletonStrategy");
        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => StartAsync("one", null).AsTask())));
        results.Count(result => !result.CannotStart).ShouldBe(1);
    }

    [Fact]
    public async Task A_parent_goes_on_when_its_child_may_not_start()
    {
        await PublishAsync("one", "SingletonStrategy");
        await StartAsync("one", null);
        await _environment.PublishAsync(
            Define.Workflow(
                "parent",
                Define.Sequence(
                    "s",
                    Define.Activity("DispatchWorkflow", "child", ("workflowDefinitionId", "one"), ("waitForCompletion", true)),
                    Define.Write("after")
                )
            )
        );
        var parent = await _environment.StartAsync("parent");
        (await _environment.StatusAsync(parent.InstanceId)).ShouldBe("Finished");
    }

    private ValueTask<AdvanceResult> StartAsync(string definition, string? correlationId) =>
        _environment.StartAsync(definition, correlationId: correlationId);

    private ValueTask<LaborFlow.Engine.Durability.DefinitionRow> PublishAsync(string definition, string strategy) =>
        _environment.PublishAsync(
            Define.Workflow(
                definition,
                Define.Event("answer"),
                options: $$"""{"activationStrategyType":"Elsa.Workflows.Runtime.ActivationValidators.{{strategy}}, Elsa.Workflows.Runtime"}"""
            )
        );
}
