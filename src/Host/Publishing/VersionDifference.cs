using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Values;
using LaborFlow.Host.Elsa;

namespace LaborFlow.Host.Publishing;

/// <summary>What changed from one version of a definition to another: steps, lines and properties. Where a step stands on the drawing is no change.</summary>
/// <param name="Added">Steps that only the later version has.</param>
/// <param name="Removed">Steps that only the earlier version has.</param>
/// <param name="Changed">Steps of the same id whose type, name or inputs differ.</param>
/// <param name="Moved">Ids of steps that only stand elsewhere on the drawing.</param>
/// <param name="AddedConnections">Lines that only the later version has.</param>
/// <param name="RemovedConnections">Lines that only the earlier version has.</param>
/// <param name="Properties">Name, description, variables, inputs, outputs, outcomes and options that differ.</param>
internal sealed record VersionDifference(
    IReadOnlyList<VersionDifference.Step> Added,
    IReadOnlyList<VersionDifference.Step> Removed,
    IReadOnlyList<VersionDifference.StepChange> Changed,
    IReadOnlyList<string> Moved,
    IReadOnlyList<VersionDifference.Connection> AddedConnections,
    IReadOnlyList<VersionDifference.Connection> RemovedConnections,
    IReadOnlyList<VersionDifference.Change> Properties
)
{
    // Where a step stands, what it contains and what is derived is compared elsewhere, or not at all.
    private static readonly HashSet<string> _notInputs = new(StringComparer.Ordinal)
    {
        "id",
        "nodeId",
        "metadata",
        "connections",
        "activities",
        "workflowDefinitionVersionId",
        "latestAvailablePublishedVersion",
        "latestAvailablePublishedVersionId",
    };

    private static readonly string[] _definitionProperties = ["name", "description", "outcomes", "options", "customProperties"];
    private static readonly string[] _named = ["variables", "inputs", "outputs"];

    /// <summary>A step of a version.</summary>
    public sealed record Step(string Id, string NodeId, string Type, string? Name);

    /// <summary>A step that both versions have.</summary>
    public sealed record StepChange(string Id, string NodeId, string Type, string? Name, IReadOnlyList<Change> Changes);

    /// <summary>A property before and after, as people write it: literals bare, expressions with their language. Null: not there.</summary>
    public sealed record Change(string Name, string? Before, string? After);

    /// <summary>A line from a port of one step to another, inside a flowchart.</summary>
    public sealed record Connection(string Container, string Source, string Port, string Target);

    public bool IsEmpty =>
        Added.Count + Removed.Count + Changed.Count + AddedConnections.Count + RemovedConnections.Count + Properties.Count == 0;

    /// <summary>Compares two models.</summary>
    public static VersionDifference Between(JsonObject before, JsonObject after)
    {
        var (old, now) = (StepsOf(before), StepsOf(after));
        var (oldLines, newLines) = (ConnectionsOf(old), ConnectionsOf(now));
        var both = now.Keys.Where(old.ContainsKey).ToList();
        var changes = both.Select(id => (Id: id, Changes: Compare(old[id], now[id]))).ToList();
        return new VersionDifference(
            [.. now.Where(pair => !old.ContainsKey(pair.Key)).Select(pair => View(pair.Value))],
            [.. old.Where(pair => !now.ContainsKey(pair.Key)).Select(pair => View(pair.Value))],
            [
                .. changes
                    .Where(change => change.Changes.Count > 0)
                    .Select(change => (Step: View(now[change.Id]), change.Changes))
                    .Select(change => new StepChange(
                        change.Step.Id,
                        change.Step.NodeId,
                        change.Step.Type,
                        change.Step.Name,
                        change.Changes
                    )),
            ],
            [.. changes.Where(c => c.Changes.Count == 0 && Position(old[c.Id]) != Position(now[c.Id])).Select(c => c.Id)],
            [.. newLines.Except(oldLines)],
            [.. oldLines.Except(newLines)],
            ComparePropertiesOf(before, after)
        );
    }

    private static Dictionary<string, JsonObject> StepsOf(JsonObject model)
    {
        var steps = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        if (model["root"]?.DeepClone() is JsonObject root)
        {
            NodeIds.Write(root);
            Collect(root);
        }
        return steps;

        void Collect(JsonObject step)
        {
            steps.TryAdd(step["id"]!.ToString(), step);
            foreach (var child in NodeIds.ChildrenOf(step))
                Collect(child);
        }
    }

    private static List<Connection> ConnectionsOf(Dictionary<string, JsonObject> steps) =>
        [
            .. steps.SelectMany(pair =>
                (pair.Value["connections"] as JsonArray ?? []).OfType<JsonObject>().Select(line => ConnectionOf(pair.Key, line))
            ),
        ];

    private static Connection ConnectionOf(string container, JsonObject line) =>
        new(
            container,
            End(line["source"], "activity") ?? "",
            End(line["source"], "port") is { Length: > 0 } port ? port : "Done",
            End(line["target"], "activity") ?? ""
        );

    private static string? End(JsonNode? end, string member) => (end as JsonObject)?[member]?.ToString();

    private static List<Change> Compare(JsonObject before, JsonObject after)
    {
        var changes = new List<Change>();
        foreach (var name in before.Select(member => member.Key).Union(after.Select(member => member.Key)))
        {
            if (_notInputs.Contains(name) || NodeIds.IsActivityOrHolder(before[name]) || NodeIds.IsActivityOrHolder(after[name]))
                continue;
            Add(changes, name, before[name], after[name]);
        }
        return changes;
    }

    private static List<Change> ComparePropertiesOf(JsonObject before, JsonObject after)
    {
        var changes = new List<Change>();
        foreach (var name in _definitionProperties)
            Add(changes, name, before[name], after[name]);
        foreach (var list in _named)
        {
            var (old, now) = (ByName(before[list]), ByName(after[list]));
            foreach (var name in old.Keys.Union(now.Keys))
                Add(changes, $"{list}.{name}", old.GetValueOrDefault(name), now.GetValueOrDefault(name));
        }
        return changes;
    }

    private static Dictionary<string, JsonNode?> ByName(JsonNode? list)
    {
        var named = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var item in (list as JsonArray ?? []).OfType<JsonObject>())
            named[item["name"]?.ToString() ?? ""] = item;
        return named;
    }

    private static void Add(List<Change> changes, string name, JsonNode? before, JsonNode? after)
    {
        var (old, now) = (Written(before), Written(after));
        if (old != now)
            changes.Add(new Change(name, old, now));
    }

    /// <summary>A value as people write it. What is empty is as good as absent: Studio writes nulls where others write nothing.</summary>
    private static string? Written(JsonNode? node) =>
        node switch
        {
            null => null,
            JsonObject input when input["expression"] is JsonObject expression => Expression(expression),
            JsonObject holder => Kept(holder) is { Count: > 0 } kept ? kept.ToJsonString(JsonValues.Options) : null,
            JsonArray list => list.Count == 0 ? null : list.ToJsonString(JsonValues.Options),
            JsonValue value when value.GetValueKind() == JsonValueKind.False => null,
            _ => node.ToString() is { Length: > 0 } text ? text : null,
        };

    private static string? Expression(JsonObject expression)
    {
        var value = expression["value"] is JsonObject or JsonArray
            ? expression["value"]!.ToJsonString(JsonValues.Options)
            : expression["value"]?.ToString();
        if (string.IsNullOrEmpty(value))
            return null;
        return expression["type"]?.ToString() is { Length: > 0 } type and not "Literal" ? $"{type}: {value}" : value;
    }

    private static JsonObject Kept(JsonObject holder)
    {
        var kept = new JsonObject();
        foreach (
            var (name, value) in holder.Where(member => member.Key != "notFoundConnections").OrderBy(m => m.Key, StringComparer.Ordinal)
        )
        {
            if (Written(value) is not null)
                kept[name] = value!.DeepClone();
        }
        return kept;
    }

    private static Step View(JsonObject step) =>
        new(step["id"]!.ToString(), step["nodeId"]!.ToString(), step["type"]!.ToString(), NameOf(step));

    /// <summary>What people call each step of the versions, by its id.</summary>
    public static IReadOnlyDictionary<string, string> NamesOf(params JsonObject[] models)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var step in models.SelectMany(model => StepsOf(model).Values))
            names[step["id"]!.ToString()] = NameOf(step) is { Length: > 0 } name ? name : step["id"]!.ToString();
        return names;
    }

    // A task is known by its title rather than by the name that the designer counts up.
    private static string? NameOf(JsonObject step) =>
        (
            step["metadata"]?["displayText"]
            ?? (step["title"]?["expression"] is JsonObject { } title && title["type"]?.ToString() == "Literal" ? title["value"] : null)
            ?? step["name"]
        )?.ToString();

    private static string Position(JsonObject step) => step["metadata"]?["designer"]?["position"]?.ToJsonString() ?? "";
}
