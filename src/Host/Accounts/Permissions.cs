using System.Collections.Frozen;

namespace LaborFlow.Host.Accounts;

/// <summary>
/// Who may do what, by role: read from <c>permissions.csv</c>, the one place where that is decided. Every endpoint names an action of it,
/// <c>GET /api/auth/me</c> tells the front ends the actions of the caller, and which cases somebody reaches is decided beside it in
/// <see cref="Cases.CaseReach"/> and <see cref="Tasks.TaskReach"/>.
/// </summary>
internal static class Permissions
{
    /// <summary>The roles of each action.</summary>
    public static FrozenDictionary<string, IReadOnlyList<string>> Table { get; } = Read();

    /// <summary>The actions open to somebody with these roles, in the order of the table.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyCollection<string> roles) =>
        [.. Table.Where(row => row.Value.Any(roles.Contains)).Select(row => row.Key).Order(StringComparer.Ordinal)];

    private static FrozenDictionary<string, IReadOnlyList<string>> Read()
    {
        using var resource =
            typeof(Permissions).Assembly.GetManifestResourceStream("permissions.csv")
            ?? throw new InvalidOperationException("permissions.csv is not part of the program.");
        using var reader = new StreamReader(resource);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var roles = lines[0].Split(',')[2..];
        return lines
            .Skip(1)
            .Select(line => line.Split(','))
            .ToFrozenDictionary(
                cells => cells[0],
                IReadOnlyList<string> (cells) => [.. roles.Where((_, column) => cells[column + 2] == "x")],
                StringComparer.Ordinal
            );
    }
}
