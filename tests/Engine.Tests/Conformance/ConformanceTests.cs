using System.Text.Json.Nodes;

namespace LaborFlow.Engine.Tests.Conformance;

/// <summary>Cases recorded from Elsa 3.8, replayed over the engine in memory, in both flowchart modes.</summary>
public sealed class ConformanceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance", "cases");

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileNameWithoutExtension(file), "counter");
            data.Add(Path.GetFileNameWithoutExtension(file), "token");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_recorded_case_gives_what_Elsa_gave(string name, string mode)
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".json")))!.AsObject();
        var expected = recorded["expected"]![mode] is JsonObject own ? own : recorded["expected"]!["counter"]!.AsObject();
        var actual = await new CaseRunner(recorded, useTokenFlow: mode == "token").RunAsync();
        var differences = Canonical.Differences(expected, actual, recorded["orderMatters"]?.GetValue<bool>() ?? true);
        if (KnownDifferences.Reasons.ContainsKey(name))
        {
            return;
        }

        differences.ShouldBeEmpty(string.Join('\n', differences.Take(3)));
    }

    [Fact]
    public void At_most_one_case_in_twelve_differs_on_purpose() =>
        (KnownDifferences.Reasons.Count * 12).ShouldBeLessThanOrEqualTo(Directory.GetFiles(Folder, "*.json").Length);
}
