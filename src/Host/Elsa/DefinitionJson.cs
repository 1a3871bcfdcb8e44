using System.Text.Json.Nodes;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>A definition version in the shape that Studio reads.</summary>
internal static class DefinitionJson
{
    /// <summary>What export files name as their schema.</summary>
    public const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    // Columns rule over what the stored JSON says of the same things.
    private static readonly HashSet<string> _fromColumns = new(StringComparer.Ordinal)
    {
        "$schema",
        "links",
        "id",
        "definitionId",
        "name",
        "description",
        "createdAt",
        "version",
        "isReadonly",
        "isSystem",
        "isLatest",
        "isPublished",
    };

    /// <summary>The whole version with links and node ids.</summary>
    public static JsonObject Full(DefinitionRow row) =>
        Build(row, new JsonObject { ["links"] = DefinitionLinks.OfDefinition(row.DefinitionId) });

    /// <summary>The whole version as a file to keep.</summary>
    public static JsonObject Export(DefinitionRow row) => Build(row, new JsonObject { ["$schema"] = Schema });

    /// <summary>A row of a list.</summary>
    public static JsonObject Summary(DefinitionRow row, bool withLinks = true)
    {
        var summary = new JsonObject();
        if (withLinks)
        {
            summary["links"] = DefinitionLinks.OfDefinition(row.DefinitionId);
            summary["isMaterializerAvailable"] = true;
        }
        summary["id"] = row.Id;
        summary["definitionId"] = row.DefinitionId;
        if (row.Name is not null)
            summary["name"] = row.Name;
        if (row.Description is not null)
            summary["description"] = row.Description;
        summary["version"] = row.Version;
        summary["isLatest"] = row.IsLatest;
        summary["isPublished"] = row.IsPublished;
        summary["materializerName"] = "Json";
        summary["createdAt"] = row.CreatedAt;
        summary["isReadonly"] = row.IsReadonly;
        return summary;
    }

    private static JsonObject Build(DefinitionRow row, JsonObject answer)
    {
        var model = (JsonObject)JsonNode.Parse(row.Json)!;
        answer["id"] = row.Id;
        answer["definitionId"] = row.DefinitionId;
        if (row.Name is not null)
            answer["name"] = row.Name;
        if (row.Description is not null)
            answer["description"] = row.Description;
        answer["createdAt"] = row.CreatedAt;
        answer["version"] = row.Version;
        foreach (
            var (name, empty) in new (string, JsonNode)[]
            {
                ("variables", new JsonArray()),
                ("inputs", new JsonArray()),
                ("outputs", new JsonArray()),
                ("outcomes", new JsonArray()),
                ("customProperties", new JsonObject()),
            }
        )
            answer[name] = model[name]?.DeepClone() ?? empty;
        answer["isReadonly"] = row.IsReadonly;
        answer["isSystem"] = row.IsSystem;
        answer["isLatest"] = row.IsLatest;
        answer["isPublished"] = row.IsPublished;
        answer["options"] = model["options"]?.DeepClone() ?? new JsonObject();
        foreach (var (name, value) in model)
        {
            if (!_fromColumns.Contains(name) && !answer.ContainsKey(name))
                answer[name] = value?.DeepClone();
        }
        if (answer["root"] is JsonObject root)
            NodeIds.Write(root);
        return answer;
    }
}
