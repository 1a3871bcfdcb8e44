using System.Text.Encodings.Web;
using System.Text.Json;

namespace LaborFlow.Cases.Inspection.Credit;

/// <summary>The facts of a rating as its row keeps them.</summary>
public static class CreditFacts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads them.</summary>
    public static IReadOnlyList<CreditFact> Of(CreditRating rating) =>
        JsonSerializer.Deserialize<List<CreditFact>>(rating.FactsJson, Json) ?? [];

    /// <summary>Writes them.</summary>
    public static string Write(IEnumerable<CreditFact> facts) => JsonSerializer.Serialize(facts, Json);
}
