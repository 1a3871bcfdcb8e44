using System.Globalization;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Host.Elsa;

/// <summary>Which versions a call of Studio means: <c>Latest</c>, <c>Published</c>, <c>Draft</c>, <c>AllVersions</c>, a number …</summary>
internal static class VersionOptions
{
    /// <summary>Narrows a query; an empty or unknown option means any version, as Studio expects.</summary>
    public static DefinitionQuery Narrow(DefinitionQuery query, string? option) =>
        option switch
        {
            "Latest" => query with { IsLatest = true },
            "Published" => query with { IsPublished = true },
            "Draft" => query with { IsLatest = true, IsPublished = false },
            "LatestAndPublished" => query with { IsLatest = true, IsPublished = true },
            _ when int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => query with
            {
                Version = version,
            },
            _ => query,
        };

    /// <summary>The version of a definition that the option means; null when there is none.</summary>
    public static DefinitionRow? Pick(IReadOnlyList<DefinitionRow> versions, string? option) =>
        option switch
        {
            "Published" => versions.LastOrDefault(version => version.IsPublished),
            "Draft" => versions.LastOrDefault(version => version is { IsLatest: true, IsPublished: false }),
            "LatestAndPublished" => versions.LastOrDefault(version => version is { IsLatest: true, IsPublished: true }),
            "LatestOrPublished" => versions.LastOrDefault(version => version.IsPublished)
                ?? versions.LastOrDefault(version => version.IsLatest),
            _ when int.TryParse(option, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => versions.FirstOrDefault(
                version => version.Version == number
            ),
            _ => versions.LastOrDefault(version => version.IsLatest),
        };
}
