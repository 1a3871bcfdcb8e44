using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Activities;
using LaborFlow.Engine.Values;

namespace LaborFlow.Engine.Definitions;

/// <summary>
/// A definition as Elsa 3 writes it. It keeps the JSON that it was read from, so that members which the engine doesn't know survive;
/// the properties read and write that JSON.
/// </summary>
public sealed class WorkflowDefinition
{
    /// <summary>Wraps a JSON object; later changes of either show in the other.</summary>
    public WorkflowDefinition(JsonObject json) => Json = json;

    /// <summary>The JSON itself.</summary>
    public JsonObject Json { get; }

    /// <summary>The definition, same for all versions.</summary>
    public string? DefinitionId
    {
        get => Text("definitionId");
        set => Json["definitionId"] = value;
    }

    /// <summary>What users call it.</summary>
    public string? Name
    {
        get => Text("name");
        set => Json["name"] = value;
    }

    /// <summary>What it is for.</summary>
    public string? Description => Text("description");

    /// <summary>The Elsa version that wrote it; without it, output accessors of scripts use activity ids instead of names.</summary>
    public string? ToolVersion => Text("toolVersion");

    /// <summary>Whether editors must not save it.</summary>
    public bool IsReadonly => Flag(Json, "isReadonly");

    /// <summary>Whether it is hidden from users.</summary>
    public bool IsSystem => Flag(Json, "isSystem");

    /// <summary>The options object; empty when there is none.</summary>
    public JsonObject Options => Json["options"] as JsonObject ?? [];

    /// <summary>The author's settings.</summary>
    public JsonObject? CustomProperties => Json["customProperties"] as JsonObject;

    /// <summary>Offered as an activity.</summary>
    public bool UsableAsActivity => Flag(Options, "usableAsActivity");

    /// <summary>Publishing updates the definitions that use it as an activity.</summary>
    public bool AutoUpdateConsumingWorkflows => Flag(Options, "autoUpdateConsumingWorkflows");

    /// <summary>Full or short name of the incident strategy; null for the default.</summary>
    public string? IncidentStrategy => Options["incidentStrategyType"]?.ToString();

    /// <summary>Full or short name of the activation strategy; null for always.</summary>
    public string? ActivationStrategy => Options["activationStrategyType"]?.ToString();

    /// <summary>The names of the outcomes when used as an activity.</summary>
    public IReadOnlyList<string> Outcomes => (Json["outcomes"] as JsonArray)?.Select(o => o?.ToString() ?? "").ToList() ?? [];

    /// <summary>The workflow's variables.</summary>
    public IReadOnlyList<Variable> Variables => ReadVariables(Json["variables"]);

    /// <summary>Names of the declared inputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs => ReadArguments("inputs");

    /// <summary>Names of the declared outputs.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs => ReadArguments("outputs");

    /// <summary>The root activity; null when it is missing.</summary>
    public JsonObject? Root => Json["root"] as JsonObject;

    /// <summary>Reads a definition.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static WorkflowDefinition Parse(string json) =>
        JsonNode.Parse(json) is JsonObject o ? new WorkflowDefinition(o) : throw new JsonException("A definition is a JSON object.");

    /// <summary>Writes it, all members included.</summary>
    public string ToJson() => Json.ToJsonString(JsonValues.Options);

    internal static List<Variable> ReadVariables(JsonNode? node) =>
        (node as JsonArray)
            ?.OfType<JsonObject>()
            .Select(o => new Variable
            {
                Id = o["id"]?.ToString() ?? o["name"]?.ToString() ?? "",
                Name = o["name"]?.ToString() ?? "",
                TypeName = o["typeName"]?.ToString() ?? "Object",
                IsArray = Flag(o, "isArray"),
                Value = JsonValues.FromNode(o["value"]),
                StorageDriverTypeName = o["storageDriverTypeName"]?.ToString(),
            })
            .ToList()
        ?? [];

    private IReadOnlyList<ArgumentDefinition> ReadArguments(string member) =>
        (Json[member] as JsonArray)
            ?.OfType<JsonObject>()
            .Select(o => new ArgumentDefinition(
                o["name"]?.ToString() ?? "",
                o["type"]?.ToString() ?? "Object",
                o["displayName"]?.ToString(),
                o["description"]?.ToString(),
                o["category"]?.ToString(),
                o["uiHint"]?.ToString()
            ))
            .ToList()
        ?? [];

    private string? Text(string member) => Json[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    internal static bool Flag(JsonObject? json, string member) =>
        json?[member] is JsonValue value
        && (value.TryGetValue<bool>(out var flag) ? flag : value.ToString().Equals("true", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A declared input or output of a definition.</summary>
public sealed record ArgumentDefinition(
    string Name,
    string Type,
    string? DisplayName,
    string? Description,
    string? Category,
    string? UIHint
);
