using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>How often each activity ran: the badges on the drawing.</summary>
internal static class ExecutionCounts
{
    /// <summary>The counts of the activities that are asked for and ran at least once.</summary>
    public static JsonArray Of(IEnumerable<ExecutionRecord> records, IReadOnlySet<string>? nodeIds = null)
    {
        var counts = records
            .Where(record => nodeIds is null || nodeIds.Contains(record.Started.NodeId))
            .GroupBy(record => record.Started.NodeId, StringComparer.Ordinal)
            .Select(group =>
            {
                var completed = group.Count(record => record.Status == "Completed");
                return (JsonNode)
                    new JsonObject
                    {
                        ["activityId"] = group.First().Started.ActivityId,
                        ["activityNodeId"] = group.Key,
                        ["startedCount"] = group.Count(),
                        ["completedCount"] = completed,
                        ["uncompletedCount"] = group.Count(record => record.Status == "Running"),
                        ["isBlocked"] = group.Any(record => record.HasBookmarks),
                        ["isFaulted"] = group.Any(record => record.Status == "Faulted"),
                        ["aggregateFaultCount"] = group.Count(record => record.Status == "Faulted"),
                        ["metadata"] = new JsonObject { ["_type"] = "ObjectMap" },
                    };
            });
        return new JsonArray([.. counts]);
    }
}
