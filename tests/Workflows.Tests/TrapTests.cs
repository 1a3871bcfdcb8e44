using System.Text.Json.Nodes;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Workflows.Tests;

/// <summary>
/// Walks through the newest version of every procedure at random, loops included: whoever is in it has always a step that waits until an end
/// is reached, and no step waits twice at once. A join that can never go on, or goes on twice, shows here.
/// </summary>
public sealed class TrapTests
{
    private const string Listener = "LaborFlow.CaseExceptions";
    private const int Walks = 12;
    private const int StepsAtMost = 60;

    public static TheoryData<string> Ids() => [.. ProcedureFiles.ReadAll().Select(p => p.DefinitionId)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_way_through_a_procedure_gets_stuck_or_takes_a_step_twice_at_once(string id)
    {
        var procedure = ProcedureFiles.ReadAll().Single(p => p.DefinitionId == id);
        for (var seed = 1; seed <= Walks; seed++)
            (await WalkAsync(procedure.Json, seed)).ShouldBeNull($"{id}, walk {seed}");
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAny")]
    public async Task A_join_that_waits_for_both_ways_of_a_choice_is_found(string mode)
    {
        var found = new List<string?>();
        for (var seed = 1; seed <= Walks; seed++)
            found.Add(await WalkAsync(Choice(mode), seed));
        found.Exists(trap => trap is not null).ShouldBe(mode == "WaitAll");
    }

    /// <summary>What is wrong with a walk; null when nothing is.</summary>
    private static async Task<string?> WalkAsync(string json, int seed)
    {
        var model = JsonNode.Parse(json)!;
        var root = model["root"]!;
        var ports = root["connections"]!
            .AsArray()
            .GroupBy(c => (string)c!["source"]!["activity"]!, c => (string?)c!["source"]!["port"] ?? "Done")
            .ToDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g.Distinct(StringComparer.Ordinal)], StringComparer.Ordinal);
        var listeners = new HashSet<string>(StringComparer.Ordinal);
        var waits = new HashSet<string>(StringComparer.Ordinal);
        var ends = new HashSet<string>(StringComparer.Ordinal);
        var activities = root["activities"]!.AsArray();
        foreach (var activity in activities.Select(a => a!.AsObject()).ToList())
        {
            var (own, type) = ((string)activity["id"]!, (string)activity["type"]!);
            if (type == Listener)
                listeners.Add(own);
            if (type is Listener or "LaborFlow.HumanTask")
                waits.Add(own);
            if (type == "Elsa.End")
                ends.Add(own);
            if (type is "Elsa.Start" or "Elsa.End" or "Elsa.FlowJoin")
                continue;
            activities[activities.IndexOf(activity)] = new JsonObject
            {
                ["id"] = own,
                ["type"] = "LaborFlow.Walks.WalkedStep",
                ["version"] = 1,
            };
        }

        // A generator of our own: the same walks on every machine and version.
        var state = unchecked((uint)seed * 2654435761u);
        int Next(int below)
        {
            state = unchecked((state * 1664525u) + 1013904223u);
            return (int)((state >> 8) % (uint)below);
        }

        var walk = new Walk(ports, waits, Next);
        await using var environment = new WorkflowTestEnvironment(activities: typeof(WalkedStep).Assembly).With(walk);
        await environment.PublishAsync(model.ToJsonString());
        var run = await environment.StartAsync((string)model["definitionId"]!);
        var path = new List<string>();
        for (var step = 0; step < StepsAtMost; step++)
        {
            if (await environment.StatusAsync(run.InstanceId) is not "Suspended" and var status)
            {
                var last = (await environment.JournalAsync(run.InstanceId)).Any(entry => ends.Contains(entry.Split(':')[0]));
                return status == "Finished" && last ? null : $"{status} without an end after {string.Join(" → ", path)}";
            }
            var waiting = (await environment.WaitingAsync(run.InstanceId)).Where(own => !listeners.Contains(own)).ToList();
            if (waiting.Count == 0)
                return $"nothing waits after {string.Join(" → ", path)}";
            if (waiting.GroupBy(own => own).FirstOrDefault(same => same.Count() > 1) is { } twice)
                return $"{twice.Key} waits twice after {string.Join(" → ", path)}";
            var next = waiting[Next(waiting.Count)];
            path.Add(next);
            await environment.CompleteAsync(run.InstanceId, next);
        }
        return null;
    }

    private static string Choice(string mode) =>
        $$"""
            {
              "definitionId": "choice", "name": "choice", "version": 1,
              "root": {
                "type": "Elsa.Flowchart", "id": "flow", "version": 1, "customProperties": {}, "metadata": {},
                "activities": [
                  { "id": "start", "type": "Elsa.Start", "version": 1 },
                  { "id": "choice", "type": "LaborFlow.HumanTask", "version": 1 },
                  { "id": "join", "type": "Elsa.FlowJoin", "version": 1, "mode": { "typeName": "FlowJoinMode", "expression": { "type": "Literal", "value": "{{mode}}" } } },
                  { "id": "end", "type": "Elsa.End", "version": 1 }
                ],
                "connections": [
                  { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "choice", "port": "In" } },
                  { "source": { "activity": "choice", "port": "yes" }, "target": { "activity": "join", "port": "In" } },
                  { "source": { "activity": "choice", "port": "no" }, "target": { "activity": "join", "port": "In" } },
                  { "source": { "activity": "join", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
                ]
              }
            }
            """;
}
