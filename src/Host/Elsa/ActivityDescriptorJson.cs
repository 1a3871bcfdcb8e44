using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Host.Elsa;

/// <summary>An activity type as Studio's toolbox reads it. Custom activities bring their own Chinese; the built-in ones find it in a resource.</summary>
internal static class ActivityDescriptorJson
{
    public static JsonObject Of(ActivityDescriptor type, bool english, InputOptions options)
    {
        var texts = english ? null : Descriptors.Toolbox["activities"]![type.TypeName] as JsonObject;
        return new JsonObject
        {
            ["typeName"] = type.TypeName,
            ["clrType"] = type.TypeName,
            ["namespace"] = type.Namespace,
            ["name"] = type.Name,
            ["version"] = type.Version,
            ["category"] = Category(type, english),
            ["displayName"] = Text(texts, "name") ?? type.DisplayName,
            ["description"] = Text(texts, "description") ?? type.Description ?? "",
            ["inputs"] = new JsonArray([
                .. type.Inputs.Select(input =>
                    (JsonNode)Input(input, texts?["inputs"]?[input.Name] as JsonObject, Choices(type, input, options, english))
                ),
            ]),
            ["outputs"] = new JsonArray([.. type.Outputs.Select(output => (JsonNode)Output(output, texts, english))]),
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

    private static IReadOnlyList<InputOption>? Choices(
        ActivityDescriptor type,
        InputDescriptor input,
        InputOptions options,
        bool english
    ) => options.For(type, input) ?? input.Options?.Select(value => new InputOption(value, english ? value : TextOfOption(value))).ToList();

    private static string TextOfOption(string value) => Descriptors.Toolbox["options"]![value]?.ToString() ?? value;

    private static JsonObject Input(InputDescriptor input, JsonObject? texts, IReadOnlyList<InputOption>? choices)
    {
        // Choices of the host turn a plain line into a list to choose from: one of them, or several where the input takes a list.
        var hint =
            choices is null || input.UIHint != "singleline" ? input.UIHint
            : input.TypeName == "Object" ? "checklist"
            : "dropdown";
        var json = new JsonObject
        {
            ["isWrapped"] = input.IsWrapped,
            ["uiHint"] = hint,
            ["isReadOnly"] = false,
            ["isSensitive"] = input.IsSensitive,
            ["autoEvaluate"] = input.AutoEvaluate,
            ["uiSpecifications"] = Specifications(hint, choices),
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

    /// <summary>The options of one input, as Studio asks for them when an editor opens; null when it has none.</summary>
    public static JsonObject OptionsOf(ActivityDescriptor type, InputDescriptor input, InputOptions options, bool english) =>
        (JsonObject)Input(input, null, Choices(type, input, options, english))["uiSpecifications"]!.DeepClone();

    private static JsonObject Specifications(string hint, IReadOnlyList<InputOption>? choices)
    {
        if (hint == "code-editor")
            return new JsonObject { ["code-editor"] = new JsonObject { ["language"] = "javascript" } };
        if (choices is null)
            return [];

        var items = choices.Select(choice => (JsonNode)new JsonObject { ["text"] = choice.Text, ["value"] = choice.Value });
        var list = hint == "checklist" ? "checkList" : "selectList";
        return new JsonObject { [hint] = new JsonObject { [list] = new JsonObject { ["items"] = new JsonArray([.. items]) } } };
    }

    private static JsonObject Output(OutputDescriptor output, JsonObject? texts, bool english) =>
        new()
        {
            ["name"] = output.Name,
            ["typeName"] = output.TypeName,
            ["displayName"] =
                texts?["outputs"]?[output.Name]?.ToString()
                ?? (english ? null : Descriptors.Toolbox["outputs"]![output.Name]?.ToString())
                ?? output.DisplayName,
            ["description"] =
                (english ? null : Descriptors.Toolbox["outputDescriptions"]![output.Name]?.ToString()) ?? output.Description ?? "",
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

    // The activities of procedures are many: the toolbox groups them by subject.
    private static string Category(ActivityDescriptor type, bool english)
    {
        var category = Descriptors.Toolbox["groups"]![type.TypeName]?.ToString() ?? type.Category;
        return english ? category : Descriptors.Toolbox["categories"]![category]?.ToString() ?? category;
    }

    private static string? Text(JsonObject? texts, string name) => texts?[name]?.ToString();
}
