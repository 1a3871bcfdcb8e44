using System.Text.Json.Nodes;

namespace LaborFlow.Engine.Tests.Support;

/// <summary>Writes definitions as an author would, without the noise of the format.</summary>
internal static class Define
{
    public static string Workflow(string id, JsonObject root, string? variables = null, string? options = null) =>
        new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["toolVersion"] = "3.8.0",
            ["variables"] = new JsonArray(
                (variables ?? "")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(pair =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["id"] = pair.Split(':')[0],
                                ["name"] = pair.Split(':')[0],
                                ["typeName"] = pair.Split(':')[1],
                            }
                    )
                    .ToArray()
            ),
            ["options"] = options is null ? new JsonObject() : JsonNode.Parse(options),
            ["root"] = root,
        }.ToJsonString();

    /// <summary>An activity with inputs; a text that begins with <c>=</c> is a script.</summary>
    public static JsonObject Activity(string type, string id, params (string Name, object? Value)[] inputs)
    {
        var activity = new JsonObject
        {
            ["id"] = id,
            ["name"] = id,
            ["type"] = type.Contains('.', StringComparison.Ordinal) ? type : $"Elsa.{type}",
            ["version"] = 1,
        };
        foreach (var (name, value) in inputs)
        {
            activity[name] = value is JsonNode node ? node : new JsonObject { ["typeName"] = "Object", ["expression"] = Expression(value) };
        }

        return activity;
    }

    /// <summary>The same object with another member.</summary>
    public static JsonObject With(this JsonObject activity, string member, JsonNode? value)
    {
        activity[member] = value;
        return activity;
    }

    public static JsonObject Event(string name) => Activity("Event", name, ("eventName", name));

    public static JsonObject Write(string id) => Activity("WriteLine", id, ("text", id));

    public static JsonObject Set(string id, string variable, object? value) =>
        Activity("SetVariable", id, ("variable", new JsonObject { ["id"] = variable, ["name"] = variable }), ("value", value));

    public static JsonObject Sequence(string id, params JsonObject[] activities) =>
        Activity("Sequence", id, ("activities", new JsonArray([.. activities])));

    /// <summary>Connections are written <c>a&gt;b</c> or <c>a:Port&gt;b</c>.</summary>
    public static JsonObject Flowchart(string id, JsonObject[] activities, params string[] connections) =>
        Activity(
            "Flowchart",
            id,
            ("activities", new JsonArray([.. activities])),
            ("connections", new JsonArray([.. connections.Select(Connection)]))
        );

    private static JsonNode Connection(string text)
    {
        var ends = text.Split('>');
        var source = ends[0].Split(':');
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source[0], ["port"] = source.Length > 1 ? source[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = ends[1], ["port"] = "In" },
        };
    }

    private static JsonObject Expression(object? value) =>
        value is string text && text.StartsWith('=')
            ? new JsonObject { ["type"] = "JavaScript", ["value"] = text[1..] }
            : new JsonObject { ["type"] = "Literal", ["value"] = JsonValue.Create(value) };
}
