using System.Globalization;
using LaborFlow.Engine.Testing;

// Records histories of every procedure version that has none yet, and of triggers that have none: dotnet run --project tools/Histories [directory of src/Workflows]
// Files that exist are never touched: they are what later engines are held against.
var root = args.Length > 0 ? args[0] : Path.Combine("src", "Workflows");
foreach (var file in Directory.GetFiles(root, "definition.v*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
{
    var version = int.Parse(Path.GetFileNameWithoutExtension(file)["definition.v".Length..], CultureInfo.InvariantCulture);
    var directory = Path.Combine(Path.GetDirectoryName(file)!, "histories", $"v{version}");
    if (file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
    {
        continue;
    }

    var json = await File.ReadAllTextAsync(file);
    var known = new List<History>();
    if (Directory.Exists(directory))
    {
        foreach (var kept in Directory.GetFiles(directory, "*.json"))
        {
            known.Add(History.Parse(await File.ReadAllTextAsync(kept)));
        }
        // Only the course of a trigger may be missing where there are histories already.
        if (HistoryRecorder.TriggersOf(json).Skip(1).All(trigger => known.Exists(history => history.StartedBy == trigger)))
        {
            continue;
        }
    }

    var walks = (await HistoryRecorder.RecordAsync(json, version, TimeProvider.System))
        .Where(walk => known.Count == 0 || !known.Exists(history => history.StartedBy == walk.StartedBy))
        .ToList();
    Directory.CreateDirectory(directory);
    for (var i = 0; i < walks.Count; i++)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, $"walk-{known.Count + i + 1:00}.json"), walks[i].ToJson());
    }

    Console.WriteLine($"{file}: {walks.Count} histories");
}
