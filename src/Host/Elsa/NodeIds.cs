using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>Writes what Elsa adds to stored activities: the node id (the path of ids that Studio addresses activities by) and empty lists.</summary>
internal static class NodeIds
{
    /// <summary>Writes the ids below the wrapper around <paramref name="root"/>.</summary>
    public static void Write(JsonObject root)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, taken);
        var number = 1;
        while (taken.Contains(WrapperId(number)))
            number++;
        Write(root, WrapperId(number));
    }

    private static string WrapperId(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Workflow{number}");

    private static void Write(JsonObject activity, string parent)
    {
        var path = $"{parent}:{activity["id"]}";
        activity["nodeId"] = path;
        if (activity["type"]?.ToString() == "Elsa.Flowchart")
        {
            if (activity["customProperties"] is not JsonObject properties)
                activity["customProperties"] = properties = [];
            properties["notFoundConnections"] ??= new JsonArray();
        }
        foreach (var child in ChildrenOf(activity).ToList())
            Write(child, path);
    }

    private static void Collect(JsonObject activity, HashSet<string> ids)
    {
        ids.Add(activity["id"]!.ToString());
        foreach (var child in ChildrenOf(activity))
            Collect(child, ids);
    }

    /// <summary>The activities directly inside one: children, embedded ports, cases.</summary>
    public static IEnumerable<JsonObject> ChildrenOf(JsonObject activity) =>
        activity
            .Where(member => member.Key is not ("customProperties" or "metadata" or "connections" or "variables"))
            .SelectMany(member => In(member.Value));

    /// <summary>The same, each with the port that holds it: the member's name in Elsa's spelling.</summary>
    public static IEnumerable<(JsonObject Child, string Port)> ChildrenWithPorts(JsonObject activity) =>
        activity
            .Where(member => member.Key is not ("customProperties" or "metadata" or "connections" or "variables"))
            .SelectMany(member => In(member.Value).Select(child => (child, char.ToUpperInvariant(member.Key[0]) + member.Key[1..])));

    /// <summary>True for members that hold activities and are no input.</summary>
    public static bool IsActivityOrHolder(JsonNode? node) => In(node).Any();

    private static IEnumerable<JsonObject> In(JsonNode? node) =>
        node switch
        {
            JsonObject item when IsActivity(item) => [item],
            // The cases of a switch hold their activity one level down.
            JsonObject holder when holder["activity"] is JsonObject inner && IsActivity(inner) => [inner],
            JsonArray items => items.SelectMany(In),
            _ => [],
        };

    private static bool IsActivity(JsonObject item) =>
        item["id"] is JsonValue && item["type"] is JsonValue type && type.TryGetValue<string>(out _) && !item.ContainsKey("expression");
}
