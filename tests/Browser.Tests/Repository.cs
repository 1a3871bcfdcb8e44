namespace LaborFlow.Browser.Tests;

/// <summary>Places in the checked-out repository.</summary>
internal static class Repository
{
    /// <summary>The folder of LaborFlow.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Where screenshots are kept; not under version control.</summary>
    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Root, "artifacts", "screenshots")).FullName;

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LaborFlow.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
