using System.Reflection;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>The fixed lists that Studio fills its property panels from, and the words of the toolbox, read once from resources.</summary>
internal static class Descriptors
{
    private static readonly Lazy<JsonObject> _lists = new(() => Read("descriptors.json"));
    private static readonly Lazy<JsonObject> _chinese = new(() => Read("toolbox.zh-CN.json"));
    private static readonly Lazy<JsonObject> _english = new(() => Read("toolbox.en.json"));

    /// <summary>The subject of each of our own activities, under which the toolbox shows it.</summary>
    public static JsonObject Groups => (JsonObject)_chinese.Value["groups"]!;

    /// <summary>
    /// What the toolbox says in one language where an activity does not say it itself: the built-in ones are described in English, our own
    /// in Chinese.
    /// </summary>
    public static JsonObject Toolbox(bool english) => english ? _english.Value : _chinese.Value;

    /// <summary>What an input of an activity type is called; null when the type itself says it.</summary>
    public static string? NameOfInput(string type, string input, bool english)
    {
        var words = Toolbox(english);
        // Some inputs are called the same wherever our own activities have them.
        return words["activities"]![type] is { } texts ? (texts["inputs"]?[input]?["name"] ?? words["inputs"]?[input])?.ToString() : null;
    }

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
