using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Host.Elsa;

/// <summary>An activity type as Studio's toolbox reads it. Custom activities bring their own Chinese; the built-in ones find it in a resource.</summary>
internal static class ActivityDescriptorJson
{
    public static JsonObject Of(ActivityDescriptor type, bool english)
    {
        var texts = english ? null : Descriptors.Toolbox["activities"]![type.TypeName] as JsonObject;
        return new JsonObject
        {
            ["typeName"] = type.TypeName,
            ["clrType"] = type.TypeName,
            ["namespace"] = type.Namespace,
            ["name"] = type.Name,
            ["version"] = type.Version,
            ["category"] = Category(type.Category, english),
            ["displayName"] = Text(texts, "name") ?? type.DisplayName,
            ["description"] = Text(texts, "description") ?? type.Description ?? "",
            ["inputs"] = new JsonArray([
                .. type.Inputs.Select(input => (JsonNode)Input(input, texts?["inputs"]?[input.Name] as JsonObject)),
            ]),
            ["outputs"] = new JsonArray([.. type.Outputs.Select(output => (JsonNode)Output(output, texts))]),
            ["kind"] = type.Kind.ToString(),
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([.. type.Ports.Select(port => (JsonNode)Port(port, texts, english))]),
            ["customProperties"] = new JsonObject { ["Type"] = type.TypeName },
            ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = type.IsContainer,
            ["isBrowsable"] = type.IsBrowsable,
            ["isStart"] = type.IsStart,
            ["isTerminal"] = type.IsTerminal,
        };
    }

    private static JsonObject Input(InputDescriptor input, JsonObject? texts)
    {
        var json = new JsonObject
        {
            ["isWrapped"] = input.IsWrapped,
            ["uiHint"] = input.UIHint,
            ["isReadOnly"] = false,
            ["isSensitive"] = input.IsSensitive,
            ["autoEvaluate"] = input.AutoEvaluate,
            ["uiSpecifications"] = Specifications(input),
            ["name"] = input.Name,
            ["typeName"] = input.TypeName,
            ["displayName"] = Text(texts, "name") ?? input.DisplayName,
            ["description"] = Text(texts, "description") ?? input.Description ?? "",
            ["order"] = input.Order,
            ["isBrowsable"] = input.IsBrowsable,
            ["isSerializable"] = true,
            ["isSynthetic"] = false,
        };
        if (input.Category is not null)
            json["category"] = input.Category;
        if (input.DefaultValue is not null)
            json["defaultValue"] = JsonSerializer.SerializeToNode(input.DefaultValue, JsonValues.Options);
        if (input.DefaultSyntax is not null)
            json["defaultSyntax"] = input.DefaultSyntax;
        return json;
    }

    private static JsonObject Specifications(InputDescriptor input)
    {
        if (input.UIHint == "code-editor")
            return new JsonObject { ["code-editor"] = new JsonObject { ["language"] = "javascript" } };
        if (input.Options is null)
            return [];

        var items = input.Options.Select(option => (JsonNode)new JsonObject { ["text"] = option, ["value"] = option });
        return new JsonObject
        {
            [input.UIHint] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = new JsonArray([.. items]) } },
        };
    }

    private static JsonObject Output(OutputDescriptor output, JsonObject? texts) =>
        new()
        {
            ["name"] = output.Name,
            ["typeName"] = output.TypeName,
            ["displayName"] = (texts?["outputs"]?[output.Name])?.ToString() ?? output.DisplayName,
            ["description"] = output.Description ?? "",
            ["order"] = 0,
            ["isBrowsable"] = true,
            ["isSynthetic"] = false,
        };

    private static JsonObject Port(PortDescriptor port, JsonObject? texts, bool english) =>
        new()
        {
            ["name"] = port.Name,
            ["displayName"] =
                texts?["ports"]?[port.Name]?.ToString()
                ?? (english ? port.DisplayName : Descriptors.Toolbox["outcomes"]![port.Name]?.ToString() ?? port.DisplayName),
            ["type"] = port.Type,
            ["isBrowsable"] = true,
        };

    private static string Category(string category, bool english) =>
        english ? category : Descriptors.Toolbox["categories"]![category]?.ToString() ?? category;

    private static string? Text(JsonObject? texts, string name) => texts?[name]?.ToString();
}
