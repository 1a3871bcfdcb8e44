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

    [Fact]
    public async Task A_version_that_was_retracted_stays_as_it_was_and_is_changed_in_a_draft_after_it()
    {
        await PublishAsync("Inner", "v1", autoUpdate: true);
        var first = await _environment.PublishAsync(Define.Workflow("Outer", Uses("Inner")));
        await _environment.Definitions.RetractAsync("Outer");
        await PublishAsync("Inner", "v2", autoUpdate: true);
        await _environment.Definitions.SaveAsync(
            WorkflowDefinition.Parse(Define.Workflow("Outer", Define.Activity("SetName", "say", ("value", "x"))))
        );

        var versions = await _environment.Definitions.ListVersionsAsync("Outer");
        versions.Select(row => (row.Version, row.IsLatest, row.IsPublished)).ShouldBe([(1, false, false), (2, true, false)]);
        versions[0].Json.ShouldBe(first.Json);
        versions.Select(row => row.PublishedAt is null).ShouldBe([false, true]);
        (await _environment.Definitions.PublishAsync("Outer")).Version.ShouldBe(2);
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
