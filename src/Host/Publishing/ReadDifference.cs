using System.Globalization;
using System.Text.Json.Nodes;
using LaborFlow.Engine.Definitions;
using LaborFlow.Engine.Durability;
using LaborFlow.Engine.Runtime;
using LaborFlow.Host.Accounts;
using LaborFlow.Host.Elsa;
using LaborFlow.Host.Problems;
using LaborFlow.Persistence;

namespace LaborFlow.Host.Publishing;

/// <summary>版本比较: two versions of a procedure side by side, as data for the drawing and as sentences.</summary>
internal static class ReadDifference
{
    /// <summary>The difference.</summary>
    /// <param name="DefinitionId">The definition.</param>
    /// <param name="From">The earlier version.</param>
    /// <param name="To">The later version.</param>
    /// <param name="Difference">As data.</param>
    /// <param name="Zh">In Chinese sentences.</param>
    /// <param name="En">In English sentences.</param>
    public sealed record Answer(
        string DefinitionId,
        VersionHead From,
        VersionHead To,
        VersionDifference Difference,
        IReadOnlyList<string> Zh,
        IReadOnlyList<string> En
    );

    /// <summary>Which version.</summary>
    public sealed record VersionHead(string Id, int Version, bool IsPublished, bool IsLatest, DateTimeOffset CreatedAt);

    public static void Map(IEndpointRouteBuilder procedures) =>
        procedures
            .MapGet("/{definitionId}/difference", HandleAsync)
            .RequireAuthorization(Policies.DesignReaders)
            .WithName("read-version-difference");

    private static async Task<Answer> HandleAsync(
        string definitionId,
        int? from,
        int? to,
        HttpContext context,
        DefinitionLibrary library,
        LaborFlowDbContext database,
        WorkflowEngine engine,
        CancellationToken stop
    )
    {
        var later = await FindAsync(to, "Latest");
        // A draft is compared with what it would replace, a published version with the one before.
        var earlier =
            from is null && !later.IsPublished && await library.FindAsync(definitionId, "Published", stop) is { } published
                ? published
                : await FindAsync(from ?? (await BeforeAsync(later)), "Latest");
        var (before, after) = (Model(earlier), Model(later));
        var difference = VersionDifference.Between(before, after);
        var names = VersionDifference.NamesOf(before, after);
        return new Answer(
            definitionId,
            Head(earlier),
            Head(later),
            difference,
            new DifferenceText(engine.Registry, names, english: false).Of(difference),
            new DifferenceText(engine.Registry, names, english: true).Of(difference)
        );

        async Task<DefinitionRow> FindAsync(int? version, string otherwise)
        {
            var row =
                await library.FindAsync(definitionId, version?.ToString(CultureInfo.InvariantCulture) ?? otherwise, stop)
                ?? throw new ProblemException(KnownProblems.NotFound);
            await context.DemandAsync(row, database, stop);
            return row;
        }

        async Task<int> BeforeAsync(DefinitionRow row) =>
            (await library.ListVersionsAsync(definitionId, stop)).LastOrDefault(other => other.Version < row.Version)?.Version
            ?? row.Version;
    }

    private static JsonObject Model(DefinitionRow row)
    {
        var model = (JsonObject)JsonNode.Parse(row.Json)!;
        model["name"] = row.Name;
        model["description"] = row.Description;
        return model;
    }

    private static VersionHead Head(DefinitionRow row) => new(row.Id, row.Version, row.IsPublished, row.IsLatest, row.CreatedAt);
}
