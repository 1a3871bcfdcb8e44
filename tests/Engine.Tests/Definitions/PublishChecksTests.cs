using System.Text;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Testing;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Definitions;

/// <summary>What is said of a definition before it is published: where, and whether it blocks.</summary>
public sealed class PublishChecksTests
{
    private const string LoopBack = "ask:False>work";
    private readonly WorkflowTestEnvironment _environment = new();

    public static TheoryData<string, string, string, bool> Table =>
        new()
        {
            { "an unknown type", "unknown-type", "x", true },
            { "a required input that is missing", "input-missing", "x", true },
            { "an event without a name", "input-missing", "x", true },
            { "a script that does not parse", "expression", "x", true },
            { "a literal script that does not parse", "expression", "x", true },
            { "a case that does not parse", "expression", "x", true },
            { "a negative delay", "period-negative", "x", true },
            { "a delay that is no period", "period-unreadable", "x", true },
            { "a cron that never fires", "cron-never", "x", true },
            { "a cron that is none", "cron-unreadable", "x", true },
            { "an activity that nothing leads to", "unreachable", "x", false },
            { "a connection without an end", "dangling", "flow", false },
            { "a connection from a port that does not exist", "port-missing", "x", false },
            { "a join of two outcomes of one decision", "join-never", "x", true },
            { "a join behind two outcomes of one decision", "join-never", "x", true },
            { "a cycle that cannot end", "cycle-endless", "x", true },
            { "a cycle that ends but never waits", "cycle-without-wait", "work", false },
            { "a while that is always true", "cycle-endless", "x", true },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Each_mistake_is_told_with_its_place_in_both_languages(string mistake, string code, string activityId, bool isError)
    {
        var json = Define.Workflow("checked", RootOf(mistake), "N:Int64");
        var problems = await _environment.Definitions.CheckAsync(WorkflowDefinition.Parse(json));
        var problem = problems.ShouldHaveSingleItem();
        (problem.Code, problem.ActivityId, problem.IsError).ShouldBe((code, activityId, isError));
        problem.En.ShouldContain(activityId);
        problem.Zh.ShouldContain(activityId);
        if (isError)
        {
            var refused = await Should.ThrowAsync<DefinitionRefusedException>(async () => await _environment.PublishAsync(json));
            refused.Problems.ShouldBe([problem]);
            (await _environment.Definitions.ListVersionsAsync("checked")).ShouldBeEmpty("nothing is stored");
        }
        else
        {
            (await _environment.PublishAsync(json)).IsPublished.ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_cycle_with_a_wait_a_join_of_a_fork_and_a_loop_that_breaks_are_in_order()
    {
        var loop = Define.Activity("While", "loop", ("condition", "=true"), ("body", Define.Activity("Break", "out")));
        await ShouldBeCleanAsync(
            Define.Flowchart("flow", [Define.Event("work"), Decision("ask"), Define.Write("end")], "work>ask", LoopBack, "ask:True>end")
        );
        await ShouldBeCleanAsync(
            Define.Flowchart("flow", [Define.Write("go"), Define.Write("a"), Define.Write("b"), Join("x")], "go>a", "go>b", "a>x", "b>x")
        );
        (await CheckAsync(Define.Sequence("root", loop))).ShouldNotContain(problem => problem.IsError);
    }

    [Fact]
    public async Task A_decision_whose_outcomes_meet_before_the_join_is_in_order() =>
        await ShouldBeCleanAsync(
            Define.Flowchart(
                "flow",
                [Define.Write("go"), Decision("ask"), Define.Write("met"), Define.Write("other"), Join("x")],
                "go>ask",
                "go>other",
                "ask:True>met",
                "ask:False>met",
                "met>x",
                "other>x"
            )
        );

    [Fact]
    public async Task A_refused_publication_leaves_the_draft_that_was_there()
    {
        await _environment.Definitions.SaveAsync(WorkflowDefinition.Parse(Define.Workflow("checked", Define.Write("first"))));
        var worse = Define.Workflow("checked", Define.Activity("Delay", "x", ("timeSpan", "-00:00:01")));
        await Should.ThrowAsync<DefinitionRefusedException>(async () => await _environment.PublishAsync(worse));
        var row = (await _environment.Definitions.ListVersionsAsync("checked")).ShouldHaveSingleItem();
        row.Json.ShouldContain("first");
        row.IsPublished.ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"definitionId":"bad"}""", "root")]
    [InlineData("""{"definitionId":"bad","root":{"id":"x"}}""", "type")]
    [InlineData(
        """{"definitionId":"bad","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"Elsa.End"},{"id":"a","type":"Elsa.End"}]}}""",
        "'a'"
    )]
    public async Task A_definition_that_cannot_be_read_is_refused_with_the_place_and_nothing_is_stored(string json, string place)
    {
        var refused = await Should.ThrowAsync<DefinitionRefusedException>(async () =>
            await _environment.Definitions.SaveAsync(WorkflowDefinition.Parse(json))
        );
        refused.Message.ShouldContain(place);
        (await _environment.Definitions.ListVersionsAsync("bad")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"root\":")]
    public void What_is_not_JSON_is_no_definition(string text) =>
        Should.Throw<System.Text.Json.JsonException>(() => WorkflowDefinition.Parse(text));

    [Fact]
    public async Task A_million_activities_are_refused_before_any_is_looked_at()
    {
        var many = new StringBuilder(
            """{"definitionId":"huge","root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"a","type":"No.Such"}"""
        );
        for (var i = 0; i < 1_000_000; i++)
        {
            many.Append(",{\"type\":\"No.Such\"}");
        }

        var model = WorkflowDefinition.Parse(many.Append("]}}").ToString());
        var refused = await Should.ThrowAsync<DefinitionRefusedException>(async () => await _environment.Definitions.SaveAsync(model));
        refused.Message.ShouldContain("20000");
        (await _environment.Definitions.ListVersionsAsync("huge")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_circle_of_definitions_used_as_activities_is_refused()
    {
        const string Usable = """{"usableAsActivity":true}""";
        await _environment.PublishAsync(Define.Workflow("Inner", Define.Write("w"), options: Usable));
        await _environment.PublishAsync(Define.Workflow("Outer", Define.Sequence("s", Used("Inner")), options: Usable));
        var circle = Define.Workflow("Inner", Define.Sequence("s", Used("Outer")), options: Usable);
        var refused = await Should.ThrowAsync<DefinitionRefusedException>(async () =>
            await _environment.Definitions.SaveAsync(WorkflowDefinition.Parse(circle))
        );
        refused.Message.ShouldContain("contains itself");
        (await _environment.Definitions.ListVersionsAsync("Inner")).ShouldHaveSingleItem().Json.ShouldContain("\"w\"");
    }

    [Theory]
    [InlineData("function* g() { yield 1 }", "不支持生成器函数（function*、yield），请改用数组", "Generator functions are not supported")]
    [InlineData("1n", "不支持 BigInt，请用普通数字", "BigInt is not supported")]
    [InlineData("BigInt(1)", "不支持 BigInt，请用普通数字", "BigInt is not supported")]
    [InlineData("Promise.all([])", "不支持 Promise，脚本同步执行；直接写值，或用 async/await", "Promise is not supported")]
    [InlineData(
        "new Intl.NumberFormat()",
        "不支持 Intl，请用 toLocaleString、toLocaleDateString 或 localeCompare",
        "Intl is not supported"
    )]
    [InlineData("setTimeout(() => 1)", "不支持 setTimeout", "setTimeout is not supported")]
    public async Task What_other_hosts_of_scripts_have_and_this_one_has_not_is_told_with_its_line(string script, string zh, string en)
    {
        var cases = new JsonArray(
            new JsonObject
            {
                ["label"] = "Adult",
                ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "let before = 1;\n" + script },
            }
        );
        var json = Define.Workflow("foreign", Define.Flowchart("flow", [Define.Activity("FlowSwitch", "x", ("cases", cases))]));
        var problem = (await _environment.Definitions.CheckAsync(WorkflowDefinition.Parse(json))).ShouldHaveSingleItem();

        (problem.Code, problem.ActivityId, problem.IsError).ShouldBe(("expression", "x", true));
        problem.Zh.ShouldMatch(
            $"^环节“x”的“Cases”分支“Adult”表达式有误：第 2 行第 \\d+ 列：{System.Text.RegularExpressions.Regex.Escape(zh)}$"
        );
        problem.En.ShouldMatch($"^Input 'Cases' case 'Adult' of activity 'x': line 2, column \\d+: {en}$");
    }

    [Theory]
    [InlineData("typeof Promise === 'undefined' ? 1 : 2")]
    [InlineData("const console = { log: x => x }; console.log(1)")]
    [InlineData("({ Promise: 1 }).Promise")]
    [InlineData("await (async () => 5)()")]
    public async Task Scripts_that_do_without_them_are_published(string script)
    {
        var json = Define.Workflow("foreign", Define.Activity("WriteLine", "x", ("text", "=" + script)));
        (await _environment.Definitions.CheckAsync(WorkflowDefinition.Parse(json))).ShouldBeEmpty();
    }

    private static JsonObject RootOf(string mistake) =>
        mistake switch
        {
            "an unknown type" => Define.Activity("No.Such", "x"),
            "a required input that is missing" => Define.Activity("SetOutput", "x"),
            "an event without a name" => Define.Activity("Event", "x"),
            "a script that does not parse" => Define.Activity("WriteLine", "x", ("text", "=1 +")),
            "a literal script that does not parse" => Define.Activity("RunJavaScript", "x", ("script", "let n = ;")),
            "a case that does not parse" => Define.Activity(
                "Switch",
                "x",
                ("cases", JsonNode.Parse("""[{"label":"c","condition":{"type":"JavaScript","value":"("}}]"""))
            ),
            "a negative delay" => Define.Activity("Delay", "x", ("timeSpan", "-01:00:00")),
            "a delay that is no period" => Define.Activity("Delay", "x", ("timeSpan", "soon")),
            "a cron that never fires" => Define.Activity("Cron", "x", ("cronExpression", "0 0 0 30 2 *")),
            "a cron that is none" => Define.Activity("Cron", "x", ("cronExpression", "every day")),
            "an activity that nothing leads to" => Define.Flowchart(
                "flow",
                [Define.Activity("Start", "go"), Define.Write("a"), Define.Write("x")],
                "go>a"
            ),
            "a connection without an end" => Define.Flowchart("flow", [Define.Write("a")], "a>gone"),
            "a connection from a port that does not exist" => Define.Flowchart(
                "flow",
                [Define.Write("x"), Define.Write("b")],
                "x>b",
                "x:Maybe>b"
            ),
            "a join of two outcomes of one decision" => Define.Flowchart("flow", [Decision("ask"), Join("x")], "ask:True>x", "ask:False>x"),
            "a join behind two outcomes of one decision" => Define.Flowchart(
                "flow",
                [Decision("ask"), Define.Write("a"), Define.Write("b"), Join("x")],
                "ask:True>a",
                "ask:False>b",
                "a>x",
                "b>x"
            ),
            "a cycle that cannot end" => Define.Flowchart("flow", [Define.Write("x"), Define.Write("b")], "x>b", "b>x"),
            "a cycle that ends but never waits" => Define.Flowchart(
                "flow",
                [Define.Write("work"), Decision("ask"), Define.Write("end")],
                "work>ask",
                LoopBack,
                "ask:True>end"
            ),
            _ => Define.Activity("While", "x", ("condition", "=true"), ("body", Define.Write("b"))),
        };

    private static JsonObject Decision(string id) => Define.Activity("FlowDecision", id, ("condition", "=variables.N > 1"));

    private static JsonObject Join(string id) => Define.Activity("FlowJoin", id, ("mode", "WaitAll"));

    private static JsonObject Used(string name) => Define.Activity("x.y", "used").With("type", name);

    private async Task ShouldBeCleanAsync(JsonObject root) => (await CheckAsync(root)).ShouldBeEmpty();

    private ValueTask<IReadOnlyList<DefinitionProblem>> CheckAsync(JsonObject root) =>
        _environment.Definitions.CheckAsync(WorkflowDefinition.Parse(Define.Workflow("checked", root, "N:Int64")));
}
