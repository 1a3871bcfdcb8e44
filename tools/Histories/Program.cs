using System.Globalization;
using LaborFlow.Engine.Testing;

// Records histories of every procedure version that has none yet: dotnet run --project tools/Histories [directory of src/Workflows]
// Files that exist are never touched: they are what later engines are held against.
var root = args.Length > 0 ? args[0] : Path.Combine("src", "Workflows");
foreach (var file in Directory.GetFiles(root, "definition.v*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var version = int.Parse(Path.GetFileNameWithoutExtension(file)["definition.v".Length..], CultureInfo.InvariantCulture);
    var directory = Path.Combine(Path.GetDirectoryName(file)!, "histories", $"v{version}");
    if (
        file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        || Directory.Exists(directory)
    )
    {
        continue;
    }

    var walks = await HistoryRecorder.RecordAsync(await File.ReadAllTextAsync(file), version, TimeProvider.System);
    Directory.CreateDirectory(directory);
    for (var i = 0; i < walks.Count; i++)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, $"walk-{i + 1:00}.json"), walks[i].ToJson());
    }

    Console.WriteLine($"{file}: {walks.Count} histories");
}
