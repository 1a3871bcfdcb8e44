using System.Text.Json.Nodes;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>What the journal keeps of inputs and outputs, as configured by definition, activity and member.</summary>
public sealed class JournalTests
{
    private readonly WorkflowTestEnvironment _environment = new(activities: typeof(Unsteady).Assembly);

    public JournalTests() => _environment.With(new Weather());

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("Exclude", null, null, false)]
    [InlineData("Exclude", "Include", null, true)]
    [InlineData("Include", "Exclude", null, false)]
    [InlineData("Exclude", "Inherit", null, false)]
    [InlineData(null, "Exclude", "Include", true)]
    [InlineData("Include", "Include", "Exclude", false)]
    public async Task The_nearest_mode_decides(string? definition, string? activity, string? member, bool kept)
    {
        var line = Define.Write("line").With("customProperties", Modes(activity, member));
        (await StateOfAsync(line, definition, "line")).ShouldBe(kept ? """{"Text":"line"}""" : null);
    }

    [Fact]
    public async Task A_secret_is_masked_even_where_inputs_are_included()
    {
        var call = Define.Activity("Tests.Unsteady", "call", ("token", "s3cret")).With("customProperties", Modes("Include", null));
        (await StateOfAsync(call, "Include", "call")).ShouldBe("""{"Token":"***"}""");
    }

    [Fact]
    public async Task Every_start_and_end_stands_in_it_with_the_outcome()
    {
        await _environment.PublishAsync(
            Define.Workflow(
                "flow",
                Define.Flowchart("f", [Define.Activity("FlowDecision", "ask", ("condition", true)), Define.Write("yes")], "ask:True>yes")
            )
        );
        var run = await _environment.StartAsync("flow");
        (await _environment.JournalAsync(run.InstanceId)).ShouldBe([
            "Workflow1:Started",
            "f:Started",
            "ask:Started",
            "ask:Completed",
            "yes:Started",
            "yes:Completed",
            "f:Completed",
            "Workflow1:Completed",
        ]);
        var rows = (await _environment.Instances.ReadJournalAsync(run.InstanceId, 0, 100)).Items;
        rows.Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, 8).Select(i => (long)i));
        rows[3].PayloadJson.ShouldBe("""{"Outcomes":["True"]}""");
    }

    private async Task<string?> StateOfAsync(JsonObject activity, string? mode, string id)
    {
        var model = JsonNode.Parse(Define.Workflow("logged", activity))!.AsObject();
        model["customProperties"] = Modes(mode, null);
        await _environment.PublishAsync(model.ToJsonString());
        var run = await _environment.StartAsync("logged");
        var journal = await _environment.Instances.ReadJournalAsync(run.InstanceId, 0, 100);
        return journal.Items.Single(row => row.ActivityId == id && row.EventName == "Completed").StateJson;
    }

    private static JsonObject Modes(string? all, string? text)
    {
        var modes = new JsonObject();
        if (all is not null)
        {
            modes["default"] = new JsonObject
            {
                ["evaluationMode"] = "Strategy",
                ["strategyType"] = $"Elsa.Workflows.LogPersistence.Strategies.{all}, Elsa.Workflows.Core",
            };
        }

        if (text is not null)
        {
            modes["inputs"] = new JsonObject
            {
                ["text"] = new JsonObject
                {
                    ["evaluationMode"] = "Strategy",
                    ["strategyType"] = $"Elsa.Workflows.LogPersistence.Strategies.{text}, Elsa.Workflows.Core",
                },
            };
        }

        return new JsonObject { ["logPersistenceConfig"] = modes };
    }
}
