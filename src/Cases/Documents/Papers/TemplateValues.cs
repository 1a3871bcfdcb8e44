using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LaborFlow.Cases.Documents.Papers;

/// <summary>Finds values by path, from the innermost loop outwards, and remembers which fields had none.</summary>
internal sealed partial class TemplateValues
{
    private readonly IReadOnlyList<JsonNode?> _scopes;
    private readonly int _number;

    public TemplateValues(JsonObject data)
        : this([data], 0, [], new SealPlaces()) { }

    private TemplateValues(IReadOnlyList<JsonNode?> scopes, int number, List<string> unresolved, SealPlaces seals)
    {
        _scopes = scopes;
        _number = number;
        Unresolved = unresolved;
        Seals = seals;
    }

    /// <summary>Where the paper is to be sealed.</summary>
    public SealPlaces Seals { get; }

    public List<string> Unresolved { get; }

    /// <summary>The rounds of a block: each with its values, and whether the first or the second part is meant.</summary>
    public IEnumerable<(TemplateValues Values, bool Chosen)> Scopes(string kind, string path)
    {
        var value = Find(path);
        if (kind != "each")
            return [(this, IsTrue(value) == (kind == "if"))];

        return value is JsonArray { Count: > 0 } items
            ? items.Select((item, i) => (new TemplateValues([item, .. _scopes], i + 1, Unresolved, Seals), true))
            : [(this, false)];
    }

    /// <summary>What stands for a field.</summary>
    public string Text(Match field)
    {
        var path = field.Groups["path"].Value;
        var text = path == "@number" ? ChineseOrdinal(_number) : Format(Find(path), field.Groups["format"].Value);
        if (!string.IsNullOrWhiteSpace(text))
            return field.Groups["format"].Value == SealPlaces.Format ? Seals.Mark(text) : text;

        if (field.Groups["fallback"].Success)
            return field.Groups["fallback"].Value;

        if (!Unresolved.Contains(path, StringComparer.Ordinal))
            Unresolved.Add(path);
        return "";
    }

    private static string ChineseOrdinal(int number) =>
        number is > 0 and < 100 ? Papers.ChineseAmount.Ordinal(number) : number.ToString(CultureInfo.InvariantCulture);

    private JsonNode? Find(string path)
    {
        var parts = path.Split('.');
        if (parts[0] == "this")
            return Walk(_scopes[0], parts.AsSpan(1));

        foreach (var scope in _scopes)
            if (scope is JsonObject item && item.ContainsKey(parts[0]))
                return Walk(item, parts);

        return null;
    }

    private static JsonNode? Walk(JsonNode? node, ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
            node = node switch
            {
                JsonObject item => item[part],
                JsonArray items when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < items.Count =>
                    items[i],
                _ => null,
            };
        return node;
    }

    private static bool IsTrue(JsonNode? value) =>
        value?.GetValueKind() switch
        {
            null or JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined => false,
            JsonValueKind.String => !string.IsNullOrWhiteSpace(value.GetValue<string>()),
            JsonValueKind.Array => value.AsArray().Count > 0,
            JsonValueKind.Number => value.GetValue<decimal>() != 0m,
            _ => true,
        };

    private static string Format(JsonNode? value, string format)
    {
        if (value is null or JsonObject or JsonArray)
            return value is JsonArray list ? string.Join("、", list.Select(i => Format(i, format))) : "";

        var text = value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>().Trim(),
            JsonValueKind.True => "是",
            JsonValueKind.False => "否",
            _ => value.ToJsonString(),
        };
        return format switch
        {
            "money" => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                ? Papers.ChineseAmount.Money(amount)
                : "",
            "capital" => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                ? $"人民币{Papers.ChineseAmount.Capital(amount)}"
                : "",
            "date" => Day(text) is { } day ? Papers.ChineseAmount.Day(day) : "",
            "capitalDate" => Day(text) is { } day ? Papers.ChineseAmount.CapitalDay(day) : "",
            _ => text,
        };
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(
        @"\{\{\s*(?<path>@number|[\p{L}_][\p{L}\p{Nd}_.\-]*)\s*(:\s*(?<format>[A-Za-z]+)\s*)?(\|(?<fallback>[^{}]*))?\}\}",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    public static partial Regex Field();
}
