namespace LaborFlow.Statutes.Tests.Examples;

/// <summary>Reads the tables of worked examples: a header, then one example a line; cells are separated by commas, and nothing is quoted.</summary>
internal static class ExampleTable
{
    public static IEnumerable<Dictionary<string, string>> Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Examples", file));
        var names = lines[0].Split(',');
        foreach (var line in lines.Skip(1).Where(line => line.Length > 0))
        {
            var cells = line.Split(',');
            cells.Length.ShouldBe(names.Length, line);
            yield return names.Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        }
    }

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An instant by China's clock, such as <c>2026-04-03T16:30</c>.</summary>
    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text + "+08:00", "yyyy-MM-ddTHH:mmzzz", System.Globalization.CultureInfo.InvariantCulture);
}
