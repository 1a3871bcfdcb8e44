using System.Text;
using LaborFlow.Engine.Scripting;

namespace LaborFlow.Engine.Tests.Scripting;

/// <summary>What a hostile or careless script may not do to the host.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("while(true){}")]
    [InlineData("for(;;);")]
    [InlineData("do {} while(true)")]
    [InlineData("var a=[]; a.length=1000; for(;;) a.indexOf(5)")]
    [InlineData("const f=n=>{ for(const i of [1,2,3]) f2() }, f2=()=>{ for(;;){} }; f()")]
    [InlineData("try { while(true){} } catch { } finally { while(true){} }")]
    [InlineData("var it={[Symbol.iterator](){return {next:()=>({done:false,value:1})}}}; for (const x of it) ;")]
    [InlineData("[3,2,1].sort(()=>{ for(;;){} })")]
    public void An_endless_script_is_stopped_by_the_step_limit(string source)
    {
        var error = ScriptLab.Fails(source, new ScriptLimits { MaxSteps = 50_000 });

        error.Kind.ShouldBe(ScriptErrorKind.Limit);
        error.Message.ShouldContain("steps");
    }

    [Fact]
    public void A_slow_script_is_stopped_by_the_clock_of_the_run()
    {
        var clock = new StillClock { TickPerReading = TimeSpan.FromMilliseconds(100) };

        var error = ScriptLab.Fails("while(true){}", new ScriptLimits { Timeout = TimeSpan.FromSeconds(1) }, time: clock);

        error.Kind.ShouldBe(ScriptErrorKind.Limit);
        error.Message.ShouldBe("The script was stopped after 1000 ms");
    }

    [Fact]
    public void A_cancelled_run_ends_with_a_cancellation()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Should.Throw<OperationCanceledException>(() =>
            Script.Compile("while(true){}").Evaluate(ScriptGlobals.Empty, ScriptLimits.Default, new StillClock(), source.Token)
        );
    }

    [Theory]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("'x'.padStart(1e9)")]
    [InlineData("'x'.padEnd(1e9,'ab')")]
    [InlineData("new Array(1e9)")]
    [InlineData("new Array(4294967295).fill(1)")]
    [InlineData("var a=[]; a.length=1e9")]
    [InlineData("var a=[]; a[1e9]=1")]
    [InlineData("var a=[]; a[2e8]=1")]
    [InlineData("Array.from({length:1e9})")]
    [InlineData("var s='x'; while(true) s+=s")]
    [InlineData("var s='x'.repeat(1e6); var a=[]; while(true) a.push(s+a.length+'')")]
    [InlineData("var a=[1]; while(true) a=a.concat(a)")]
    [InlineData("var a=[1]; while(true) a.push(...a)")]
    [InlineData("var o={}; for(let i=0;;i++) o['k'+i]=i")]
    [InlineData("var m=new Map(); for(let i=0;;i++) m.set(i,i)")]
    [InlineData("new Array(1e6).join('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')")]
    [InlineData("'x'.repeat(1e5).replace(/x/g, 'y'.repeat(1e4))")]
    [InlineData("'x'.repeat(1e5).replaceAll('x', 'y'.repeat(1e4))")]
    [InlineData("'x'.repeat(1e5).split('').map((_, i, all) => all.slice())")]
    [InlineData("JSON.stringify(Array(1e5).fill('y'.repeat(1e4)))")]
    [InlineData("Math.max.apply(null, {length: 1e9})")]
    [InlineData("var f=()=>{}; while(true) f=f.bind(null,1,2,3,4,5,6,7,8)")]
    public void A_memory_bomb_is_refused_before_it_goes_off(string source)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var error = ScriptLab.Fails(source, new ScriptLimits { MaxMemory = 32 * 1024 * 1024, MaxSteps = 100_000_000 });

        error.Kind.ShouldBe(ScriptErrorKind.Limit, error.Message);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(256 * 1024 * 1024);
    }

    [Theory]
    [InlineData("function f(){ return f() } f()")]
    [InlineData("const f=()=>[1].map(f); f()")]
    [InlineData("var o={get a(){return this.a}}; o.a")]
    [InlineData("var o={toString(){return ''+this}}; ''+o")]
    [InlineData("class A { constructor(){ new A() } } new A()")]
    [InlineData("var a=[]; for (var i=0;i<100000;i++) a=[a]; JSON.stringify(a)")]
    [InlineData("var a=[]; for (var i=0;i<100000;i++) a=[a]; a.flat(Infinity)")]
    [InlineData("var a=[]; for (var i=0;i<100000;i++) a=[a]; String(a)")]
    [InlineData("var a=[]; for (var i=0;i<100000;i++) a=[a]; structuredClone(a)")]
    [InlineData("JSON.parse('['.repeat(200000))")]
    [InlineData("var f=()=>1; for (var i=0;i<100000;i++) f=f.bind(null); f()")]
    [InlineData("var o=Function.prototype.call; o.call.call.call(function g(){ g() })")]
    public void Recursion_ends_with_a_limit_and_never_with_the_process(string source)
    {
        var error = ScriptLab.Fails(source);

        error.Kind.ShouldBe(ScriptErrorKind.Limit, error.Message);
    }

    [Fact]
    public void A_deeply_nested_result_does_not_overflow_its_conversion()
    {
        var value = ScriptLab.Run("var a=[]; for (var i=0;i<100000;i++) a=[a]; a");

        Should.Throw<ScriptException>(() => value.ToClr()).Kind.ShouldBe(ScriptErrorKind.Limit);
    }

    [Fact]
    public void A_script_cannot_catch_a_limit() =>
        ScriptLab.Fails("try { (function f(){ f() })() } catch (e) { 'caught' }").Message.ShouldBe("Maximum call stack size exceeded");

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{", "}")]
    [InlineData("{a:", "}")]
    [InlineData("!", "")]
    [InlineData("-", "")]
    [InlineData("new ", "")]
    [InlineData("a?", ":b")]
    [InlineData("if(1)", "")]
    [InlineData("()=>", "")]
    [InlineData("`${", "}`")]
    [InlineData("a**", "")]
    [InlineData("x=", "")]
    [InlineData("f(", ")")]
    [InlineData("function f(){", "}")]
    [InlineData("a[", "]")]
    [InlineData("[a=", "]")]
    [InlineData("class{static{", "}}")]
    public void Deeply_nested_source_is_a_syntax_error(string open, string close)
    {
        var source = new StringBuilder("x = ")
            .Insert(4, open, 20_000)
            .Append('1')
            .Insert(4 + (open.Length * 20_000) + 1, close, 20_000)
            .ToString();

        ScriptSyntax.Check(source, new ScriptOptions { MaxSourceLength = 10_000_000 })!.Kind.ShouldBe(ScriptErrorKind.Syntax);
    }

    [Theory]
    [InlineData("+1")]
    [InlineData("&&1")]
    [InlineData(".a")]
    [InlineData("()")]
    [InlineData("[0]")]
    public void A_long_chain_runs_or_is_refused_but_never_overflows(string link)
    {
        foreach (var count in new[] { 3_000, 100_000 })
        {
            var source = "var p = new Set(); var x = () => x; x.a = x; x[0] = x; x" + string.Concat(Enumerable.Repeat(link, count));
            Should.NotThrow(() =>
            {
                try
                {
                    Script
                        .Compile(source, new ScriptOptions { MaxSourceLength = 10_000_000 })
                        .Evaluate(ScriptGlobals.Empty, ScriptLimits.Default, new StillClock());
                }
                catch (ScriptException)
                {
                    // refused
                }
            });
        }
    }

    [Fact]
    public void A_catastrophic_regular_expression_is_stopped()
    {
        var error = ScriptLab.Fails(
            "/^(a+)+$/.test('a'.repeat(40)+'b')",
            new ScriptLimits { RegexTimeout = TimeSpan.FromMilliseconds(50) }
        );

        error.Kind.ShouldBe(ScriptErrorKind.Limit);
        error.Message.ShouldContain("regular expression");
    }

    [Fact]
    public void Source_longer_than_allowed_is_refused() =>
        ScriptSyntax
            .Check(new string(' ', 11), new ScriptOptions { MaxSourceLength = 10 })!
            .Message.ShouldBe("The script is longer than 10 characters");

    [Theory]
    [InlineData("(()=>{}).constructor('return 1')()")]
    [InlineData("''.constructor.constructor('return 1')()")]
    [InlineData("[].map.constructor('return 1')")]
    [InlineData("new Function('return 1')")]
    [InlineData("(class {}).constructor('1')")]
    [InlineData("eval('1+1')")]
    [InlineData("getIt.constructor('return this')()")]
    public void Code_from_text_is_refused(string source)
    {
        var globals = new ScriptGlobals().Function("getIt", 0, static _ => 1);

        ScriptLab.Fails(source, globals: globals).Message.ShouldContain("not allowed");
    }

    [Theory]
    [InlineData("System")]
    [InlineData("importNamespace")]
    [InlineData("process")]
    [InlineData("require")]
    [InlineData("clr")]
    [InlineData("window")]
    [InlineData("global")]
    [InlineData("setTimeout")]
    [InlineData("fetch")]
    public void Nothing_outside_the_language_is_there(string name)
    {
        ScriptLab.Run("typeof " + name).ToClr().ShouldBe("undefined");
        ScriptLab.Fails(name).Message.ShouldBe(name + " is not defined");
    }

    [Theory]
    [InlineData("getIt().GetType")]
    [InlineData("getIt().constructor.name === 'Object' ? undefined : 1")]
    [InlineData("getIt.Method")]
    [InlineData("getIt.Target")]
    public void A_host_value_shows_nothing_of_dotnet(string source)
    {
        var globals = new ScriptGlobals().Function("getIt", 0, static a => a.Run.FromClr(new { Name = "x" }));

        ScriptLab.Run(source, globals).IsUndefined.ShouldBeTrue();
        ScriptLab.Run("getIt().name", globals).ToClr().ShouldBe("x");
    }

    [Fact]
    public void What_a_script_does_to_the_builtins_ends_with_its_run()
    {
        ScriptLab
            .Run(
                """
                Array.prototype.map = () => 'hacked'; ({}).__proto__.polluted = 1; Object.prototype.x = 2;
                String.prototype.trim = null; Math.max = () => 0; JSON.parse = 1; leaked = 5; [1].map() + ({}).polluted
                """
            )
            .ToClr()
            .ShouldBe("hacked1");

        ScriptLab
            .Json("[[1].map(x=>x), typeof ({}).polluted, ' a '.trim(), Math.max(1,2), JSON.parse('3'), typeof leaked, ({}).x===undefined]")
            .ShouldBe("""[[1],"undefined","a",2,3,"undefined",true]""");
    }
}
