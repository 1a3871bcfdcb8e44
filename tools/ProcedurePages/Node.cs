using System.Text.Json;
using System.Text.Json.Nodes;

namespace LaborFlow.ProcedurePages;

/// <summary>An activity of a definition as a page shows it.</summary>
internal sealed class Node(JsonObject activity)
{
    public string Id { get; } = (string)activity["id"]!;

    public string Name { get; } = (string?)activity["metadata"]?["displayText"] ?? (string?)activity["name"] ?? (string)activity["id"]!;

    public string Type { get; } = ((string)activity["type"]!).Split('.')[^1];

    public double X { get; } = (double)activity["metadata"]!["designer"]!["position"]!["x"]!;

    public double Y { get; } = (double)activity["metadata"]!["designer"]!["position"]!["y"]!;

    public bool IsTask => Type == "HumanTask";

    public bool IsException => Type == "CaseExceptions";

    /// <summary>An input's literal text; null when it is not set.</summary>
    public string? this[string input] => activity[input]?["expression"]?["value"]?.ToString();

    public IReadOnlyList<string> List(string input) =>
        this[input] is { Length: > 0 } text ? JsonSerializer.Deserialize<List<string>>(text)! : [];

    /// <summary>Outcomes with their Chinese names.</summary>
    public IReadOnlyList<(string Code, string Zh, bool Reason)> Outcomes =>
        this["outcomeTexts"] is not { } text
            ? []
            :
            [
                .. JsonNode
                    .Parse(text)!
                    .AsArray()
                    .Select(o => ((string)o!["code"]!, (string)o["zh"]!, (bool?)o["requiresReason"] ?? false)),
            ];
}
