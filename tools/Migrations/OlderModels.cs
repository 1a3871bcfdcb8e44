namespace LaborFlow.Migrations;

/// <summary>
/// A migration's model of its day is several thousand lines that every build compiles and nobody reads. It is needed to take back the newest
/// migration (so the newest two are kept), and where SQL Server asks it which columns of a unique index may be null.
/// </summary>
internal static class OlderModels
{
    private const string Model = "        /// <inheritdoc />\n        protected override void BuildTargetModel";

    private static readonly string[] Needed =
    [
        "using LaborFlow.Persistence;",
        "using Microsoft.EntityFrameworkCore.Infrastructure;",
        "using Microsoft.EntityFrameworkCore.Migrations;",
    ];

    /// <summary>Takes the models out of the older migrations of a folder. The scripts that follow from them stay the same.</summary>
    public static void Forget(string folder, bool uniqueIndexesAskTheModel)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.Designer.cs").Order(StringComparer.Ordinal).SkipLast(2))
        {
            var migration = file.Replace(".Designer.cs", ".cs", StringComparison.Ordinal);
            if (uniqueIndexesAskTheModel && File.ReadAllText(migration).Contains("unique: true", StringComparison.Ordinal))
                continue;
            var text = File.ReadAllText(file).ReplaceLineEndings("\n");
            var at = text.IndexOf(Model, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var lines = (text[..at].TrimEnd() + "\n    }\n}\n")
                .Split('\n')
                .Where(line => !line.StartsWith("using ", StringComparison.Ordinal) || Needed.Contains(line));
            File.WriteAllText(file, string.Join('\n', lines));
        }
    }
}
