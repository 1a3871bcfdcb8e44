using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Host.Elsa;

/// <summary>An activity type as Studio's toolbox reads it. Our own activities bring Chinese, the built-in ones English; what is missing is in a resource.</summary>
internal static class ActivityDescriptorJson
{
    public static JsonObject Of(ActivityDescriptor type, bool english, InputOptions options)
    {
        var words = Descriptors.Toolbox(english);
        var texts = words["activities"]![type.TypeName] as JsonObject;
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
                .. type.Inputs.Select(input => (JsonNode)Input(type, input, english, Choices(type, input, options, english))),
            ]),
            ["outputs"] = new JsonArray([.. type.Outputs.Select(output => (JsonNode)Output(output, texts, words))]),
            ["kind"] = type.Kind.ToString(),
            ["runAsynchronously"] = false,
            ["ports"] = new JsonArray([.. type.Ports.Select(port => (JsonNode)Port(port, texts, words))]),
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
    ) =>
        options.For(type, input)
        ?? input.Options?.Select(value => new InputOption(value, Word(english, "options", value) ?? value)).ToList();

    private static JsonObject Input(ActivityDescriptor type, InputDescriptor input, bool english, IReadOnlyList<InputOption>? choices)
    {
        var description = Descriptors.Toolbox(english)["activities"]![type.TypeName]?["inputs"]?[input.Name]?["description"]?.ToString();
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
            ["displayName"] = Descriptors.NameOfInput(type.TypeName, input.Name, english) ?? input.DisplayName,
            ["description"] = description ?? input.Description ?? "",
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
        (JsonObject)Input(type, input, english, Choices(type, input, options, english))["uiSpecifications"]!.DeepClone();

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

    private static JsonObject Output(OutputDescriptor output, JsonObject? texts, JsonObject words) =>
        new()
        {
            ["name"] = output.Name,
            ["typeName"] = output.TypeName,
            ["displayName"] =
                texts?["outputs"]?[output.Name]?.ToString() ?? words["outputs"]?[output.Name]?.ToString() ?? output.DisplayName,
            ["description"] = words["outputDescriptions"]![output.Name]?.ToString() ?? output.Description ?? "",
            ["order"] = 0,
            ["isBrowsable"] = true,
            ["isSynthetic"] = false,
        };

    private static JsonObject Port(PortDescriptor port, JsonObject? texts, JsonObject words) =>
        new()
        {
            ["name"] = port.Name,
            ["displayName"] = texts?["ports"]?[port.Name]?.ToString() ?? words["outcomes"]![port.Name]?.ToString() ?? port.DisplayName,
            ["type"] = port.Type,
            ["isBrowsable"] = true,
        };

    // The activities of procedures are many: the toolbox groups them by subject.
    private static string Category(ActivityDescriptor type, bool english)
    {
        var category = Descriptors.Groups[type.TypeName]?.ToString() ?? type.Category;
        return Word(english, "categories", category) ?? category;
    }

    private static string? Word(bool english, string kind, string of) => Descriptors.Toolbox(english)[kind]![of]?.ToString();

    private static string? Text(JsonObject? texts, string name) => texts?[name]?.ToString();
}
