using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Scripting;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Expressions;

/// <summary>JavaScript with Elsa's accessors. Scripts are compiled once and kept in a bounded cache.</summary>
internal sealed partial class JavaScriptExpression(TimeProvider time) : IExpressionHandler
{
    internal const string OutcomesKey = "JavaScriptOutcomes";

    private static readonly ScriptGlobals Globals = Accessors.Build();
    private readonly ScriptCache _cache = new();

    public string Type => "JavaScript";

    public ValueTask<object?> EvaluateAsync(Expression expression, ActivityExecutionContext context) =>
        new(Run(JsonValues.ToText(expression.Value) ?? "", context));

    public ExpressionProblem? Check(Expression expression) =>
        ScriptSyntax.Check(JsonValues.ToText(expression.Value) ?? "") is { } error
            ? new(
                $"第 {error.Line} 行第 {error.Column} 列：{ScriptWording.Zh(error.Message)}",
                $"line {error.Line}, column {error.Column}: {error.Message}"
            )
            : null;

    public object? Run(string source, ActivityExecutionContext context)
    {
        var run = new ScriptRun(Globals, new ScriptLimits(), time, context, context.CancellationToken);
        try
        {
            var value = run.Evaluate(_cache.Get(source));
            foreach (var changed in run.Imports.Where(import => import.Changed))
            {
                if (context.FindVariable(changed.Key) is { } slot)
                {
                    slot.Value = slot.Variable.Convert(ToPlain(changed.Value));
                }
            }

            return ToPlain(value);
        }
        catch (ScriptException e)
        {
            throw new ScriptFailedException(Wording().Replace(e.Message, "Cannot ${verb} property '${member}' of ${what}"), e);
        }
    }

    /// <summary>Elsa's script engine words this one error differently; incidents read alike in both.</summary>
    [System.Text.RegularExpressions.GeneratedRegex(
        @"^Cannot (?<verb>read|set) properties of (?<what>undefined|null) \((?:reading|setting) '(?<member>.*)'\)$",
        System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial System.Text.RegularExpressions.Regex Wording();

    internal static object? ToPlain(JsValue value) =>
        value.IsNumber ? value.AsNumber
        : value.ToClr() is System.Text.Json.Nodes.JsonNode node ? JsonValues.FromNode(node)
        : value.ToClr();
}

/// <summary>The functions that Elsa offers to scripts.</summary>
internal static class Accessors
{
    public static ScriptGlobals Build() =>
        new ScriptGlobals()
            .Function("getVariable", 1, call => ReadVariable(call.Run, call.Text(0)))
            .Function("setVariable", 2, call => WriteVariable(call.Run, call.Text(0), call[1]))
            .Function("getInput", 1, call => call.Run.FromClr(Workflow(call).ReadInput(Context(call.Run), call.Text(0))))
            .Function(
                "getOutputFrom",
                2,
                call => call.Run.FromClr(ReadOutput(Context(call.Run), call.Text(0), call.Count > 1 ? call.Text(1) : "Result"))
            )
            .Function("setOutput", 2, call => WriteOutput(call.Run, call.Text(0), call[1]))
            .Function("getLastResult", 0, call => call.Run.FromClr(Workflow(call).LastResult))
            .Function("getCorrelationId", 0, call => call.Run.FromClr(Workflow(call).CorrelationId))
            .Function("setCorrelationId", 1, call => Do(() => Workflow(call).CorrelationId = call.Text(0)))
            .Function("getWorkflowDefinitionId", 0, call => Workflow(call).Definition.Row.DefinitionId)
            .Function("getWorkflowDefinitionVersionId", 0, call => Workflow(call).Definition.Row.Id)
            .Function("getWorkflowDefinitionVersion", 0, call => Workflow(call).Definition.Row.Version)
            .Function("getWorkflowInstanceId", 0, call => Workflow(call).Id)
            .Function("getWorkflowInstanceName", 0, call => call.Run.FromClr(Workflow(call).Name))
            .Function("setWorkflowInstanceName", 1, call => Do(() => Workflow(call).Name = call.Text(0)))
            .Function(
                "setOutcome",
                1,
                call => Do(() => Context(call.Run).TransientProperties[JavaScriptExpression.OutcomesKey] = new[] { call.Text(0) })
            )
            .Function(
                "setOutcomes",
                1,
                call =>
                    Do(() =>
                        Context(call.Run).TransientProperties[JavaScriptExpression.OutcomesKey] = ValueConverter
                            .Convert<List<string>>(JavaScriptExpression.ToPlain(call[0]))!
                            .ToArray()
                    )
            )
            .Function("newGuid", 0, call => NewGuid(call).ToString())
            .Function("newGuidString", 0, call => NewGuid(call).ToString())
            .Function("getGuidString", 0, call => NewGuid(call).ToString())
            .Function("newShortGuid", 0, call => TextFunctions.Shorten(NewGuid(call)))
            .Function("getShortGuid", 0, call => TextFunctions.Shorten(NewGuid(call)))
            .Function("parseGuid", 1, call => TextFunctions.ParseGuid(call.Text(0)))
            .Function("isNullOrEmpty", 1, call => string.IsNullOrEmpty(call[0].AsString))
            .Function("isNullOrWhiteSpace", 1, call => string.IsNullOrWhiteSpace(call[0].AsString))
            .Function("toJson", 1, call => JsonValues.ToJson(JavaScriptExpression.ToPlain(call[0])))
            .Function("stringToBase64", 1, call => TextFunctions.ToBase64(call.Text(0)))
            .Function("stringFromBase64", 1, call => TextFunctions.FromBase64(call.Text(0)))
            .Function("bytesFromString", 1, call => call.Run.FromClr(TextFunctions.ToBytes(call.Text(0))))
            .Function("bytesToString", 1, call => TextFunctions.FromBytes(JavaScriptExpression.ToPlain(call[0])))
            .Function("bytesToBase64", 1, call => TextFunctions.BytesToBase64(JavaScriptExpression.ToPlain(call[0])))
            .Function("bytesFromBase64", 1, call => call.Run.FromClr(TextFunctions.BytesFromBase64(call.Text(0))))
            .Lazy("variables", run => new HostObject(run, Members))
            .Lazy(
                "input",
                run => new HostObject(
                    run,
                    new HostObjectHandler { Get = (r, name) => r.FromClr(Context(r).WorkflowExecutionContext.ReadInput(Context(r), name)) }
                )
            )
            .Fallback(Resolve);

    private static readonly HostObjectHandler Members = new()
    {
        Get = (run, name) => Context(run).FindVariable(name) is null ? (JsValue?)null : ReadVariable(run, name),
        Set = (run, name, value) => WriteVariable(run, name, value),
    };

    private static ActivityExecutionContext Context(ScriptRun run) => (ActivityExecutionContext)run.State!;

    private static WorkflowExecutionContext Workflow(JsCallArgs call) => Context(call.Run).WorkflowExecutionContext;

    private static Guid NewGuid(JsCallArgs call) => Guid.CreateVersion7(Context(call.Run).Now);

    private static JsValue Do(Action effect)
    {
        effect();
        return JsValue.Undefined;
    }

    private static JsValue ReadVariable(ScriptRun run, string name) =>
        Context(run).FindVariable(name) is { } slot ? run.Import(name, () => slot.Value) : JsValue.Null;

    private static JsValue WriteVariable(ScriptRun run, string name, JsValue value)
    {
        Context(run).SetVariable(name, JavaScriptExpression.ToPlain(value));
        run.SetImport(name, value);
        return JsValue.Undefined;
    }

    private static JsValue WriteOutput(ScriptRun run, string name, JsValue value)
    {
        Context(run).SetWorkflowOutput(name, JavaScriptExpression.ToPlain(value));
        return JsValue.Undefined;
    }

    private static object? ReadOutput(ActivityExecutionContext context, string activity, string name)
    {
        var known = context.WorkflowExecutionContext.Definition;
        var id =
            (known.Find(activity) ?? known.Activities.FirstOrDefault(a => a.Name == activity))?.Id
            ?? throw new UnknownReferenceException("Activity not found.");
        return context.FindOutput(id, name);
    }

    /// <summary>getX, setX of variables and inputs, and getOutputFromActivity.</summary>
    private static JsValue? Resolve(ScriptRun run, string name)
    {
        if (name.Length < 4 || !(name.StartsWith("get", StringComparison.Ordinal) || name.StartsWith("set", StringComparison.Ordinal)))
        {
            return null;
        }

        var context = Context(run);
        var member = name[3..];
        if (context.Activity is Composition.BulkDispatchWorkflows && ItemOf(context) is { } item && name == "get" + item.Key)
        {
            return run.NewFunction(name, 0, call => call.Run.FromClr(item.Value));
        }

        var variable = NameOfVariable(context, member);
        if (name[0] == 's')
        {
            return variable is null ? (JsValue?)null : run.NewFunction(name, 1, call => WriteVariable(call.Run, variable, call[0]));
        }

        if (variable is not null)
        {
            return run.NewFunction(name, 0, call => ReadVariable(call.Run, variable));
        }

        if (IsInput(context, member))
        {
            return run.NewFunction(name, 0, call => call.Run.FromClr(Workflow(call).ReadInput(Context(call.Run), member)));
        }

        var from = member.IndexOf("From", StringComparison.Ordinal);
        if (from <= 0)
        {
            return null;
        }

        var byName = context.WorkflowExecutionContext.Definition.Model.ToolVersion is not null;
        var activity = context.WorkflowExecutionContext.Definition.Activities.FirstOrDefault(a =>
            Pascal((byName ? a.Name : null) ?? a.Id) == member[(from + 4)..]
        );
        return activity is null
            ? (JsValue?)null
            : run.NewFunction(name, 0, call => call.Run.FromClr(ReadOutput(Context(call.Run), activity.Id, member[..from])));
    }

    private static string? NameOfVariable(ActivityExecutionContext context, string member)
    {
        if (context.FindVariable(member) is not null)
        {
            return member;
        }

        var camel = char.ToLowerInvariant(member[0]) + member[1..];
        return context.FindVariable(camel) is null ? context.VariableNames().FirstOrDefault(name => Pascal(name) == member) : camel;
    }

    private static KeyValuePair<string, object?>? ItemOf(ActivityExecutionContext context) =>
        context.TransientProperties.TryGetValue(Composition.BulkDispatchWorkflows.ItemKey, out var item)
            ? (KeyValuePair<string, object?>?)item
            : null;

    private static bool IsInput(ActivityExecutionContext context, string name)
    {
        var workflow = context.WorkflowExecutionContext;
        var around = context.Composite().ParentActivityExecutionContext?.Activity as Composition.WorkflowDefinitionActivity;
        return around is not null
            ? around.InputNames.Any(input => input.Equals(name, StringComparison.OrdinalIgnoreCase))
            : workflow.Definition.Model.Inputs.Any(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                || workflow.Input.ContainsKey(name);
    }

    /// <summary>A name as accessors spell it: words run together, each with a capital ("order total", "order_total" and "orderTotal" alike).</summary>
    private static string Pascal(string name)
    {
        var text = new System.Text.StringBuilder(name.Length);
        var atStart = true;
        for (var i = 0; i < name.Length; i++)
        {
            var next = i;
            while (next < name.Length && name[next] is ' ' or '_' or '-')
            {
                next++;
            }

            atStart |= next > i;
            i = atStart && next < name.Length && char.IsAsciiLetter(name[next]) ? next : i;
            text.Append(atStart ? char.ToUpperInvariant(name[i]) : name[i]);
            atStart = false;
        }

        return text.ToString();
    }
}
