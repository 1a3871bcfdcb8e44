using System.Diagnostics;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;

namespace LaborFlow.Bench;

/// <summary>Reading and compiling a definition of 500 activities. The peer: only parsing the same JSON into nodes.</summary>
internal static class CompileDefinition
{
    public static async Task<IReadOnlyList<Measurement>> RunAsync(bool quick)
    {
        var json = Definitions.Chain("chain", 500).ToJson();
        var row = new DefinitionRow
        {
            Id = "v1",
            DefinitionId = "chain",
            Version = 1,
            IsLatest = true,
            IsPublished = true,
            CreatedAt = TimeProvider.System.GetUtcNow(),
            Revision = 1,
            Json = json,
        };
        var compiler = new WorkflowCompiler(WorkflowEngine.Create(TimeProvider.System).Registry, (_, _) => new((DefinitionRow?)null));
        List<double> compile = [];
        List<double> parse = [];
        for (var round = 0; round < (quick ? 30 : 200); round++)
        {
            var clock = Stopwatch.StartNew();
            await compiler.CompileAsync(row);
            compile.Add(clock.Elapsed.TotalMilliseconds);
            clock.Restart();
            JsonNode.Parse(json)!.DeepClone();
            parse.Add(clock.Elapsed.TotalMilliseconds);
        }

        return
        [
            new(
                "load and compile a definition of 500 activities",
                Load.Median(compile),
                Load.Median(parse),
                "ms",
                "parsing and copying its JSON"
            ),
        ];
    }
}
