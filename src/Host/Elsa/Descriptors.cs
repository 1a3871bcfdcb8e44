using System.Reflection;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>The fixed lists that Studio fills its property panels from, and the Chinese of the toolbox, read once from resources.</summary>
internal static class Descriptors
{
    private static readonly Lazy<JsonObject> _lists = new(() => Read("descriptors.json"));
    private static readonly Lazy<JsonObject> _toolbox = new(() => Read("toolbox.zh-CN.json"));

    /// <summary>The Chinese names of built-in activities, categories and outcomes.</summary>
    public static JsonObject Toolbox => _toolbox.Value;

    /// <summary>The list of a name in one language, as <c>{items, count}</c>.</summary>
    public static JsonObject List(string name, bool english)
    {
        var items = (JsonArray)_lists.Value[name]![english ? "en" : "zh"]!.DeepClone();
        var count = items.Count;
        return new JsonObject { ["items"] = items, ["count"] = count };
    }

    private static JsonObject Read(string file)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream("LaborFlow.Host.Elsa." + file)
            ?? throw new InvalidOperationException($"The resource {file} is not part of the host.");
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
