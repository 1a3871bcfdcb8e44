using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Workflows.Tests;

/// <summary>What people read on the forms and buttons of a step is words: neither ids of the register nor codes of the program.</summary>
public sealed partial class FormTests
{
    private static readonly IReadOnlyList<Procedure> Procedures = ProcedureFiles.ReadAll();
    private static readonly string[] Read =
    [
        "title",
        "description",
        "zh",
        "help",
        "placeholder",
        "label",
        "ui:title",
        "ui:help",
        "ui:description",
    ];

    public static TheoryData<string> Ids() => [.. Procedures.Select(p => p.DefinitionId)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_text_that_people_read_on_a_form_holds_an_id_or_a_code(string id)
    {
        var texts = Forms(id).SelectMany(form => Texts(form.Key, Parse(form.SchemaJson)).Concat(Texts(form.Key, Parse(form.UiSchemaJson))));
        texts.Where(text => IsCode(text.Text)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_has_a_title_and_every_choice_its_words(string id)
    {
        foreach (var form in Forms(id))
        {
            var schema = Parse(form.SchemaJson);
            schema["title"].ShouldNotBeNull(form.Key);
            Untitled(form.Key, schema).ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_name_of_a_step_or_of_its_ways_out_holds_an_id_or_a_code(string id)
    {
        foreach (var activity in JsonNode.Parse(Of(id).Json)!["root"]!["activities"]!.AsArray())
        {
            IsCode((string)activity!["metadata"]!["displayText"]!).ShouldBeFalse((string?)activity["id"]);
            foreach (var input in new[] { "title", "text", "notice", "label", "legalBasis" })
                IsCode(Literal(activity, input) ?? "").ShouldBeFalse($"{activity["id"]} {input}");
            foreach (var outcome in JsonNode.Parse(Literal(activity, "outcomeTexts") ?? "[]")!.AsArray())
                IsCode((string)outcome!["zh"]!).ShouldBeFalse($"{activity["id"]} {outcome["code"]}");
        }
    }

    [Theory]
    [InlineData("垫付情形（wgf-condition）")]
    [InlineData("agreement")]
    [InlineData("medRecord")]
    public void An_id_in_a_text_is_noticed(string text) => IsCode(text).ShouldBeTrue();

    // A grade or a size may be one letter; two letters side by side are a code, an id of the register or an English word in a Chinese text.
    private static bool IsCode(string text) => Letters().IsMatch(text) || StatuteRegister.Installed.RowsOf(text).Count > 0;

    private static IEnumerable<(string Form, string Text)> Texts(string form, JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p =>
                Read.Contains(p.Key) && p.Value is JsonValue value && value.TryGetValue<string>(out var text)
                    ? [(form, text)]
                    : Texts(form, p.Value)
            ),
            JsonArray a => a.SelectMany(item => Texts(form, item)),
            _ => [],
        };

    // "outcome" is the button that was pressed and never drawn as a field.
    private static IEnumerable<string> Untitled(string form, JsonNode schema)
    {
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            if (name == "outcome")
                continue;
            if (field?["title"] is null || field["enum"] is not null)
                yield return $"{form} {name}";
            foreach (var choice in field?["oneOf"]?.AsArray() ?? [])
                if (choice?["title"] is null)
                    yield return $"{form} {name} {choice?["const"]}";
            foreach (var inner in Untitled(form, field?["items"] ?? new JsonObject()).Concat(Untitled(form, field ?? new JsonObject())))
                yield return inner;
        }
    }

    private static IReadOnlyList<ProcedureForm> Forms(string id) => Of(id).Forms;

    private static Procedure Of(string id) => Procedures.Single(p => p.DefinitionId == id);

    private static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static string? Literal(JsonNode activity, string input) => activity[input]?["expression"]?["value"]?.ToString();

    [GeneratedRegex("[A-Za-z]{2,}|[A-Za-z]-[0-9A-Za-z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Letters();
}
