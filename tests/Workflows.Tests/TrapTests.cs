using System.Text.Json.Nodes;
using LaborFlow.Engine.Alterations;
using LaborFlow.Engine.Runtime;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Workflows.Tests;

/// <summary>
/// Walks through the newest version of every procedure at random, loops included: whoever is in it has always a step that waits until an end
/// is reached, and no step waits twice at once. A join that can never go on, or goes on twice, shows here.
/// </summary>
public sealed class TrapTests
{
    private const string Listener = "LaborFlow.CaseExceptions";
    private const int Walks = 16;
    private const int StepsAtMost = 100;

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
    [MemberData(nameof(Ids))]
    public async Task No_procedure_gets_stuck_when_steps_are_sent_back(string id)
    {
        var procedure = ProcedureFiles.ReadAll().Single(p => p.DefinitionId == id);
        for (var seed = 1; seed <= Walks; seed++)
            (await WalkAsync(procedure.Json, seed, sentBack: 8)).ShouldBeNull($"{id}, walk {seed}");
    }

    [Fact]
    public async Task A_branch_that_a_loop_passed_by_still_arrives_at_its_join()
    {
        for (var seed = 1; seed <= Walks; seed++)
            (await WalkAsync(Loops, seed)).ShouldBeNull($"walk {seed}");
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
    /// <param name="json">The drawing.</param>
    /// <param name="seed">Which walk.</param>
    /// <param name="sentBack">Of so many steps one is sent back to an earlier one; 0: none.</param>
    private static async Task<string?> WalkAsync(string json, int seed, int sentBack = 0)
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
        var people = new HashSet<string>(StringComparer.Ordinal);
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
            if (type == "LaborFlow.HumanTask")
                people.Add(own);
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
        var (path, led) = (new List<string>(), new List<string>());
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
            // Back goes from a person's step to one of those that led to it, as officers send back.
            var earlier = led.Where(before => before != next && people.Contains(before)).Distinct().ToList();
            if (sentBack > 0 && waiting.Count == 1 && people.Contains(next) && earlier.Count > 0 && Next(sentBack) == 0)
            {
                var again = earlier[Next(earlier.Count)];
                path.Add("↩" + again);
                led.Clear();
                var report = await environment.Runtime.AlterAsync(
                    new AlterRequest { InstanceId = run.InstanceId, Alterations = [new ScheduleActivity(again), new CancelActivity(next)] },
                    CancellationToken.None
                );
                report.Problems.ShouldBeEmpty();
                continue;
            }
            path.Add(next);
            if (waiting.Count == 1)
                led.Add(next);
            await environment.CompleteAsync(run.InstanceId, next);
        }
        return null;
    }

    /// <summary>Whoever asks about an account comes back to the payment alone, and not to the choice before it.</summary>
    private const string Loops = """
        {
          "definitionId": "loops", "name": "loops", "version": 1,
          "root": {
            "type": "Elsa.Flowchart", "id": "flow", "version": 1, "customProperties": {}, "metadata": {},
            "activities": [
              { "id": "start", "type": "Elsa.Start", "version": 1 },
              { "id": "dispose", "type": "LaborFlow.HumanTask", "version": 1 },
              { "id": "payment", "type": "LaborFlow.HumanTask", "version": 1 },
              { "id": "query", "type": "LaborFlow.HumanTask", "version": 1 },
              { "id": "notice", "type": "LaborFlow.HumanTask", "version": 1 },
              { "id": "join", "type": "Elsa.FlowJoin", "version": 1, "mode": { "typeName": "FlowJoinMode", "expression": { "type": "Literal", "value": "WaitAny" } } },
              { "id": "end", "type": "Elsa.End", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "start", "port": "Done" }, "target": { "activity": "dispose", "port": "In" } },
              { "source": { "activity": "dispose", "port": "order-pay" }, "target": { "activity": "payment", "port": "In" } },
              { "source": { "activity": "dispose", "port": "penalty" }, "target": { "activity": "notice", "port": "In" } },
              { "source": { "activity": "payment", "port": "paid" }, "target": { "activity": "join", "port": "In" } },
              { "source": { "activity": "payment", "port": "account-query" }, "target": { "activity": "query", "port": "In" } },
              { "source": { "activity": "payment", "port": "unpaid" }, "target": { "activity": "dispose", "port": "In" } },
              { "source": { "activity": "query", "port": "answered" }, "target": { "activity": "payment", "port": "In" } },
              { "source": { "activity": "notice", "port": "served" }, "target": { "activity": "join", "port": "In" } },
              { "source": { "activity": "notice", "port": "withdrawn" }, "target": { "activity": "dispose", "port": "In" } },
              { "source": { "activity": "join", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
            ]
          }
        }
        """;

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
