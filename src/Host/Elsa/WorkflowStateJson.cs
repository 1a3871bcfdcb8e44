using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Values;

namespace LaborFlow.Host.Elsa;

/// <summary>The state of an instance as Studio and Elsa's clients read it; the engine stores a more compact one.</summary>
internal static class WorkflowStateJson
{
    private static readonly string[] _statuses = ["Pending", "Running", "Completed", "Canceled", "Faulted"];

    public static JsonObject Of(InstanceRow row, IReadOnlyList<BookmarkRow> bookmarks)
    {
        var stored = (JsonObject)JsonNode.Parse(row.StateJson)!;
        var contexts = new JsonArray();
        if (stored["root"] is JsonObject root)
            AddContexts(root, null, 0, contexts);

        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.DefinitionVersionId,
            ["definitionVersion"] = row.Version,
        };
        if (row.CorrelationId is not null)
            json["correlationId"] = row.CorrelationId;
        if (row.ParentInstanceId is not null)
            json["parentWorkflowInstanceId"] = row.ParentInstanceId;
        json["status"] = row.Status;
        json["subStatus"] = row.SubStatus;
        json["isExecuting"] = false;
        json["bookmarks"] = new JsonArray([.. bookmarks.Select(bookmark => (JsonNode)Bookmark(bookmark))]);
        json["incidents"] = JsonSerializer.SerializeToNode(InstanceState.ReadIncidents(row.StateJson), JsonValues.Options);
        json["isSystem"] = false;
        json["completionCallbacks"] = new JsonArray();
        json["activityExecutionContexts"] = contexts;
        json["scheduledActivities"] = new JsonArray();
        json["executionLogSequence"] = stored["seq"]?.DeepClone() ?? 0;
        json["input"] = stored["input"]?.DeepClone() ?? new JsonObject();
        json["output"] = stored["output"]?.DeepClone() ?? new JsonObject();
        json["properties"] = stored["props"]?.DeepClone() ?? new JsonObject();
        json["createdAt"] = row.CreatedAt;
        json["updatedAt"] = row.UpdatedAt;
        if (row.FinishedAt is not null)
            json["finishedAt"] = row.FinishedAt;
        return json;
    }

    private static JsonObject Bookmark(BookmarkRow row)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["name"] = row.Name,
            ["hash"] = row.Hash,
        };
        if (row.PayloadJson is not null)
            json["payload"] = JsonNode.Parse(row.PayloadJson);
        json["activityId"] = row.ActivityId;
        json["activityNodeId"] = row.ActivityNodeId;
        json["activityInstanceId"] = row.ActivityInstanceId;
        json["createdAt"] = row.CreatedAt;
        json["autoBurn"] = row.AutoBurn;
        if (row.CallbackMethodName is not null)
            json["callbackMethodName"] = row.CallbackMethodName;
        json["autoComplete"] = row.AutoComplete;
        if (row.MetadataJson is not null)
            json["metadata"] = JsonNode.Parse(row.MetadataJson);
        return json;
    }

    // Innermost first, as Elsa lists them.
    private static void AddContexts(JsonObject context, JsonObject? owner, int depth, JsonArray contexts)
    {
        foreach (var child in (context["ch"] as JsonArray ?? []).OfType<JsonObject>())
            AddContexts(child, context, depth + 1, contexts);

        var status = context["st"]?.GetValue<int>() ?? 0;
        var properties = context["p"]?.DeepClone() as JsonObject ?? [];
        if (context["v"] is JsonArray variables)
            properties["Variables"] = new JsonObject(
                variables
                    .OfType<JsonObject>()
                    .Select(variable => KeyValuePair.Create(variable["id"]!.ToString(), variable["val"]?.DeepClone()))
            );

        var json = new JsonObject { ["id"] = context["id"]?.DeepClone(), ["callStackDepth"] = depth };
        if (owner is not null)
        {
            json["parentContextId"] = owner["id"]?.DeepClone();
            json["ownerActivityNodeId"] = owner["n"]?.DeepClone();
        }
        json["scheduledActivityNodeId"] = context["n"]?.DeepClone();
        json["properties"] = properties;
        json["metadata"] = new JsonObject();
        json["activityState"] = context["s"]?.DeepClone() ?? new JsonObject();
        json["dynamicVariables"] = new JsonArray();
        json["status"] = _statuses[Math.Clamp(status, 0, _statuses.Length - 1)];
        json["isExecuting"] = false;
        json["faultCount"] = status == 4 ? 1 : 0;
        json["startedAt"] = context["at"]?.DeepClone();
        contexts.Add((JsonNode)json);
    }
}
