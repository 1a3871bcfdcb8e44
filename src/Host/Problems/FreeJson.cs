using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace LaborFlow.Host.Problems;

/// <summary>
/// Reads JSON that the host takes as it is (workflow definitions, values of variables). A member that stands twice in one object is refused
/// here, with its place: a tree of nodes would find it only when somebody looks into that object.
/// </summary>
internal sealed class FreeJson<T> : JsonConverter<T>
    where T : JsonNode
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ahead = reader;
        DemandOnce(ref ahead);
        return JsonNode.Parse(ref reader) switch
        {
            null => null,
            T node => node,
            _ => throw new JsonException(),
        };
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.WriteTo(writer, options);

    private static void DemandOnce(ref Utf8JsonReader reader)
    {
        var open = new Stack<Level>();
        var start = reader.CurrentDepth;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    open.Push(new Level(new HashSet<string>(StringComparer.Ordinal)));
                    break;
                case JsonTokenType.StartArray:
                    open.Push(new Level(null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var level = open.Peek();
                    level.At = reader.GetString()!;
                    if (!level.Members!.Add(level.At))
                    {
                        throw new DuplicateMemberException(string.Join('.', open.Reverse().Select(l => l.At).Where(at => at.Length > 0)));
                    }

                    break;
            }
        } while ((open.Count > 0 || reader.CurrentDepth > start) && reader.Read());
    }

    /// <summary>An object (with the names of its members so far) or an array that is being read.</summary>
    private sealed record Level(HashSet<string>? Members)
    {
        public string At { get; set; } = "";
    }
}

/// <summary>A member stands twice in one object.</summary>
/// <param name="place">Where, as the names of members on the way.</param>
internal sealed class DuplicateMemberException(string place) : JsonException($"The member '{place}' stands there twice.")
{
    /// <summary>Where, as the names of members on the way.</summary>
    public string Place { get; } = place;
}
