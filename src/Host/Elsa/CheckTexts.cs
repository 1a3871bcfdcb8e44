using System.Text.RegularExpressions;
using LaborFlow.Engine.Definitions.Checks;

namespace LaborFlow.Host.Elsa;

/// <summary>The engine's findings name inputs as the activities' types do; in a Chinese sentence they stand as the toolbox names them.</summary>
internal static partial class CheckTexts
{
    private static readonly Lazy<Dictionary<string, string>> _names = new(() =>
        Descriptors.Toolbox(english: false)["activities"]!
            .AsObject()
            .SelectMany(activity => activity.Value?["inputs"]?.AsObject() ?? [])
            .Where(input => input.Value?["name"] is not null)
            .GroupBy(input => input.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First().Value!["name"]!.ToString(), StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>The Chinese sentence of a finding.</summary>
    public static string InChinese(this DefinitionProblem problem) =>
        English()
            .Replace(
                problem.Zh,
                quoted =>
                    _names.Value.GetValueOrDefault(quoted.Groups["name"].Value.Replace(" ", "", StringComparison.Ordinal)) is { } name
                        ? $"“{name}”"
                        : quoted.Value
            );

    [GeneratedRegex("“(?<name>[A-Z][A-Za-z ]*)”", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex English();
}
