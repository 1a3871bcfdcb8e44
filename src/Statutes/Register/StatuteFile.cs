using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace LaborFlow.Statutes.Register;

/// <summary>
/// Reads the installed rows: statute.json (collected law with its sources, installed row by row as it stands) and supplement.json
/// (territory codes for the names of the source, complete citations for its "同上", wording for explanations, and the rows of pay law
/// that the calculators of amounts need).
/// </summary>
internal static class StatuteFile
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "id",
        "process",
        "basis",
        "rule_cn",
        "value",
        "unit",
        "param_type",
        "clock_start",
        "suspends_extends",
        "consequence",
        "jurisdiction",
        "effective_from",
        "confidence",
        "source",
        "note",
        "numeric",
        "source_quality",
        "unit_confidence",
        "needs_confirmation",
        "unit_code",
        "value2",
        "ext_value",
        "ext_unit",
        "daykind_basis",
        "direction",
        "off_days",
        "makeup_workdays",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<StatutoryParameter> ReadInstalled()
    {
        using var statutes = Open("statute.json");
        using var supplement = Open("supplement.json");
        var areas = supplement.RootElement.GetProperty("areas");
        var extras = supplement.RootElement.GetProperty("rows");
        return
        [
            .. statutes.RootElement.EnumerateArray().Select(row => Read(row, areas, extras)),
            .. supplement.RootElement.GetProperty("added").EnumerateArray().Select(row => Read(row, areas, extras)),
        ];
    }

    private static JsonDocument Open(string name)
    {
        using var stream =
            typeof(StatuteFile).Assembly.GetManifestResourceStream($"LaborFlow.Statutes.Register.{name}")
            ?? throw new InvalidOperationException($"The resource {name} is missing from the build.");
        return JsonDocument.Parse(stream);
    }

    private static StatutoryParameter Read(JsonElement row, JsonElement areas, JsonElement extras)
    {
        var id = Text(row, "id");
        var extra = extras.TryGetProperty(id, out var found) ? found : default;
        var unit = Unit(Text(row, "unit_code"));
        var backwards = Text(row, "direction") == "before";
        return new StatutoryParameter
        {
            Id = id,
            Process = Text(row, "process"),
            Basis = Text(extra, "basis") is { Length: > 0 } complete ? complete : Text(row, "basis"),
            RuleZh = Text(row, "rule_cn"),
            Value = Number(row, "value"),
            Value2 = Number(row, "value2"),
            Unit = unit,
            UnitText = Text(row, "unit"),
            Kind = Text(row, "param_type"),
            IsNumeric = Flag(row, "numeric"),
            CountsBackwards = backwards,
            RollsOver = !backwards && unit is StatuteUnit.NaturalDay or StatuteUnit.Month or StatuteUnit.Year or StatuteUnit.AnnualDate,
            ClockStart = Text(row, "clock_start"),
            SuspendsOrExtends = Text(row, "suspends_extends"),
            ExtensionCap = Number(row, "ext_value"),
            ExtendsByConsent = Flag(extra, "extends_by_consent"),
            Consequence = Text(row, "consequence"),
            Jurisdictions =
            [
                .. areas.GetProperty(Text(row, "jurisdiction")).EnumerateArray().Select(code => new Jurisdiction(code.GetString()!)),
            ],
            JurisdictionText = Text(row, "jurisdiction"),
            EffectiveFrom = Date(extra, "effective_from") ?? Date(row, "effective_from"),
            EffectiveTo = Date(extra, "effective_to"),
            Confidence = Sureness(row, "confidence"),
            UnitConfidence = Sureness(row, "unit_confidence"),
            DayKindBasis = Text(row, "daykind_basis") is { Length: > 0 } basis ? basis : null,
            NeedsConfirmation = Flag(row, "needs_confirmation"),
            Source = Text(row, "source"),
            SourceQuality = Text(row, "source_quality"),
            Note = Text(row, "note"),
            Event = Sentence(extra, "event"),
            Action = Sentence(extra, "action"),
            Remedy = Sentence(extra, "remedy"),
            Further = row.EnumerateObject()
                .Where(property => !Known.Contains(property.Name) && property.Value.ValueKind == JsonValueKind.Number)
                .ToFrozenDictionary(property => property.Name, property => property.Value.GetDecimal(), StringComparer.Ordinal),
        };
    }

    private static StatuteUnit Unit(string code) =>
        code switch
        {
            "rule" => StatuteUnit.Rule,
            "calendar_day" => StatuteUnit.NaturalDay,
            "working_day" => StatuteUnit.WorkingDay,
            "month" => StatuteUnit.Month,
            "year" => StatuteUnit.Year,
            "hour" => StatuteUnit.Hour,
            "MMDD" => StatuteUnit.AnnualDate,
            "CNY" => StatuteUnit.Cny,
            "percent" => StatuteUnit.Percent,
            "person" => StatuteUnit.Person,
            "count" => StatuteUnit.Count,
            "multiple" => StatuteUnit.Multiple,
            "months×min-wage" => StatuteUnit.MonthsOfMinimumWage,
            _ => StatuteUnit.Other,
        };

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static string Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";

    private static decimal? Number(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;

    private static bool Flag(JsonElement element, string name) => Property(element, name) is { ValueKind: JsonValueKind.True };

    private static DateOnly? Date(JsonElement element, string name) =>
        DateOnly.TryParseExact(Text(element, name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    private static Confidence Sureness(JsonElement element, string name) =>
        Text(element, name) == "verified" ? Confidence.Verified : Confidence.Recalled;

    private static Bilingual Sentence(JsonElement element, string name) =>
        Property(element, name) is { } sentence ? new Bilingual(Text(sentence, "zh"), Text(sentence, "en")) : default;
}
