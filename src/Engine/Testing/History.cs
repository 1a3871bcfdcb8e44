using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LaborFlow.Engine.Durability;

namespace LaborFlow.Engine.Testing;

/// <summary>
/// The course of one instance through one version of a definition, without ids, instants and personal data: each entry is
/// <c>activity:event</c>, or <c>activity:Completed:outcome|outcome</c>. Kept in a file, it must still replay on every later engine.
/// </summary>
public sealed record History
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The definition.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>The version of the file that it ran on.</summary>
    public required int Version { get; init; }

    /// <summary>The trigger that started it, of a definition that several may start; null for the first activity.</summary>
    public string? StartedBy { get; init; }

    /// <summary>The instance's sub-status at the end.</summary>
    public required string EndsAs { get; init; }

    /// <summary>What happened, in order.</summary>
    public required IReadOnlyList<string> Entries { get; init; }

    /// <summary>The course that a journal tells.</summary>
    public static IReadOnlyList<string> EntriesOf(IEnumerable<JournalRow> journal) =>
        journal.OrderBy(row => row.Sequence).Where(row => row.EventName is not ("Log" or "Altered")).Select(EntryOf).ToList();

    /// <summary>Reads a history file.</summary>
    /// <exception cref="JsonException">The text is no history.</exception>
    public static History Parse(string json) =>
        JsonSerializer.Deserialize<History>(json, Options) ?? throw new JsonException("A history is a JSON object.");

    /// <summary>Writes a history file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    private static string EntryOf(JournalRow row)
    {
        var entry = $"{row.ActivityId}:{row.EventName}";
        if (row.EventName != "Completed" || row.PayloadJson is null)
        {
            return entry;
        }

        using var payload = JsonDocument.Parse(row.PayloadJson);
        return payload.RootElement.TryGetProperty("Outcomes", out var outcomes)
            ? $"{entry}:{string.Join('|', outcomes.EnumerateArray().Select(outcome => outcome.GetString()))}"
            : entry;
    }
}

/// <summary>What a replay came to.</summary>
/// <param name="Entries">What happened now.</param>
/// <param name="EndsAs">The instance's sub-status now.</param>
/// <param name="Difference">Where it first left the history, in a sentence; null when it followed it to its end.</param>
public sealed record Replay(IReadOnlyList<string> Entries, string EndsAs, string? Difference);
