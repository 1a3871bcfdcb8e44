using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LaborFlow.Statutes.Register;

namespace LaborFlow.Workflows.Tests;

/// <summary>
/// Whoever reads the pages in English finds no step, form, paper, notice or period of a procedure left in Chinese: each text that the newest
/// versions show has its English in <c>english.json</c>, of the procedure or of all of them.
/// </summary>
public sealed partial class EnglishTests
{
    private static readonly ILookup<string, string> English = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "english"), "english.json", SearchOption.AllDirectories)
        .SelectMany(file => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!)
        .ToLookup(text => text.Key, text => text.Value, StringComparer.Ordinal);

    private static readonly IReadOnlyList<Procedure> Procedures = ProcedureFiles.ReadAll();

    /// <summary>The inputs of activities that people read; one that gives JSON is read for its words only.</summary>
    private static readonly string[] Shown = ["title", "label", "text", "notice", "reason", "approvedBy"];

    /// <summary>The members of a form that people read.</summary>
    private static readonly string[] Read = ["title", "description", "ui:title", "ui:description", "ui:help", "ui:placeholder"];

    /// <summary>The inputs that cite the law.</summary>
    private static readonly string[] Citing = ["legalBasis", "basis"];

    public static TheoryData<string> Ids() => [.. Procedures.Select(procedure => procedure.DefinitionId)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_text_that_the_newest_version_shows_has_its_English(string id)
    {
        var procedure = Procedures.Single(p => p.DefinitionId == id);
        var model = JsonNode.Parse(procedure.Json)!;
        var texts = new List<string?> { (string?)model["name"] };
        foreach (var activity in model["root"]!["activities"]!.AsArray())
        {
            texts.Add((string?)activity!["metadata"]?["displayText"] ?? (string?)activity["name"]);
            texts.AddRange(Shown.Select(input => Literal(activity, input)));
            texts.AddRange(Citing.SelectMany(input => Laws(Literal(activity, input))));
        }

        foreach (var form in procedure.Forms)
            texts.AddRange(Members(JsonNode.Parse(form.SchemaJson)).Concat(Members(JsonNode.Parse(form.UiSchemaJson))));
        texts.AddRange(DocumentSources.ReadAll().Where(paper => paper.Key.StartsWith(id + "/", StringComparison.Ordinal)).Select(NameOf));
        Missing(texts).ShouldBeEmpty("give these their English in src/Workflows/" + id + "/english.json");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_button_has_its_English(string id)
    {
        var activities = JsonNode.Parse(Procedures.Single(p => p.DefinitionId == id).Json)!["root"]!["activities"]!.AsArray();
        var buttons = activities.SelectMany(activity => JsonNode.Parse(Literal(activity!, "outcomeTexts") ?? "[]")!.AsArray());
        buttons.Where(button => (string?)button!["en"] is not { Length: > 0 } en || IsChinese(en)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_row_of_the_register_has_its_English() =>
        Missing(
                StatuteRegister.Installed.Rows.SelectMany(row =>
                    Laws(row.Basis).Concat([row.RuleZh, row.ClockStart, row.SuspendsOrExtends, row.Consequence, row.Note])
                )
            )
            .ShouldBeEmpty("give these their English in src/Statutes/english.json");

    [Fact]
    public void The_English_of_a_text_is_English_and_the_same_everywhere()
    {
        English.Where(text => text.Any(english => string.IsNullOrWhiteSpace(english) || IsChinese(english))).ShouldBeEmpty();
        English.Where(text => text.Distinct().Count() > 1).Select(text => text.Key).ShouldBeEmpty("say it in one file only");
    }

    [Fact]
    public void A_law_is_known_by_its_name_wherever_it_is_cited() =>
        Laws("《劳动法》第1条、《某某法》第2条\n工作要求").ShouldBe(["《劳动法》", "《某某法》", "工作要求"]);

    [Fact]
    public void A_text_without_English_is_noticed() => Missing(["组织调解", "第九十九步", null, "SMS"]).ShouldBe(["第九十九步"]);

    private static IEnumerable<string> Missing(IEnumerable<string?> texts) =>
        texts.OfType<string>().Where(text => IsChinese(text) && !English.Contains(text)).Distinct();

    private static IEnumerable<string?> Members(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.SelectMany(member =>
                Read.Contains(member.Key) && member.Value?.GetValueKind() == JsonValueKind.String
                    ? [(string?)member.Value]
                    : Members(member.Value)
            ),
            JsonArray items => items.SelectMany(Members),
            _ => [],
        };

    // A text that is told whole needs no names of laws; a line that cites none must be told whole.
    private static IEnumerable<string?> Laws(string? citation) =>
        citation is null || English.Contains(citation)
            ? []
            : citation.Split('\n').SelectMany(line => Law().Matches(line) is { Count: > 0 } laws ? laws.Select(law => law.Value) : [line]);

    private static string? Literal(JsonNode activity, string input) => activity[input]?["expression"]?["value"]?.ToString();

    private static string NameOf(KeyValuePair<string, string> paper) => Name().Match(paper.Value).Groups["name"].Value.Trim();

    private static bool IsChinese(string text) => text.Any(letter => letter is >= '\u3400' and <= '\u9fff');

    [GeneratedRegex("《[^》]+》", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Law();

    [GeneratedRegex("^name:(?<name>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
