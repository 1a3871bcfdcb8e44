using System.Text.Json.Nodes;
using LaborFlow.Engine.Tests.Support;

namespace LaborFlow.Engine.Tests.Durability;

/// <summary>Draws a procedure by lot: sequences, forks, joins, decisions, loops, composites, waits, delays and faults.</summary>
internal sealed class RandomDefinition(Random lot)
{
    private int _ids;

    public string Draw(string id)
    {
        var root = Draw(depth: 0);
        return Define.Workflow(
            id,
            Define.Sequence("root", root, Count()),
            "N:Int64",
            """{"incidentStrategyType":"ContinueWithIncidentsStrategy"}"""
        );
    }

    private JsonObject Draw(int depth) =>
        (depth >= 3 ? lot.Next(5) : lot.Next(14)) switch
        {
            0 => Count(),
            1 or 2 => Define.Event(Id("wait")),
            3 => Define.Activity("Delay", Id("delay"), ("timeSpan", TimeSpan.FromMinutes(lot.Next(1, 90)).ToString())),
            4 => Define.Activity("PublishEvent", Id("publish"), ("eventName", "nobody")),
            5 or 6 => Define.Sequence(Id("sequence"), Several(depth)),
            7 => Define.Activity("Parallel", Id("parallel"), ("activities", new JsonArray([.. Several(depth)]))),
            8 => Define
                .Activity("Fork", Id("fork"), ("branches", new JsonArray([.. Several(depth)])))
                .With("joinMode", lot.Next(2) == 0 ? "WaitAll" : "WaitAny"),
            9 => Define.Activity(
                "If",
                Id("if"),
                ("condition", $"=variables.N % 2 == {lot.Next(2)}"),
                ("then", Draw(depth + 1)),
                ("else", Draw(depth + 1))
            ),
            10 => Define.Activity("For", Id("for"), ("start", 1), ("end", lot.Next(1, 4)), ("body", Draw(depth + 1))),
            11 => Define.Activity("ParallelForEach", Id("each"), ("items", "=[1, 2, 3]"), ("body", Draw(depth + 1))),
            12 => Define.Activity("Composite", Id("composite"), ("root", Draw(depth + 1))),
            _ => Flowchart(depth),
        };

    /// <summary>A fork with a join in the middle, a decision behind it, and sometimes a fault that an administrator must skip.</summary>
    private JsonObject Flowchart(int depth)
    {
        var (go, left, right) = (Count(), Draw(depth + 1), Draw(depth + 1));
        var join = Define.Activity(
            "FlowJoin",
            Id("join"),
            (
                "mode",
                lot.Next(3) switch
                {
                    0 => "WaitAll",
                    1 => "WaitAllActive",
                    _ => "WaitAny",
                }
            )
        );
        var ask = Define.Activity("FlowDecision", Id("ask"), ("condition", "=variables.N > 3"));
        var yes = lot.Next(3) == 0 ? Define.Activity("Fault", Id("fault"), ("message", "by lot")) : Count();
        var no = Draw(depth + 1);
        return Define.Flowchart(
            Id("flow"),
            [go, left, right, join, ask, yes, no],
            $"{go["id"]}>{left["id"]}",
            $"{go["id"]}>{right["id"]}",
            $"{left["id"]}>{join["id"]}",
            $"{right["id"]}>{join["id"]}",
            $"{join["id"]}>{ask["id"]}",
            $"{ask["id"]}:True>{yes["id"]}",
            $"{ask["id"]}:False>{no["id"]}"
        );
    }

    private JsonObject[] Several(int depth) => [.. Enumerable.Range(0, lot.Next(1, 4)).Select(_ => Draw(depth + 1))];

    private JsonObject Count() => Define.Set(Id("count"), "N", "=(variables.N ?? 0) + 1");

    private string Id(string prefix) => $"{prefix}{++_ids}";
}
