using System.Buffers;
using System.Collections;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;

namespace LaborFlow.Engine.Values;

/// <summary>
/// Writes values as JSON text without building nodes first: the same text as <see cref="JsonValues.ToNode"/> gives. The journal writes
/// every input of every activity, so this is on the engine's hottest path.
/// </summary>
internal static class JsonText
{
    private const int LargestKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>The inputs that have a name, as an object; null when there are none.</summary>
    public static string? Of(ReadOnlySpan<EvaluatedInput> inputs)
    {
        Span<char> text = stackalloc char[256];
        if (PlainJson.TryWrite(inputs, text, out var length))
        {
            return length == 0 ? null : new string(text[..length]);
        }

        var map = new Dictionary<string, object?>();
        foreach (var (_, name, value) in inputs)
        {
            if (name is not null)
            {
                map[name] = value;
            }
        }

        return Of(map);
    }

    public static string Of(object? value)
    {
        var target = buffer ?? new ArrayBufferWriter<byte>(1024);
        var json =
            writer ?? new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JsonValues.Options.Encoder, SkipValidation = true });
        // Taken while in use: converters of custom types may come back here.
        buffer = null;
        writer = null;
        target.ResetWrittenCount();
        json.Reset(target);
        Write(json, value);
        json.Flush();
        var text = Encoding.UTF8.GetString(target.WrittenSpan);
        if (target.Capacity <= LargestKept)
        {
            buffer = target;
            writer = json;
        }

        return text;
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case Dictionary<string, object?> map:
                json.WriteStartObject();
                foreach (var (key, item) in map)
                {
                    json.WritePropertyName(key);
                    Write(json, item);
                }

                json.WriteEndObject();
                break;
            case JsonNode or JsonElement or IDictionary or byte[]:
                WriteNode(json, value);
                break;
            case IDictionary<string, object?>:
                WriteNode(json, value);
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                WriteNode(json, value);
                break;
        }
    }

    private static void WriteNode(Utf8JsonWriter json, object value)
    {
        if (JsonValues.ToNode(value) is { } node)
        {
            node.WriteTo(json, JsonValues.Options);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
