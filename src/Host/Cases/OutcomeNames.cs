using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Filing;

namespace LaborFlow.Host.Cases;

/// <summary>
/// The outcomes of a procedure in words: a step of a person has the words of its buttons in the definition, other activities those of the
/// toolbox.
/// </summary>
internal static class OutcomeNames
{
    /// <summary>The words that an activity of a definition gives its outcomes, by code; null when it gives none.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string? En)>? Of(JsonObject activity)
    {
        if (activity["outcomeTexts"]?["expression"]?["value"] is not { } value)
            return null;
        try
        {
            var texts = value.GetValueKind() == JsonValueKind.String ? JsonNode.Parse((string)value!) : value;
            return (texts as JsonArray)
                ?.OfType<JsonObject>()
                .Where(text => (string?)text["code"] is not null)
                .DistinctBy(text => (string)text["code"]!, StringComparer.Ordinal)
                .ToDictionary(
                    text => (string)text["code"]!,
                    text => ((string?)text["zh"] ?? (string)text["code"]!, (string?)text["en"]),
                    StringComparer.Ordinal
                );
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A script or something that somebody drew by hand: the codes remain.
            return null;
        }
    }

    /// <summary>One outcome's words; none for the plain end of an activity.</summary>
    public static (string? Zh, string? En) Of(string outcome, IReadOnlyDictionary<string, (string Zh, string? En)>? own)
    {
        if (own?.TryGetValue(outcome, out var words) == true)
            return (words.Zh, words.En);
        if (outcome == "Done")
            return (null, null);
        return ((string?)Descriptors.Toolbox(english: false)["outcomes"]?[outcome] ?? outcome, outcome.Replace('-', ' '));
    }

    /// <summary>结案方式 in the words that the toolbox has for it; null while the case is open.</summary>
    public static CodeZh? OfEnding(string? closedAs) =>
        closedAs is null
            ? null
            : new CodeZh(
                closedAs,
                (string?)Descriptors.Toolbox(english: false)["options"]?[closedAs] ?? closedAs,
                (string?)Descriptors.Toolbox(english: true)["options"]?[closedAs]
            );
}
