using System.Text.Json.Nodes;

namespace LaborFlow.Host.Elsa;

/// <summary>The links that Studio finds with definitions and reads its permissions from.</summary>
internal static class DefinitionLinks
{
    public static JsonArray OfDefinition(string definitionId)
    {
        var one = "/workflow-definitions/" + Uri.EscapeDataString(definitionId);
        return
        [
            Link(one, "self", "GET"),
            Link("/workflow-definitions/by-definition-id/" + Uri.EscapeDataString(definitionId), "self", "GET"),
            Link(one + "/versions", "versions", "GET"),
            Link(one + "/bulk-dispatch", "bulk-dispatch", "POST"),
            Link(one + "/dispatch", "dispatch", "POST"),
            Link(one + "/execute", "execute", "POST"),
            Link(one + "/export", "export", "POST"),
            Link(one + "/publish", "publish", "POST"),
            Link(one + "/retract", "retract", "POST"),
            Link(one, "delete", "DELETE"),
            Link(one + "/import", "import", "PUT"),
            Link(one + "/update-references", "update-references", "POST"),
        ];
    }

    public static JsonArray OfList() =>
        [
            Link("/workflow-definitions", "self", "GET"),
            Link("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
            Link("/workflow-definitions/query/count", "count", "GET"),
            Link("/workflow-definitions/many-by-id", "many-by-id", "GET"),
            Link("/bulk-actions/delete/workflow-definitions/by-definition-id", "bulk-delete-by-definition-id", "POST"),
            Link("/bulk-actions/delete/workflow-definitions/by-id", "bulk-delete-by-id", "POST"),
            Link("/bulk-actions/publish/workflow-definitions/by-definition-ids", "bulk-publish", "POST"),
            Link("/bulk-actions/retract/workflow-definitions/by-definition-ids", "bulk-retract", "POST"),
            Link("/workflow-definitions/import", "import", "POST"),
            Link("/workflow-definitions/import-files", "import-files", "POST"),
            Link("/workflow-definitions", "create", "POST"),
        ];

    private static JsonObject Link(string href, string rel, string method) =>
        new()
        {
            ["href"] = href,
            ["rel"] = rel,
            ["method"] = method,
        };
}
