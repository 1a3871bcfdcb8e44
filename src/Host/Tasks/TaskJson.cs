using System.Text.Json;

namespace LaborFlow.Host.Tasks;

/// <summary>Stored JSON as it is put into answers.</summary>
internal static class TaskJson
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    public static JsonElement Read(string? json) => ReadOptional(json) ?? Empty;

    public static JsonElement? ReadOptional(string? json)
    {
        if (string.IsNullOrEmpty(json))
            return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
