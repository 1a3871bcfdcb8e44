using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace LaborFlow.Workflows;

/// <summary>The sources of the document templates that are built into this assembly: <c>PROCEDURE/documents/NAME.txt</c>.</summary>
public static partial class DocumentSources
{
    /// <summary>Source text by code, e.g. <c>MED/acceptance-notice</c>.</summary>
    public static IReadOnlyDictionary<string, string> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
            if (SourcePath().Match(name.Replace('\\', '/')) is { Success: true } match)
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
                sources[$"{match.Groups["folder"].Value}/{match.Groups["name"].Value}"] = reader.ReadToEnd();
            }

        return sources;
    }

    [GeneratedRegex(
        @"^(?<folder>[A-Z0-9-]+)/documents/(?<name>[a-z0-9-]+)\.txt$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex SourcePath();
}
