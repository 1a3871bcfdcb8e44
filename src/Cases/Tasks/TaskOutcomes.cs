using System.Text.Json;

namespace LaborFlow.Cases.Tasks;

/// <summary>Reads and writes the outcomes of tasks.</summary>
public static class TaskOutcomes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads a JSON array of outcomes.</summary>
    /// <exception cref="JsonException">It is no such array.</exception>
    public static IReadOnlyList<TaskOutcome> Read(string json) => JsonSerializer.Deserialize<List<TaskOutcome>>(json, Json) ?? [];

    /// <summary>Writes outcomes.</summary>
    public static string Write(IEnumerable<TaskOutcome> outcomes) => JsonSerializer.Serialize(outcomes, Json);
}
