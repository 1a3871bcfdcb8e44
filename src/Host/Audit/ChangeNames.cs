using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Cases;
using LaborFlow.Cases.Claims;
using LaborFlow.Cases.Places;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Cases;
using LaborFlow.Workflows;

namespace LaborFlow.Host.Audit;

/// <summary>
/// The changes of an entry in words: which field of what, and its values as people say them. The chain itself keeps the codes, over which its
/// seals are made.
/// </summary>
internal static class ChangeNames
{
    private const int LongestNested = 2_000;

    private static readonly Names Known = Read();

    /// <summary>The words of a step's buttons, by its title and the outcome's code, from every procedure that the program brings along.</summary>
    private static readonly Lazy<FrozenDictionary<(string Title, string Code), (string Zh, string En)>> Outcomes = new(ReadOutcomes);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private sealed record Names(
        FrozenDictionary<string, string[]> Records,
        FrozenDictionary<string, string[]> Fields,
        FrozenDictionary<string, FrozenDictionary<string, string[]>> Values
    );

    /// <summary>A change as it is shown.</summary>
    /// <param name="Field">As the chain has it.</param>
    /// <param name="Of">Which of several: the step, the party, the period; null where the case has only one.</param>
    /// <param name="Zh">The field in Chinese.</param>
    /// <param name="En">The field in English.</param>
    /// <param name="Before">In Chinese words; null where there was nothing.</param>
    /// <param name="After">In Chinese words; null where nothing is left.</param>
    /// <param name="BeforeEn">In English words.</param>
    /// <param name="AfterEn">In English words.</param>
    public sealed record Told(
        string Field,
        string? Of,
        string Zh,
        string En,
        string? Before,
        string? After,
        string? BeforeEn,
        string? AfterEn
    );

    /// <summary>The changes that a chain entry keeps as JSON; none where it keeps something else.</summary>
    public static IReadOnlyList<Told> Of(string? json)
    {
        if (json is null || JsonNode.Parse(json) is not JsonArray changes)
            return [];
        return
        [
            .. changes
                .OfType<JsonObject>()
                .Where(change => change["field"] is JsonValue)
                .Select(change => (Field: change["field"]!.ToString(), Change: change))
                .Where(one => !SaysNothing(one.Field) && !IsKey(one.Field, one.Change))
                .Select(one =>
                {
                    var (zh, en) = Name(one.Field);
                    var (before, after) = (one.Change["before"], one.Change["after"]);
                    var of = (string?)one.Change["of"];
                    string? Said(JsonNode? value, bool chinese) =>
                        one.Field == "task.outcome"
                        && of is not null
                        && value is JsonValue code
                        && Outcomes.Value.TryGetValue((of, code.ToString()), out var words)
                            ? (chinese ? words.Zh : words.En)
                            : Value(one.Field, value, chinese);
                    return new Told(one.Field, of, zh, en, Said(before, true), Said(after, true), Said(before, false), Said(after, false));
                }),
        ];
    }

    /// <summary>A field in both languages; one that nobody named keeps its code.</summary>
    public static (string Zh, string En) Name(string field)
    {
        var at = field.IndexOf('.', StringComparison.Ordinal);
        var record = at > 0 ? Known.Records.GetValueOrDefault(field[..at]) : null;
        var own = Known.Fields.GetValueOrDefault(field[(at + 1)..]);
        var (zh, en) = own is null ? (field[(at + 1)..], field[(at + 1)..]) : (own[0], own[1]);
        return record is null ? (zh, en) : ($"{record[0]} · {zh}", $"{record[1]} · {en}");
    }

    /// <summary>What ties a row to its case or counts its versions: the entry's own case and place in the chain say the same.</summary>
    private static bool SaysNothing(string field) =>
        field.EndsWith(".id", StringComparison.Ordinal)
        || field.EndsWith(".caseId", StringComparison.Ordinal)
        || field is "id" or "task.bookmarkId" or "task.instanceId" or "task.activityId";

    /// <summary>A key of another row means nothing to a reader; what it points at is told by the entry itself.</summary>
    private static bool IsKey(string field, JsonObject change) =>
        field.EndsWith("Id", StringComparison.Ordinal)
        && new[] { change["before"], change["after"] }.All(value => value is null || Guid.TryParse(value.ToString(), out _));

    private static string? Value(string field, JsonNode? value, bool chinese)
    {
        switch (value?.GetValueKind())
        {
            case null or JsonValueKind.Null:
                return null;
            case JsonValueKind.True:
                return chinese ? "是" : "yes";
            case JsonValueKind.False:
                return chinese ? "否" : "no";
            case JsonValueKind.String:
                return Word(field, value.GetValue<string>(), chinese);
            case JsonValueKind.Object or JsonValueKind.Array:
                return Nested(value, chinese);
            default:
                return value.ToString();
        }
    }

    private static string Word(string field, string text, bool chinese)
    {
        var name = field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..];
        if (Coded(name, text) is { } coded)
            return chinese ? coded.Zh : coded.En;
        if (
            (
                Known.Values.GetValueOrDefault(field)?.GetValueOrDefault(text)
                ?? Known.Values.GetValueOrDefault($"*.{name}")?.GetValueOrDefault(text)
            ) is
            { } word
        )
            return chinese ? word[0] : word[1];
        if (name.EndsWith("Json", StringComparison.Ordinal) && Parsed(text) is { } inside)
            return Nested(inside, chinese);
        return
            text.Length > "yyyy-MM-dd".Length
            && text[4] == '-'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? ChinaDay.Minute(at)
            : text;
    }

    /// <summary>Codes whose names stand elsewhere in the program.</summary>
    private static (string Zh, string En)? Coded(string name, string code) =>
        name switch
        {
            "stage" or "stageBefore" when Stages.All.FirstOrDefault(stage => stage.Code == code) is { } stage => (stage.Zh, stage.En),
            "cause" or "mainCause" when ClaimCauses.Find(code) is { } cause => (cause.Zh, cause.En),
            "role" or "seat" when Roles.Find(code) is { } role => (role.Zh, role.En),
            "procedureCode" when Procedures.Find(code) is { } procedure => (procedure.Zh, procedure.En),
            "district" or "jurisdiction" when LaborFlow.Cases.Places.Districts.Find(code) is { } place => (place.Name, place.English),
            _ => default((string, string)?),
        };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) is { } node and (JsonObject or JsonArray) ? node : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a form or a list holds, in one line.</summary>
    private static string Nested(JsonNode node, bool chinese)
    {
        var (between, after) = chinese ? ("；", "：") : ("; ", ": ");
        string Line(JsonNode? part, string name) =>
            part switch
            {
                JsonObject members => string.Join(
                    between,
                    members
                        .Where(member => member.Value is not null)
                        .Select(member =>
                        {
                            var (zh, en) = Name(member.Key);
                            return $"{(chinese ? zh : en)}{after}{Line(member.Value, member.Key)}";
                        })
                ),
                JsonArray entries => string.Join(
                    between,
                    entries.Select(entry => entry is JsonObject ? $"（{Line(entry, name)}）" : Line(entry, name))
                ),
                null => "",
                _ => Value(name, part, chinese) ?? "",
            };
        var line = Line(node, "");
        return line.Length == 0 ? node.ToJsonString(Plain)
            : line.Length > LongestNested ? line[..LongestNested] + "…"
            : line;
    }

    private static FrozenDictionary<(string Title, string Code), (string Zh, string En)> ReadOutcomes()
    {
        var found = new Dictionary<(string, string), (string, string)>();
        foreach (var procedure in ProcedureFiles.ReadAll())
        foreach (var activity in Objects(JsonNode.Parse(procedure.Json)))
        {
            if (activity["title"] is not JsonObject title || (string?)title["expression"]?["value"] is not { } step)
                continue;
            foreach (var (code, (zh, en)) in OutcomeNames.Of(activity) ?? new Dictionary<string, (string, string?)>())
                found.TryAdd((step, code), (zh, en ?? zh));
        }
        return found.ToFrozenDictionary();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) =>
        node switch
        {
            JsonObject one => one.Select(member => member.Value).SelectMany(Objects).Prepend(one),
            JsonArray many => many.SelectMany(Objects),
            _ => [],
        };

    private static Names Read()
    {
        using var stream = typeof(ChangeNames).Assembly.GetManifestResourceStream("LaborFlow.Host.Audit.change-names.json")!;
        var root = JsonNode.Parse(stream)!.AsObject();
        static FrozenDictionary<string, string[]> Pairs(JsonNode node) =>
            node.AsObject()
                .ToFrozenDictionary(
                    pair => pair.Key,
                    pair => pair.Value!.AsArray().Select(one => (string)one!).ToArray(),
                    StringComparer.Ordinal
                );
        return new Names(
            Pairs(root["records"]!),
            Pairs(root["fields"]!),
            root["values"]!.AsObject().ToFrozenDictionary(pair => pair.Key, pair => Pairs(pair.Value!), StringComparer.Ordinal)
        );
    }
}
