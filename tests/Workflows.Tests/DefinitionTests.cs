using System.Text.Json;
using System.Text.Json.Nodes;
using LaborFlow.Activities.Tasks;
using LaborFlow.Cases.Forms;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Definitions.Checks;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;
using LaborFlow.Statutes.Register;
using LaborFlow.Testing;

namespace LaborFlow.Workflows.Tests;

public sealed class DefinitionTests
{
    private static readonly IReadOnlyList<Procedure> Procedures = ProcedureFiles.ReadAll();

    public static TheoryData<string> Ids() => [.. Procedures.Select(p => p.DefinitionId)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Every_definition_passes_the_publish_checks_without_a_warning(string id)
    {
        var engine = WorkflowEngine.Create(new ManualTimeProvider(), null, typeof(HumanTask).Assembly);
        var library = new DefinitionLibrary(engine, new MemoryDefinitionStore(), new CompiledDefinitions());
        var row = await library.SaveAsync(new WorkflowDefinition(JsonNode.Parse(Of(id).Json)!.AsObject()));

        var compiled = await library.CompileAsync(row);

        PublishChecks.Check(engine, compiled).Select(p => p.Zh).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_period_that_a_definition_names_stands_in_the_register(string id) =>
        Activities(id)
            .SelectMany(a => new[] { Literal(a, "parameter"), Literal(a, "dueParameter") })
            .OfType<string>()
            .Where(p => !p.StartsWith("getVariable", StringComparison.Ordinal) && StatuteRegister.Installed.RowsOf(p).Count == 0)
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_form_can_be_checked_and_every_outcome_of_a_task_is_drawn(string id)
    {
        foreach (var form in Of(id).Forms)
        {
            using var schema = JsonDocument.Parse(form.SchemaJson);
            using var empty = JsonDocument.Parse("{}");
            FormSchema.Check(schema.RootElement, empty.RootElement).ShouldNotBeNull();
        }

        var drawn = Root(id)["connections"]!.AsArray().Select(c => $"{c!["source"]!["activity"]}:{c["source"]!["port"]}").ToHashSet();
        foreach (var task in Activities(id).Where(a => (string?)a["type"] == "LaborFlow.HumanTask"))
        {
            var ports = JsonSerializer.Deserialize<List<string>>(Literal(task, "outcomes")!)!;
            if (task["raceWithDeadline"] is not null || task["outerParameter"] is not null)
                ports.Add(HumanTask.Timeout);
            ports.Where(p => !drawn.Contains($"{task["id"]}:{p}")).ShouldBeEmpty($"{id} {task["id"]}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_procedure_that_is_handed_over_to_is_there_and_no_two_boxes_lie_on_each_other(string id)
    {
        var handedTo = Activities(id)
            .Where(a => (string?)a["type"] == "LaborFlow.HandOver" && (string?)a["procedure"]?["expression"]?["type"] == "Literal")
            .Select(a => Literal(a, "procedure"));
        handedTo.Where(target => Procedures.All(p => p.DefinitionId != target)).ShouldBeEmpty();

        var places = Activities(id).Select(a => a["metadata"]!["designer"]!["position"]!.ToJsonString()).ToList();
        places.GroupBy(p => p).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();
    }

    private static Procedure Of(string id) => Procedures.Single(p => p.DefinitionId == id);

    private static JsonObject Root(string id) => JsonNode.Parse(Of(id).Json)!["root"]!.AsObject();

    private static IEnumerable<JsonObject> Activities(string id) => Root(id)["activities"]!.AsArray().Select(a => a!.AsObject());

    private static string? Literal(JsonObject activity, string input) => activity[input]?["expression"]?["value"]?.ToString();
}
