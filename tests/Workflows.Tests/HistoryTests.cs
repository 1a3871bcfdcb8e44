using System.Text.Json.Nodes;
using LaborFlow.Engine.Testing;

namespace LaborFlow.Workflows.Tests;

/// <summary>
/// Every published version of every procedure keeps the courses of cases that ran on it; they must still be found on today's engine. Record
/// those of a new version with <c>dotnet run --project tools/Histories</c>; never change a file that is there.
/// </summary>
public sealed class HistoryTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "procedures");

    public static TheoryData<string> Versions =>
        [
            .. Directory
                .GetFiles(Root, "definition.v*.json", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Histories_of_every_version_still_replay(string definition)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(Root, definition));
        var version = Path.GetFileNameWithoutExtension(definition)["definition.".Length..];
        var directory = Path.Combine(Root, Path.GetDirectoryName(definition)!, "histories", version);
        Directory.Exists(directory).ShouldBeTrue($"{definition} has no histories: record them with dotnet run --project tools/Histories");
        var files = Directory.GetFiles(directory, "*.json");
        files.ShouldNotBeEmpty();
        var triggers = HistoryRecorder.TriggersOf(json).Skip(1).ToHashSet();
        foreach (var file in files)
        {
            var history = History.Parse(await File.ReadAllTextAsync(file));
            triggers.Remove(history.StartedBy ?? "");
            var replay = await HistoryReplayer.ReplayAsync(history, json, TimeProvider.System);
            replay.Difference.ShouldBeNull(file);
        }
        triggers.ShouldBeEmpty($"{definition} has no history of what these start");
    }

    [Fact]
    public async Task A_definition_that_was_changed_behind_its_version_is_noticed()
    {
        var definition = Directory
            .GetFiles(Root, "definition.v1.json", SearchOption.AllDirectories)
            .First(file => file.Contains("MED", StringComparison.Ordinal));
        var model = JsonNode.Parse(await File.ReadAllTextAsync(definition))!;
        var connections = model["root"]!["connections"]!.AsArray();
        connections.RemoveAt(connections.Count - 1);
        var directory = Path.Combine(Path.GetDirectoryName(definition)!, "histories", "v1");
        var differences = 0;
        foreach (var file in Directory.GetFiles(directory, "*.json"))
        {
            var replay = await HistoryReplayer.ReplayAsync(
                History.Parse(await File.ReadAllTextAsync(file)),
                model.ToJsonString(),
                TimeProvider.System
            );
            differences += replay.Difference is null ? 0 : 1;
        }

        differences.ShouldBeGreaterThan(0);
    }
}
