using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>
/// Which inputs and outputs the journal keeps: a member's own mode, else the activity's default, else the definition's, else include.
/// Sensitive members are masked whatever the mode.
/// </summary>
internal readonly record struct LogPersistence(JsonObject? Activity, JsonObject? Definition, ActivityDescriptor? Descriptor)
{
    private const string Mask = "***";

    public static LogPersistence Of(WorkflowExecutionContext workflow, ActivityExecutionContext context)
    {
        var plan = InputPlan.Of(workflow.Engine, context.Activity);
        return new(plan.LogSettings, workflow.Definition.LogSettings, plan.Descriptor);
    }

    public string? Inputs(ActivityExecutionContext context) =>
        context.HasStateByName || Filters(isInput: true)
            ? Filter(context.ActivityStateOrNull, "inputs", isInput: true)
            : JsonText.Of(context.InputsInOrder);

    public string? Outputs(ActivityExecutionContext context) => Filter(context.OutputsOrNull, "outputs", isInput: false);

    private bool Filters(bool isInput) => Activity is not null || Definition is not null || Descriptor?.HasSensitive(isInput) == true;

    internal static JsonObject? Settings(JsonObject? properties) =>
        properties is null || properties.Count == 0
            ? null
            : (properties["logPersistenceConfig"] ?? properties["logPersistenceMode"]) as JsonObject;

    private string? Filter(Dictionary<string, object?>? values, string group, bool isInput)
    {
        if (values is null || values.Count == 0)
        {
            return null;
        }

        if (!Filters(isInput))
        {
            return JsonValues.ToJson(values);
        }

        var kept = new Dictionary<string, object?>();
        foreach (var (name, value) in values)
        {
            if (!Excluded(name, group))
            {
                kept[name] = Descriptor?.IsSensitive(name, isInput) == true ? Mask : value;
            }
        }

        return kept.Count == 0 ? null : JsonValues.ToJson(kept);
    }

    private bool Excluded(string name, string group)
    {
        var camel = char.ToLowerInvariant(name[0]) + name[1..];
        var mode =
            Mode(Activity?[group] is JsonObject members ? members[camel] ?? members[name] : null)
            ?? Mode(Activity?["default"])
            ?? Mode(Definition?["default"]);
        return mode == "Exclude";
    }

    private static string? Mode(JsonNode? node)
    {
        var text = node is JsonObject config ? config["strategyType"]?.ToString() : node?.ToString();
        return text is null || text.Contains("Inherit", StringComparison.Ordinal) ? null
            : text.Contains("Exclude", StringComparison.Ordinal) ? "Exclude"
            : "Include";
    }
}
