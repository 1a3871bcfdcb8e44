using System.Text.Json.Nodes;
using LaborFlow.Engine.Tests.Conformance;

namespace LaborFlow.Host.Tests.Elsa;

/// <summary>Replays every recorded case over HTTP; docs/decisions/0007 gives the reasons of the differences.</summary>
public abstract class ReplayTests(HostFixture host, string mode)
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Elsa");

    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(Path.Combine(_folder, "cases"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_recorded_case_gives_over_the_API_what_Elsa_gave(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(_folder, "cases", name + ".json"));
        using var client = await host.BearAsync("administrator");
        var api = new ElsaApi(host, client);
        var recorded = new RecordedCase(api, text, "f00d" + name[..3]);
        var expected = recorded.Expected(mode);

        var actual = await recorded.RunAsync();

        await api.RemoveAsync(recorded.DefinitionIds);
        Canonical.Differences(expected, actual, recorded.IsOrdered).ShouldBe(await KnownAsync(name));
    }

    /// <summary>The differences that we made on purpose, word for word: another difference in such a case fails too.</summary>
    private async Task<List<string>> KnownAsync(string name)
    {
        var all = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "differences.json")))!;
        return [.. (all[mode]![name] as JsonArray ?? []).Select(line => line!.ToString())];
    }
}

public sealed class Replay_counting_visits(CounterHost host) : ReplayTests(host, "counter"), IClassFixture<CounterHost>;

public sealed class Replay_by_tokens(TokenHost host) : ReplayTests(host, "token"), IClassFixture<TokenHost>;
