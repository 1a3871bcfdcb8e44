using System.Net;
using System.Text.Json;
using LaborFlow.Statutes;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Host.Tests.Statutes;

/// <summary>What the collected law says is what the register answers, row by row and field by field.</summary>
[Collection(StatuteReading.Name)]
public sealed class RegisterInstalledTests(HostFixture host)
{
    // Complete citations and dates that the source leaves to its notes ("同上", "2024年修正") are set in supplement.json.
    private static readonly Lazy<JsonElement> Completed = new(() => Resource("supplement.json").GetProperty("rows"));

    [Fact]
    public async Task Every_row_of_the_collected_law_is_installed_with_all_its_fields()
    {
        using var mediator = await host.SignInAsync("mediator");
        var installed = (await HostFixture.ReadAsync(await mediator.GetAsync("/api/statutes/parameters"), HttpStatusCode.OK))
            .EnumerateArray()
            .ToLookup(row => Text(row, "id"));
        var collected = Resource("statute.json").EnumerateArray().ToList();

        collected.Count.ShouldBe(287);
        var differences = collected.SelectMany(row => Differences(row, installed[Text(row, "id")].SingleOrDefault())).ToList();
        differences.ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(JsonElement row, JsonElement installed)
    {
        var id = Text(row, "id");
        if (installed.ValueKind == JsonValueKind.Undefined)
            return [id + ": is missing"];
        var completed = Completed.Value.TryGetProperty(id, out var found) ? found : default;
        (string Field, string Expected, string Actual)[] compared =
        [
            Compare("process", "process"),
            ("basis", Override("basis") ?? Text(row, "basis"), Text(installed, "basis")),
            Compare("rule_cn", "ruleZh"),
            Compare("value", "value"),
            Compare("value2", "value2"),
            Compare("unit", "unitText"),
            Compare("param_type", "kind"),
            Compare("clock_start", "clockStart"),
            Compare("suspends_extends", "suspendsOrExtends"),
            Compare("ext_value", "extensionCap"),
            Compare("consequence", "consequence"),
            Compare("jurisdiction", "jurisdictionText"),
            ("effective_from", Override("effective_from") ?? Text(row, "effective_from"), Text(installed, "effectiveFrom")),
            Compare("confidence", "confidence"),
            Compare("unit_confidence", "unitConfidence"),
            Compare("source", "source"),
            Compare("source_quality", "sourceQuality"),
            Compare("note", "note"),
            Compare("numeric", "isNumeric"),
            Compare("daykind_basis", "dayKindBasis"),
            ("needs_confirmation", Text(row, "needs_confirmation"), Confirmed.Contains(id) ? "True" : Text(installed, "needsConfirmation")),
            ("direction", Text(row, "direction") == "before" ? "True" : "False", Text(installed, "countsBackwards")),
            // An extension is in the period's own unit.
            ("ext_unit", Text(row, "ext_unit"), Text(row, "ext_unit").Length == 0 ? "" : Text(installed, "unitText")),
            ("persons2", Text(row, "persons2"), Further("persons2")),
            ("baseline", Text(row, "baseline"), Further("baseline")),
            ("value2_pct", Text(row, "value2_pct"), Further("value2_pct")),
            ("share_cny", Text(row, "share_cny"), Further("share_cny")),
            ("salary_multiple", Text(row, "salary_multiple"), Further("salary_multiple")),
            ("min_arrears_cny", Text(row, "min_arrears_cny"), Further("min_arrears_cny")),
        ];
        return compared
            .Where(field => field.Expected != field.Actual)
            .Select(field => $"{id}.{field.Field}: '{field.Expected}' became '{field.Actual}'");

        (string, string, string) Compare(string source, string answered) => (source, Text(row, source), Text(installed, answered));
        string? Override(string field) => Text(completed, field) is { Length: > 0 } text ? text : null;
        string Further(string name) => Text(installed.GetProperty("further"), name);
    }

    // What the demonstration confirms for its own cases.
    private static readonly HashSet<string> Confirmed = [];

    [Fact]
    public async Task Holidays_of_the_register_stand_in_the_working_calendar()
    {
        using var mediator = await host.SignInAsync("mediator");
        var calendar = await HostFixture.ReadAsync(await mediator.GetAsync("/api/statutes/calendar"), HttpStatusCode.OK);
        var days = calendar
            .GetProperty("years")
            .EnumerateArray()
            .SelectMany(year => year.GetProperty("days").EnumerateArray())
            .ToDictionary(day => Text(day, "date"), day => day.GetProperty("working").GetBoolean());
        var rows = Resource("statute.json").EnumerateArray().Where(row => row.TryGetProperty("off_days", out _)).ToList();

        rows.Count.ShouldBe(20);
        foreach (var row in rows)
        {
            foreach (var day in row.GetProperty("off_days").EnumerateArray())
                days[day.GetString()!].ShouldBeFalse(day.GetString());
            foreach (var day in row.GetProperty("makeup_workdays").EnumerateArray())
                days[day.GetString()!].ShouldBeTrue(day.GetString());
        }
    }

    private static JsonElement Resource(string name)
    {
        using var stream = typeof(StatuteRegister).Assembly.GetManifestResourceStream("LaborFlow.Statutes.Register." + name)!;
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)
            ? ""
            : value.ValueKind switch
            {
                JsonValueKind.Number => value.GetDecimal().ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
                JsonValueKind.Null => "",
                _ => value.ToString(),
            };
}
