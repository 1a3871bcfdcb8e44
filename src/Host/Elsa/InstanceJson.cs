using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>An instance in the shape that Studio reads.</summary>
internal static class InstanceJson
{
    /// <summary>A row of the list.</summary>
    public static JsonObject Summary(InstanceRow row)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.DefinitionVersionId,
            ["version"] = row.Version,
            ["status"] = row.Status,
            ["subStatus"] = row.SubStatus,
        };
        if (row.CorrelationId is not null)
            json["correlationId"] = row.CorrelationId;
        if (row.Name is not null)
            json["name"] = row.Name;
        json["incidentCount"] = row.IncidentCount;
        json["createdAt"] = row.CreatedAt;
        json["updatedAt"] = row.UpdatedAt;
        if (row.FinishedAt is not null)
            json["finishedAt"] = row.FinishedAt;
        return json;
    }

    /// <summary>The whole instance with its state.</summary>
    public static JsonObject Full(InstanceRow row, IReadOnlyList<BookmarkRow> bookmarks)
    {
        var json = new JsonObject
        {
            ["id"] = row.Id,
            ["definitionId"] = row.DefinitionId,
            ["definitionVersionId"] = row.DefinitionVersionId,
            ["version"] = row.Version,
        };
        if (row.ParentInstanceId is not null)
            json["parentWorkflowInstanceId"] = row.ParentInstanceId;
        json["workflowState"] = WorkflowStateJson.Of(row, bookmarks);
        json["status"] = row.Status;
        json["subStatus"] = row.SubStatus;
        json["isExecuting"] = false;
        if (row.CorrelationId is not null)
            json["correlationId"] = row.CorrelationId;
        if (row.Name is not null)
            json["name"] = row.Name;
        json["incidentCount"] = row.IncidentCount;
        json["isSystem"] = false;
        json["createdAt"] = row.CreatedAt;
        json["updatedAt"] = row.UpdatedAt;
        if (row.FinishedAt is not null)
            json["finishedAt"] = row.FinishedAt;
        return json;
    }

    /// <summary>A record of the journal.</summary>
    public static JsonObject Journal(JournalRow row)
    {
        var json = new JsonObject { ["id"] = row.Id, ["activityInstanceId"] = row.ActivityInstanceId };
        if (row.ParentActivityInstanceId is not null)
            json["parentActivityInstanceId"] = row.ParentActivityInstanceId;
        json["activityId"] = row.ActivityId;
        json["activityType"] = row.ActivityType;
        json["activityTypeVersion"] = row.ActivityTypeVersion;
        if (row.ActivityName is not null)
            json["activityName"] = row.ActivityName;
        json["nodeId"] = row.NodeId;
        json["timestamp"] = row.Timestamp;
        json["sequence"] = row.Sequence;
        json["eventName"] = row.EventName;
        if (row.Message is not null)
            json["message"] = row.Message;
        if (row.Source is not null)
            json["source"] = row.Source;
        if (row.PayloadJson is not null)
            json["payload"] = JsonNode.Parse(row.PayloadJson);
        return json;
    }
}
