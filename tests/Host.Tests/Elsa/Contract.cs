using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>
/// The shapes of Elsa 3.8's answers to Studio's calls, by call and status. A name with a question mark may be missing; <c>object</c> and
/// <c>any</c> depend on the definition; members beyond the shape are allowed.
/// </summary>
internal static class Contract
{
    private static readonly JsonObject _shapes = JsonNode
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Elsa", "contract.json")))!
        .AsObject();

    /// <summary>Every call that Studio made.</summary>
    public static IReadOnlyList<string> Calls { get; } = [.. _shapes.Select(pair => pair.Key)];

    /// <summary>Where an answer differs from the recorded shape.</summary>
    public static IReadOnlyList<string> Differences(string call, int status, string body)
    {
        if (_shapes[call]?[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } shape)
            return [$"{call}: status {status} was never seen: {body}"];
        var differences = new List<string>();
        if (shape is JsonValue text)
        {
            if (text.ToString() == "nothing" && body.Length > 0)
                differences.Add($"{call}: a body where there is none: {body}");
            return differences;
        }
        Compare(shape, JsonNode.Parse(body), call, differences);
        return differences;
    }

    private static void Compare(JsonNode? shape, JsonNode? value, string path, List<string> differences)
    {
        switch (shape, value)
        {
            case (JsonObject members, JsonObject actual):
                foreach (var (name, inner) in members)
                {
                    var (key, optional) = (name.TrimEnd('?'), name.EndsWith('?'));
                    if (actual[key] is { } member)
                        Compare(inner, member, $"{path}.{key}", differences);
                    else if (!optional)
                        differences.Add($"{path}.{key} is missing");
                }
                break;
            case (JsonArray { Count: 1 } items, JsonArray actual):
                for (var n = 0; n < actual.Count; n++)
                    Compare(items[0], actual[n], $"{path}[{n}]", differences);
                break;
            case (JsonArray, JsonArray):
                break;
            case (JsonValue kinds, _) when kinds.ToString().Split('|').Any(kind => Fits(kind, value)):
                break;
            default:
                differences.Add($"{path}: {value?.ToJsonString()} is not {shape?.ToJsonString()}");
                break;
        }
    }

    private static bool Fits(string kind, JsonNode? value) =>
        (kind, value?.GetValueKind()) switch
        {
            ("any", _) => true,
            ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) => true,
            ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) => true,
            ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("null", null or JsonValueKind.Null) => true,
            _ => false,
        };
}
