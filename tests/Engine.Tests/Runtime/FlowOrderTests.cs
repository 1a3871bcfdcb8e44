using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Flow;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Runtime;

/// <summary>Which activities lead to which within one round of a drawing.</summary>
public sealed class FlowOrderTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Fact]
    public async Task A_step_leads_to_those_after_it_and_not_to_those_before()
    {
        var line = await DrawAsync(["a", "b", "c"], "a>b", "b>c");
        Leads(line, "a", "c").ShouldBeTrue();
        Leads(line, "a", "b").ShouldBeTrue();
        Leads(line, "c", "a").ShouldBeFalse();
        Leads(line, "a", "unknown").ShouldBeFalse();
        Leads(line, "unknown", "a").ShouldBeFalse();
    }

    [Fact]
    public async Task Branches_beside_each_other_do_not_lead_to_one_another_even_where_a_loop_goes_around_both()
    {
        var drawing = await DrawAsync(
            ["fork", "left", "right", "join", "end"],
            "fork>left",
            "fork>right",
            "left>join",
            "right>join",
            "join:Again>fork",
            "join>end"
        );
        Leads(drawing, "left", "right").ShouldBeFalse();
        Leads(drawing, "right", "left").ShouldBeFalse();
        Leads(drawing, "fork", "left").ShouldBeTrue();
        Leads(drawing, "left", "end").ShouldBeTrue();
        // What the round before ended with is not what this round stands on: to do it again would pass this round by.
        Leads(drawing, "join", "left").ShouldBeFalse();
        Leads(drawing, "join", "fork").ShouldBeTrue("it leads there at once");
    }

    [Fact]
    public async Task A_loop_of_two_steps_leads_both_ways()
    {
        var drawing = await DrawAsync(
            ["review", "supplement", "accept"],
            "review:Supplement>supplement",
            "supplement>review",
            "review>accept"
        );
        Leads(drawing, "supplement", "review").ShouldBeTrue();
        Leads(drawing, "review", "supplement").ShouldBeTrue();
        Leads(drawing, "supplement", "accept").ShouldBeTrue("the review comes again, and then this");
        Leads(drawing, "accept", "supplement").ShouldBeFalse();
    }

    [Fact]
    public async Task Steps_within_parts_follow_as_their_parts_do()
    {
        var parts = await CompileAsync(
            Define.Flowchart(
                "chart",
                [
                    Define.Sequence("one", Define.Event("a"), Define.Event("b")),
                    Define.Sequence("two", Define.Event("c")),
                    Define.Activity("Parallel", "both", ("activities", new JsonArray(Define.Event("d"), Define.Event("e")))),
                ],
                "one>two",
                "two>both"
            )
        );
        Leads(parts, "a", "b").ShouldBeTrue();
        Leads(parts, "b", "a").ShouldBeFalse();
        Leads(parts, "b", "c").ShouldBeTrue();
        Leads(parts, "a", "e").ShouldBeTrue();
        Leads(parts, "d", "e").ShouldBeFalse();
        Leads(parts, "c", "b").ShouldBeFalse();
    }

    private static bool Leads(CompiledWorkflow drawing, string earlier, string later) => FlowOrder.Leads(drawing, earlier, later);

    private Task<CompiledWorkflow> DrawAsync(string[] steps, params string[] connections) =>
        CompileAsync(Define.Flowchart("chart", [.. steps.Select(Define.Event)], connections));

    private async Task<CompiledWorkflow> CompileAsync(JsonObject root) =>
        await _environment.Definitions.CompileAsync(await _environment.PublishAsync(Define.Workflow("drawing", root)));
}
