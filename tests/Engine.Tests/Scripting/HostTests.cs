using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Scripting;

namespace LaborFlow.Engine.Tests.Scripting;

/// <summary>What the host gives to scripts and gets back.</summary>
public sealed class HostTests
{
    private static ScriptRun NewRun(ScriptGlobals? globals = null, object? state = null) =>
        new(globals ?? ScriptGlobals.Empty, ScriptLimits.Default, new StillClock(), state);

    [Theory]
    [InlineData("1", 1L)]
    [InlineData("1.5", 1.5)]
    [InlineData("9007199254740992", 9007199254740992.0)]
    [InlineData("'a'", "a")]
    [InlineData("true", true)]
    [InlineData("null", null)]
    [InlineData("undefined", null)]
    [InlineData("() => 1", null)]
    public void A_primitive_comes_back_as_the_nearest_dotnet_value(string source, object? expected) =>
        ScriptLab.Run(source).ToClr().ShouldBe(expected);

    [Fact]
    public void Objects_come_back_as_json() =>
        ((JsonObject)ScriptLab.Run("({a:1,b:[1.5,'x',null,undefined],c:undefined,d:new Date(0),e:new Map([['k',1]])})").ToClr()!)
            .ToJsonString()
            .ShouldBe("""{"a":1,"b":[1.5,"x",null,null],"d":"1970-01-01T00:00:00.000Z","e":{"k":1}}""");

    [Fact]
    public void A_date_comes_back_as_an_instant() => ScriptLab.Run("new Date(0)").ToClr().ShouldBe(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_cyclic_result_is_refused() =>
        Should
            .Throw<ScriptException>(() => ScriptLab.Run("var a={}; a.a=a; a").ToClr())
            .Message.ShouldBe("Converting circular structure to JSON");

    public static TheoryData<object?, string, string> Given() =>
        new()
        {
            { null, "x === null", "true" },
            { 5, "x + 1", "6" },
            { 5L, "x + 1", "6" },
            { 1.25m, "x * 2", "2.5" },
            { "t", "x + 1", "\"t1\"" },
            { false, "!x", "true" },
            { new Guid("11111111-2222-3333-4444-555555555555"), "x.length", "36" },
            {
                new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.FromHours(8)),
                "x.getDate() + x.toISOString()",
                "\"12026-02-28T16:00:00.000Z\""
            },
            { new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), "x.getHours()", "8" },
            { new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Unspecified), "x.getHours()", "0" },
            { new DateOnly(2026, 3, 1), "x", "\"2026-03-01\"" },
            { JsonNode.Parse("""{"a":[1,{"b":null}]}"""), "x.a[1].b", "null" },
            { JsonNode.Parse("[1,2]"), "x.length", "2" },
            { JsonDocument.Parse("""{"a":1.5}""").RootElement, "x.a", "1.5" },
            {
                new Dictionary<string, object?> { ["k"] = new[] { 1, 2 } },
                "x.k[1]",
                "2"
            },
            {
                new List<object?> { 1, "a", null },
                "x.map(v => typeof v)",
                """["number","string","object"]"""
            },
            { new { FirstName = "Ann" }, "x.firstName", "\"Ann\"" },
            { DayOfWeek.Friday, "x", "\"Friday\"" },
        };

    [Theory]
    [MemberData(nameof(Given))]
    public void A_dotnet_value_is_data_for_the_script(object? value, string source, string expected)
    {
        var globals = new ScriptGlobals().Lazy("x", run => run.FromClr(value));

        (ScriptLab.Run(source, globals).ToJsonNode()?.ToJsonString() ?? "null").ShouldBe(expected);
    }

    [Fact]
    public void Functions_get_their_arguments_and_the_state_of_the_run()
    {
        var globals = new ScriptGlobals().Function(
            "getVariable",
            1,
            static a => a.Run.FromClr(((Dictionary<string, object?>)a.Run.State!).GetValueOrDefault(a.Text(0)))
        );
        var script = Script.Compile("getVariable('n') + 1");

        script
            .Evaluate(globals, ScriptLimits.Default, new StillClock(), new Dictionary<string, object?> { ["n"] = 41 })
            .ToClr()
            .ShouldBe(42L);
        ScriptLab
            .Run("[1,2].map(getVariable2).length", new ScriptGlobals().Function("getVariable2", 1, static a => a[0]))
            .ToClr()
            .ShouldBe(2L);
    }

    [Fact]
    public void A_host_object_answers_dynamically()
    {
        var values = new Dictionary<string, JsValue> { ["n"] = 4 };
        var handler = new HostObjectHandler
        {
            Get = (_, name) => values.TryGetValue(name, out var value) ? value : default(JsValue?),
            Set = (_, name, value) => values[name] = value,
            Keys = _ => values.Keys,
        };
        var globals = new ScriptGlobals().Lazy("variables", run => new HostObject(run, handler));

        ScriptLab.Run("variables.n > 3", globals).ToClr().ShouldBe(true);
        ScriptLab.Run("variables.missing === undefined && !('missing' in variables) && 'n' in variables", globals).ToClr().ShouldBe(true);
        ScriptLab.Run("variables.n++; variables.m = variables.n * 2; Object.keys(variables).join()", globals).ToClr().ShouldBe("n,m");
        values["m"].ToClr().ShouldBe(10L);
    }

    [Fact]
    public void Properties_and_the_fallback_supply_global_names()
    {
        var stored = JsValue.From(1);
        var globals = new ScriptGlobals()
            .Property("x", _ => stored, (_, value) => stored = value)
            .Property("fixed", _ => 7)
            .Fallback(
                (run, name) =>
                    name.StartsWith("get", StringComparison.Ordinal) ? run.NewFunction(name, 0, _ => name[3..]) : default(JsValue?)
            );

        ScriptLab.Run("x = x + 4; x", globals).ToClr().ShouldBe(5L);
        stored.ToClr().ShouldBe(5L);
        ScriptLab.Run("getThing()", globals).ToClr().ShouldBe("Thing");
        ScriptLab.Run("typeof nothing", globals).ToClr().ShouldBe("undefined");
        ScriptLab.Fails("fixed = 1", globals: globals).Message.ShouldBe("Cannot assign to read only property 'fixed' of object");
    }

    [Fact]
    public void A_script_may_shadow_what_the_host_offers() =>
        ScriptLab.Run("const x = 2; { let y = x; y + x }", new ScriptGlobals().Value("x", 1)).ToClr().ShouldBe(4L);

    [Fact]
    public void Names_that_were_never_declared_become_globals_of_the_run()
    {
        var run = NewRun();
        run.Evaluate(Script.Compile("total = 5"));

        run.Evaluate(Script.Compile("total + 1")).ToClr().ShouldBe(6L);
        run.AssignedGlobals["total"].ToClr().ShouldBe(5L);
    }

    [Theory]
    [InlineData("v.items.length", false)]
    [InlineData("const c = v.items.slice(); c.push(1); v.a", false)]
    [InlineData("v.items.push(3)", true)]
    [InlineData("v.deep.er.x = 1", true)]
    [InlineData("delete v.a", true)]
    [InlineData("v.items.sort()", true)]
    [InlineData("v.items[0] = 9", true)]
    [InlineData("v.items.length = 0", true)]
    [InlineData("Object.assign(v, {a: 2})", true)]
    public void A_change_inside_a_host_value_is_seen(string source, bool changed)
    {
        var globals = new ScriptGlobals().Property(
            "v",
            run => run.Import("v", () => JsonNode.Parse("""{"a":1,"items":[1,2],"deep":{"er":{}}}"""))
        );
        var run = NewRun(globals);
        run.Evaluate(Script.Compile(source));

        run.Imports.ShouldHaveSingleItem().Changed.ShouldBe(changed);
    }

    [Fact]
    public void A_host_function_may_throw_an_error_that_the_script_catches()
    {
        var globals = new ScriptGlobals().Function("fail", 0, static a => throw a.Run.TypeError("no such variable"));

        ScriptLab.Run("try { fail() } catch (e) { e.name + ': ' + e.message }", globals).ToClr().ShouldBe("TypeError: no such variable");
        ScriptLab.Fails("\nfail()", globals: globals).Line.ShouldBe(2);
    }

    [Fact]
    public void Return_at_the_top_gives_the_value() => ScriptLab.Run("const a=3; const b=4; return a*b; throw 1").ToClr().ShouldBe(12L);

    [Fact]
    public void A_script_runs_on_many_threads_at_once()
    {
        var script = Script.Compile(
            "let s = 0; const f = n => n < 2 ? n : f(n-1) + f(n-2); for (const x of [1,2,3]) s += f(10) * x; `${s}`.replace(/(\\d)/g, '<$1>')"
        );

        Parallel.For(
            0,
            200,
            _ => script.Evaluate(ScriptGlobals.Empty, ScriptLimits.Default, new StillClock()).AsString.ShouldBe("<3><3><0>")
        );
    }

    [Fact]
    public void The_cache_is_bounded_and_keeps_what_is_used()
    {
        var cache = new ScriptCache(maxScripts: 2);
        var first = cache.Get("1");
        cache.Get("2");
        cache.Get("1").ShouldBeSameAs(first);
        cache.Get("3");

        cache.Count.ShouldBe(2);
        cache.Get("1").ShouldBeSameAs(first);
        Should.Throw<ScriptException>(() => cache.Get("1 +"));
    }

    [Fact]
    public void Random_numbers_come_from_the_source_of_the_run()
    {
        var run = new ScriptRun(ScriptGlobals.Empty, ScriptLimits.Default, new StillClock()) { Random = new Random(7) };

        run.Evaluate(Script.Compile("Math.random()")).AsNumber.ShouldBe(new Random(7).NextDouble());
    }

    [Theory]
    [InlineData("new Date().toISOString()", "2026-03-01T01:30:00.000Z")]
    [InlineData("new Date().getHours() + ''", "9")]
    [InlineData("Date.now() + ''", "1772328600000")]
    [InlineData("isNaN(new Date('2026-02-30')) + ''", "true")]
    [InlineData("(async () => await 5)() + ''", "5")]
    public void The_clock_and_the_zone_are_those_of_the_run(string source, string expected) =>
        ScriptLab.Run(source).ToClr().ShouldBe(expected);
}
