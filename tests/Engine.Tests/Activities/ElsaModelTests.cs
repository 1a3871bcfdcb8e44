using System.Text.Json.Nodes;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Activities;

/// <summary>Corners of Elsa's model that no recorded case walks into.</summary>
public sealed class ElsaModelTests
{
    private readonly WorkflowTestEnvironment _environment = new();

    [Fact]
    public async Task A_break_ends_the_flowchart_that_it_stands_in_and_the_one_around_that_goes_on()
    {
        var inner = Define.Flowchart("inner", [Define.Write("a"), Define.Activity("Break", "br"), Define.Write("b")], "a>br", "br>b");
        var outer = Define.Flowchart("outer", [inner, Define.Write("c")], "inner>c");
        (await LinesAsync(Loop("=[1,2]", outer))).ShouldBe(["a", "c"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_end_what_was_queued_beside_it_runs_and_leads_nowhere(bool byTokens)
    {
        await using var environment = new WorkflowTestEnvironment(options: new() { UseTokenFlow = byTokens });
        var fork = Define.Activity("FlowFork", "fork", ("branches", "=['A','B']"));
        var flow = Define.Flowchart(
            "flow",
            [fork, Define.Activity("End", "end"), Define.Write("a"), Define.Write("b")],
            "fork:A>end",
            "fork:B>a",
            "a>b"
        );
        await environment.PublishAsync(Define.Workflow("ending", flow));
        var run = (await environment.StartAsync("ending")).InstanceId;
        (await environment.StatusAsync(run)).ShouldBe("Finished");
        var journal = await environment.JournalAsync(run);
        journal.ShouldContain("a:Completed");
        journal.ShouldNotContain("b:Started");
    }

    [Fact]
    public async Task A_break_reaches_the_loop_around_a_parallel_one()
    {
        var parallel = Define.Activity(
            "ParallelForEach",
            "p",
            ("items", "=[1]"),
            ("body", Define.Sequence("b", Define.Write("a"), Define.Activity("Break", "br"), Define.Write("never")))
        );
        (await LinesAsync(Loop("=[1,2,3]", Define.Sequence("s", parallel, Define.Write("skipped"))))).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_break_in_a_fork_ends_the_fork_and_its_loop()
    {
        var fork = Define.Activity(
            "Fork",
            "fork",
            ("branches", new JsonArray(Define.Sequence("x", Define.Activity("Break", "br")), Define.Event("never")))
        );
        (
            await LinesAsync(Define.Sequence("all", Loop("=[1,2]", Define.Sequence("s", fork, Define.Write("skipped"))), Define.Write("z")))
        ).ShouldBe(["z"]);
    }

    [Fact]
    public async Task Completing_inside_a_loop_cancels_the_loop_and_ends_the_workflow()
    {
        var run = await RunAsync(
            Define.Sequence(
                "s",
                Loop("=[1,2]", Define.Sequence("b", Define.Write("a"), Define.Activity("Complete", "end"), Define.Write("never"))),
                Define.Write("never-either")
            )
        );
        var journal = await _environment.JournalAsync(run);
        journal.Count(line => line == "a:Completed").ShouldBe(1);
        journal
            .SkipWhile(line => line != "end:Started")
            .ShouldBe(["end:Started", "end:Canceled", "b:Canceled", "each:Canceled", "s:Canceled", "Workflow1:Completed"]);
        (await _environment.StatusAsync(run)).ShouldBe("Finished");
    }

    [Fact]
    public async Task A_fork_without_branches_follows_Done() =>
        (await LinesAsync(Define.Flowchart("f", [Define.Activity("FlowFork", "fork"), Define.Write("z")], "fork>z"))).ShouldBe(["z"]);

    [Fact]
    public async Task What_is_no_list_has_no_items_side_by_side() =>
        (await LinesAsync(Define.Activity("ParallelForEach", "p", ("items", "[1,2]"), ("body", Define.Write("a"))))).ShouldBeEmpty();

    [Fact]
    public async Task A_loop_over_null_is_an_incident_not_an_empty_loop()
    {
        var run = await RunAsync(Loop("=null", Define.Write("a")));
        (await _environment.RowAsync(run)).SubStatus.ShouldBe("Faulted");
    }

    [Fact]
    public async Task Branches_side_by_side_each_see_what_their_own_activity_put_out() =>
        (
            await LinesAsync(
                Define.Activity(
                    "ParallelForEach",
                    "p",
                    ("items", "=['x','y','z']"),
                    (
                        "body",
                        Define.Sequence(
                            "b",
                            Define.Activity("RunJavaScript", "js", ("script", "getVariable('CurrentValue')")),
                            Define.Activity("WriteLine", "say", ("text", "=getOutputFrom('js')"))
                        )
                    )
                ),
                "say"
            )
        ).ShouldBe(["x", "y", "z"]);

    [Fact]
    public async Task What_a_container_that_is_over_put_out_is_out_of_scope() =>
        (
            await LinesAsync(
                Define.Sequence(
                    "s",
                    Define.Sequence("inner", Define.Activity("RunJavaScript", "js", ("script", "5"))),
                    Define.Activity("WriteLine", "say", ("text", "='' + getOutputFrom('js')"))
                ),
                "say"
            )
        ).ShouldBe(["null"]);

    [Fact]
    public async Task A_script_may_set_a_variable_of_a_new_name_which_its_container_keeps() =>
        (
            await LinesAsync(
                Define.Sequence(
                    "s",
                    Define.Activity("RunJavaScript", "js", ("script", "setVariable('New', 5); variables.Other = 6; return null")),
                    Define.Activity("WriteLine", "say", ("text", "=getVariable('New') + getVariable('Other')"))
                ),
                "say"
            )
        ).ShouldBe(["11"]);

    [Fact]
    public async Task Children_hear_who_their_parent_is_and_bulk_waits_unless_told_otherwise()
    {
        await _environment.PublishAsync(
            Define.Workflow(
                "child",
                Define.Sequence(
                    "s",
                    Define.Activity("SetOutput", "out", ("outputName", "Parent"), ("outputValue", "=getInput('ParentInstanceId')"))
                )
            )
        );
        var bulk = Define
            .Activity("BulkDispatchWorkflows", "bulk", ("workflowDefinitionId", "child"), ("items", "=[1,2]"))
            .With("childCompleted", Define.Activity("WriteLine", "each", ("text", "=getVariable('ChildInstanceId').length + ''")));
        var run = await RunAsync(
            Define.Flowchart("f", [bulk, Define.Write("completed"), Define.Write("done")], "bulk:Completed>completed", "bulk:Done>done")
        );
        await _environment.SettleAsync();
        (await SaidAsync(run)).ShouldBe(["32", "32", "completed", "done"]);
        var children = await _environment.Instances.ListAsync(new() { DefinitionIds = ["child"] });
        children.Items.ShouldAllBe(child => (string?)Engine.Runtime.InstanceState.ReadOutput(child.StateJson)["Parent"] == run);
    }

    [Fact]
    public async Task A_fault_without_words_says_what_it_is()
    {
        var run = await RunAsync(Define.Activity("Fault", "f"));
        var row = await _environment.RowAsync(run);
        Engine.Runtime.InstanceState.ReadIncidents(row.StateJson).ShouldHaveSingleItem().Message.ShouldContain("FaultException");
    }

    [Fact]
    public async Task A_loop_with_two_entries_runs_by_tokens_and_is_refused_where_visits_are_counted()
    {
        var root = Define.Flowchart(
            "f",
            [
                Define.Write("a"),
                Define.Write("b1"),
                Define.Write("b2"),
                Define.Write("c"),
                Define.Set("count", "N", "=(getVariable('N') || 0) + 1"),
                Define.Activity("FlowDecision", "again", ("condition", "=getVariable('N') < 2")),
                Define.Write("z"),
            ],
            "a>b1",
            "a>b2",
            "b1>c",
            "b2>c",
            "c>count",
            "count>again",
            "again:True>b1",
            "again:False>z"
        );
        var json = Define.Workflow("two-entries", root, variables: "N:Int64");
        await Should.ThrowAsync<Engine.Definitions.DefinitionRefusedException>(async () => await _environment.PublishAsync(json));
        await using var byTokens = new WorkflowTestEnvironment(options: new() { UseTokenFlow = true });
        await byTokens.PublishAsync(json);
        var run = await byTokens.StartAsync("two-entries");
        var lines = (await byTokens.JournalAsync(run.InstanceId)).Where(line => line.EndsWith(":Completed", StringComparison.Ordinal));
        lines.Select(line => line.Split(':')[0]).Where(id => id.Length <= 2 && id != "f").ShouldBe(["a", "b1", "b2", "c", "b1", "c", "z"]);
    }

    private static JsonObject Loop(string items, JsonObject body) =>
        Define.Activity("ForEach", "each", ("items", items)).With("body", body);

    private async Task<string> RunAsync(JsonObject root)
    {
        await _environment.PublishAsync(Define.Workflow("model", root));
        return (await _environment.StartAsync("model")).InstanceId;
    }

    private async Task<IReadOnlyList<string>> LinesAsync(JsonObject root, string? of = null) => await SaidAsync(await RunAsync(root), of);

    private async Task<IReadOnlyList<string>> SaidAsync(string run, string? of = null) =>
        [
            .. (await _environment.Instances.ReadJournalAsync(run, 0, 1000))
                .Items.Where(row =>
                    row is { ActivityType: "Elsa.WriteLine", EventName: "Completed" } && (of is null || row.ActivityId == of)
                )
                .Select(row => JsonNode.Parse(row.StateJson!)!["Text"]!.ToString()),
        ];
}
