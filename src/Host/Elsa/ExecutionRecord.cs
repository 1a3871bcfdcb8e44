using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>One execution of an activity, put together from its journal: what the viewer counts, lists and opens.</summary>
internal sealed record ExecutionRecord(JournalRow Started, JournalRow Last)
{
    /// <summary>Pending, Running, Completed, Canceled or Faulted.</summary>
    public string Status =>
        Last.EventName switch
        {
            "Completed" => "Completed",
            "Canceled" => "Canceled",
            "Faulted" => "Faulted",
            _ => "Running",
        };

    /// <summary>It waits at a bookmark.</summary>
    public bool HasBookmarks => Last.EventName == "Suspended";

    /// <summary>The executions of a journal, in the order in which they began.</summary>
    public static IReadOnlyList<ExecutionRecord> From(IEnumerable<JournalRow> journal)
    {
        var records = new Dictionary<string, ExecutionRecord>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var row in journal)
        {
            if (records.TryGetValue(row.ActivityInstanceId, out var record))
            {
                records[row.ActivityInstanceId] = record with { Last = row };
                continue;
            }
            records[row.ActivityInstanceId] = new ExecutionRecord(row, row);
            order.Add(row.ActivityInstanceId);
        }
        return [.. order.Select(id => records[id])];
    }

    /// <summary>A row of the list, without inputs and outputs.</summary>
    public JsonObject Summary()
    {
        var json = new JsonObject
        {
            ["workflowInstanceId"] = Started.InstanceId,
            ["activityId"] = Started.ActivityId,
            ["activityNodeId"] = Started.NodeId,
            ["activityType"] = Started.ActivityType,
            ["activityTypeVersion"] = Started.ActivityTypeVersion,
        };
        if (Started.ActivityName is not null)
            json["activityName"] = Started.ActivityName;
        json["startedAt"] = Started.Timestamp;
        json["hasBookmarks"] = HasBookmarks;
        json["status"] = Status;
        json["metadata"] = Map();
        json["aggregateFaultCount"] = Status == "Faulted" ? 1 : 0;
        if (Status is not "Running")
            json["completedAt"] = Last.Timestamp;
        json["id"] = Started.ActivityInstanceId;
        return json;
    }

    /// <summary>The whole record.</summary>
    public JsonObject Full()
    {
        var json = Summary();
        if (Parse(Last.StateJson ?? Started.StateJson) is { } state)
            json["activityState"] = state;
        if (Parse(Last.OutputJson) is { } outputs)
            json["outputs"] = outputs;
        json["properties"] = Map();
        if (Parse(Last.PayloadJson) is { } payload)
        {
            json["payload"] = payload;
            if (payload["Exception"] is { } exception)
                json["exception"] = exception.DeepClone();
        }
        if (Started.ParentActivityInstanceId is not null)
            json["schedulingActivityExecutionId"] = Started.ParentActivityInstanceId;
        json["callStackDepth"] = Started.NodeId.Count(letter => letter == ':');
        json["tenantId"] = "";
        return json;
    }

    // Studio reads dictionaries of records with this mark.
    private static JsonObject Map() => new() { ["_type"] = "ObjectMap" };

    private static JsonObject? Parse(string? json) => json is null ? null : JsonNode.Parse(json) as JsonObject;
}
