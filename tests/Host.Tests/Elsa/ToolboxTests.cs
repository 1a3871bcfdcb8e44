using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>The toolbox and the editors of inputs, in Chinese or English, with the choices of this host.</summary>
public sealed partial class ToolboxTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Every_activity_input_output_port_and_choice_has_a_Chinese_name()
    {
        var english = new List<string>();
        foreach (var type in await ActivitiesAsync())
        {
            var name = Text(type, "typeName");
            foreach (var member in new[] { "category", "displayName", "description" })
                Look(name + " " + member, Text(type, member));
            foreach (var list in new[] { "inputs", "outputs", "ports" })
            {
                foreach (var part in type.GetProperty(list).EnumerateArray())
                {
                    var of = $"{name}.{Text(part, "name")}";
                    Look(of, Text(part, "displayName"));
                    if (list == "ports")
                        continue;
                    if (Text(part, "description") is { Length: > 0 } description)
                        Look(of + " description", description);
                    foreach (var choice in list == "inputs" ? ChoicesOf(part) : [])
                        Look($"{of} choice {choice.Value}", choice.Text);
                }
            }
        }
        english.ShouldBeEmpty();

        void Look(string where, string text)
        {
            // Methods of HTTP have no other name.
            if (!Chinese().IsMatch(text) && !HttpMethods().IsMatch(text))
                english.Add($"{where}: {text}");
        }
    }

    [Fact]
    public async Task Every_activity_input_output_port_and_choice_has_an_English_name()
    {
        var chinese = new List<string>();
        foreach (var type in await ActivitiesAsync(english: true))
        {
            var name = Text(type, "typeName");
            foreach (var member in new[] { "category", "displayName", "description" })
                Look(name + " " + member, Text(type, member));
            foreach (var list in new[] { "inputs", "outputs", "ports" })
            {
                foreach (var part in type.GetProperty(list).EnumerateArray())
                {
                    var of = $"{name}.{Text(part, "name")}";
                    Look(of, Text(part, "displayName"));
                    Look(of, "description of " + Text(part, "description"));
                    foreach (var choice in list == "inputs" && !NamedByTheOffice.Contains(Text(part, "name")) ? ChoicesOf(part) : [])
                        Look($"{of} choice {choice.Value}", choice.Text);
                }
            }
        }
        chinese.ShouldBeEmpty();

        void Look(string where, string text)
        {
            if (text.Length == 0 || Chinese().IsMatch(text))
                chinese.Add($"{where}: {text}");
        }
    }

    // Forms, procedures, templates and organisations have the names that the office gave them, in its language.
    private static readonly string[] NamedByTheOffice = ["Form", "Procedure", "Template", "Organisation", "MediationOrganisation"];

    [Theory]
    [InlineData("HumanTask", "CandidateRoles", "checklist", "mediator")]
    [InlineData("HumanTask", "DueParameter", "dropdown", "med-duration-15d")]
    [InlineData("HumanTask", "Form", "dropdown", "MED/")]
    [InlineData("NotifyOffice", "Office", "dropdown", "street-officer")]
    [InlineData("StartDeadline", "Parameter", "dropdown", "med-duration-15d")]
    [InlineData("CloseCase", "KeepDeadlines", "checklist", "rev-sue-6m")]
    [InlineData("GenerateDocument", "Template", "dropdown", "MED/acceptance-notice")]
    [InlineData("SignDocument", "Template", "dropdown", "MED/agreement")]
    [InlineData("ServeDocument", "Template", "dropdown", "MED/agreement")]
    [InlineData("NotifyParty", "MailTemplate", "dropdown", "formal")]
    [InlineData("HandOver", "Procedure", "dropdown", "ARB-INTAKE")]
    [InlineData("ChangeStage", "Stage", "dropdown", "mediation")]
    [InlineData("AssignMediationOrganisation", "Organisation", "dropdown", "")]
    public async Task An_input_is_chosen_from_what_this_host_has(string activity, string input, string editor, string choice)
    {
        var found = await InputAsync(activity, input);

        Text(found, "uiHint").ShouldBe(editor);
        ChoicesOf(found).ShouldContain(one => one.Value.StartsWith(choice, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HumanTask", "LegalBasis", "multiline")]
    [InlineData("HumanTask", "RaceWithDeadline", "checkbox")]
    [InlineData("HumanTask", "OutcomeTexts", "json-editor")]
    [InlineData("HumanTask", "Outcomes", "dynamic-outcomes")]
    [InlineData("HumanTask", "NotBy", "multitext")]
    [InlineData("GenerateDocument", "Data", "json-editor")]
    public async Task An_input_has_the_editor_of_its_kind(string activity, string input, string editor) =>
        Text(await InputAsync(activity, input), "uiHint").ShouldBe(editor);

    [Fact]
    public async Task Types_that_only_tests_use_are_not_offered() =>
        (await ActivitiesAsync())
            .Select(type => Text(type, "typeName"))
            .ShouldNotContain(name => name.Contains("Testing", StringComparison.Ordinal));

    [Fact]
    public async Task A_check_names_what_is_missing_in_Chinese()
    {
        using var client = await host.BearAsync("administrator");
        var model = JsonDocument
            .Parse(
                """{ "model": { "definitionId": "toolbox-check", "name": "检查", "root": { "id": "wait", "type": "Elsa.Delay", "version": 1 } } }"""
            )
            .RootElement;
        var answer = await client.PostAsJsonAsync("/elsa/api/workflow-definitions/check", model);
        var sentence = (await HostFixture.ReadAsync(answer, System.Net.HttpStatusCode.OK))
            .GetProperty("checks")[0]
            .GetProperty("zh")
            .GetString();
        sentence.ShouldBe("环节“wait”缺少必填项“时长”。");
    }

    private async Task<JsonElement> InputAsync(string activity, string input) =>
        (await ActivitiesAsync())
            .Single(type => Text(type, "typeName") == "LaborFlow." + activity)
            .GetProperty("inputs")
            .EnumerateArray()
            .Single(one => Text(one, "name") == input);

    private async Task<IReadOnlyList<JsonElement>> ActivitiesAsync(bool english = false)
    {
        using var client = await host.BearAsync("administrator");
        if (english)
            client.DefaultRequestHeaders.Add("Cookie", "laborflow-language=en");
        using var answer = JsonDocument.Parse(await client.GetStringAsync("/elsa/api/descriptors/activities"));
        return [.. answer.RootElement.Clone().GetProperty("items").EnumerateArray()];
    }

    private static IEnumerable<(string Value, string Text)> ChoicesOf(JsonElement input)
    {
        if (!input.GetProperty("uiSpecifications").TryGetProperty(Text(input, "uiHint"), out var editor))
            return [];
        return editor
            .EnumerateObject()
            .Where(list => list.Value.ValueKind == JsonValueKind.Object && list.Value.TryGetProperty("items", out _))
            .SelectMany(list => list.Value.GetProperty("items").EnumerateArray())
            .Select(item => (Text(item, "value"), Text(item, "text")))
            .ToList();
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    [GeneratedRegex("[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$")]
    private static partial Regex HttpMethods();
}
