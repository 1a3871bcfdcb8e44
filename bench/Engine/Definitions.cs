using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;

namespace LaborFlow.Bench;

/// <summary>The definitions that are timed, as the designer would write them.</summary>
internal static class Definitions
{
    /// <summary>Waits for an event, sets a variable, decides, and waits again, for ever.</summary>
    public static WorkflowDefinition WaitInALoop(string id) =>
        Flow(
            id,
            [Activity("wait", "Elsa.Event", ("eventName", Literal("step"))), SetVariable("set", "7"), Decision("decide")],
            [Connection("wait", "Done", "set"), Connection("set", "Done", "decide"), Connection("decide", "True", "wait")]
        );

    /// <summary>Waits for a long time, then ends.</summary>
    public static WorkflowDefinition WaitForTheClock(string id) =>
        Flow(id, [Activity("wait", "Elsa.Delay", ("timeSpan", Literal("365.00:00:00")))], []);

    /// <summary>A chain in which SetVariable and FlowDecision take turns.</summary>
    public static WorkflowDefinition Chain(string id, int activities)
    {
        var nodes = new List<JsonObject>();
        var connections = new List<JsonObject>();
        for (var n = 0; n < activities; n++)
        {
            var name = Name(n);
            nodes.Add(n % 2 == 0 ? SetVariable(name, n.ToString(CultureInfo.InvariantCulture)) : Decision(name));
            if (n > 0)
            {
                connections.Add(Connection(Name(n - 1), n % 2 == 1 ? "Done" : "True", name));
            }
        }

        return Flow(id, nodes, connections);

        static string Name(int n) => $"{(n % 2 == 0 ? "set" : "decide")}{n.ToString(CultureInfo.InvariantCulture)}";
    }

    private static WorkflowDefinition Flow(string id, List<JsonObject> activities, List<JsonObject> connections) =>
        new(
            new JsonObject
            {
                ["definitionId"] = id,
                ["name"] = id,
                ["toolVersion"] = "3.8.0.0",
                ["variables"] = JsonNode.Parse(
                    """[{"id":"amount","name":"Amount","typeName":"Int64","value":"0"},{"id":"go","name":"Go","typeName":"Boolean","value":"true"}]"""
                ),
                ["root"] = new JsonObject
                {
                    ["id"] = "flow",
                    ["type"] = "Elsa.Flowchart",
                    ["version"] = 1,
                    ["activities"] = new JsonArray([.. activities]),
                    ["connections"] = new JsonArray([.. connections]),
                },
            }
        );

    private static JsonObject SetVariable(string id, string value)
    {
        var activity = Activity(id, "Elsa.SetVariable", ("value", Literal(value)));
        activity["variable"] = JsonNode.Parse("""{"id":"amount","name":"Amount","typeName":"Int64"}""");
        return activity;
    }

    private static JsonObject Decision(string id) =>
        Activity(id, "Elsa.FlowDecision", ("condition", JsonNode.Parse("""{"type":"Variable","value":{"id":"go","name":"Go"}}""")!));

    private static JsonNode Literal(string value) => new JsonObject { ["type"] = "Literal", ["value"] = value };

    private static JsonObject Activity(string id, string type, params ReadOnlySpan<(string Name, JsonNode Expression)> inputs)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
        };
        foreach (var (name, expression) in inputs)
        {
            json[name] = new JsonObject { ["typeName"] = "Object", ["expression"] = expression };
        }

        return json;
    }

    private static JsonObject Connection(string source, string port, string target) =>
        new()
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        };
}
