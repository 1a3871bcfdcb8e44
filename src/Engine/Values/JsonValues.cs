using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LaborFlow.Engine.Values;

/// <summary>
/// Values as workflows hold them: null, bool, int/long/double/decimal, string, <c>Dictionary&lt;string, object?&gt;</c> and
/// <c>List&lt;object?&gt;</c>. What activities put in besides (records, JSON nodes) becomes one of these when it is stored.
/// </summary>
public static class JsonValues
{
    /// <summary>How the engine writes JSON: camelCase members, enums as strings, Chinese text readable.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new JsonStringEnumConverter() },
        };

    /// <summary>Reads a JSON element as a plain value.</summary>
    public static object? FromElement(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .Aggregate(
                    new Dictionary<string, object?>(StringComparer.Ordinal),
                    (all, member) =>
                    {
                        all[member.Name] = FromElement(member.Value);
                        return all;
                    }
                ),
            JsonValueKind.Array => element.EnumerateArray().Select(FromElement).ToList(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>Reads a JSON node as a plain value.</summary>
    public static object? FromNode(JsonNode? node) => node is null ? null : FromElement(JsonSerializer.SerializeToElement(node));

    /// <summary>Reads JSON text as a plain value; null for null or empty text.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static object? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        using var document = JsonDocument.Parse(json);
        return FromElement(document.RootElement);
    }

    /// <summary>A value as a JSON node. Whole doubles are written as integers, NaN and infinities as strings.</summary>
    public static JsonNode? ToNode(object? value) =>
        value switch
        {
            null => null,
            JsonNode node => node.DeepClone(),
            JsonElement element => JsonNode.Parse(element.GetRawText()),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            decimal number => JsonValue.Create(number),
            double number => FromDouble(number),
            float number => FromDouble(number),
            Guid or DateTime or DateTimeOffset or DateOnly or TimeOnly or TimeSpan or Enum or byte[] => JsonSerializer.SerializeToNode(
                value,
                value.GetType(),
                Options
            ),
            IDictionary<string, object?> map => ToObject(map),
            IDictionary map => ToObject(map.Keys.Cast<object>().ToDictionary(key => ToText(key)!, key => map[key])),
            IEnumerable items => new JsonArray(items.Cast<object?>().Select(ToNode).ToArray()),
            _ => JsonSerializer.SerializeToNode(value, value.GetType(), Options),
        };

    /// <summary>A value as JSON text.</summary>
    public static string ToJson(object? value) => JsonText.Of(value);

    /// <summary>A value as text: numbers in the invariant culture, objects and lists as JSON.</summary>
    public static string? ToText(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "True" : "False",
            JsonValue node => ToText(FromNode(node)),
            DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => ToJson(value),
        };

    private static JsonObject ToObject(IDictionary<string, object?> map)
    {
        var node = new JsonObject();
        foreach (var (key, value) in map)
        {
            node[key] = ToNode(value);
        }

        return node;
    }

    private static JsonNode FromDouble(double number) =>
        !double.IsFinite(number) ? JsonValue.Create(number.ToString(CultureInfo.InvariantCulture))
        : number == Math.Floor(number) && Math.Abs(number) < 9e15 ? JsonValue.Create((long)number)
        : JsonValue.Create(number);
}
