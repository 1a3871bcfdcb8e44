using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Tests.Conformance;

/// <summary>Compares JSON as the recordings do: members in any order, absent equal to null, numbers by value.</summary>
internal static class Canonical
{
    private static readonly string[] Unordered = ["journal", "writeLines", "incidents"];

    public static JsonNode? Node(object? value) => JsonValues.ToNode(value);

    public static string Text(JsonNode? node) =>
        node switch
        {
            null => "null",
            JsonObject o => "{"
                + string.Join(
                    ",",
                    o.Where(p => p.Value is not null).OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}:{Text(p.Value)}")
                )
                + "}",
            JsonArray a => "[" + string.Join(",", a.Select(Text)) + "]",
            JsonValue v when double.TryParse(v.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                number.ToString("R", CultureInfo.InvariantCulture),
            _ => node.ToJsonString(),
        };

    public static List<string> Differences(JsonNode? expected, JsonNode? actual, bool ordered, string path = "")
    {
        if (expected is JsonObject || actual is JsonObject)
        {
            var a = expected as JsonObject ?? [];
            var b = actual as JsonObject ?? [];
            return a.Select(p => p.Key)
                .Union(b.Select(p => p.Key))
                .SelectMany(key => Differences(a[key], b[key], ordered, $"{path}.{key}"))
                .ToList();
        }

        if (
            !ordered
            && expected is JsonArray x
            && actual is JsonArray y
            && Unordered.Any(name => path.EndsWith("." + name, StringComparison.Ordinal))
        )
        {
            return x.Select(Text).Order(StringComparer.Ordinal).SequenceEqual(y.Select(Text).Order(StringComparer.Ordinal))
                ? []
                : [$"{path}: expected {Text(expected)} actual {Text(actual)}"];
        }

        if (
            expected is JsonArray e
            && actual is JsonArray f
            && e.Count == f.Count
            && !Unordered.Any(name => path.EndsWith("." + name, StringComparison.Ordinal))
        )
        {
            return e.Zip(f).SelectMany((pair, n) => Differences(pair.First, pair.Second, ordered, $"{path}[{n}]")).ToList();
        }

        return Text(expected) == Text(actual) ? [] : [$"{path}: expected {Text(expected)} actual {Text(actual)}"];
    }
}
