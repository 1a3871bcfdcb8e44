using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LaborFlow.Architecture.Tests;

/// <summary>Habits that a reviewer would otherwise have to remember.</summary>
public sealed partial class HabitTests
{
    private const int LongestFile = 500;

    private static readonly string[] Folders = ["src", "tests", "tools", "bench", "workbench", "designer"];

    // Long by nature: what a tool wrote, and tables whose length is that of the thing they list.
    private static readonly string[] Tables =
    [
        "/Migrations/",
        "/Tables/",
        ".generated.",
        "/locales/",
        "/generated/",
        "/dictionary",
        "/text/",
    ];

    [Fact]
    public void No_source_file_is_longer_than_five_hundred_lines_unless_it_is_a_table()
    {
        var files = Folders.SelectMany(folder => Clone.Files(folder, ".cs", ".mjs", ".ts", ".tsx", ".js"));
        var tooLong = files
            .Where(file => !Tables.Any(part => file.Contains(part, StringComparison.OrdinalIgnoreCase)))
            .Select(file => (file, lines: Clone.Read(file).AsSpan().Count('\n')))
            .Where(entry => entry.lines > LongestFile);
        tooLong.ShouldBeEmpty();
    }

    [Fact]
    public void Package_versions_stand_in_one_file_and_are_exact()
    {
        var projects = Folders.SelectMany(folder => Clone.Files(folder, ".csproj")).ToList();
        projects.ShouldNotBeEmpty();
        foreach (var project in projects)
        {
            var references = XDocument.Parse(Clone.Read(project)).Descendants("PackageReference");
            references
                .Where(reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null)
                .ShouldBeEmpty(project);
        }
        var central = XDocument.Parse(Clone.Read("Directory.Packages.props")).Descendants("PackageVersion").ToList();
        central.ShouldNotBeEmpty();
        foreach (var version in central)
            ExactVersion().IsMatch(version.Attribute("Version")!.Value).ShouldBeTrue(version.ToString());
    }

    [Fact]
    public void No_task_marks_and_no_switched_off_tests_are_left_in_sources()
    {
        var files = Folders.SelectMany(folder => Clone.Files(folder, ".cs", ".mjs", ".ts", ".tsx"));
        files.Where(file => TaskMark().IsMatch(Clone.Read(file))).ShouldBeEmpty();
    }

    [Fact]
    public void A_task_mark_would_be_seen() => TaskMark().IsMatch("// TO" + "DO: later").ShouldBeTrue();

    [Fact]
    public void Lock_files_and_settings_name_no_package_source()
    {
        File.Exists(Path.Combine(Clone.Root, "NuGet.config")).ShouldBeFalse();
        Clone
            .Read("package-lock.json")
            .ShouldNotContain("\"resolved\": \"http", Case.Sensitive, "omit-lockfile-registry-resolved keeps addresses out");
    }

    [Fact]
    public void Every_rule_that_is_switched_off_has_its_reason_beside_it()
    {
        var silent = Clone
            .Read(".editorconfig")
            .Split('\n')
            .Where(line => line.Contains("severity = none", StringComparison.Ordinal) && !line.Contains('#', StringComparison.Ordinal));
        silent.ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\[?\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.]+)?\]?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ExactVersion();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|X" + @"XX|HA" + @"CK)\b(?![""'])|\.(only|todo)\(", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TaskMark();
}
