using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Definitions;

/// <summary>Definitions that others use as an activity, and what a new version of them does to those.</summary>
public sealed class UsableAsActivityTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Fact]
    public async Task Publishing_moves_consumers_to_the_new_version_when_asked_down_to_the_last()
    {
        await PublishAsync("Inner", "v1", autoUpdate: true);
        await PublishAsync("Middle", null, autoUpdate: true);
        await _environment.PublishAsync(Define.Workflow("Outer", Uses("Middle")));
        await PublishAsync("Inner", "v2", autoUpdate: true);

        foreach (var id in (string[])["Middle", "Outer"])
        {
            var versions = await _environment.Definitions.ListVersionsAsync(id);
            versions.Select(row => (row.Version, row.IsLatest, row.IsPublished)).ShouldBe([(1, false, false), (2, true, true)]);
        }

        (await RunAsync("Outer")).ShouldBe("v2");
    }

    [Fact]
    public async Task Without_being_asked_consumers_keep_their_version()
    {
        await PublishAsync("Inner", "v1", autoUpdate: false);
        await _environment.PublishAsync(Define.Workflow("Outer", Uses("Inner")));
        await PublishAsync("Inner", "v2", autoUpdate: false);
        (await _environment.Definitions.ListVersionsAsync("Outer")).Count.ShouldBe(1);
        (await RunAsync("Outer")).ShouldBe("v1");
        (await _environment.Definitions.ConsumersOfAsync("Inner")).ShouldHaveSingleItem().DefinitionId.ShouldBe("Outer");
    }

    [Fact]
    public async Task A_draft_that_uses_it_is_changed_in_place_and_stays_a_draft()
    {
        await PublishAsync("Inner", "v1", autoUpdate: true);
        await _environment.Definitions.SaveAsync(WorkflowDefinition.Parse(Define.Workflow("Outer", Uses("Inner"))));
        var second = await PublishAsync("Inner", "v2", autoUpdate: true);
        var draft = (await _environment.Definitions.ListVersionsAsync("Outer")).ShouldHaveSingleItem();
        (draft.IsPublished, draft.Version).ShouldBe((false, 1));
        draft.Json.ShouldContain(second.Id);
    }

    private async Task<string?> RunAsync(string definition) =>
        (await _environment.RowAsync((await _environment.StartAsync(definition)).InstanceId)).Name;

    private ValueTask<DefinitionRow> PublishAsync(string name, string? says, bool autoUpdate) =>
        _environment.PublishAsync(
            Define.Workflow(
                name,
                says is null ? Uses("Inner") : Define.Activity("SetName", "say", ("value", says)),
                options: $$"""{"usableAsActivity":true,"autoUpdateConsumingWorkflows":{{(autoUpdate ? "true" : "false")}}}"""
            )
        );

    private static System.Text.Json.Nodes.JsonObject Uses(string name) =>
        Define.Sequence("s", Define.Activity("x.y", "used").With("type", name));
}
