using System.Globalization;
using System.Text.Json;

namespace LaborFlow.Cases.Fund;

/// <summary>Reads the fields of a form of the fund, and judges its lists of workers.</summary>
internal static class FundFields
{
    /// <summary>Whether the version of the form that a case has asks for a field at all.</summary>
    public static bool Asks(JsonElement schema, string field) => schema.GetRawText().Contains($"\"{field}\"", StringComparison.Ordinal);

    /// <summary>The rows of a list; none when the form leaves it out.</summary>
    public static IEnumerable<JsonElement> Rows(JsonElement data, string list) =>
        data.TryGetProperty(list, out var rows) && rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : [];

    /// <summary>CNY; 0 when it is left out.</summary>
    public static decimal Money(JsonElement row, string field) =>
        row.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : 0;

    /// <summary>A day; null when it is left out.</summary>
    public static DateOnly? Day(JsonElement data, string field) =>
        data.TryGetProperty(field, out var value) && DateOnly.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var day)
            ? day
            : null;

    /// <summary>Every worker that is not among the known ones, or stands there twice.</summary>
    public static IEnumerable<FieldError> WorkerFaults(JsonElement data, string list, HashSet<int> known, string zh, string en)
    {
        if (!data.TryGetProperty(list, out var rows) || rows.ValueKind != JsonValueKind.Array)
            yield break;
        var seen = new HashSet<int>();
        var index = 0;
        foreach (var row in rows.EnumerateArray())
        {
            var number = row.GetProperty("worker").GetInt32();
            if (!known.Contains(number))
                yield return new($"data.{list}[{index}].worker", "unknown", $"第{number}名员工{zh}", $"Worker {number} {en}.");
            else if (!seen.Add(number))
                yield return new(
                    $"data.{list}[{index}].worker",
                    "duplicate",
                    $"第{number}名员工填写了两次。",
                    $"Worker {number} stands here twice."
                );
            index++;
        }
    }
}
