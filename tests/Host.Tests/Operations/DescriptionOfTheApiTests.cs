using System.Text.Json;
using LaborFlow.Host.Commands;
using LaborFlow.Host.Operations;

namespace LaborFlow.Host.Tests.Operations;

/// <summary>
/// The workbench's types are generated from <c>workbench/api/openapi.json</c>. What stands there must still hold: an endpoint may gain
/// members, but one that the workbench was typed from may neither go nor change its type unseen.
/// </summary>
public sealed class DescriptionOfTheApiTests
{
    [Fact]
    public async Task The_types_of_the_workbench_still_fit_the_host()
    {
        await using var app = LaborFlowHost.Build(DescribeApi.WithoutDatabase(HostArguments.Parse(["openapi"])));
        using var live = JsonDocument.Parse(await DescribeApi.WriteAsync(app));
        using var stored = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Root(), "workbench", "api", "openapi.json")));

        Changes("", stored.RootElement, live.RootElement)
            .ShouldBeEmpty("Run: npm run api -w workbench, and mend what the workbench's type check then reports.");
    }

    [Fact]
    public void Every_use_case_has_schemas_of_its_own()
    {
        using var stored = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "workbench", "api", "openapi.json")));
        var names = stored
            .RootElement.GetProperty("components")
            .GetProperty("schemas")
            .EnumerateObject()
            .Select(schema => schema.Name)
            .ToList();
        names.ShouldContain("ListTasksAnswer");
        names.ShouldNotContain("Answer");
    }

    /// <summary>Where the stored description says something that the live one says no more.</summary>
    private static IEnumerable<string> Changes(string at, JsonElement stored, JsonElement live)
    {
        if (stored.ValueKind != live.ValueKind)
            return [at];
        switch (stored.ValueKind)
        {
            case JsonValueKind.Object:
                return stored
                    .EnumerateObject()
                    .Where(member => member.Name is not ("description" or "summary" or "info" or "tags"))
                    .SelectMany(member =>
                        live.TryGetProperty(member.Name, out var other)
                            ? Changes($"{at}/{member.Name}", member.Value, other)
                            : [$"{at}/{member.Name}"]
                    );
            case JsonValueKind.Array:
                var has = live.EnumerateArray().Select(element => element.GetRawText()).ToHashSet(StringComparer.Ordinal);
                return stored.EnumerateArray().All(element => element.ValueKind is JsonValueKind.String)
                    ? stored.EnumerateArray().Where(element => !has.Contains(element.GetRawText())).Select(element => $"{at}: {element}")
                    : stored
                        .EnumerateArray()
                        .Zip(live.EnumerateArray())
                        .SelectMany((pair, index) => Changes($"{at}[{index}]", pair.First, pair.Second));
            default:
                return stored.GetRawText() == live.GetRawText() ? [] : [at];
        }
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "LaborFlow.sln")))
            at = at.Parent!;
        return at.FullName;
    }
}
