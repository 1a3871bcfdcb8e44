using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Runtime;

/// <summary>Writes an instance as compact JSON and reads it again in any process that has the same definition version.</summary>
public static class InstanceState
{
    /// <summary>The workflow's variables of a stored instance, by name; empty once the instance is over and its scope is gone.</summary>
    public static IReadOnlyList<StoredVariable> ReadVariables(string stateJson) =>
        (JsonNode.Parse(stateJson)?["root"]?["v"] as JsonArray)
            ?.OfType<JsonObject>()
            .Select(v => new StoredVariable(
                v["id"]!.ToString(),
                v["n"]!.ToString(),
                v["t"]?.ToString() ?? "Object",
                JsonValues.FromNode(v["val"])
            ))
            .ToList()
        ?? [];

    /// <summary>The output of a stored instance.</summary>
    public static IReadOnlyDictionary<string, object?> ReadOutput(string stateJson) => ReadMap(JsonNode.Parse(stateJson)?["output"]);

    /// <summary>The incidents of a stored instance.</summary>
    public static IReadOnlyList<Incident> ReadIncidents(string stateJson) =>
        JsonNode.Parse(stateJson)?["incidents"].Deserialize<List<Incident>>(JsonValues.Options) ?? [];

    internal static string Write(WorkflowExecutionContext workflow)
    {
        var json = new JsonObject();
        Put(json, "input", workflow.Input);
        Put(json, "output", workflow.Output);
        Put(json, "props", workflow.Properties);
        if (workflow.Incidents.Count > 0)
        {
            json["incidents"] = JsonSerializer.SerializeToNode(workflow.Incidents, JsonValues.Options);
        }

        json["last"] = JsonValues.ToNode(workflow.LastResult);
        json["parentBookmark"] = workflow.ParentBookmarkId;
        json["trigger"] = workflow.TriggerActivityId;
        json["seq"] = workflow.Journal.Sequence;
        json["root"] = workflow.Root is { } root ? WriteContext(root) : null;
        foreach (var empty in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToList())
        {
            json.Remove(empty);
        }

        return json.ToJsonString(JsonValues.Options);
    }

    internal static void Read(WorkflowExecutionContext workflow, InstanceRow row, IReadOnlyList<BookmarkRow> bookmarks)
    {
        var json = JsonNode.Parse(row.StateJson)!.AsObject();
        workflow.CorrelationId = row.CorrelationId;
        workflow.Name = row.Name;
        workflow.SubStatus = row.SubStatus;
        workflow.ParentInstanceId = row.ParentInstanceId;
        workflow.Input = new Dictionary<string, object?>(ReadMap(json["input"]), StringComparer.OrdinalIgnoreCase);
        workflow.Output = ReadMap(json["output"]);
        workflow.Properties = ReadMap(json["props"]);
        workflow.Incidents = json["incidents"]?.Deserialize<List<Incident>>(JsonValues.Options) ?? [];
        workflow.LastResult = JsonValues.FromNode(json["last"]);
        workflow.ParentBookmarkId = json["parentBookmark"]?.ToString();
        workflow.TriggerActivityId = json["trigger"]?.ToString();
        workflow.Journal.Sequence = json["seq"]?.GetValue<long>() ?? 0;
        if (json["root"] is JsonObject root)
        {
            var byId = new Dictionary<string, ActivityExecutionContext>();
            workflow.Root = ReadContext(workflow, root, null, byId);
            ReadOldOutputs(workflow.Root, json["outs"]);
            foreach (var bookmark in bookmarks)
            {
                if (byId.TryGetValue(bookmark.ActivityInstanceId, out var context))
                {
                    context.AddBookmark(FromRow(bookmark));
                }
            }
        }
    }

    private static JsonObject WriteContext(ActivityExecutionContext context)
    {
        var json = new JsonObject
        {
            ["id"] = context.Id,
            ["n"] = context.Activity.NodeId,
            ["st"] = (int)context.Status,
            ["at"] = context.StartedAt,
        };
        if (context.Attempt > 1)
        {
            json["try"] = context.Attempt;
        }

        if (context.CompletionCallbackName is { } callback)
        {
            json["cb"] = callback;
        }

        if (context.Tag is not null)
        {
            json["tag"] = JsonValues.ToNode(context.Tag);
        }

        Put(json, "p", context.PropertiesOrNull);
        Put(json, "s", context.ActivityStateOrNull);
        Put(json, "o", context.OutputsOrNull);
        Put(json, "co", context.OutputsOfChildren?.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
        if (context.VariableSlots is { Count: > 0 } slots)
        {
            json["v"] = new JsonArray(slots.Select(pair => (JsonNode)WriteVariable(pair.Key, pair.Value)).ToArray());
        }

        if (context.Children.Count > 0 && context.Status != ActivityStatus.Completed)
        {
            json["ch"] = new JsonArray(context.Children.Select(child => (JsonNode)WriteContext(child)).ToArray());
        }

        return json;
    }

    /// <summary>Instances stored before outputs were kept with their containers have them here: seen from everywhere, as they were then.</summary>
    private static void ReadOldOutputs(ActivityExecutionContext root, JsonNode? outputs)
    {
        foreach (var (activityId, values) in ReadMap(outputs))
        {
            (root.OutputsOfChildren ??= [])[activityId] = (Dictionary<string, object?>)values!;
        }
    }

    private static JsonObject WriteVariable(string id, VariableSlot slot)
    {
        var json = new JsonObject
        {
            ["id"] = id,
            ["n"] = slot.Variable.Name,
            ["t"] = slot.Variable.TypeName,
            ["val"] = JsonValues.ToNode(slot.Value),
        };
        if (slot.Variable.IsArray)
        {
            json["arr"] = true;
        }

        return json;
    }

    private static ActivityExecutionContext ReadContext(
        WorkflowExecutionContext workflow,
        JsonObject json,
        ActivityExecutionContext? parent,
        Dictionary<string, ActivityExecutionContext> byId
    )
    {
        var nodeId = json["n"]!.ToString();
        var activity =
            workflow.Definition.ByNodeId.GetValueOrDefault(nodeId)
            ?? throw new WorkflowException($"The definition has no activity {nodeId}.");
        var context = new ActivityExecutionContext(
            workflow,
            activity,
            parent,
            json["id"]!.ToString(),
            json["at"]!.GetValue<DateTimeOffset>()
        )
        {
            Status = (ActivityStatus)json["st"]!.GetValue<int>(),
            Attempt = json["try"]?.GetValue<int>() ?? 1,
            Tag = JsonValues.FromNode(json["tag"]),
        };
        context.CompletesWith(json["cb"]?.ToString());
        byId[context.Id] = context;
        foreach (var (key, value) in ReadMap(json["p"]))
        {
            context.Properties[key] = value;
        }

        foreach (var (key, value) in ReadMap(json["s"]))
        {
            context.ActivityState[key] = value;
        }

        if (json["co"] is { } outputs)
        {
            context.OutputsOfChildren = ReadMap(outputs)
                .ToDictionary(pair => pair.Key, pair => (Dictionary<string, object?>)pair.Value!, StringComparer.Ordinal);
        }

        foreach (var variable in (json["v"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var declared = new Variable
            {
                Id = variable["id"]!.ToString(),
                Name = variable["n"]!.ToString(),
                TypeName = variable["t"]?.ToString() ?? "Object",
                IsArray = variable["arr"] is not null,
            };
            context.Declare(declared, JsonValues.FromNode(variable["val"]), hasValue: true);
        }

        foreach (var child in (json["ch"] as JsonArray ?? []).OfType<JsonObject>())
        {
            ReadContext(workflow, child, context, byId);
        }

        return context;
    }

    internal static BookmarkRow ToRow(Bookmark bookmark, ActivityExecutionContext context) =>
        new()
        {
            Id = bookmark.Id,
            InstanceId = context.WorkflowExecutionContext.Id,
            Name = bookmark.Name,
            Hash = bookmark.Hash,
            PayloadJson = bookmark.Payload is null ? null : JsonValues.ToJson(bookmark.Payload),
            ActivityId = context.Activity.Id,
            ActivityNodeId = context.Activity.NodeId,
            ActivityInstanceId = context.Id,
            CreatedAt = bookmark.CreatedAt,
            AutoBurn = bookmark.AutoBurn,
            AutoComplete = bookmark.CallbackMethodName is null,
            CallbackMethodName = bookmark.CallbackMethodName,
            MetadataJson = bookmark.Metadata is null ? null : JsonValues.ToJson(bookmark.Metadata),
        };

    private static Bookmark FromRow(BookmarkRow row) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Hash = row.Hash,
            Payload = JsonValues.Parse(row.PayloadJson),
            ActivityInstanceId = row.ActivityInstanceId,
            CreatedAt = row.CreatedAt,
            AutoBurn = row.AutoBurn,
            CallbackMethodName = row.CallbackMethodName,
            Metadata = JsonValues.Parse(row.MetadataJson),
        };

    private static void Put(JsonObject json, string member, Dictionary<string, object?>? map)
    {
        if (map is { Count: > 0 })
        {
            json[member] = JsonValues.ToNode(map);
        }
    }

    private static Dictionary<string, object?> ReadMap(JsonNode? node) => JsonValues.FromNode(node) as Dictionary<string, object?> ?? [];
}

/// <summary>A variable of a stored instance.</summary>
/// <param name="Id">Its id in the definition.</param>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Alias of its type.</param>
/// <param name="Value">Its value.</param>
public sealed record StoredVariable(string Id, string Name, string TypeName, object? Value);
