using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace LaborFlow.Host.Problems;

/// <summary>How the API reads and writes JSON: camelCase, strict on the way in, readable Chinese on the way out.</summary>
internal static class ApiJson
{
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        // A misspelt or invented field is refused rather than dropped: a claim that is silently lost is a right that is lost.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        // Workflow definitions nest containers; nothing else comes near.
        options.MaxDepth = 64;
        // Escapes what HTML could misread, and leaves Chinese as it is.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new FreeJson<JsonObject>());
        options.Converters.Add(new FreeJson<JsonArray>());
        options.Converters.Add(new FreeJson<JsonNode>());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
    }
}
