namespace LaborFlow.Architecture.Tests;

/// <summary>The files of the clone that these tests run in.</summary>
internal static class Clone
{
    /// <summary>The folder of LaborFlow.sln, found upwards from the test assembly.</summary>
    public static string Root { get; } = FindRoot();

    private static readonly HashSet<string> Skipped = new(StringComparer.Ordinal)
    {
        "bin",
        "obj",
        "node_modules",
        "dist",
        ".git",
        ".laborflow",
        "data",
        "TestResults",
    };

    /// <summary>Every file below a folder of the clone that people wrote, as paths relative to the clone with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] extensions)
    {
        var full = Path.Combine(Root, folder);
        if (!Directory.Exists(full))
            yield break;
        foreach (var file in Directory.EnumerateFiles(full).Where(file => extensions.Contains(Path.GetExtension(file))))
            yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
        foreach (var sub in Directory.EnumerateDirectories(full).Where(sub => !Skipped.Contains(Path.GetFileName(sub))))
        {
            foreach (var file in Files(Path.GetRelativePath(Root, sub), extensions))
                yield return file;
        }
    }

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LaborFlow.sln")))
                return at.FullName;
        }
        throw new DirectoryNotFoundException("LaborFlow.sln was not found above the test assembly.");
    }
}
