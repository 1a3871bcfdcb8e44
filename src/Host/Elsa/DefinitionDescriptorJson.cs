using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>A definition that others may use as an activity, as the toolbox shows it: its inputs, outputs and outcomes.</summary>
internal static class DefinitionDescriptorJson
{
    public static JsonObject Of(DefinitionRow row, bool english)
    {
        var model = WorkflowDefinition.Parse(row.Json);
        var type = DefinitionLibrary.TypeNameOf(row.Name);
        var outcomes = model.Outcomes.Count == 0 ? ["Done"] : model.Outcomes;
        return new JsonObject
        {
            ["typeName"] = type,
            ["clrType"] = type,
            ["namespace"] = "",
            ["name"] = type,
            ["version"] = row.Version,
            ["category"] = model.Options["activityCategory"]?.ToString() ?? (english ? "Workflows" : "流程"),
            ["displayName"] = row.Name,
            ["description"] = row.Description ?? "",
            ["inputs"] = new JsonArray([.. model.Inputs.Select(input => (JsonNode)Input(input))]),
            ["outputs"] = new JsonArray([.. model.Outputs.Select(output => (JsonNode)Output(output))]),
            ["kind"] = "Action",
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([
                .. outcomes.Select(outcome =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = outcome,
                            ["displayName"] = outcome,
                            ["type"] = "Flow",
                            ["isBrowsable"] = true,
                        }
                ),
            ]),
            ["customProperties"] = new JsonObject { ["RootType"] = "WorkflowDefinitionActivity" },
            ["constructionProperties"] = new JsonObject
            {
                ["WorkflowDefinitionId"] = row.DefinitionId,
                ["WorkflowDefinitionVersionId"] = row.Id,
            },
            ["isContainer"] = false,
            ["isBrowsable"] = true,
            ["isStart"] = false,
            ["isTerminal"] = false,
        };
    }

    private static JsonObject Input(ArgumentDefinition input) =>
        new()
        {
            ["isWrapped"] = true,
            ["uiHint"] = string.IsNullOrEmpty(input.UIHint) ? "singleline" : input.UIHint,
            ["isReadOnly"] = false,
            ["isSensitive"] = false,
            ["autoEvaluate"] = true,
            ["uiSpecifications"] = new JsonObject(),
            ["name"] = input.Name,
            ["typeName"] = input.Type,
            ["displayName"] = input.DisplayName ?? input.Name,
            ["description"] = input.Description ?? "",
            ["order"] = 0,
            ["isBrowsable"] = true,
            ["isSerializable"] = true,
            ["isSynthetic"] = true,
        };

    private static JsonObject Output(ArgumentDefinition output) =>
        new()
        {
            ["name"] = output.Name,
            ["typeName"] = output.Type,
            ["displayName"] = output.DisplayName ?? output.Name,
            ["description"] = output.Description ?? "",
            ["order"] = 0,
            ["isBrowsable"] = true,
            ["isSynthetic"] = true,
        };
}
