using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Engine.Tests.Definitions;

/// <summary>What is saved comes back as it was, members that nobody here knows included.</summary>
public sealed class RoundTripTests
{
    /// <summary>What the server decides, whatever a file says.</summary>
    private static readonly HashSet<string> OfTheServer =
    [
        "$.id",
        "$.version",
        "$.createdAt",
        "$.isLatest",
        "$.isPublished",
        "$.isReadonly",
        "$.isSystem",
        "$.toolVersion",
        "$.links",
    ];

    [Fact]
    public async Task Every_recorded_definition_survives_being_saved_and_read()
    {
        var lost = new List<string>();
        var seen = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Conformance", "cases"), "*.json"))
        {
            await using var environment = new WorkflowTestEnvironment();
            foreach (var definition in JsonNode.Parse(await File.ReadAllTextAsync(file))!["definitions"]!.AsArray())
            {
                // What Elsa itself refuses at import is recorded as refused; here it is only read and written.
                var model = new WorkflowDefinition(definition!.DeepClone().AsObject());
                JsonNode.DeepEquals(JsonNode.Parse(WorkflowDefinition.Parse(model.ToJson()).ToJson()), definition).ShouldBeTrue(file);
                var row = await environment.Definitions.SaveAsync(model);
                Compare("$", definition, JsonNode.Parse(row.Json), lost, Path.GetFileName(file));
                seen++;
            }
        }

        lost.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Members_that_nobody_knows_stay_where_they_are()
    {
        const string Json = """
            {"definitionId":"odd","name":"odd","extra":{"a":[1,null,{"b":"中"}]},"root":{"id":"f","type":"Elsa.Flowchart","note":"n",
             "activities":[{"id":"a","type":"Elsa.WriteLine","colour":"red","metadata":{"designer":{"position":{"x":-1.5,"y":2}}}},
              {"id":"u","type":"No.Such","deep":{"er":[true]}}],
             "connections":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"u","port":"In"},"vertices":[{"x":1,"y":2}]}]}}
            """;
        await using var environment = new WorkflowTestEnvironment();
        var row = await environment.Definitions.SaveAsync(WorkflowDefinition.Parse(Json));
        var lost = new List<string>();
        Compare("$", JsonNode.Parse(Json), JsonNode.Parse(row.Json), lost, "odd");
        lost.ShouldBeEmpty();
    }

    /// <summary>Everything of the one must stand in the other with the same value; the server may add.</summary>
    private static void Compare(string place, JsonNode? original, JsonNode? stored, List<string> lost, string file)
    {
        // The version that is used as an activity has an id of its own on every server; saving writes the one of this server in.
        if (OfTheServer.Contains(place) || place.EndsWith(".workflowDefinitionVersionId", StringComparison.Ordinal))
        {
            return;
        }

        switch (original)
        {
            case JsonObject members when stored is JsonObject kept:
                foreach (var (name, value) in members)
                {
                    Compare($"{place}.{name}", value, kept[name], lost, file);
                }

                break;
            case JsonArray items when stored is JsonArray kept && kept.Count == items.Count:
                for (var n = 0; n < items.Count; n++)
                {
                    Compare($"{place}[{n}]", items[n], kept[n], lost, file);
                }

                break;
            default:
                if (!JsonNode.DeepEquals(original, stored))
                {
                    lost.Add($"{file} {place}: {original?.ToJsonString() ?? "null"} became {stored?.ToJsonString() ?? "null"}");
                }

                break;
        }
    }
}
